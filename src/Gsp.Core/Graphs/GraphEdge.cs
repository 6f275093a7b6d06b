using System.Globalization;

namespace Gsp.Graphs;

/// <summary>One weighted edge.</summary>
/// <param name="Source">The node whose value acts.</param>
/// <param name="Target">The node acted upon; the weight stands at W[Target, Source].</param>
/// <param name="Weight">The weight; 1 where the graph is unweighted.</param>
public readonly record struct GraphEdge(int Source, int Target, double Weight = 1)
{
    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Source} -> {Target} ({Weight:R})");
}
