using Gsp.Numerics;

namespace Gsp.Topology;

/// <summary>Cholesky factor of a Gram matrix scaled to unit diagonal, with a verdict where the columns are dependent.</summary>
/// <remarks>Scaling first makes the pivots comparable: pivot k is the fraction of column k's variance that the columns before it do not explain.</remarks>
internal sealed class ScaledCholesky
{
    private readonly int size;
    private readonly double[] factor;
    private readonly double[] scales;
    private double[]? workspace;

    public ScaledCholesky(int size)
    {
        this.size = size;
        factor = new double[size * size];
        scales = new double[size];
    }

    /// <summary>The smallest pivot met, 1 at best; the reciprocal bounds how much the data's errors are magnified.</summary>
    public double SmallestPivot { get; private set; }

    /// <summary>Factors a symmetric row-major matrix with <paramref name="ridge"/> times its diagonal added.</summary>
    /// <returns>-1, or the first column that depends on the ones before it to working precision.</returns>
    public int Factor(ReadOnlySpan<double> gram, double ridge = 0)
    {
        SmallestPivot = 1;
        for (int i = 0; i < size; i++)
        {
            double diagonal = gram[i * size + i];
            if (!(diagonal > 0) || !double.IsFinite(diagonal))
            {
                SmallestPivot = 0;
                return i;
            }
            scales[i] = 1 / Math.Sqrt(diagonal);
        }
        double tolerance = 16 * size * 2.220446049250313e-16;
        for (int i = 0; i < size; i++)
        {
            Span<double> row = factor.AsSpan(i * size, size);
            for (int j = 0; j <= i; j++)
            {
                double value = i == j ? 1 + ridge : gram[i * size + j] * scales[i] * scales[j];
                value -= Vectors.Dot<double>(row[..j], factor.AsSpan(j * size, j));
                if (j < i)
                {
                    row[j] = value / factor[j * size + j];
                    continue;
                }
                SmallestPivot = Math.Min(SmallestPivot, value);
                if (!(value > tolerance))
                {
                    return i;
                }
                row[i] = Math.Sqrt(value);
            }
        }
        return -1;
    }

    /// <summary>Writes the inverse of the matrix factored, row-major and exactly symmetric.</summary>
    public void Inverse(Span<double> inverse)
    {
        // Row i of L⁻¹ by forward substitution with whole rows, then (L⁻¹)ᵀ L⁻¹, then the scales back.
        double[] triangle = workspace ??= new double[size * size];
        triangle.AsSpan().Clear();
        for (int i = 0; i < size; i++)
        {
            Span<double> row = triangle.AsSpan(i * size, i + 1);
            for (int k = 0; k < i; k++)
            {
                Vectors.AddScaled<double>(-factor[i * size + k], triangle.AsSpan(k * size, k + 1), row[..(k + 1)]);
            }
            row[i] += 1;
            double pivot = factor[i * size + i];
            for (int j = 0; j <= i; j++)
            {
                row[j] /= pivot;
            }
        }
        inverse.Clear();
        for (int k = 0; k < size; k++)
        {
            ReadOnlySpan<double> row = triangle.AsSpan(k * size, k + 1);
            for (int i = 0; i <= k; i++)
            {
                Vectors.AddScaled<double>(row[i], row[..(i + 1)], inverse.Slice(i * size, i + 1));
            }
        }
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                inverse[i * size + j] *= scales[i] * scales[j];
                inverse[j * size + i] = inverse[i * size + j];
            }
        }
    }

    /// <summary>Solves for one right-hand side, in place.</summary>
    public void Solve(Span<double> values)
    {
        for (int i = 0; i < size; i++)
        {
            double sum = values[i] * scales[i] - Vectors.Dot<double>(factor.AsSpan(i * size, i), values[..i]);
            values[i] = sum / factor[i * size + i];
        }
        for (int i = size - 1; i >= 0; i--)
        {
            double value = values[i] / factor[i * size + i];
            values[i] = value;
            Vectors.AddScaled<double>(-value, factor.AsSpan(i * size, i), values[..i]);
        }
        for (int i = 0; i < size; i++)
        {
            values[i] *= scales[i];
        }
    }
}
