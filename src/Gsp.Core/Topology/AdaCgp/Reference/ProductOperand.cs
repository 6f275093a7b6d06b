using Gsp.Numerics;

namespace Gsp.Topology;

/// <summary>A square matrix in the four forms that products with it need: dense and by non-zeros, each as it is and transposed.</summary>
/// <remarks>The transposed forms are made at their first use after a change.</remarks>
internal sealed class ProductOperand(int nodes)
{
    private readonly PaddedMatrix transpose = new(nodes, nodes);
    private readonly CompressedRows transposedRows = new(nodes);
    private bool transposeReady;
    private bool transposedRowsReady;

    public PaddedMatrix Dense { get; } = new(nodes, nodes);

    public CompressedRows Rows { get; } = new(nodes);

    public PaddedMatrix Transpose
    {
        get
        {
            if (!transposeReady)
            {
                transpose.SetTransposed(Dense);
                transposeReady = true;
            }
            return transpose;
        }
    }

    public CompressedRows TransposedRows
    {
        get
        {
            if (!transposedRowsReady)
            {
                transposedRows.Gather(Transpose);
                transposedRowsReady = true;
            }
            return transposedRows;
        }
    }

    /// <summary>Number of non-zeros.</summary>
    public int Count => Rows.Count;

    /// <summary>Takes new values.</summary>
    public void Set(ReadOnlyMatrixView<double> values)
    {
        Dense.CopyFrom(values);
        Rows.Gather(Dense);
        (transposeReady, transposedRowsReady) = (false, false);
    }
}
