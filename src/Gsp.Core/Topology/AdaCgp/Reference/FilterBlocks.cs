using Gsp.Numerics;

namespace Gsp.Topology;

/// <summary>The lag filters [Psi_1 ... Psi_P] as one dense matrix, and each block as an operand of products.</summary>
/// <remarks>Dense storage is row-major, N x NP, lag-major: block p is columns pN to (p+1)N - 1.</remarks>
internal sealed class FilterBlocks
{
    private readonly ProductOperand[] operands;
    private readonly PaddedMatrix lagged;
    private readonly PaddedMatrix filtered;

    public FilterBlocks(int nodes, int order)
    {
        Nodes = nodes;
        Order = order;
        Values = new double[nodes * nodes * order];
        lagged = new PaddedMatrix(1, nodes);
        filtered = new PaddedMatrix(1, nodes);
        operands = [.. Enumerable.Range(0, order).Select(_ => new ProductOperand(nodes))];
    }

    public int Nodes { get; }

    public int Order { get; }

    /// <summary>The dense values, which stay the truth.</summary>
    public double[] Values { get; }

    /// <summary>The whole matrix.</summary>
    public ReadOnlyMatrixView<double> View => Values.AsRowMajor(Nodes, Nodes * Order);

    /// <summary>A block of the dense values.</summary>
    public MatrixView<double> Block(int lag) =>
        Values.AsRowMajor(Nodes, Nodes * Order).Block(0, lag * Nodes, Nodes, Nodes);

    /// <summary>A block as it was when last gathered.</summary>
    public ProductOperand Operand(int lag) => operands[lag];

    /// <summary>The non-zeros of a block.</summary>
    public CompressedRows Rows(int lag) => operands[lag].Rows;

    /// <summary>Gathers the operands anew after the dense values changed.</summary>
    public void Gather()
    {
        for (int p = 0; p < Order; p++)
        {
            operands[p].Set(Block(p));
        }
    }

    /// <summary>y = y - Psi z.</summary>
    public void SubtractProduct(ReadOnlySpan<double> regressor, Span<double> result)
    {
        for (int p = 0; p < Order; p++)
        {
            if (operands[p].Count > 0)
            {
                regressor.Slice(p * Nodes, Nodes).CopyTo(lagged.Row(0));
                operands[p].Multiply(lagged.PaddedRow(0), filtered.Row(0));
                RowKernels.AddScaled(-1, filtered.Row(0), result);
            }
        }
    }
}
