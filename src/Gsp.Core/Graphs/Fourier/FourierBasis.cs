using System.Globalization;
using Gsp.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Graphs;

/// <summary>The orthonormal graph Fourier basis of a symmetric shift: S = U diag(frequencies) U^T.</summary>
/// <remarks>
/// Frequencies ascend; for a Laplacian they are zero or more and the first mode of a connected graph is constant. Each mode has unit
/// length and its entry of largest magnitude is positive. Within the space of a repeated frequency the basis is not unique: quantities that
/// depend on the choice (single coefficients there, coherence) may differ between libraries, filters never do. Cost: about 9 N^3 once,
/// 2 N^2 a transform. Deterministic; immutable and thread-safe; compares by reference.
/// </remarks>
public sealed class FourierBasis
{
    private const double MachineEpsilon = 2.220446049250313e-16;
    private readonly double[] frequencies;
    private readonly double[] modes; // mode k is row k

    private FourierBasis(double[] frequencies, double[] modes) => (this.frequencies, this.modes) = (frequencies, modes);

    /// <summary>Number of nodes N, and of modes.</summary>
    public int Nodes => frequencies.Length;

    /// <summary>The eigenvalues of the shift, ascending. Values within rounding of zero are zero.</summary>
    public IReadOnlyList<double> Frequencies => frequencies;

    /// <summary>The largest frequency.</summary>
    public double LargestFrequency => frequencies[^1];

    /// <summary>The largest magnitude of an entry of a mode, in [1/sqrt(N), 1]: near 1 where a mode sits on a single node (PyGSP: <c>coherence</c>).</summary>
    public double Coherence => Reductions.MaxMagnitude(modes);

    /// <summary>Decomposes a symmetric shift.</summary>
    /// <param name="shift">The shift.</param>
    /// <returns>The basis.</returns>
    /// <exception cref="InvalidOperationException">The shift is not symmetric (use <see cref="DirectedFourierBasis"/>, <see cref="MagneticFourierBasis"/>
    /// or Chung's Laplacian), or its eigenvalues could not be found.</exception>
    public static FourierBasis Of(GraphShift shift)
    {
        shift.RequireSymmetric(
            "it has no orthonormal Fourier basis; use DirectedFourierBasis, MagneticFourierBasis or DirectedLaplacian"
        );
        int n = shift.Nodes;
        SymmetricEigen eigen = SymmetricEigen.OfRowMajor(shift.ToMatrix().ToRowMajor(), n, vectors: true);
        if (eigen.Status != DecompositionStatus.Succeeded)
        {
            throw new InvalidOperationException($"the eigenvalues of the shift were not found: {eigen.Status}");
        }
        double noise = 4 * n * MachineEpsilon * eigen.Values.Max(Math.Abs);
        var modes = new double[n * n];
        for (int k = 0; k < n; k++)
        {
            eigen.Vector(k).CopyTo(modes.AsSpan(k * n));
        }
        return new FourierBasis([.. eigen.Values.Select(v => Math.Abs(v) <= noise ? 0 : v)], modes);
    }

    /// <summary>The modes as a fresh matrix.</summary>
    /// <returns>U, N x N, mode k in column k.</returns>
    public Matrix<double> Modes() => Matrix<double>.Build.Dense(Nodes, Nodes, (i, k) => modes[k * Nodes + i]);

    /// <summary>One mode.</summary>
    /// <param name="k">Its number, 0 .. N-1.</param>
    /// <returns>N values of unit length.</returns>
    public ReadOnlySpan<double> Mode(int k) => modes.AsSpan(Require.InRange(k, 0, Nodes - 1) * Nodes, Nodes);

    /// <summary>The graph Fourier transform U^T x (PyGSP: <c>gft</c>).</summary>
    /// <param name="signal">x, N values.</param>
    /// <returns>N coefficients, by ascending frequency; their sum of squares is that of the signal.</returns>
    public double[] Transform(ReadOnlySpan<double> signal)
    {
        Require.SameLength(signal.Length, Nodes, nameof(signal), "one value a node");
        var coefficients = new double[Nodes];
        for (int k = 0; k < Nodes; k++)
        {
            coefficients[k] = Vectors.Dot(Mode(k), signal);
        }
        return coefficients;
    }

    /// <summary>The inverse transform U c (PyGSP: <c>igft</c>).</summary>
    /// <param name="coefficients">c, N values by ascending frequency.</param>
    /// <returns>The signal, N values.</returns>
    public double[] Inverse(ReadOnlySpan<double> coefficients)
    {
        Require.SameLength(coefficients.Length, Nodes, nameof(coefficients), "one coefficient a frequency");
        var signal = new double[Nodes];
        for (int k = 0; k < Nodes; k++)
        {
            ReadOnlySpan<double> mode = Mode(k);
            for (int i = 0; i < Nodes; i++)
            {
                signal[i] += coefficients[k] * mode[i];
            }
        }
        return signal;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Fourier basis: {Nodes} modes, frequencies {frequencies[0]:g6} .. {frequencies[^1]:g6}, coherence {Coherence:g4}"
        );
}
