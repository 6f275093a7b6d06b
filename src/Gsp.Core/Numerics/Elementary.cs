namespace Gsp.Numerics;

/// <summary>Logarithm, exponential and hyperbolic tangent whose bits are the same on every machine.</summary>
/// <remarks>
/// Made of single IEEE 754 operations in a fixed order (no platform library, no fused operations), so a model gives the same numbers wherever it
/// runs. Errors stay within 2 ulp (log, exp, e^x - 1) and 3 ulp (tanh). Pure and thread-safe; the span forms may work in place and give
/// the bits of the single ones.
/// </remarks>
public static class Elementary
{
    /// <summary>The natural logarithm.</summary>
    /// <param name="x">Any number; below zero gives NaN, zero minus infinity.</param>
    /// <returns>log x.</returns>
    public static double Log(double x) => PortableMath.Log(x);

    /// <summary>The exponential function.</summary>
    /// <param name="x">Any number.</param>
    /// <returns>e^x; infinite above 709.78, zero below -745.13.</returns>
    public static double Exp(double x) => PortableMath.Exp(x);

    /// <summary>e^x - 1 without the loss of digits near zero.</summary>
    /// <param name="x">Any number.</param>
    /// <returns>e^x - 1.</returns>
    public static double ExpMinusOne(double x) => PortableMath.ExpMinusOne(x);

    /// <summary>The hyperbolic tangent.</summary>
    /// <param name="x">Any number.</param>
    /// <returns>tanh x.</returns>
    public static double Tanh(double x) => PortableMath.Tanh(x);

    /// <summary>Logarithms of many numbers.</summary>
    /// <param name="x">n numbers.</param>
    /// <param name="y">Receives n numbers; may be x.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Log(ReadOnlySpan<double> x, Span<double> y)
    {
        Require.SameLength(y.Length, x.Length, nameof(y));
        for (int i = 0; i < x.Length; i++)
        {
            y[i] = PortableMath.Log(x[i]);
        }
    }

    /// <summary>Exponentials of many numbers.</summary>
    /// <param name="x">n numbers.</param>
    /// <param name="y">Receives n numbers; may be x.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Exp(ReadOnlySpan<double> x, Span<double> y)
    {
        Require.SameLength(y.Length, x.Length, nameof(y));
        for (int i = 0; i < x.Length; i++)
        {
            y[i] = PortableMath.Exp(x[i]);
        }
    }

    /// <summary>Hyperbolic tangents of many numbers.</summary>
    /// <param name="x">n numbers.</param>
    /// <param name="y">Receives n numbers; may be x.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Tanh(ReadOnlySpan<double> x, Span<double> y)
    {
        Require.SameLength(y.Length, x.Length, nameof(y));
        for (int i = 0; i < x.Length; i++)
        {
            y[i] = PortableMath.Tanh(x[i]);
        }
    }
}
