using System.Globalization;
using Gsp.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Graphs;

/// <summary>A graph shift operator: the N x N matrix S that filters, Fourier bases and processes are built on.</summary>
/// <remarks>Stored by sparse rows; one application costs O(N + edges) and gives the same bits on every machine. Immutable and thread-safe;
/// compares by reference. Made by <c>graph.Shift(kind)</c>, <see cref="DirectedLaplacian"/> or <see cref="FromMatrix"/>.</remarks>
public sealed class GraphShift
{
    internal GraphShift(SparseRows rows, ShiftKind kind, bool symmetric) =>
        (Rows, Kind, IsSymmetric) = (rows, kind, symmetric);

    internal SparseRows Rows { get; }

    /// <summary>Which matrix this is.</summary>
    public ShiftKind Kind { get; }

    /// <summary>Whether S = S^T exactly, so that an orthonormal Fourier basis exists.</summary>
    public bool IsSymmetric { get; }

    /// <summary>The operator as a sparse matrix, shared: it never changes.</summary>
    public SparseMatrix Matrix => Rows.Matrix;

    /// <summary>Number of nodes N.</summary>
    public int Nodes => Rows.Size;

    /// <summary>A shift from any square matrix with the sparsity of a graph, for instance a learned operator.</summary>
    /// <param name="matrix">S, N x N, finite.</param>
    /// <returns>The shift.</returns>
    public static GraphShift FromMatrix(Matrix<double> matrix)
    {
        SparseRows rows = Graph.Directed(matrix).Rows;
        bool symmetric = true;
        rows.ForEach((i, j, value) => symmetric &= rows[j, i] == value);
        return new GraphShift(rows, ShiftKind.Custom, symmetric);
    }

    /// <summary>y = S x.</summary>
    /// <param name="x">N values.</param>
    /// <param name="y">Receives N values; must not overlap x.</param>
    public void Apply(ReadOnlySpan<double> x, Span<double> y)
    {
        Require.SameLength(x.Length, Nodes, nameof(x), "one value a node");
        Require.SameLength(y.Length, Nodes, nameof(y), "one value a node");
        Rows.Matrix.Multiply(x, y);
    }

    /// <summary>S x.</summary>
    /// <param name="x">N values.</param>
    /// <returns>N values.</returns>
    public double[] Apply(ReadOnlySpan<double> x)
    {
        var y = new double[Nodes];
        Apply(x, y);
        return y;
    }

    /// <summary>The operator as a fresh dense matrix.</summary>
    /// <returns>S, N x N.</returns>
    public Matrix<double> ToMatrix() => Rows.Matrix.ToDense();

    /// <summary>The largest eigenvalue of a symmetric shift, by a Lanczos iteration, with a bound that is safe to scale by.</summary>
    /// <returns>The estimate (PyGSP: <c>lmax</c>).</returns>
    /// <exception cref="InvalidOperationException">The shift is not symmetric.</exception>
    public LargestEigenvalue EstimateLargestEigenvalue()
    {
        RequireSymmetric("the largest eigenvalue of a non-symmetric shift may be complex; use DirectedFourierBasis");
        LanczosResult result = Lanczos.Run(Apply, Nodes);
        double gershgorin = 0;
        for (int i = 0; i < Nodes; i++)
        {
            double radius = 0;
            foreach (double value in Rows.RowValues(i))
            {
                radius += Math.Abs(value);
            }
            gershgorin = Math.Max(gershgorin, radius);
        }
        double bound = Math.Min(gershgorin, Kind == ShiftKind.NormalisedLaplacian ? 2 : double.PositiveInfinity);
        double estimate = result.Values[0];
        // One per cent above a converged value, as usual; the theorem's bound where that is smaller or the iteration did not end.
        double safe = result.Status == IterationStatus.Converged ? Math.Min(bound, 1.01 * Math.Abs(estimate)) : bound;
        return new LargestEigenvalue(estimate, Math.Max(safe, estimate), result.Status);
    }

    internal void RequireSymmetric(string why)
    {
        if (!IsSymmetric)
        {
            throw new InvalidOperationException($"the shift ({Kind}) is not symmetric: {why}");
        }
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Kind}: {Nodes} nodes, {Rows.Count} non-zeros, {(IsSymmetric ? "symmetric" : "not symmetric")}"
        );
}

/// <summary>An estimate of the largest eigenvalue of a symmetric shift.</summary>
/// <param name="Estimate">The value found, from below.</param>
/// <param name="UpperBound">A number that the spectrum stays below in practice: 1 % above a converged estimate, or Gershgorin's bound.</param>
/// <param name="Status">How the iteration ended.</param>
public readonly record struct LargestEigenvalue(double Estimate, double UpperBound, IterationStatus Status);
