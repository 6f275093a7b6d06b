using Gsp.Numerics;

namespace Gsp.Topology;

/// <summary>Least squares of each row on its own support.</summary>
internal static class SupportRefit
{
    /// <summary>Overwrites row i of the filters with the fit of target i on the regressors of its support, zero elsewhere.</summary>
    /// <param name="moments">The moments.</param>
    /// <param name="support">N x NP row-major.</param>
    /// <param name="filters">Receives N x NP row-major.</param>
    /// <returns>The number of rows whose support is degenerate (too few samples or dependent regressors); these rows are zero.</returns>
    public static int Run(BatchMoments moments, bool[] support, Span<double> filters)
    {
        int width = moments.Width;
        int failures = 0;
        var indices = new List<int>(width);
        filters.Clear();
        for (int i = 0; i < moments.Nodes; i++)
        {
            indices.Clear();
            for (int j = 0; j < width; j++)
            {
                if (support[i * width + j])
                {
                    indices.Add(j);
                }
            }
            failures += Row(moments, i, indices, filters.Slice(i * width, width)) ? 0 : 1;
        }
        return failures;
    }

    private static bool Row(BatchMoments moments, int row, List<int> indices, Span<double> filters)
    {
        int size = indices.Count;
        if (size == 0)
        {
            return true;
        }
        if (moments.Count <= size + (moments.HasIntercept ? 1 : 0))
        {
            return false;
        }
        var gram = new double[size * size];
        var solution = new double[size];
        for (int a = 0; a < size; a++)
        {
            for (int b = 0; b < size; b++)
            {
                gram[a * size + b] = moments.Gram[indices[a] * moments.Width + indices[b]];
            }
            solution[a] = moments.Cross[row * moments.Width + indices[a]];
        }
        var cholesky = new ScaledCholesky(size);
        if (cholesky.Factor(gram) >= 0)
        {
            return false;
        }
        double[] target = [.. solution];
        cholesky.Solve(solution);
        // One refinement step: as the full fit has it, so that a full support gives the full fit to rounding.
        for (int a = 0; a < size; a++)
        {
            target[a] -= Vectors.Dot<double>(gram.AsSpan(a * size, size), solution);
        }
        cholesky.Solve(target);
        for (int a = 0; a < size; a++)
        {
            filters[indices[a]] = solution[a] + target[a];
        }
        return true;
    }
}
