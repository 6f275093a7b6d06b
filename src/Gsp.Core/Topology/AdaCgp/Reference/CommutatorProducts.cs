using Gsp.Numerics;

namespace Gsp.Topology;

/// <summary>The matrix products of the commutator penalty, through non-zeros where they are few.</summary>
/// <remarks>
/// Every product is arranged as a filter (or its transpose) times a dense matrix. K Psi^T is therefore made as the transpose of Psi K^T,
/// and sums of such products are gathered transposed, so that one transposition serves them all. All matrices are N x N.
/// </remarks>
internal sealed class CommutatorProducts(int nodes, IBlas<double> blas)
{
    private readonly PaddedMatrix product = new(nodes, nodes);
    private readonly PaddedMatrix reverse = new(nodes, nodes);
    private readonly PaddedMatrix reverseTransposed = new(nodes, nodes);

    /// <summary>K = [A, B] = A B - B A, and its transpose.</summary>
    public void Commutator(ProductOperand a, ProductOperand b, PaddedMatrix result, PaddedMatrix transposed)
    {
        // Both products go through the sparser matrix S: S D, and D S as the transpose of S^T D^T.
        bool swapped = a.Count > b.Count;
        (ProductOperand sparse, ProductOperand dense) = swapped ? (b, a) : (a, b);
        double sign = swapped ? -1 : 1;
        reverseTransposed.Clear();
        AddTransposedProduct(-sign, sparse, dense.Transpose, reverseTransposed);
        result.SetTransposed(reverseTransposed);
        AddProduct(sign, sparse, dense.Dense, result);
        transposed.SetTransposed(result);
    }

    /// <summary>Adds sign (K Psi^T + Psi^T K): the programs' gradient of a commutator, with their plus sign.</summary>
    /// <param name="commutator">K.</param>
    /// <param name="transposed">K^T.</param>
    /// <param name="filter">Psi.</param>
    /// <param name="sign">Factor of the whole.</param>
    /// <param name="target">Receives the second term.</param>
    /// <param name="transposedTarget">Receives the first term's transpose.</param>
    public void AddGradient(
        PaddedMatrix commutator,
        PaddedMatrix transposed,
        ProductOperand filter,
        double sign,
        PaddedMatrix target,
        PaddedMatrix transposedTarget
    )
    {
        AddProduct(sign, filter, transposed, transposedTarget);
        AddTransposedProduct(sign, filter, commutator, target);
    }

    /// <summary>Target = sum + transposed sum^T, the two halves that <see cref="AddGradient"/> gathered.</summary>
    public void Join(PaddedMatrix sum, PaddedMatrix transposedSum, MatrixView<double> target)
    {
        product.SetTransposed(transposedSum);
        for (int i = 0; i < nodes; i++)
        {
            RowKernels.Add(sum.Row(i), product.Row(i), target.Data.Slice(i * target.RowStride, nodes));
        }
    }

    /// <summary>The commutator of a dense direction D with Psi, and the squared lengths of its two halves.</summary>
    /// <param name="direction">D.</param>
    /// <param name="transposed">D^T.</param>
    /// <param name="filter">Psi.</param>
    /// <param name="result">Receives D Psi - Psi D.</param>
    /// <returns>|D Psi|^2 and |Psi D|^2.</returns>
    public (double Right, double Left) DirectionCommutator(
        PaddedMatrix direction,
        PaddedMatrix transposed,
        ProductOperand filter,
        PaddedMatrix result
    )
    {
        product.Clear();
        reverseTransposed.Clear();
        AddProduct(1, filter, direction, product);
        AddTransposedProduct(1, filter, transposed, reverseTransposed);
        reverse.SetTransposed(reverseTransposed);
        result.SetDifference(reverse, product);
        return (reverse.Dot(reverse), product.Dot(product));
    }

    private void AddProduct(double sign, ProductOperand left, PaddedMatrix right, PaddedMatrix result)
    {
        if (left.Rows.IsDense)
        {
            blas.Multiply(sign, left.Dense.View, right.View, 1, result.View);
        }
        else
        {
            left.Rows.AddProduct(sign, right, result);
        }
    }

    private void AddTransposedProduct(double sign, ProductOperand left, PaddedMatrix right, PaddedMatrix result)
    {
        if (left.Rows.IsDense)
        {
            blas.Multiply(sign, left.Dense.View.Transposed, right.View, 1, result.View);
        }
        else
        {
            left.TransposedRows.AddProduct(sign, right, result);
        }
    }
}
