using Gsp.Graphs;
using Gsp.Random;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Core.Tests.Graphs;

/// <summary>Graphs and signals made from a property's seed.</summary>
internal static class RandomGraphs
{
    /// <summary>A connected undirected graph of 3 to 12 nodes with weights in (0.1, 1.1).</summary>
    public static Graph Undirected(ulong seed)
    {
        RandomStream stream = new RandomStream(seed).Split("undirected");
        int n = 3 + stream.NextInt(10);
        var edges = new List<GraphEdge>();
        for (int i = 1; i < n; i++)
        {
            int parent = stream.NextInt(i);
            for (int j = 0; j < i; j++)
            {
                if (j == parent || stream.NextUniform() < 0.3)
                {
                    edges.Add(new GraphEdge(j, i, stream.NextUniform(0.1, 1.1)));
                }
            }
        }
        return Graph.FromEdges(n, edges, directed: false);
    }

    /// <summary>A strongly connected directed graph of 3 to 12 nodes with weights in (0.1, 1.1).</summary>
    public static Graph Directed(ulong seed)
    {
        RandomStream stream = new RandomStream(seed).Split("directed");
        int n = 3 + stream.NextInt(10);
        var edges = new List<GraphEdge>();
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                if (i != j && (i == (j + 1) % n || stream.NextUniform() < 0.25))
                {
                    edges.Add(new GraphEdge(j, i, stream.NextUniform(0.1, 1.1)));
                }
            }
        }
        return Graph.FromEdges(n, edges, directed: true);
    }

    public static double[] Signal(Graph graph, ulong seed)
    {
        var x = new double[graph.Nodes];
        new RandomStream(seed).Split("signal").FillNormal(x);
        return x;
    }

    public static int[] Order(Graph graph, ulong seed) =>
        new RandomStream(seed).Split("order").Permutation(graph.Nodes);

    public static double[] Pick(ReadOnlySpan<double> values, int[] order)
    {
        var picked = new double[order.Length];
        for (int i = 0; i < order.Length; i++)
        {
            picked[i] = values[order[i]];
        }
        return picked;
    }

    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }
        return sum;
    }

    public static double[] Times(Matrix<double> matrix, double[] x) =>
        (matrix * Vector<double>.Build.Dense(x)).ToArray();

    public static double Norm(ReadOnlySpan<double> x) => Math.Sqrt(Dot(x, x));

    public static double Distance(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.Sqrt(sum);
    }
}
