using System.Globalization;
using System.Numerics;
using Gsp.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Graphs;

/// <summary>How far the eigenvectors of a non-symmetric shift can be trusted as a basis.</summary>
public enum FourierConditioning
{
    /// <summary>Transform and inverse lose few digits.</summary>
    Good,

    /// <summary>The condition number exceeds 1e6: coefficients may be large and cancel, and energy in the spectrum is not energy of the signal.</summary>
    Poor,

    /// <summary>The eigenvectors do not span the space (to rounding): the shift is defective and there is no transform.</summary>
    Defective,

    /// <summary>The eigenvalue iteration did not end: frequencies and modes are NaN and there is no transform.</summary>
    NotConverged,
}

/// <summary>The Fourier basis of a general, usually directed shift: its complex eigenvectors, S = V diag(frequencies) V^-1.</summary>
/// <remarks>
/// <para>Read the caveats before use. The modes are not orthogonal, so Parseval does not hold: |c| may be much larger than |x|. The
/// frequencies are complex. Directed graphs with acyclic parts are often defective, and then no such basis exists; nearly defective ones give
/// a huge <see cref="ConditionNumber"/>. <see cref="MagneticFourierBasis"/> and Chung's <see cref="DirectedLaplacian"/> are the well-conditioned
/// alternatives; polynomial filters (<see cref="PolynomialFilter"/>) need no basis at all.</para>
/// <para>Order: for Laplacians by modulus; for other shifts by total variation |1 - lambda/|lambda_max||, low variation first (Sandryhaila and
/// Moura, "Discrete signal processing on graphs: frequency analysis", IEEE TSP 62 (2014)). Cost: about 35 N^3. Immutable and thread-safe.</para>
/// </remarks>
public sealed class DirectedFourierBasis
{
    private const double PoorAbove = 1e6;
    private const double DefectiveAbove = 1e13;
    private readonly Complex[] frequencies;
    private readonly Matrix<Complex> modes;
    private readonly Matrix<Complex>? inverse;

    private DirectedFourierBasis(
        Complex[] frequencies,
        Matrix<Complex> modes,
        Matrix<Complex>? inverse,
        double conditionNumber
    ) => (this.frequencies, this.modes, this.inverse, ConditionNumber) = (frequencies, modes, inverse, conditionNumber);

    /// <summary>Number of nodes N.</summary>
    public int Nodes => frequencies.Length;

    /// <summary>The eigenvalues, from low to high variation; complex ones in conjugate pairs.</summary>
    public IReadOnlyList<Complex> Frequencies => frequencies;

    /// <summary>|V|_F |V^-1|_F / N: exactly 1 for orthonormal modes, infinite for a defective shift, NaN where none was found; within a factor N of the usual condition number.</summary>
    public double ConditionNumber { get; }

    /// <summary>The verdict on <see cref="ConditionNumber"/>.</summary>
    public FourierConditioning Conditioning =>
        double.IsNaN(ConditionNumber) ? FourierConditioning.NotConverged
        : inverse is null ? FourierConditioning.Defective
        : ConditionNumber > PoorAbove ? FourierConditioning.Poor
        : FourierConditioning.Good;

    /// <summary>Decomposes a shift.</summary>
    /// <param name="shift">Any shift; for a symmetric one prefer <see cref="FourierBasis"/>.</param>
    /// <returns>The basis with its conditioning.</returns>
    public static DirectedFourierBasis Of(GraphShift shift)
    {
        GeneralEigen eigen = GeneralEigen.Of(shift.ToMatrix());
        int n = shift.Nodes;
        if (eigen.Status != DecompositionStatus.Succeeded)
        {
            Matrix<Complex> unknown = Matrix<Complex>.Build.Dense(n, n, new Complex(double.NaN, double.NaN));
            return new DirectedFourierBasis([.. eigen.Values], unknown, null, double.NaN);
        }
        double largest = eigen.SpectralRadius;
        bool laplacian = shift.Kind is ShiftKind.CombinatorialLaplacian or ShiftKind.RandomWalkLaplacian;
        int[] order =
        [
            .. Enumerable
                .Range(0, n)
                .OrderBy(k => laplacian ? eigen.Values[k].Magnitude : Complex.Abs(eigen.Values[k] - largest))
                .ThenByDescending(k => eigen.Values[k].Imaginary),
        ];
        Matrix<Complex> vectors = eigen.Vectors!;
        Matrix<Complex> modes = Matrix<Complex>.Build.Dense(n, n, (i, k) => vectors[i, order[k]]);
        Matrix<Complex> inverse = modes.Inverse();
        double condition = Frobenius(modes) * Frobenius(inverse) / n;
        bool usable = condition <= DefectiveAbove; // false for NaN, which an exactly singular basis gives
        return new DirectedFourierBasis(
            [.. order.Select(k => eigen.Values[k])],
            modes,
            usable ? inverse : null,
            usable ? condition : double.PositiveInfinity
        );
    }

    /// <summary>The modes as a fresh matrix.</summary>
    /// <returns>V, N x N, mode k of unit length in column k.</returns>
    public Matrix<Complex> Modes() => modes.Clone();

    /// <summary>The transform V^-1 x.</summary>
    /// <param name="signal">x, N real values.</param>
    /// <returns>N complex coefficients.</returns>
    /// <exception cref="InvalidOperationException">The shift is defective, or its eigenvalues were not found.</exception>
    public Complex[] Transform(ReadOnlySpan<double> signal)
    {
        Require.SameLength(signal.Length, Nodes, nameof(signal), "one value a node");
        if (inverse is null)
        {
            throw new InvalidOperationException(
                $"the basis is {Conditioning}: its eigenvectors do not span the signals, so there is no Fourier transform by them; use MagneticFourierBasis or DirectedLaplacian"
            );
        }
        var x = new Complex[Nodes];
        for (int i = 0; i < Nodes; i++)
        {
            x[i] = signal[i];
        }
        return (inverse * MathNet.Numerics.LinearAlgebra.Vector<Complex>.Build.Dense(x)).ToArray();
    }

    /// <summary>The inverse transform V c.</summary>
    /// <param name="coefficients">c, N complex values.</param>
    /// <returns>The signal, N complex values; real up to rounding where c came from a real signal.</returns>
    public Complex[] Inverse(params IReadOnlyList<Complex> coefficients)
    {
        Require.SameLength(coefficients.Count, Nodes, nameof(coefficients), "one coefficient a frequency");
        return (modes * MathNet.Numerics.LinearAlgebra.Vector<Complex>.Build.DenseOfEnumerable(coefficients)).ToArray();
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"directed Fourier basis: {Nodes} modes, condition number {ConditionNumber:g3} ({Conditioning})"
        );

    private static double Frobenius(Matrix<Complex> matrix)
    {
        double sum = 0;
        foreach (Complex value in matrix.Enumerate())
        {
            sum += value.Real * value.Real + value.Imaginary * value.Imaginary;
        }
        return Math.Sqrt(sum);
    }
}
