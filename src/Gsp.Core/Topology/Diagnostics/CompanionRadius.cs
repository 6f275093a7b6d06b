using Gsp.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Topology;

/// <summary>The spectral radius of the companion matrix of lag filters: below one the learned process is stable.</summary>
public static class CompanionRadius
{
    private const int LargestDense = 400;
    private const int Steps = 400;

    /// <summary>The largest modulus of an eigenvalue of [Psi_1 ... Psi_P; I 0].</summary>
    /// <remarks>Up to 400 rows by all eigenvalues; beyond that by the growth of the process itself over 400 steps, whose relative error is about 1 %.
    /// Cost: 10 (NP)^3, or 800 products with the filters. Deterministic; thread-safe.</remarks>
    /// <param name="filters">[Psi_1 ... Psi_P], N x NP, lag-major.</param>
    /// <returns>The radius, zero or more.</returns>
    /// <exception cref="ArgumentException">The number of columns is no multiple of the number of rows.</exception>
    public static double Of(Matrix<double> filters)
    {
        (int nodes, int width) = (filters.RowCount, filters.ColumnCount);
        Require.That(
            nodes > 0 && width > 0 && width % nodes == 0,
            $"filters are {nodes} x {width}; expected N x NP, a square block a lag",
            nameof(filters)
        );
        return width <= LargestDense ? ByEigenvalues(filters) : ByGrowth(filters);
    }

    private static double ByEigenvalues(Matrix<double> filters)
    {
        (int nodes, int width) = (filters.RowCount, filters.ColumnCount);
        var companion = Matrix<double>.Build.Dense(width, width);
        companion.SetSubMatrix(0, 0, filters);
        for (int k = nodes; k < width; k++)
        {
            companion[k, k - nodes] = 1;
        }
        GeneralEigen eigen = GeneralEigen.Of(companion, vectors: false);
        return eigen.Status == DecompositionStatus.Succeeded ? eigen.SpectralRadius : ByGrowth(filters);
    }

    internal static double ByGrowth(Matrix<double> filters)
    {
        (int nodes, int width) = (filters.RowCount, filters.ColumnCount);
        // Fixed start with every frequency in it; the first half of the steps lets the largest eigenvalue take over.
        var state = Vector<double>.Build.Dense(width, k => Math.Cos(1.7 * k * k) + 0.1);
        double growth = 0;
        for (int step = 0; step < 2 * Steps; step++)
        {
            Vector<double> next = filters * state;
            var shifted = Vector<double>.Build.Dense(width);
            next.CopySubVectorTo(shifted, 0, 0, nodes);
            state.CopySubVectorTo(shifted, 0, nodes, width - nodes);
            double norm = shifted.L2Norm();
            if (norm == 0)
            {
                return 0;
            }
            growth += step >= Steps ? Math.Log(norm) : 0;
            state = shifted / norm;
        }
        return Math.Exp(growth / Steps);
    }
}
