using Gsp.Numerics;

namespace Gsp.Topology;

/// <summary>A square matrix in the four forms that products with it need: dense and by non-zeros, each as it is and transposed.</summary>
/// <remarks>The transposed forms are made at their first use after a change.</remarks>
internal sealed class ProductOperand(int nodes)
{
    /// <summary>Above this share of non-zeros a vector is multiplied faster by whole rows than by gathered entries.</summary>
    private const double DenseShare = 0.2;

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

    /// <summary>y = A x.</summary>
    /// <param name="x">One value a node, padded with zeros as a row of <see cref="Dense"/> is.</param>
    /// <param name="y">Receives one value a node.</param>
    public void Multiply(ReadOnlySpan<double> x, Span<double> y)
    {
        if (Count < DenseShare * nodes * nodes)
        {
            Rows.Multiply(x, y);
            return;
        }
        for (int i = 0; i < nodes; i++)
        {
            y[i] = RowKernels.Dot(Dense.PaddedRow(i), x);
        }
    }
}
