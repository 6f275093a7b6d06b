using System.Globalization;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Numerics;

/// <summary>Eigenpairs at one end of the spectrum of a symmetric operator.</summary>
/// <remarks>Compares its arrays by reference.</remarks>
public sealed record LanczosResult
{
    /// <summary>The eigenvalues, outermost first.</summary>
    public required double[] Values { get; init; }

    /// <summary>The unit eigenvectors, one a column, in the order of the values; the entry of largest magnitude is positive.</summary>
    public required Matrix<double> Vectors { get; init; }

    /// <summary>|A v - value v| of each pair: an eigenvalue lies within this distance of the value.</summary>
    public required double[] Residuals { get; init; }

    /// <summary>Number of operator products taken.</summary>
    public required int Products { get; init; }

    /// <summary>How it ended.</summary>
    public required IterationStatus Status { get; init; }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Status} after {Products} products: {Values.Length} pairs from {Values[0]:g6}, largest residual {Residuals.Max():g3}"
        );
}

/// <summary>The Lanczos iteration with thick restarts, for a few eigenpairs of a large symmetric operator.</summary>
/// <remarks>
/// Every new direction is orthogonalised twice against all kept ones, so no spurious copies appear. When the space is full it is compressed to the
/// wanted Ritz vectors and a few neighbours, and grows again. A start near an eigenvector (the last answer for a matrix that has changed a
/// little) saves most of the products. Cost: one product and 4 n d operations a step, d the dimension of the space. An eigenvalue of multiplicity
/// m appears m times only as rounding or an invariant subspace lets its copies in: where copies matter, ask for more pairs. Deterministic; pure and
/// thread-safe. Wu and Simon, "Thick-restart Lanczos method for large symmetric eigenvalue problems", SIAM J. Matrix Anal. 22 (2000).
/// </remarks>
public static class Lanczos
{
    /// <summary>Finds extreme eigenpairs.</summary>
    /// <param name="product">A symmetric operator.</param>
    /// <param name="size">Its number of rows n, at least 1.</param>
    /// <param name="options">What is wanted; null for the largest pair.</param>
    /// <param name="start">A starting direction of n numbers; empty for a fixed one.</param>
    /// <param name="cancellation">Stops between products.</param>
    /// <returns>The pairs with their residuals and status.</returns>
    /// <exception cref="ArgumentException">An option or the start is out of range.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static LanczosResult Run(
        LinearOperator product,
        int size,
        LanczosOptions? options = null,
        ReadOnlySpan<double> start = default,
        CancellationToken cancellation = default
    )
    {
        options ??= new LanczosOptions();
        options.Validate(Require.InRange(size, 1, int.MaxValue));
        var space = new KrylovSpace(product, size, options, start);
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            space.Grow(cancellation);
            LanczosResult result = space.Extract();
            bool exhausted = space.Products >= options.MostProducts || (space.IsFull && !space.Compress());
            if (result.Status != IterationStatus.IterationLimit || exhausted)
            {
                return result;
            }
        }
    }

    /// <summary>Finds extreme eigenpairs of a symmetric sparse matrix.</summary>
    /// <param name="matrix">n x n, symmetric.</param>
    /// <param name="options">What is wanted; null for the largest pair.</param>
    /// <param name="start">A starting direction of n numbers; empty for a fixed one.</param>
    /// <param name="cancellation">Stops between products.</param>
    /// <returns>The pairs with their residuals and status.</returns>
    /// <exception cref="ArgumentException">Not square, or an option or the start is out of range.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static LanczosResult Run(
        SparseMatrix matrix,
        LanczosOptions? options = null,
        ReadOnlySpan<double> start = default,
        CancellationToken cancellation = default
    )
    {
        Require.SameLength(matrix.ColumnCount, matrix.RowCount, nameof(matrix), "columns of a square matrix");
        return Run((x, y) => matrix.Multiply(x, y), matrix.RowCount, options, start, cancellation);
    }
}
