using Gsp.Numerics;

namespace Gsp.Topology;

/// <summary>The lag filters [Psi_1 ... Psi_P] as one dense matrix, with the non-zeros of each block gathered for products.</summary>
/// <remarks>Dense storage is row-major, N x NP, lag-major: block p is columns pN to (p+1)N - 1.</remarks>
internal sealed class FilterBlocks
{
    private readonly CompressedRows[] rows;
    private readonly CompressedRows[] transposedRows;
    private readonly bool[] transposedReady;

    public FilterBlocks(int nodes, int order)
    {
        Nodes = nodes;
        Order = order;
        Values = new double[nodes * nodes * order];
        transposedReady = new bool[order];
        rows = [.. Enumerable.Range(0, order).Select(_ => new CompressedRows(nodes))];
        transposedRows = [.. Enumerable.Range(0, order).Select(_ => new CompressedRows(nodes))];
    }

    public int Nodes { get; }

    public int Order { get; }

    /// <summary>The dense values.</summary>
    public double[] Values { get; }

    /// <summary>The whole matrix.</summary>
    public ReadOnlyMatrixView<double> View => Values.AsRowMajor(Nodes, Nodes * Order);

    /// <summary>A dense block.</summary>
    public MatrixView<double> Block(int lag) =>
        Values.AsRowMajor(Nodes, Nodes * Order).Block(0, lag * Nodes, Nodes, Nodes);

    /// <summary>The non-zeros of a block.</summary>
    public CompressedRows Rows(int lag) => rows[lag];

    /// <summary>The non-zeros of a block's transpose, gathered at the first use after a change.</summary>
    public CompressedRows TransposedRows(int lag)
    {
        if (!transposedReady[lag])
        {
            transposedRows[lag].GatherTransposed(rows[lag], Nodes);
            transposedReady[lag] = true;
        }
        return transposedRows[lag];
    }

    /// <summary>Gathers the non-zeros anew after the dense values changed.</summary>
    public void Gather()
    {
        for (int p = 0; p < Order; p++)
        {
            rows[p].Gather(Block(p));
            transposedReady[p] = false;
        }
    }

    /// <summary>y = Psi z, or y = y - Psi z.</summary>
    public void Apply(ReadOnlySpan<double> regressor, Span<double> result, bool subtract)
    {
        double sign = subtract ? -1 : 1;
        if (!subtract)
        {
            result.Clear();
        }
        for (int p = 0; p < Order; p++)
        {
            ReadOnlySpan<double> lagged = regressor.Slice(p * Nodes, Nodes);
            for (int i = 0; i < Nodes; i++)
            {
                result[i] += sign * rows[p].Dot(i, lagged);
            }
        }
    }
}
