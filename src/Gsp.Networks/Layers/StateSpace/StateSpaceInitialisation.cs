using System.Globalization;
using System.Numerics;
using Gsp.Random;

namespace Gsp.Networks;

/// <summary>Where the parameters of state-space layers start.</summary>
/// <remarks>Gu, Goel and Re 2022 (S4); Gu, Gupta, Goel and Re 2022 (S4D, sections 4 and 5). Draws are double, so that layers of floats and
/// doubles start alike. Pure but for the streams, which move on.</remarks>
public static class StateSpaceInitialisation
{
    /// <summary>S4D-Lin: Lambda_n = -1/2 + i pi n, the frequencies of a Fourier basis. Its B is all ones.</summary>
    /// <param name="order">Size N of the state: even, at least 2.</param>
    /// <returns>N/2 eigenvalues.</returns>
    /// <exception cref="ArgumentException">An order that is odd or below 2.</exception>
    public static Complex[] Linear(int order) =>
        [.. Enumerable.Range(0, Half(order)).Select(n => new Complex(-0.5, Math.PI * n))];

    /// <summary>S4D-Inv: Lambda_n = -1/2 + i (N/pi) (N/(2n+1) - 1), which follows the spectrum of LegS. Its B is all ones.</summary>
    /// <param name="order">Size N of the state: even, at least 2.</param>
    /// <returns>N/2 eigenvalues.</returns>
    /// <exception cref="ArgumentException">An order that is odd or below 2.</exception>
    public static Complex[] Inverse(int order) =>
        [
            .. Enumerable
                .Range(0, Half(order))
                .Select(n => new Complex(-0.5, order / Math.PI * (order / (2.0 * n + 1) - 1))),
        ];

    /// <summary>Log steps, uniform between two logarithms.</summary>
    /// <param name="channels">Number H of channels.</param>
    /// <param name="stream">Where the draws come from.</param>
    /// <param name="shortest">Smallest step Delta, above zero.</param>
    /// <param name="longest">Largest step Delta, above the smallest.</param>
    /// <returns>H logarithms.</returns>
    /// <exception cref="ArgumentException">Numbers out of range.</exception>
    public static double[] LogSteps(int channels, RandomStream stream, double shortest = 0.001, double longest = 0.1)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Require.Positive(channels);
        Require.Positive(shortest);
        Require.Positive(longest);
        Require.That(
            shortest < longest,
            string.Create(
                CultureInfo.InvariantCulture,
                $"shortest is {shortest} and longest {longest}; the order is reversed"
            )
        );
        double low = PortableMath.Log(shortest);
        double high = PortableMath.Log(longest);
        var steps = new double[channels];
        stream.FillUniform(steps, low, high);
        return steps;
    }

    /// <summary>Output rows C: complex standard normal, real and imaginary parts of variance 1/2.</summary>
    /// <param name="count">Number of complex values: directions x H x N/2.</param>
    /// <param name="stream">Where the draws come from.</param>
    /// <returns>Pairs (re, im).</returns>
    /// <exception cref="ArgumentException">A count below 1.</exception>
    public static double[] Output(int count, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var pairs = new double[2 * Require.Positive(count)];
        stream.FillNormal(pairs, 0, Math.Sqrt(0.5));
        return pairs;
    }

    /// <summary>The same modes for every channel, as pairs.</summary>
    /// <param name="values">N/2 values: eigenvalues, B or P.</param>
    /// <param name="channels">Number H of channels.</param>
    /// <returns>[H, N/2, 2].</returns>
    /// <exception cref="ArgumentException">Fewer than one channel.</exception>
    public static double[] Repeat(IReadOnlyList<Complex> values, int channels)
    {
        ArgumentNullException.ThrowIfNull(values);
        double[] pairs = [.. values.SelectMany(value => new[] { value.Real, value.Imaginary })];
        return [.. Enumerable.Range(0, Require.Positive(channels)).SelectMany(_ => pairs)];
    }

    private static int Half(int order)
    {
        Require.InRange(order, 2, 1 << 20);
        Require.That(order % 2 == 0, $"order is {order}; it must be even (modes come in conjugate pairs)");
        return order / 2;
    }
}
