using Gsp.Random;
using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Core.Tests.Topology;

/// <summary>Runs the corrected AdaCGP with automatic settings beside strong batch methods on the same recordings.</summary>
internal static class CorrectedStudy
{
    public static readonly (string Name, PublishedFamily Family)[] Families =
    [
        ("ER", new PublishedFamily.ErdosRenyi()),
        ("RANDOM", new PublishedFamily.Random()),
        ("KR", new PublishedFamily.KRegular()),
        ("SBM", new PublishedFamily.StochasticBlock()),
    ];

    /// <summary>Scores of one recording, by method.</summary>
    public static Dictionary<string, TopologyScore> Score(CausalGraphProcess process, Matrix<double> samples)
    {
        Matrix<double> truth = process.ShiftOperator();
        var pruned = new PrunedLeastSquaresOptions { Intercept = false };
        var estimates = new Dictionary<string, Matrix<double>>
        {
            ["adacgp"] = new AdaCgpLearner().Fit(samples).ShiftOperator,
            ["pruned, marginal errors"] = PrunedByMarginalErrors(samples, process.Order),
            ["pruned"] = new PrunedLeastSquaresLearner(pruned).Fit(samples).ShiftOperator,
            ["pruned, all lags"] = new PrunedLeastSquaresLearner(pruned with { Scope = PruningScope.AllLags })
                .Fit(samples)
                .ShiftOperator,
            ["true support"] = OnSupport(samples, [truth]),
            ["true support, all lags"] = OnSupport(samples, LagFilters(process)),
        };
        return estimates.ToDictionary(e => e.Key, e => TopologyScores.Compare(truth, e.Value));
    }

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>The pruning of the specification, section 11.2: entries of the lag-1 filter above 4.2 marginal standard errors, refitted.</summary>
    private static Matrix<double> PrunedByMarginalErrors(Matrix<double> samples, int order)
    {
        (Matrix<double> r, Matrix<double> c) = Moments(samples, order);
        int nodes = samples.ColumnCount;
        Matrix<double> all = r.Cholesky().Solve(c.Transpose()).Transpose();
        return Refit(r, c, nodes, (i, j) => j < nodes && Math.Abs(all[i, j]) > 4.2 / Math.Sqrt(r[j, j]));
    }

    private static Matrix<double> OnSupport(Matrix<double> samples, Matrix<double>[] filters)
    {
        (Matrix<double> r, Matrix<double> c) = Moments(samples, filters.Length);
        int nodes = samples.ColumnCount;
        return Refit(r, c, nodes, (i, j) => filters[j / nodes][i, j % nodes] != 0);
    }

    private static Matrix<double>[] LagFilters(CausalGraphProcess process)
    {
        Matrix<double> stacked = process.Filters();
        int nodes = process.Nodes;
        return [.. Enumerable.Range(0, process.Order).Select(p => stacked.SubMatrix(0, nodes, p * nodes, nodes))];
    }

    private static (Matrix<double> R, Matrix<double> C) Moments(Matrix<double> x, int order)
    {
        int rows = x.RowCount - order;
        Matrix<double> z = x.SubMatrix(order - 1, rows, 0, x.ColumnCount);
        for (int p = 2; p <= order; p++)
        {
            z = z.Append(x.SubMatrix(order - p, rows, 0, x.ColumnCount));
        }
        Matrix<double> y = x.SubMatrix(order, rows, 0, x.ColumnCount);
        return (z.TransposeThisAndMultiply(z), y.TransposeThisAndMultiply(z));
    }

    private static Matrix<double> Refit(Matrix<double> r, Matrix<double> c, int nodes, Func<int, int, bool> keep)
    {
        var w = Matrix<double>.Build.Dense(nodes, nodes);
        for (int i = 0; i < nodes; i++)
        {
            int[] support = [.. Enumerable.Range(0, r.RowCount).Where(j => keep(i, j))];
            if (support.Length == 0)
            {
                continue;
            }
            var gram = Matrix<double>.Build.Dense(support.Length, support.Length, (a, b) => r[support[a], support[b]]);
            int row = i;
            Vector<double> fit = gram.Cholesky()
                .Solve(Vector<double>.Build.Dense(support.Length, a => c[row, support[a]]));
            for (int k = 0; k < support.Length && support[k] < nodes; k++)
            {
                w[i, support[k]] = fit[k];
            }
        }
        return w;
    }
}
