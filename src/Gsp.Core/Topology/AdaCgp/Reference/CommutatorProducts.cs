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

    /// <summary>Target += sign Psi K^T: transposed, the term K Psi^T of the programs' gradient of a commutator.</summary>
    public void AddFirstTerm(double sign, ProductOperand filter, PaddedMatrix transposed, PaddedMatrix target) =>
        AddProduct(sign, filter, transposed, target);

    /// <summary>Target += sign Psi^T K, the other term, with the programs' plus sign.</summary>
    public void AddSecondTerm(double sign, ProductOperand filter, PaddedMatrix commutator, PaddedMatrix target) =>
        AddTransposedProduct(sign, filter, commutator, target);

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
