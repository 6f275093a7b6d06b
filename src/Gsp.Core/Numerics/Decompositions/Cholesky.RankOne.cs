namespace Gsp.Numerics;

public sealed partial class Cholesky
{
    private readonly double[] cosines;
    private readonly double[] sines;

    /// <summary>Turns the factors of A into those of factor A, as forgetting does.</summary>
    /// <param name="scale">Greater than zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">The scale is not positive and finite.</exception>
    /// <exception cref="InvalidOperationException">There is no valid factorisation.</exception>
    public void Scale(double scale)
    {
        Require.Positive(scale);
        RequireFactors();
        double root = Math.Sqrt(scale);
        for (int i = 0; i < Size; i++)
        {
            Vectors.Scale<double>(root, factor.AsSpan(i * Size, i + 1));
            Vectors.Scale<double>(scale, factor.AsSpan(i * Size + i + 1, Size - i - 1));
        }
        Vectors.Scale<double>(scale, diagonal);
    }

    /// <summary>Turns the factors of A into those of A + v v^T, by one Givens rotation a column. Allocates nothing; always succeeds.</summary>
    /// <param name="v">n numbers.</param>
    /// <exception cref="ArgumentException">Wrong length or values that are not finite.</exception>
    /// <exception cref="InvalidOperationException">There is no valid factorisation.</exception>
    public void Update(ReadOnlySpan<double> v)
    {
        RequireVector(v);
        ChangeMatrix(1, v);
        for (int row = 0; row < Size; row++)
        {
            Span<double> l = factor.AsSpan(row * Size, row + 1);
            double x = v[row];
            for (int k = 0; k < row; k++)
            {
                (l[k], x) = (cosines[k] * l[k] + sines[k] * x, cosines[k] * x - sines[k] * l[k]);
            }
            double pivot = l[row];
            double radius = Math.Sqrt(pivot * pivot + x * x);
            (cosines[row], sines[row]) = (pivot / radius, x / radius);
            l[row] = radius;
        }
    }

    /// <summary>Turns the factors of A into those of A - v v^T, where that is still positive definite; else leaves them as they are.</summary>
    /// <remarks>Positive definite iff |p|^2 &lt; 1 with L p = v; the rotations that carry (p, sqrt(1 - |p|^2)) to the last unit vector do the
    /// change. Gill, Golub, Murray and Saunders, "Methods for modifying matrix factorizations", Math. Comp. 28 (1974). Allocates nothing.</remarks>
    /// <param name="v">n numbers.</param>
    /// <returns>Succeeded, or NotPositiveDefinite where the change was refused (the factors stay valid and unchanged).</returns>
    /// <exception cref="ArgumentException">Wrong length or values that are not finite.</exception>
    /// <exception cref="InvalidOperationException">There is no valid factorisation.</exception>
    public DecompositionStatus Downdate(ReadOnlySpan<double> v)
    {
        RequireVector(v);
        Span<double> p = sines;
        SolveLower(v, p);
        double rest = 1 - Reductions.SumOfSquares(p);
        if (!(rest > Size * MachineEpsilon))
        {
            return DecompositionStatus.NotPositiveDefinite;
        }
        ChangeMatrix(-1, v);
        double alpha = Math.Sqrt(rest);
        for (int k = Size - 1; k >= 0; k--)
        {
            double radius = Math.Sqrt(alpha * alpha + p[k] * p[k]);
            (cosines[k], sines[k]) = (alpha / radius, p[k] / radius);
            alpha = radius;
        }
        for (int row = 0; row < Size; row++)
        {
            Span<double> l = factor.AsSpan(row * Size, row + 1);
            double x = 0;
            for (int k = row; k >= 0; k--)
            {
                (l[k], x) = (cosines[k] * l[k] - sines[k] * x, cosines[k] * x + sines[k] * l[k]);
            }
        }
        return DecompositionStatus.Succeeded;
    }

    private void RequireVector(ReadOnlySpan<double> v)
    {
        RequireFactors();
        Require.SameLength(v.Length, Size, nameof(v));
        Require.Finite(v, nameof(v));
    }

    private void ChangeMatrix(double sign, ReadOnlySpan<double> v)
    {
        for (int i = 0; i < Size; i++)
        {
            diagonal[i] += sign * v[i] * v[i];
            Vectors.AddScaled<double>(sign * v[i], v[(i + 1)..], factor.AsSpan(i * Size + i + 1, Size - i - 1));
        }
    }
}
