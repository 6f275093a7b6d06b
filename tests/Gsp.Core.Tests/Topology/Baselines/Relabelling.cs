using Gsp.Random;
using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Core.Tests.Topology;

/// <summary>Recordings and graphs with their nodes in another order.</summary>
internal static class Relabelling
{
    /// <summary>A random permutation of 0 ... n − 1.</summary>
    public static int[] Permutation(ulong seed, int n)
    {
        RandomStream stream = new RandomStream(seed).Split("permutation");
        int[] order = [.. Enumerable.Range(0, n)];
        for (int i = n - 1; i > 0; i--)
        {
            int j = (int)(stream.NextUniform() * (i + 1));
            (order[i], order[j]) = (order[j], order[i]);
        }
        return order;
    }

    /// <summary>Columns in another order: column k of the result is column order[k].</summary>
    public static Matrix<double> Columns(Matrix<double> samples, int[] order) =>
        Matrix<double>.Build.Dense(samples.RowCount, order.Length, (t, k) => samples[t, order[k]]);

    /// <summary>A graph with its nodes in another order.</summary>
    public static Matrix<double> Of(Matrix<double> graph, int[] order) =>
        Matrix<double>.Build.Dense(order.Length, order.Length, (i, j) => graph[order[i], order[j]]);

    /// <summary>How far the graph of the relabelled recording is from the relabelled graph, relative.</summary>
    public static double Error(ITopologyLearner learner, Matrix<double> samples, ulong seed)
    {
        int[] order = Permutation(seed, samples.ColumnCount);
        return BatchLearnerCases.Distance(
            learner.Fit(Columns(samples, order)).ShiftOperator,
            Of(learner.Fit(samples).ShiftOperator, order)
        );
    }
}
