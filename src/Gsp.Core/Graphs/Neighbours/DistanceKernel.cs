namespace Gsp.Graphs;

/// <summary>How a distance becomes an edge weight.</summary>
public abstract record DistanceKernel
{
    private DistanceKernel() { }

    /// <summary>exp(-d^2 / (2 width^2)): near 1 for near nodes.</summary>
    /// <param name="Width">The width in units of the distance; null takes the mean distance over the edges.</param>
    public sealed record Gaussian(double? Width = null) : DistanceKernel;

    /// <summary>1 for every edge.</summary>
    public sealed record Binary : DistanceKernel;

    /// <summary>1 / d; points at one place are a caller's mistake.</summary>
    public sealed record Inverse : DistanceKernel;

    /// <summary>The weights of edges of the given lengths.</summary>
    internal Func<double, double> Weights(IReadOnlyCollection<double> distances)
    {
        switch (this)
        {
            case Binary:
                return _ => 1;
            case Inverse:
                return d =>
                {
                    Require.That(
                        d > 0,
                        "two joined nodes lie at one place, so 1/d is infinite; use the Gaussian kernel or remove the duplicate",
                        "points"
                    );
                    return 1 / d;
                };
            case Gaussian { Width: var given }:
                double mean = distances.Count == 0 ? 1 : distances.Average();
                // All joined points coincide: every weight is 1 whatever the width.
                double width =
                    given is { } w ? Require.Positive(w, "", nameof(Gaussian.Width))
                    : mean > 0 ? mean
                    : 1;
                return d => Math.Exp(-d * d / (2 * width * width));
            default:
                throw new InvalidOperationException("unknown kernel");
        }
    }
}

/// <summary>How far two points are from one another.</summary>
public enum DistanceMetric
{
    /// <summary>Square root of the sum of squared differences.</summary>
    Euclidean,

    /// <summary>Sum of absolute differences.</summary>
    Manhattan,

    /// <summary>Largest absolute difference.</summary>
    Chebyshev,
}
