using System.Globalization;
using System.Text;
using Gsp.Random;

namespace Gsp.Cli.Tests;

/// <summary>Small recordings as text.</summary>
internal static class Series
{
    /// <summary>A ring of nodes in which each follows its predecessor by one sample, with noise: rows are time.</summary>
    public static string Ring(int nodes, int count, double gain = 0.6, bool header = true, ulong seed = 5)
    {
        RandomStream random = new RandomStream(seed).Split("ring");
        var text = new StringBuilder();
        if (header)
        {
            text.Append(string.Join(',', Enumerable.Range(0, nodes).Select(i => $"n{i}"))).Append('\n');
        }
        var x = new double[nodes];
        for (int t = 0; t < count; t++)
        {
            double[] next =
            [
                .. Enumerable.Range(0, nodes).Select(i => (gain * x[(i + nodes - 1) % nodes]) + random.NextNormal()),
            ];
            x = next;
            text.Append(string.Join(',', x.Select(v => v.ToString("R", CultureInfo.InvariantCulture)))).Append('\n');
        }
        return text.ToString();
    }

    /// <summary>The ring's true graph: row = target.</summary>
    public static string RingTruth(int nodes, double gain = 0.6) =>
        string.Concat(
            Enumerable
                .Range(0, nodes)
                .Select(i =>
                    string.Join(
                        ',',
                        Enumerable
                            .Range(0, nodes)
                            .Select(j =>
                                j == (i + nodes - 1) % nodes ? gain.ToString(CultureInfo.InvariantCulture) : "0"
                            )
                    ) + "\n"
                )
        );
}
