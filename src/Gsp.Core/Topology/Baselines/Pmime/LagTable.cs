using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Topology;

/// <summary>The lagged variables of all nodes, scaled to the unit range, and the futures to be explained.</summary>
internal sealed class LagTable
{
    private readonly double[][] scaled;
    private readonly int lags;
    private readonly int horizon;

    /// <summary>Builds the table; no column may be constant.</summary>
    public LagTable(Matrix<double> samples, int lags, int horizon)
    {
        (this.lags, this.horizon) = (lags, horizon);
        Rows = samples.RowCount - lags + 1 - horizon;
        scaled = [.. samples.EnumerateColumns().Select(column => Scale([.. column]))];
        Candidates = new double[samples.ColumnCount * lags][];
        for (int c = 0; c < Candidates.Length; c++)
        {
            Candidates[c] = scaled[NodeOf(c)].AsSpan(lags - 1 - c % lags, Rows).ToArray();
        }
    }

    /// <summary>Number of points: times that have all lags and the whole future.</summary>
    public int Rows { get; }

    /// <summary>The lagged variables: node 0 at lags 0, 1, ..., then node 1.</summary>
    public double[][] Candidates { get; }

    /// <summary>The node behind a lagged variable.</summary>
    public int NodeOf(int candidate) => candidate / lags;

    /// <summary>The samples 1 to horizon steps ahead of a node.</summary>
    public double[][] Future(int node) =>
        [.. Enumerable.Range(0, horizon).Select(h => scaled[node].AsSpan(lags + h, Rows).ToArray())];

    private static double[] Scale(double[] column)
    {
        double low = column.Min();
        double factor = 1 / (column.Max() - low);
        return [.. column.Select(value => (value - low) * factor)];
    }
}
