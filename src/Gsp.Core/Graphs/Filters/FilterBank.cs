using System.Globalization;
using Gsp.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Graphs;

/// <summary>Several kernels on one interval of frequencies: a graph filter bank, and with it a frame of wavelets localised on the nodes.</summary>
/// <remarks>Analysis gives one output a kernel; synthesis is its adjoint. The atoms of the frame are g_f(S) applied to a unit impulse at each
/// node. Exact methods take a <see cref="FourierBasis"/>, fast ones a shift and a Chebyshev order. Immutable and thread-safe.</remarks>
public sealed class FilterBank
{
    private readonly GraphKernel[] kernels;

    /// <summary>Collects kernels.</summary>
    /// <param name="name">The family's name, for instance <c>Meyer</c>.</param>
    /// <param name="largestFrequency">The right end of the interval [0, lmax] on which the kernels are meant.</param>
    /// <param name="kernels">At least one.</param>
    public FilterBank(string name, double largestFrequency, params IReadOnlyList<GraphKernel> kernels)
    {
        Require.Positive(kernels.Count, "a bank has at least one kernel", nameof(kernels));
        Name = name;
        LargestFrequency = Require.Positive(largestFrequency, "a graph without edges has no frequencies");
        this.kernels = [.. kernels];
    }

    /// <summary>The family's name.</summary>
    public string Name { get; }

    /// <summary>The right end of the interval of frequencies.</summary>
    public double LargestFrequency { get; }

    /// <summary>The kernels (PyGSP: <c>Nf</c> is their count).</summary>
    public IReadOnlyList<GraphKernel> Kernels => kernels;

    /// <summary>The responses of all kernels at one frequency.</summary>
    /// <param name="frequency">The frequency.</param>
    /// <returns>One value a kernel.</returns>
    public double[] Evaluate(double frequency) => [.. kernels.Select(k => k.Evaluate(frequency))];

    /// <summary>The sum of squared responses at one frequency.</summary>
    /// <param name="frequency">The frequency.</param>
    /// <returns>sum over f of g_f(frequency)^2; constant for a tight frame.</returns>
    public double Energy(double frequency) => kernels.Sum(k => k.Evaluate(frequency) * k.Evaluate(frequency));

    /// <summary>Analyses a signal exactly.</summary>
    /// <param name="basis">The Fourier basis.</param>
    /// <param name="signal">x, N values.</param>
    /// <returns>N x F: column f is g_f(S) x.</returns>
    public Matrix<double> Analyse(FourierBasis basis, ReadOnlySpan<double> signal)
    {
        double[] spectrum = basis.Transform(signal);
        Matrix<double> result = Matrix<double>.Build.Dense(basis.Nodes, kernels.Length);
        for (int f = 0; f < kernels.Length; f++)
        {
            result.SetColumn(f, basis.Inverse(Weighted(basis, spectrum, kernels[f])));
        }
        return result;
    }

    /// <summary>Analyses a signal by Chebyshev approximation, without a Fourier basis.</summary>
    /// <param name="shift">A symmetric shift with eigenvalues in [0, <see cref="LargestFrequency"/>].</param>
    /// <param name="signal">x, N values.</param>
    /// <param name="order">Order of the approximation.</param>
    /// <returns>N x F.</returns>
    public Matrix<double> Analyse(GraphShift shift, ReadOnlySpan<double> signal, int order = 30)
    {
        Matrix<double> result = Matrix<double>.Build.Dense(shift.Nodes, kernels.Length);
        for (int f = 0; f < kernels.Length; f++)
        {
            result.SetColumn(f, ChebyshevFilter.Of(kernels[f], LargestFrequency, order).Filter(shift, signal));
        }
        return result;
    }

    /// <summary>The adjoint of the analysis: sum over f of g_f(S) c_f.</summary>
    /// <param name="basis">The Fourier basis.</param>
    /// <param name="coefficients">N x F.</param>
    /// <returns>N values; for a tight frame A times the signal that was analysed.</returns>
    public double[] Synthesise(FourierBasis basis, Matrix<double> coefficients)
    {
        CheckShape(coefficients, basis.Nodes);
        var spectrum = new double[basis.Nodes];
        for (int f = 0; f < kernels.Length; f++)
        {
            double[] part = Weighted(basis, basis.Transform(coefficients.Column(f).ToArray()), kernels[f]);
            Vectors.AddScaled(1.0, part, spectrum);
        }
        return basis.Inverse(spectrum);
    }

    /// <summary>The adjoint of the analysis by Chebyshev approximation.</summary>
    /// <param name="shift">A symmetric shift with eigenvalues in [0, <see cref="LargestFrequency"/>].</param>
    /// <param name="coefficients">N x F.</param>
    /// <param name="order">Order of the approximation.</param>
    /// <returns>N values.</returns>
    public double[] Synthesise(GraphShift shift, Matrix<double> coefficients, int order = 30)
    {
        CheckShape(coefficients, shift.Nodes);
        var signal = new double[shift.Nodes];
        for (int f = 0; f < kernels.Length; f++)
        {
            ChebyshevFilter filter = ChebyshevFilter.Of(kernels[f], LargestFrequency, order);
            Vectors.AddScaled(1.0, filter.Filter(shift, coefficients.Column(f).ToArray()), signal);
        }
        return signal;
    }

    /// <summary>Rebuilds the signal from its analysis, by the canonical dual: exact for every frame, tight or not.</summary>
    /// <param name="basis">The Fourier basis.</param>
    /// <param name="coefficients">N x F.</param>
    /// <returns>The least-squares signal; frequencies at which all kernels vanish come back as zero.</returns>
    public double[] Reconstruct(FourierBasis basis, Matrix<double> coefficients) =>
        Dual().Synthesise(basis, coefficients);

    /// <summary>The canonical dual bank g_f / sum of g^2, whose synthesis undoes this bank's analysis.</summary>
    /// <returns>The dual; zero where all kernels vanish.</returns>
    public FilterBank Dual() =>
        new(
            $"dual of {Name}",
            LargestFrequency,
            [
                .. kernels.Select(k => new GraphKernel(
                    $"dual of {k.Name}",
                    x =>
                    {
                        double energy = Energy(x);
                        return energy == 0 ? 0 : k.Evaluate(x) / energy;
                    }
                )),
            ]
        );

    /// <summary>The bank with one kernel more, sqrt(B - sum of g^2), that makes it a tight frame of bound B.</summary>
    /// <param name="points">Number of frequencies at which B is sought.</param>
    /// <returns>The tight bank.</returns>
    public FilterBank Tightened(int points = 4001)
    {
        double upper = Bounds(points).Upper;
        var rest = new GraphKernel($"complement of {Name}", x => Math.Sqrt(Math.Max(0, upper - Energy(x))));
        return new FilterBank($"{Name}, tightened", LargestFrequency, [.. kernels, rest]);
    }

    /// <summary>The frame bounds on a given spectrum: exact for that graph.</summary>
    /// <param name="basis">The Fourier basis.</param>
    /// <returns>The bounds.</returns>
    public FrameBounds Bounds(FourierBasis basis) => Bounds(basis.Frequencies);

    /// <summary>The frame bounds over equally spaced frequencies of [0, <see cref="LargestFrequency"/>]: valid for every graph below it, up to the spacing.</summary>
    /// <param name="points">Number of frequencies, at least 2.</param>
    /// <returns>The bounds.</returns>
    public FrameBounds Bounds(int points = 1001)
    {
        Require.InRange(points, 2, int.MaxValue);
        return Bounds([.. Enumerable.Range(0, points).Select(k => LargestFrequency * k / (points - 1))]);
    }

    /// <summary>The analysis operator as a matrix.</summary>
    /// <param name="basis">The Fourier basis.</param>
    /// <returns>NF x N: rows f N .. f N + N - 1 are g_f(S).</returns>
    public Matrix<double> Frame(FourierBasis basis)
    {
        int n = basis.Nodes;
        Matrix<double> frame = Matrix<double>.Build.Dense(kernels.Length * n, n);
        var impulse = new double[n];
        for (int i = 0; i < n; i++)
        {
            impulse[i] = 1;
            frame.SetColumn(i, Analyse(basis, impulse).ToColumnMajorArray());
            impulse[i] = 0;
        }
        return frame;
    }

    /// <summary>The inner products of all atoms.</summary>
    /// <param name="basis">The Fourier basis.</param>
    /// <returns>NF x NF, symmetric positive semidefinite; a projection times A for a tight frame.</returns>
    public Matrix<double> Gram(FourierBasis basis)
    {
        Matrix<double> frame = Frame(basis);
        return frame.TransposeAndMultiply(frame);
    }

    /// <summary>An atom: a kernel localised at a node, sqrt(N) g(S) delta (PyGSP: <c>localize</c>).</summary>
    /// <param name="basis">The Fourier basis.</param>
    /// <param name="node">The node, 0 .. N-1.</param>
    /// <param name="kernel">Which kernel, 0 .. F-1.</param>
    /// <returns>N values.</returns>
    public double[] Localise(FourierBasis basis, int node, int kernel = 0)
    {
        var impulse = new double[basis.Nodes];
        impulse[Require.InRange(node, 0, basis.Nodes - 1)] = Math.Sqrt(basis.Nodes);
        return kernels[Require.InRange(kernel, 0, kernels.Length - 1)].Filter(basis, impulse);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Name}: {kernels.Length} kernels on [0, {LargestFrequency:g6}], {Bounds()}"
        );

    private FrameBounds Bounds(IReadOnlyList<double> frequencies)
    {
        double[] energies = [.. frequencies.Select(Energy)];
        return new FrameBounds(energies.Min(), energies.Max());
    }

    private void CheckShape(Matrix<double> coefficients, int nodes) =>
        Require.That(
            coefficients.RowCount == nodes && coefficients.ColumnCount == kernels.Length,
            FormattableString.Invariant(
                $"coefficients is {coefficients.RowCount} x {coefficients.ColumnCount}; expected {nodes} nodes x {kernels.Length} kernels"
            ),
            nameof(coefficients)
        );

    private static double[] Weighted(FourierBasis basis, double[] spectrum, GraphKernel kernel) =>
        [.. spectrum.Select((c, k) => c * kernel.Evaluate(basis.Frequencies[k]))];
}
