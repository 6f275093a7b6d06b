using Gsp.Compute;
using Gsp.Numerics;

namespace Gsp.Topology;

/// <summary>Chooses each row's penalty by the forecast error on samples at the end that the path has not seen.</summary>
internal sealed class HeldOutPenalty
{
    private readonly BatchMoments heldOut;

    private HeldOutPenalty(AdaptiveLassoPath path, BatchMoments heldOut)
    {
        Path = path;
        this.heldOut = heldOut;
    }

    /// <summary>The path fitted on the first part.</summary>
    public AdaptiveLassoPath Path { get; }

    /// <summary>Splits the rows and fits the first part.</summary>
    public static HeldOutPenalty Create(
        double[] rows,
        int nodes,
        int count,
        AdaptiveLassoOptions options,
        Backend backend
    )
    {
        int order = options.Order;
        int split = Math.Clamp((int)(count * (1 - options.HoldOut)), order + 1, count);
        BatchMoments training = BatchMoments.Of(rows, nodes, order, options.Intercept, backend, order, split);
        BatchMoments heldOut = BatchMoments.Of(
            rows,
            nodes,
            order,
            options.Intercept,
            backend,
            split,
            count,
            centre: training
        );
        return new HeldOutPenalty(new AdaptiveLassoPath(training, options, backend), heldOut);
    }

    /// <summary>The fraction of the critical penalty with the smallest squared forecast error of the row.</summary>
    public double Choose(int row)
    {
        int width = heldOut.Width;
        var image = new double[width];
        double best = double.PositiveInfinity;
        int chosen = 0;
        Path.Walk(
            row,
            (k, b, _, _) =>
            {
                // Σ (x − b z)² = Σ x² − 2 b·c + bᵀ G b, over the held-out rows and up to the constant Σ x².
                image.AsSpan().Clear();
                for (int j = 0; j < width; j++)
                {
                    if (b[j] != 0)
                    {
                        Vectors.AddScaled<double>(b[j], heldOut.Gram.AsSpan(j * width, width), image);
                    }
                }
                double error =
                    Vectors.Dot<double>(b, image)
                    - 2 * Vectors.Dot<double>(b, heldOut.Cross.AsSpan(row * width, width));
                if (error < best)
                {
                    (best, chosen) = (error, k);
                }
            }
        );
        return Path.Fraction(chosen);
    }
}
