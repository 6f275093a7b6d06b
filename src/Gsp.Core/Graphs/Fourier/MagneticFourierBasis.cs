using System.Globalization;
using System.Numerics;
using Gsp.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Graphs;

/// <summary>The unitary Fourier basis of a magnetic Laplacian: complex modes, real frequencies, perfectly conditioned for every directed graph.</summary>
/// <remarks>Found from the real symmetric matrix [[Re L, -Im L], [Im L, Re L]], whose eigenvalues are those of L twice over. Frequencies ascend
/// from zero or more. Each mode has unit length and its entry of largest modulus is real and positive. Cost: about 70 N^3. Deterministic; immutable and thread-safe.</remarks>
public sealed class MagneticFourierBasis
{
    private readonly double[] frequencies;
    private readonly Complex[][] modes;

    private MagneticFourierBasis(double[] frequencies, Complex[][] modes) =>
        (this.frequencies, this.modes) = (frequencies, modes);

    /// <summary>Number of nodes N, and of modes.</summary>
    public int Nodes => frequencies.Length;

    /// <summary>The eigenvalues of the magnetic Laplacian, ascending.</summary>
    public IReadOnlyList<double> Frequencies => frequencies;

    /// <summary>Decomposes a magnetic Laplacian.</summary>
    /// <param name="laplacian">The operator.</param>
    /// <returns>The basis.</returns>
    /// <exception cref="InvalidOperationException">The eigenvalues could not be found.</exception>
    public static MagneticFourierBasis Of(MagneticLaplacian laplacian)
    {
        int n = laplacian.Nodes;
        Matrix<Complex> l = laplacian.ToMatrix();
        Matrix<double> real = Matrix<double>.Build.Dense(
            2 * n,
            2 * n,
            (i, j) => (i < n) == (j < n) ? l[i % n, j % n].Real : (i < n ? -1 : 1) * l[i % n, j % n].Imaginary
        );
        SymmetricEigen eigen = SymmetricEigen.Of(real);
        if (eigen.Status != DecompositionStatus.Succeeded)
        {
            throw new InvalidOperationException(
                $"the eigenvalues of the magnetic Laplacian were not found: {eigen.Status}"
            );
        }
        // A complex eigenspace of dimension m shows up as 2 m real vectors; m independent complex ones are picked from each cluster.
        double gap = 1e-9 * Math.Max(Math.Abs(eigen.Values[0]), Math.Abs(eigen.Values[^1]));
        var frequencies = new List<double>(n);
        var modes = new List<Complex[]>(n);
        for (int start = 0, end; start < 2 * n; start = end)
        {
            end = start + 1;
            while (end < 2 * n && eigen.Values[end] - eigen.Values[end - 1] <= gap)
            {
                end++;
            }
            List<Complex[]> candidates =
            [
                .. Enumerable.Range(start, end - start).Select(k => Fold(eigen.Vector(k), n)),
            ];
            for (int picked = 0; picked < (end - start) / 2; picked++)
            {
                modes.Add(ComplexVectors.Upright(ComplexVectors.TakeLargest(candidates)));
                frequencies.Add(Math.Max(0, eigen.Values[start + 2 * picked]));
            }
        }
        return new MagneticFourierBasis([.. frequencies], [.. modes]);
    }

    /// <summary>The modes as a fresh unitary matrix.</summary>
    /// <returns>U, N x N, mode k in column k.</returns>
    public Matrix<Complex> Modes() => Matrix<Complex>.Build.Dense(Nodes, Nodes, (i, k) => modes[k][i]);

    /// <summary>The transform U^H x.</summary>
    /// <param name="signal">x, N real values.</param>
    /// <returns>N complex coefficients; their sum of squared moduli is that of the signal.</returns>
    public Complex[] Transform(ReadOnlySpan<double> signal)
    {
        Require.SameLength(signal.Length, Nodes, nameof(signal), "one value a node");
        var coefficients = new Complex[Nodes];
        for (int k = 0; k < Nodes; k++)
        {
            for (int i = 0; i < Nodes; i++)
            {
                coefficients[k] += Complex.Conjugate(modes[k][i]) * signal[i];
            }
        }
        return coefficients;
    }

    /// <summary>The inverse transform U c.</summary>
    /// <param name="coefficients">c, N complex values.</param>
    /// <returns>The signal, N complex values; real up to rounding where c came from a real signal.</returns>
    public Complex[] Inverse(params IReadOnlyList<Complex> coefficients)
    {
        Require.SameLength(coefficients.Count, Nodes, nameof(coefficients), "one coefficient a frequency");
        var signal = new Complex[Nodes];
        for (int k = 0; k < Nodes; k++)
        {
            for (int i = 0; i < Nodes; i++)
            {
                signal[i] += coefficients[k] * modes[k][i];
            }
        }
        return signal;
    }

    /// <summary>Filters a signal by a kernel on the frequencies: U g(frequencies) U^H x.</summary>
    /// <param name="kernel">The kernel g.</param>
    /// <param name="signal">x, N real values.</param>
    /// <returns>N complex values.</returns>
    public Complex[] Filter(GraphKernel kernel, ReadOnlySpan<double> signal)
    {
        Complex[] coefficients = Transform(signal);
        for (int k = 0; k < Nodes; k++)
        {
            coefficients[k] *= kernel.Evaluate(frequencies[k]);
        }
        return Inverse(coefficients);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"magnetic Fourier basis: {Nodes} modes, frequencies {frequencies[0]:g6} .. {frequencies[^1]:g6}"
        );

    private static Complex[] Fold(ReadOnlySpan<double> vector, int n)
    {
        var folded = new Complex[n];
        for (int i = 0; i < n; i++)
        {
            folded[i] = new Complex(vector[i], vector[n + i]);
        }
        return folded;
    }
}
