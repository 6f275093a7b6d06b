using Gsp.Numerics;

namespace Gsp.Graphs;

/// <summary>How much a signal varies over a graph.</summary>
public static class GraphVariation
{
    /// <summary>The total variation: the sum over all edges j -> i of W[i,j] max(0, x_i - x_j), which counts rises along an edge only.</summary>
    /// <remarks>For an undirected graph that is the sum of w |x_i - x_j| over the edges, each once. Zero exactly for signals that nowhere
    /// rise along an edge, in particular constants. Directed form: Sardellitti, Barbarossa and Di Lorenzo, "On the graph Fourier transform for
    /// directed graphs", IEEE JSTSP 11 (2017).</remarks>
    /// <param name="graph">A graph of non-negative weights.</param>
    /// <param name="signal">x, N values.</param>
    /// <returns>The variation, zero or more.</returns>
    public static double TotalVariation(this Graph graph, ReadOnlySpan<double> signal)
    {
        GraphShifts.RequireNonNegative(graph);
        Require.SameLength(signal.Length, graph.Nodes, nameof(signal), "one value a node");
        double sum = 0;
        for (int i = 0; i < graph.Nodes; i++)
        {
            ReadOnlySpan<int> sources = graph.Rows.RowColumns(i);
            ReadOnlySpan<double> weights = graph.Rows.RowValues(i);
            for (int k = 0; k < sources.Length; k++)
            {
                sum += weights[k] * Math.Max(0, signal[i] - signal[sources[k]]);
            }
        }
        return sum;
    }

    /// <summary>The Dirichlet energy 1/2 sum over i, j of W[i,j] (x_i - x_j)^2, which is x^T L x for an undirected graph.</summary>
    /// <param name="graph">The graph; of a directed one the mean weights count.</param>
    /// <param name="signal">x, N values.</param>
    /// <returns>The energy; zero or more for non-negative weights (PyGSP: <c>dirichlet_energy</c>).</returns>
    public static double DirichletEnergy(this Graph graph, ReadOnlySpan<double> signal)
    {
        Require.SameLength(signal.Length, graph.Nodes, nameof(signal), "one value a node");
        double sum = 0;
        for (int i = 0; i < graph.Nodes; i++)
        {
            ReadOnlySpan<int> sources = graph.Rows.RowColumns(i);
            ReadOnlySpan<double> weights = graph.Rows.RowValues(i);
            for (int k = 0; k < sources.Length; k++)
            {
                double difference = signal[i] - signal[sources[k]];
                sum += weights[k] * difference * difference;
            }
        }
        return 0.5 * sum;
    }

    /// <summary>The variation by a shift, |x - S x / lambda|_1: how far a signal is from its shifted self.</summary>
    /// <remarks>Defined for any shift; a random walk with lambda = 1 gives zero for constants. Sandryhaila and Moura, IEEE TSP 62 (2014), eq. (18).</remarks>
    /// <param name="shift">The shift, usually the adjacency matrix.</param>
    /// <param name="signal">x, N values.</param>
    /// <param name="largestModulus">lambda &gt; 0, the largest modulus of an eigenvalue of the shift.</param>
    /// <returns>The variation, zero or more.</returns>
    public static double ShiftVariation(this GraphShift shift, ReadOnlySpan<double> signal, double largestModulus = 1)
    {
        Require.Positive(largestModulus, "a shift of spectral radius 0 has no such variation");
        double[] difference = shift.Apply(signal);
        for (int i = 0; i < difference.Length; i++)
        {
            difference[i] = signal[i] - difference[i] / largestModulus;
        }
        return Reductions.SumOfMagnitudes(difference);
    }
}
