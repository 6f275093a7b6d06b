using System.Globalization;
using System.Numerics;
using Gsp.Random;

namespace Gsp.Core.Tests.Signals;

/// <summary>Golden numbers and signals that the tests of signal processing share.</summary>
internal static class Processing
{
    public static readonly GoldenTable Truth = new("signals", "processing.txt");

    public static readonly double[] X = Truth["x"];

    /// <summary>Cases named by a first word and parameters: the words after the first, for each name.</summary>
    public static IEnumerable<(string Name, string[] Words)> Cases(string first) =>
        Truth
            .Names.Where(name => name.StartsWith(first + " ", StringComparison.Ordinal))
            .Select(n => (n, n.Split(' ')[1..]));

    public static int Whole(string word) => int.Parse(word, CultureInfo.InvariantCulture);

    public static double Real(string word) => double.Parse(word, CultureInfo.InvariantCulture);

    public static double[] Noise(ulong seed, int length)
    {
        var x = new double[length];
        new RandomStream(seed).FillNormal(x);
        return x;
    }

    public static double[] Mix(double[] x, double[] y) => [.. x.Zip(y, (a, b) => 2 * a - 3 * b)];

    public static double[] Rotate(double[] x, int shift) => [.. x[shift..], .. x[..shift]];

    /// <summary>Real and imaginary parts in turn.</summary>
    public static double[] Flat(IEnumerable<Complex> values) =>
        [.. values.SelectMany(v => new[] { v.Real, v.Imaginary })];
}
