using Gsp.Numerics;

namespace Gsp.Topology;

/// <summary>Row-major N x N matrices as plain arrays, with the few operations that the causal graph process needs.</summary>
internal sealed class SquareMatrices(int n, IBlas<double> blas)
{
    public int Size => n;

    public IBlas<double> Blas => blas;

    public double[] Zero() => new double[n * n];

    public double[] Identity()
    {
        double[] identity = Zero();
        for (int i = 0; i < n; i++)
        {
            identity[i * n + i] = 1;
        }
        return identity;
    }

    public MatrixView<double> View(double[] a) => a.AsRowMajor(n, n);

    /// <summary>c += factor a b.</summary>
    public void AddProduct(double factor, double[] a, double[] b, double[] c) =>
        blas.Multiply(factor, View(a), View(b), 1, View(c));

    /// <summary>c += factor a^T b.</summary>
    public void AddTransposedProduct(double factor, double[] a, double[] b, double[] c) =>
        blas.Multiply(factor, View(a).Transposed, View(b), 1, View(c));

    /// <summary>c += factor a b^T.</summary>
    public void AddProductTransposed(double factor, double[] a, double[] b, double[] c) =>
        blas.Multiply(factor, View(a), View(b).Transposed, 1, View(c));

    /// <summary>a b.</summary>
    public double[] Product(double[] a, double[] b)
    {
        double[] c = Zero();
        AddProduct(1, a, b, c);
        return c;
    }

    /// <summary>[a, b] = a b - b a.</summary>
    public double[] Commutator(double[] a, double[] b)
    {
        double[] c = Product(a, b);
        AddProduct(-1, b, a, c);
        return c;
    }

    /// <summary>gradient += factor ([a, b] b^T - b^T [a, b]), the gradient of factor/2 |[a, b]|^2 in a; returns |[a, b]|^2.</summary>
    public double AddCommutatorGradient(double factor, double[] a, double[] b, double[] gradient)
    {
        double[] k = Commutator(a, b);
        AddProductTransposed(factor, k, b, gradient);
        AddTransposedProduct(-factor, b, k, gradient);
        return Reductions.SumOfSquares(k);
    }

    /// <summary>An upper bound of the squared spectral norm: the product of the largest row and column sums.</summary>
    public double SquaredNormBound(double[] a)
    {
        double rows = 0;
        var columns = new double[n];
        for (int i = 0; i < n; i++)
        {
            double row = 0;
            for (int j = 0; j < n; j++)
            {
                double value = Math.Abs(a[i * n + j]);
                row += value;
                columns[j] += value;
            }
            rows = Math.Max(rows, row);
        }
        return rows * columns.Max();
    }
}
