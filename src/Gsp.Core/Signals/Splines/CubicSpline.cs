namespace Gsp.Signals;

/// <summary>The piecewise cubic polynomial through given points with two continuous derivatives.</summary>
/// <remarks>
/// The slopes at the knots solve a tridiagonal system, O(n); each piece is then the Hermite cubic of its ends. Beyond the ends the outer pieces go on.
/// Two points give a line, three not-a-knot ones a parabola. Immutable and thread-safe. De Boor, A Practical Guide to Splines, chapter IV.
/// </remarks>
public sealed class CubicSpline
{
    private readonly double[] knots;
    private readonly double[] values;
    private readonly double[] slopes;

    /// <summary>Interpolates.</summary>
    /// <param name="knots">At least two places, finite and strictly increasing.</param>
    /// <param name="values">As many finite values.</param>
    /// <param name="ends">The conditions at the ends.</param>
    /// <exception cref="ArgumentException">Too few points, places out of order or numbers that are not finite.</exception>
    public CubicSpline(ReadOnlySpan<double> knots, ReadOnlySpan<double> values, SplineEnds ends = SplineEnds.NotAKnot)
    {
        Require.That(Enum.IsDefined(ends), $"{(int)ends} is no end condition", nameof(ends));
        Require.That(knots.Length >= 2, $"{knots.Length} knots; a spline needs at least 2", nameof(knots));
        Require.SameLength(values.Length, knots.Length, nameof(values), "one value a knot");
        Require.Finite(knots, nameof(knots));
        Require.Finite(values, nameof(values), "leave missing points out");
        for (int k = 1; k < knots.Length; k++)
        {
            Require.That(
                knots[k] > knots[k - 1],
                FormattableString.Invariant(
                    $"knot {k} at {knots[k]} does not lie after {knots[k - 1]}; sort them and drop doubles"
                ),
                nameof(knots)
            );
        }
        this.knots = knots.ToArray();
        this.values = values.ToArray();
        slopes = Slopes(ends);
    }

    /// <summary>Number of knots.</summary>
    public int KnotCount => knots.Length;

    /// <summary>The spline at a place.</summary>
    /// <param name="place">Any number; beyond the ends the outer pieces go on.</param>
    /// <returns>The value.</returns>
    public double Evaluate(double place)
    {
        (double t, double value, double slope, double square, double cube) = Piece(place);
        return value + t * (slope + t * (square + t * cube));
    }

    /// <summary>The first derivative at a place.</summary>
    /// <param name="place">Any number.</param>
    /// <returns>The slope.</returns>
    public double Slope(double place)
    {
        (double t, _, double slope, double square, double cube) = Piece(place);
        return slope + t * (2 * square + 3 * t * cube);
    }

    /// <summary>The second derivative at a place.</summary>
    /// <param name="place">Any number.</param>
    /// <returns>The curvature.</returns>
    public double Curvature(double place)
    {
        (double t, _, _, double square, double cube) = Piece(place);
        return 2 * square + 6 * t * cube;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"cubic spline, {knots.Length} knots from {knots[0]:g6} to {knots[^1]:g6}");

    private (double T, double Value, double Slope, double Square, double Cube) Piece(double place)
    {
        int found = Array.BinarySearch(knots, place);
        int k = Math.Clamp(found >= 0 ? found : ~found - 1, 0, knots.Length - 2);
        (double width, double rise) = Chord(k);
        double square = (3 * rise - 2 * slopes[k] - slopes[k + 1]) / width;
        double cube = (slopes[k] + slopes[k + 1] - 2 * rise) / (width * width);
        return (place - knots[k], values[k], slopes[k], square, cube);
    }

    private (double Width, double Rise) Chord(int k)
    {
        double width = knots[k + 1] - knots[k];
        return (width, (values[k + 1] - values[k]) / width);
    }

    private double[] Slopes(SplineEnds ends)
    {
        int n = knots.Length;
        (double width, double rise) = Chord(0);
        if (n == 2)
        {
            return [rise, rise];
        }
        (double nextWidth, double nextRise) = Chord(1);
        if (n == 3 && ends == SplineEnds.NotAKnot)
        {
            double middle = (width * nextRise + nextWidth * rise) / (width + nextWidth);
            return [2 * rise - middle, middle, 2 * nextRise - middle];
        }
        // Rows lower s_(k-1) + diagonal s_k + upper s_(k+1) = right; pivots stay positive, so elimination needs no exchanges.
        var lower = new double[n];
        var diagonal = new double[n];
        var upper = new double[n];
        var right = new double[n];
        (diagonal[0], upper[0], right[0]) = EndRow(ends, width, rise, nextWidth, nextRise);
        for (int k = 1; k < n - 1; k++)
        {
            (nextWidth, nextRise) = Chord(k);
            // The second derivatives of both sides agree.
            (lower[k], diagonal[k], upper[k]) = (nextWidth, 2 * (width + nextWidth), width);
            right[k] = 3 * (nextWidth * rise + width * nextRise);
            (width, rise) = (nextWidth, nextRise);
        }
        (nextWidth, nextRise) = Chord(n - 3);
        (diagonal[^1], lower[^1], right[^1]) = EndRow(ends, width, rise, nextWidth, nextRise);
        for (int k = 1; k < n; k++)
        {
            double factor = lower[k] / diagonal[k - 1];
            diagonal[k] -= factor * upper[k - 1];
            right[k] -= factor * right[k - 1];
        }
        right[^1] /= diagonal[^1];
        for (int k = n - 2; k >= 0; k--)
        {
            right[k] = (right[k] - upper[k] * right[k + 1]) / diagonal[k];
        }
        return right;
    }

    /// <summary>The condition at an end, from its piece and the one beside it.</summary>
    private static (double Own, double Neighbour, double Right) EndRow(
        SplineEnds ends,
        double width,
        double rise,
        double nextWidth,
        double nextRise
    )
    {
        if (ends == SplineEnds.Natural)
        {
            return (2, 1, 3 * rise);
        }
        double both = width + nextWidth;
        return (nextWidth, both, ((width + 2 * both) * nextWidth * rise + width * width * nextRise) / both);
    }
}
