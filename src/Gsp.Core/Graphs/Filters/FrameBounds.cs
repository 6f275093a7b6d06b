using System.Globalization;

namespace Gsp.Graphs;

/// <summary>The bounds A and B of a frame: A |x|^2 &lt;= sum of all squared coefficients &lt;= B |x|^2.</summary>
/// <param name="Lower">A, the smallest sum of squared responses on the spectrum; 0 where some frequency is lost.</param>
/// <param name="Upper">B, the largest.</param>
public readonly record struct FrameBounds(double Lower, double Upper)
{
    /// <summary>Whether the frame is tight: A = B up to rounding (1e-10), so that synthesis undoes analysis up to the factor A.</summary>
    public bool IsTight => Lower > 0 && Upper - Lower <= 1e-10 * Upper;

    /// <summary>Whether anything can be rebuilt: A &gt; 0.</summary>
    public bool IsFrame => Lower > 0;

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"frame bounds [{Lower:g6}, {Upper:g6}]{(IsTight ? " (tight)" : IsFrame ? "" : " (not a frame)")}"
        );
}
