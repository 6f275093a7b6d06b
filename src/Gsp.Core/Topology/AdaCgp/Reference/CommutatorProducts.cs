using Gsp.Numerics;

namespace Gsp.Topology;

/// <summary>The matrix products of the commutator penalty, through the filters' non-zeros where they are few.</summary>
/// <remarks>Every product is arranged as sparse rows times a dense matrix, transposing the dense side where needed.</remarks>
internal sealed class CommutatorProducts(int nodes, IBlas<double> blas)
{
    private readonly double[] product = new double[nodes * nodes];
    private readonly double[] transposed = new double[nodes * nodes];
    private readonly double[] scratch = new double[nodes * nodes];

    /// <summary>K = [A, Psi_k] = A Psi_k - Psi_k A.</summary>
    /// <param name="aRows">The non-zeros of A.</param>
    /// <param name="a">A, dense.</param>
    /// <param name="filters">The lag filters.</param>
    /// <param name="lag">k.</param>
    /// <param name="result">Receives K.</param>
    public void Commutator(
        CompressedRows aRows,
        ReadOnlyMatrixView<double> a,
        FilterBlocks filters,
        int lag,
        Span<double> result
    )
    {
        MatrixView<double> commutator = result.AsRowMajor(nodes, nodes);
        Multiply(aRows, a, filters.Block(lag), commutator);
        Multiply(filters.Rows(lag), filters.Block(lag), a, product.AsRowMajor(nodes, nodes));
        for (int i = 0; i < result.Length; i++)
        {
            result[i] -= product[i];
        }
    }

    /// <summary>Target += sign (K Psi_k^T + Psi_k^T K): the programs' gradient of a commutator, with their plus sign.</summary>
    public void AddGradient(
        ReadOnlySpan<double> commutator,
        FilterBlocks filters,
        int lag,
        double sign,
        MatrixView<double> target
    )
    {
        ReadOnlyMatrixView<double> k = commutator.AsRowMajor(nodes, nodes);
        if (filters.Rows(lag).IsDense)
        {
            blas.Multiply(sign, k, filters.Block(lag).Transposed, 1, target);
            blas.Multiply(sign, filters.Block(lag).Transposed, k, 1, target);
            return;
        }
        // K Psi^T = (Psi K^T)^T
        ReferenceKernels.Transpose(k, transposed.AsRowMajor(nodes, nodes));
        filters.Rows(lag).Multiply(transposed.AsRowMajor(nodes, nodes), product.AsRowMajor(nodes, nodes));
        ReferenceKernels.Transpose(product.AsRowMajor(nodes, nodes), transposed.AsRowMajor(nodes, nodes));
        filters.TransposedRows(lag).Multiply(k, product.AsRowMajor(nodes, nodes));
        for (int i = 0; i < nodes; i++)
        {
            Span<double> row = target.Data.Slice(i * target.RowStride, nodes);
            RowKernels.AddScaled(sign, transposed.AsSpan(i * nodes, nodes), row);
            RowKernels.AddScaled(sign, product.AsSpan(i * nodes, nodes), row);
        }
    }

    /// <summary>The commutator of a dense direction D with Psi_k, and the squared lengths of its two halves.</summary>
    /// <returns>|D Psi_k|^2 and |Psi_k D|^2.</returns>
    public (double Right, double Left) DirectionCommutator(
        ReadOnlySpan<double> direction,
        FilterBlocks filters,
        int lag,
        Span<double> result
    )
    {
        ReadOnlyMatrixView<double> d = direction.AsRowMajor(nodes, nodes);
        MatrixView<double> right = result.AsRowMajor(nodes, nodes);
        if (filters.Rows(lag).IsDense)
        {
            blas.Multiply(1, d, filters.Block(lag), 0, right);
        }
        else
        {
            // D Psi = (Psi^T D^T)^T
            ReferenceKernels.Transpose(d, transposed.AsRowMajor(nodes, nodes));
            filters.TransposedRows(lag).Multiply(transposed.AsRowMajor(nodes, nodes), scratch.AsRowMajor(nodes, nodes));
            ReferenceKernels.Transpose(scratch.AsRowMajor(nodes, nodes), right);
        }
        Multiply(filters.Rows(lag), filters.Block(lag), d, product.AsRowMajor(nodes, nodes));
        double rightSquare = RowKernels.Dot(result, result);
        double leftSquare = RowKernels.Dot(product, product);
        for (int i = 0; i < result.Length; i++)
        {
            result[i] -= product[i];
        }
        return (rightSquare, leftSquare);
    }

    private void Multiply(
        CompressedRows rows,
        ReadOnlyMatrixView<double> left,
        ReadOnlyMatrixView<double> right,
        MatrixView<double> result
    )
    {
        if (rows.IsDense)
        {
            blas.Multiply(1, left, right, 0, result);
        }
        else
        {
            rows.Multiply(right, result);
        }
    }
}
