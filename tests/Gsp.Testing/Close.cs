using System.Globalization;
using Xunit;

namespace Gsp.Testing;

/// <summary>Comparisons of numbers with a stated tolerance.</summary>
public static class Close
{
    /// <summary>max |a - b| over max(1e-300, max |b|): the relative error of an array as a whole. Infinite when NaNs or lengths differ.</summary>
    public static double RelativeError(ReadOnlySpan<double> actual, ReadOnlySpan<double> expected)
    {
        if (actual.Length != expected.Length)
        {
            return double.PositiveInfinity;
        }
        double difference = 0;
        double scale = 1e-300;
        for (int i = 0; i < actual.Length; i++)
        {
            if (double.IsNaN(actual[i]) && double.IsNaN(expected[i]))
            {
                continue;
            }
            double d = actual[i] == expected[i] ? 0 : Math.Abs(actual[i] - expected[i]);
            difference = double.IsNaN(d) ? double.PositiveInfinity : Math.Max(difference, d);
            scale = double.IsFinite(expected[i]) ? Math.Max(scale, Math.Abs(expected[i])) : scale;
        }
        return difference / scale;
    }

    /// <summary>Asserts that an array equals another within a relative tolerance of its largest entry.</summary>
    public static void Relative(
        ReadOnlySpan<double> actual,
        ReadOnlySpan<double> expected,
        double tolerance,
        string what = "array"
    )
    {
        double error = RelativeError(actual, expected);
        Assert.True(
            error <= tolerance,
            string.Create(CultureInfo.InvariantCulture, $"{what}: relative error {error:g3} exceeds {tolerance:g3}")
        );
    }
}
