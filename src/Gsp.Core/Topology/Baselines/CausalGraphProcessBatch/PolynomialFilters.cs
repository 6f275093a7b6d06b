using Gsp.Numerics;

namespace Gsp.Topology;

/// <summary>The filters Psi_p = sum_j h_pj W^j, j = 0 ... p, with their derivatives in W and h.</summary>
/// <remarks>The coefficients are ordered (p = 1: j = 0, 1), (p = 2: j = 0, 1, 2), ...; P(P+3)/2 in all.</remarks>
internal sealed class PolynomialFilters
{
    private readonly SquareMatrices algebra;
    private readonly int order;
    private readonly double[] h;

    public PolynomialFilters(SquareMatrices algebra, int order, double[] w, double[] h)
    {
        (this.algebra, this.order, this.h) = (algebra, order, h);
        Powers = new double[order + 1][];
        Powers[0] = algebra.Identity();
        for (int j = 1; j <= order; j++)
        {
            Powers[j] = j == 1 ? w : algebra.Product(Powers[j - 1], w);
        }
    }

    /// <summary>I, W, W^2, ..., W^P.</summary>
    public double[][] Powers { get; }

    /// <summary>The number of coefficients of an order.</summary>
    public static int Coefficients(int order) => order * (order + 3) / 2;

    /// <summary>The place of h_pj, lag p from 1.</summary>
    public static int Index(int p, int j) => Coefficients(p - 1) + j;

    /// <summary>Psi_1 ... Psi_P.</summary>
    public double[][] Filters() => Combine(h, Powers);

    /// <summary>The change of the filters when W moves by v and h by u.</summary>
    public double[][] Derivative(double[] v, double[] u)
    {
        double[][] change = Combine(u, Powers);
        var moved = new double[order + 1][];
        moved[0] = algebra.Zero();
        for (int j = 1; j <= order; j++)
        {
            // d(W^j) = d(W^{j-1}) W + W^{j-1} v
            moved[j] = algebra.Product(Powers[j - 1], v);
            algebra.AddProduct(1, moved[j - 1], Powers[1], moved[j]);
        }
        double[][] more = Combine(h, moved);
        for (int p = 0; p < order; p++)
        {
            for (int i = 0; i < change[p].Length; i++)
            {
                change[p][i] += more[p][i];
            }
        }
        return change;
    }

    /// <summary>The gradient in W and h of a function whose gradients in the filters are given.</summary>
    public (double[] W, double[] H) Adjoint(double[][] filterGradients)
    {
        var gradientH = new double[h.Length];
        var powerGradients = new double[order + 1][];
        for (int j = 0; j <= order; j++)
        {
            powerGradients[j] = algebra.Zero();
            for (int p = Math.Max(1, j); p <= order; p++)
            {
                int k = Index(p, j);
                gradientH[k] = Vectors.Dot<double>(filterGradients[p - 1], Powers[j]);
                for (int i = 0; i < powerGradients[j].Length; i++)
                {
                    powerGradients[j][i] += h[k] * filterGradients[p - 1][i];
                }
            }
        }
        double[] gradientW = algebra.Zero();
        for (int j = order; j >= 1; j--)
        {
            // W^j = W^{j-1} W
            algebra.AddTransposedProduct(1, Powers[j - 1], powerGradients[j], gradientW);
            algebra.AddProductTransposed(1, powerGradients[j], Powers[1], powerGradients[j - 1]);
        }
        return (gradientW, gradientH);
    }

    private double[][] Combine(double[] coefficients, double[][] matrices)
    {
        var filters = new double[order][];
        for (int p = 1; p <= order; p++)
        {
            filters[p - 1] = algebra.Zero();
            for (int j = 0; j <= p; j++)
            {
                double factor = coefficients[Index(p, j)];
                for (int i = 0; i < filters[p - 1].Length && factor != 0; i++)
                {
                    filters[p - 1][i] += factor * matrices[j][i];
                }
            }
        }
        return filters;
    }
}
