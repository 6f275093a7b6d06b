using System.Globalization;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Numerics;

/// <summary>The thin singular value decomposition A = U diag(values) V^T of a real matrix of any shape.</summary>
/// <remarks>
/// QR with column pivoting, then one-sided Jacobi rotations on R^T, which also finds small singular values to high relative accuracy. Cost:
/// about 10 sweeps of 3 k^3 operations, k = min(m, n), after the QR of the matrix. Deterministic for any vector width; immutable and
/// thread-safe. Drmac and Veselic, "New fast and accurate Jacobi SVD algorithm", SIAM J. Matrix Anal. 29 (2008).
/// </remarks>
public sealed partial class SingularValues
{
    private SingularValues(DecompositionStatus status, double[] values, Matrix<double> left, Matrix<double> right)
    {
        Status = status;
        Values = values;
        Left = left;
        Right = right;
    }

    /// <summary>Succeeded, or NotConverged where the rotations did not end.</summary>
    public DecompositionStatus Status { get; }

    /// <summary>The min(m, n) singular values in decreasing order.</summary>
    public IReadOnlyList<double> Values { get; }

    /// <summary>U: m x min(m, n), orthonormal columns. The sign of each pair (u_k, v_k) makes the largest entry of v_k positive.</summary>
    public Matrix<double> Left { get; }

    /// <summary>V: n x min(m, n), orthonormal columns.</summary>
    public Matrix<double> Right { get; }

    /// <summary>Number of singular values above max(m, n) eps times the largest.</summary>
    public int Rank => Values.Count(value => value > Threshold);

    /// <summary>Largest over smallest singular value; infinite for a singular matrix.</summary>
    public double ConditionNumber => Values[^1] == 0 ? double.PositiveInfinity : Values[0] / Values[^1];

    private double Threshold => Math.Max(Left.RowCount, Right.RowCount) * 2.220446049250313e-16 * Values[0];

    /// <summary>Decomposes a matrix.</summary>
    /// <param name="a">m x n, finite, at least one row and column.</param>
    /// <returns>The decomposition with its status.</returns>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static SingularValues Of(Matrix<double> a)
    {
        if (a.RowCount < a.ColumnCount)
        {
            SingularValues flipped = Of(a.Transpose());
            return new SingularValues(flipped.Status, [.. flipped.Values], flipped.Right, flipped.Left).Signed();
        }
        return Jacobi(QrDecomposition.Of(a, pivoting: true)).Signed();
    }

    /// <summary>The x of smallest norm that minimises |A x - b|, ignoring singular values at or below the threshold of <see cref="Rank"/>.</summary>
    /// <param name="b">m numbers.</param>
    /// <returns>n numbers.</returns>
    /// <exception cref="ArgumentException">Wrong length.</exception>
    public double[] Solve(ReadOnlySpan<double> b)
    {
        Require.SameLength(b.Length, Left.RowCount, nameof(b));
        var x = new double[Right.RowCount];
        for (int k = 0; k < Rank; k++)
        {
            double coefficient = Vectors.Dot<double>(Left.Column(k).ToArray(), b) / Values[k];
            Vectors.AddScaled<double>(coefficient, Right.Column(k).ToArray(), x);
        }
        return x;
    }

    /// <summary>The Moore-Penrose inverse.</summary>
    /// <returns>n x m.</returns>
    public Matrix<double> PseudoInverse()
    {
        int rank = Rank;
        var inverse = Matrix<double>.Build.Dense(Right.RowCount, Left.RowCount);
        for (int k = 0; k < rank; k++)
        {
            inverse += Right.Column(k).OuterProduct(Left.Column(k)) / Values[k];
        }
        return inverse;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"singular values: {Status}, {Values.Count} from {Values[0]:g6} to {Values[^1]:g6}, rank {Rank}"
        );

    private SingularValues Signed()
    {
        for (int k = 0; k < Values.Count; k++)
        {
            double[] right = Right.Column(k).ToArray();
            if (Elementwise.MakeLargestPositive(right))
            {
                Right.SetColumn(k, right);
                Left.SetColumn(k, -Left.Column(k));
            }
        }
        return this;
    }
}
