using System.Globalization;

namespace Gsp.Graphs;

/// <summary>The usual filter banks, by the names that PyGSP gives them. x is a frequency in [0, lmax], u = x / lmax.</summary>
/// <remarks>All take the largest frequency lmax of the shift that they will be used with: <see cref="FourierBasis.LargestFrequency"/> or
/// <see cref="LargestEigenvalue.UpperBound"/>.</remarks>
public static partial class FilterBanks
{
    /// <summary>Heat diffusion exp(-t u), one kernel a time: the signal smoothed for a time t.</summary>
    /// <param name="largestFrequency">lmax.</param>
    /// <param name="times">Times t, zero or more, in units of 1 / lmax.</param>
    /// <returns>The bank; a single low-pass for a single time.</returns>
    public static FilterBank Heat(double largestFrequency, params IReadOnlyList<double> times) =>
        Each("heat", largestFrequency, times, (u, t) => Math.Exp(-Require.NotNegative(t, "", "time") * u));

    /// <summary>Tikhonov smoothing 1 / (1 + t x), one kernel a strength: the solution of min |y - x|^2 + t x^T L x.</summary>
    /// <param name="largestFrequency">lmax.</param>
    /// <param name="strengths">Strengths t, zero or more, in units of 1 / frequency.</param>
    /// <returns>The bank.</returns>
    public static FilterBank Tikhonov(double largestFrequency, params IReadOnlyList<double> strengths) =>
        Each(
            "Tikhonov",
            largestFrequency,
            strengths,
            (u, t) => 1 / (1 + Require.NotNegative(t, "", "strength") * u * largestFrequency)
        );

    /// <summary>An ideal band: 1 for low &lt;= u &lt;= high, otherwise 0.</summary>
    /// <param name="largestFrequency">lmax.</param>
    /// <param name="low">Lower edge in [0, 1].</param>
    /// <param name="high">Upper edge in [low, 1].</param>
    /// <returns>A bank of one kernel. Chebyshev approximations of it ring.</returns>
    public static FilterBank Rectangular(double largestFrequency, double low = 0, double high = 0.2)
    {
        Require.InRange(low, 0, 1);
        Require.InRange(high, low, 1, "the band's upper edge lies above its lower one");
        return One("rectangular", largestFrequency, u => u >= low && u <= high ? 1 : 0);
    }

    /// <summary>A smooth band built from exp(-a / s): infinitely often differentiable and zero outside.</summary>
    /// <param name="largestFrequency">lmax.</param>
    /// <param name="high">Middle of the falling edge, in (0, 1]; null for none.</param>
    /// <param name="low">Middle of the rising edge, in [0, 1); null for none.</param>
    /// <param name="slope">a &gt; 0: larger is steeper. Edges reach from 0 to 1 within a width of 1 in u.</param>
    /// <returns>A bank of one kernel.</returns>
    public static FilterBank Expwin(double largestFrequency, double? high = 0.2, double? low = null, double slope = 1)
    {
        Require.Positive(slope);
        Require.That(
            high is not null || low is not null,
            "a band has at least one edge: give high, low or both",
            nameof(high)
        );
        double Bump(double s) => s <= 0 ? 0 : Math.Exp(-slope / s);
        double Step(double s) => Bump(s) / (Bump(s) + Bump(1 - s));
        return One(
            "expwin",
            largestFrequency,
            u => (high is { } h ? Step(0.5 - u + h) : 1) * (low is { } l ? Step(0.5 + u - l) : 1)
        );
    }

    /// <summary>The wave equation cos(t arccos(1 - s^2 u / 2)), one kernel a time: where a unit impulse has travelled after t steps.</summary>
    /// <param name="largestFrequency">lmax.</param>
    /// <param name="times">Times t, zero or more.</param>
    /// <param name="speed">s in (0, 2): beyond it the scheme is unstable.</param>
    /// <returns>The bank.</returns>
    public static FilterBank Wave(double largestFrequency, IReadOnlyList<double> times, double speed = 1)
    {
        Require.That(
            speed is > 0 and < 2,
            FormattableString.Invariant($"speed is {speed}; it must lie in (0, 2) for a stable wave"),
            nameof(speed)
        );
        return Each(
            "wave",
            largestFrequency,
            times,
            (u, t) => Math.Cos(Require.NotNegative(t, "", "time") * Math.Acos(1 - speed * speed * Math.Min(u, 1) / 2))
        );
    }

    private static FilterBank Each(
        string name,
        double largestFrequency,
        IReadOnlyList<double> parameters,
        Func<double, double, double> response
    )
    {
        foreach (double parameter in parameters)
        {
            _ = response(0, parameter); // a parameter out of range is reported here, not at first use
        }
        return new FilterBank(
            name,
            largestFrequency,
            [
                .. parameters.Select(p => new GraphKernel(
                    string.Create(CultureInfo.InvariantCulture, $"{name} {p:g6}"),
                    x => response(x / largestFrequency, p)
                )),
            ]
        );
    }

    private static FilterBank One(string name, double largestFrequency, Func<double, double> response) =>
        new(name, largestFrequency, new GraphKernel(name, x => response(x / largestFrequency)));

    private static FilterBank Numbered(
        string name,
        double largestFrequency,
        int count,
        Func<int, double, double> response
    ) =>
        new(
            name,
            largestFrequency,
            [
                .. Enumerable
                    .Range(0, count)
                    .Select(f => new GraphKernel(
                        string.Create(CultureInfo.InvariantCulture, $"{name} {f}"),
                        x => response(f, x)
                    )),
            ]
        );
}
