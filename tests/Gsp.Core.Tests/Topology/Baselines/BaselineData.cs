using Gsp.Random;
using Gsp.Testing;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Core.Tests.Topology;

/// <summary>Recordings that the baselines' tests share.</summary>
internal static class BaselineData
{
    /// <summary>A golden file of this area.</summary>
    public static string Path(string name) =>
        System.IO.Path.Combine(AppContext.BaseDirectory, "Golden", "Baselines", name);

    /// <summary>A golden CSV as a matrix.</summary>
    public static Matrix<double> Csv(string name) => Matrix<double>.Build.DenseOfRowArrays(Golden.Csv(Path(name)));

    /// <summary>What the study's baselines were given: the first <paramref name="count"/> rows after the three start-up lags.</summary>
    public static Matrix<double> Kr10(int count) => Csv("kr10_x.csv").SubMatrix(3, count, 0, 10);

    /// <summary>A named column of a golden CSV.</summary>
    public static double[] Column(string name, string column)
    {
        int index = Array.IndexOf(Golden.Header(Path(name)), column);
        return [.. Golden.Csv(Path(name)).Select(row => row[index])];
    }

    /// <summary>A sparse stable VAR of the given order driven by unit normal noise; [time, node] and the true Ψ_1.</summary>
    public static (Matrix<double> Samples, Matrix<double> Truth) Simulate(
        ulong seed,
        int nodes,
        int count,
        int order = 1,
        double density = 0.3
    )
    {
        RandomStream stream = new RandomStream(seed).Split("var");
        var filters = new Matrix<double>[order];
        double bound = 0;
        for (int p = 0; p < order; p++)
        {
            filters[p] = Matrix<double>.Build.Dense(
                nodes,
                nodes,
                (_, _) => stream.NextUniform() < density ? (0.5 + stream.NextUniform()) * Sign(stream) : 0
            );
            bound += filters[p].InfinityNorm();
        }
        for (int p = 0; p < order && bound > 0; p++)
        {
            filters[p] *= 0.9 / bound;
        }
        var samples = Matrix<double>.Build.Dense(count + 50, nodes);
        for (int t = order; t < count + 50; t++)
        {
            Vector<double> x = Vector<double>.Build.Dense(nodes, _ => stream.NextNormal());
            for (int p = 0; p < order; p++)
            {
                x += filters[p] * samples.Row(t - 1 - p);
            }
            samples.SetRow(t, x);
        }
        return (samples.SubMatrix(50, count, 0, nodes), filters[0]);
    }

    /// <summary>Relative difference of two matrices.</summary>
    public static double Difference(Matrix<double> actual, Matrix<double> expected) =>
        Close.RelativeError(actual.ToColumnMajorArray(), expected.ToColumnMajorArray());

    private static double Sign(RandomStream stream) => stream.NextUniform() < 0.5 ? -1 : 1;
}
