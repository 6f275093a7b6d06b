using System.Globalization;
using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Numerics;

/// <summary>The eigenvalues and right eigenvectors of a real square matrix, A v = lambda v.</summary>
/// <remarks>
/// Hessenberg reduction, real Schur form by Francis' double-shift QR, back substitution. Complex values come in exactly conjugate pairs. A defective
/// matrix has fewer independent vectors than values: the vectors returned then are (nearly) parallel, each still with a small residual; look
/// at their condition number before inverting them. Cost: about 25 n^3. Deterministic for any vector width; immutable and thread-safe. Golub
/// and Van Loan, Matrix Computations, sections 7.4 to 7.6.
/// </remarks>
public sealed class GeneralEigen
{
    private GeneralEigen(DecompositionStatus status, Complex[] values, Matrix<Complex>? vectors)
    {
        Status = status;
        Values = values;
        Vectors = vectors;
    }

    /// <summary>Succeeded, or NotConverged where an iteration did not end or the matrix was not finite.</summary>
    public DecompositionStatus Status { get; }

    /// <summary>The eigenvalues by decreasing modulus; of a conjugate pair the one with positive imaginary part stands first.</summary>
    public IReadOnlyList<Complex> Values { get; }

    /// <summary>The eigenvectors, one a column, in the order of the values: of unit length, the entry of largest modulus real and positive.
    /// Null where only values were asked for or the iteration failed.</summary>
    public Matrix<Complex>? Vectors { get; }

    /// <summary>The largest modulus of an eigenvalue.</summary>
    public double SpectralRadius => Values.Max(value => value.Magnitude);

    /// <summary>Decomposes a square matrix.</summary>
    /// <param name="a">n x n, at least one row.</param>
    /// <param name="vectors">Whether the vectors are wanted.</param>
    /// <returns>The decomposition with its status.</returns>
    /// <exception cref="ArgumentException">Not square.</exception>
    public static GeneralEigen Of(Matrix<double> a, bool vectors = true)
    {
        Require.SameLength(a.ColumnCount, a.RowCount, nameof(a), "columns of a square matrix");
        int n = a.RowCount;
        double[] t = a.ToRowMajor();
        if (!double.IsFinite(Reductions.MaxMagnitude(t)))
        {
            return Failed(n);
        }
        double scale = Elementwise.BalancingScale(t);
        Numerics.Vectors.Scale<double>(scale, t);
        var schur = new RealSchur(t, n, vectors);
        if (!schur.Reduce())
        {
            return Failed(n);
        }
        Complex[] values = schur.Eigenvalues();
        int[] order =
        [
            .. Enumerable
                .Range(0, n)
                .OrderByDescending(k => values[k].Magnitude)
                .ThenByDescending(k => values[k].Real)
                .ThenByDescending(k => values[k].Imaginary),
        ];
        Matrix<Complex>? basis = null;
        if (vectors)
        {
            Complex[][] all = schur.Eigenvectors(values);
            basis = Matrix<Complex>.Build.Dense(n, n, (i, k) => all[order[k]][i]);
        }
        return new GeneralEigen(
            DecompositionStatus.Succeeded,
            [.. order.Select(k => new Complex(values[k].Real / scale, values[k].Imaginary / scale))],
            basis
        );
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"eigenvalues: {Status}, {Values.Count}, spectral radius {SpectralRadius:g6}"
        );

    private static GeneralEigen Failed(int n) =>
        new(DecompositionStatus.NotConverged, [.. Enumerable.Repeat(new Complex(double.NaN, double.NaN), n)], null);
}
