namespace Gsp.Graphs;

/// <summary>Connected components of a graph.</summary>
/// <remarks>Labels are numbered by the smallest node of each component, so they do not depend on the search. Cost: O(N + edges).</remarks>
public static class GraphConnectivity
{
    /// <summary>The weak components: nodes joined by edges of any direction.</summary>
    /// <param name="graph">Any graph; the sign of a weight does not matter.</param>
    /// <returns>The component of each node, numbered from 0.</returns>
    public static int[] WeakComponents(this Graph graph)
    {
        SparseRows rows = graph.Rows;
        SparseRows back = graph.IsDirected ? rows.Transpose() : rows;
        var label = new int[graph.Nodes];
        Array.Fill(label, -1);
        int components = 0;
        var open = new Stack<int>();
        for (int start = 0; start < graph.Nodes; start++)
        {
            if (label[start] >= 0)
            {
                continue;
            }
            label[start] = components;
            open.Push(start);
            while (open.TryPop(out int node))
            {
                foreach (int neighbour in (int[])[.. rows.RowColumns(node), .. back.RowColumns(node)])
                {
                    if (label[neighbour] < 0)
                    {
                        label[neighbour] = components;
                        open.Push(neighbour);
                    }
                }
            }
            components++;
        }
        return label;
    }

    /// <summary>The strong components: nodes that reach one another along the edges' directions.</summary>
    /// <param name="graph">Any graph; for an undirected one they equal the weak components.</param>
    /// <returns>The component of each node, numbered from 0.</returns>
    public static int[] StrongComponents(this Graph graph)
    {
        // Kosaraju's two passes: finishing order along the edges, then collection against them.
        SparseRows rows = graph.Rows;
        int[] finished = FinishingOrder(rows);
        SparseRows back = rows.Transpose();
        var label = new int[graph.Nodes];
        Array.Fill(label, -1);
        var open = new Stack<int>();
        int components = 0;
        for (int k = graph.Nodes - 1; k >= 0; k--)
        {
            if (label[finished[k]] >= 0)
            {
                continue;
            }
            label[finished[k]] = components;
            open.Push(finished[k]);
            while (open.TryPop(out int node))
            {
                foreach (int next in back.RowColumns(node))
                {
                    if (label[next] < 0)
                    {
                        label[next] = components;
                        open.Push(next);
                    }
                }
            }
            components++;
        }
        return Renumber(label);
    }

    /// <summary>Whether every node reaches every other, against edge directions where need be.</summary>
    /// <param name="graph">Any graph.</param>
    /// <returns>True for a single weak component.</returns>
    public static bool IsWeaklyConnected(this Graph graph) => WeakComponents(graph).Max() == 0;

    /// <summary>Whether every node reaches every other along edge directions.</summary>
    /// <param name="graph">Any graph.</param>
    /// <returns>True for a single strong component.</returns>
    public static bool IsStronglyConnected(this Graph graph) => StrongComponents(graph).Max() == 0;

    /// <summary>Labels renumbered by first appearance.</summary>
    internal static int[] Renumber(ReadOnlySpan<int> labels)
    {
        var number = new Dictionary<int, int>();
        var result = new int[labels.Length];
        for (int i = 0; i < labels.Length; i++)
        {
            if (!number.TryGetValue(labels[i], out int value))
            {
                number[labels[i]] = value = number.Count;
            }
            result[i] = value;
        }
        return result;
    }

    private static int[] FinishingOrder(SparseRows rows)
    {
        var visited = new bool[rows.Size];
        var order = new List<int>(rows.Size);
        var open = new Stack<(int Node, int Next)>();
        for (int start = 0; start < rows.Size; start++)
        {
            if (visited[start])
            {
                continue;
            }
            visited[start] = true;
            open.Push((start, 0));
            while (open.TryPop(out (int Node, int Next) top))
            {
                ReadOnlySpan<int> neighbours = rows.RowColumns(top.Node);
                int next = top.Next;
                while (next < neighbours.Length && visited[neighbours[next]])
                {
                    next++;
                }
                if (next == neighbours.Length)
                {
                    order.Add(top.Node);
                    continue;
                }
                visited[neighbours[next]] = true;
                open.Push((top.Node, next + 1));
                open.Push((neighbours[next], 0));
            }
        }
        return [.. order];
    }
}
