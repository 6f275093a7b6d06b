namespace Gsp.Topology;

/// <summary>Unpenalised weights on a support that another estimate found, kept in their own state from sweep to sweep.</summary>
/// <remarks>Lag 1 stands on the support of W; lag p on the entries of the penalised Psi_p that walks of p edges of W join (boolean walks, so nothing
/// cancels). Exact form: row i solves R[S,S] a = C[i,S]. Gradient form: one step along the masked gradient a sweep.</remarks>
internal sealed class DebiasedFilters
{
    private readonly int nodes;
    private readonly DebiasMethod method;
    private readonly RowRegression[] regressions;
    private readonly bool[][] reached;
    private readonly double[][] magnitudes;
    private readonly double[][] gradients;

    public DebiasedFilters(int nodes, int width, int capacity, DebiasMethod method, int threads)
    {
        (this.nodes, this.method) = (nodes, method);
        Filters = new SparseRows(nodes, capacity);
        regressions = new RowRegression[threads];
        reached = new bool[threads][];
        magnitudes = new double[threads][];
        gradients = new double[threads][];
        for (int k = 0; k < threads; k++)
        {
            regressions[k] = new RowRegression(method == DebiasMethod.ExactRows ? capacity : 1);
            reached[k] = new bool[2 * nodes];
            magnitudes[k] = new double[width];
            gradients[k] = new double[capacity];
        }
    }

    /// <summary>The weights, N x NP.</summary>
    public SparseRows Filters { get; }

    /// <summary>Moves the support of a row to that of W and Psi; entries that stay keep their weights, new ones start from Psi's.</summary>
    public void MoveSupport(SparseRows shift, SparseRows psi, int order, int row, int worker)
    {
        for (int k = Filters.CountOf(row) - 1; k >= 0; k--)
        {
            if (!IsWanted(shift, psi, row, Filters.Columns(row)[k], worker))
            {
                Filters.RemoveAt(row, k);
            }
        }
        ReadOnlySpan<int> columns = psi.Columns(row);
        Span<double> values = psi.Values(row);
        double cutoff = Cutoff(values, worker);
        for (int k = 0; k < columns.Length && columns[k] < nodes * order; k++)
        {
            if (
                Math.Abs(values[k]) >= cutoff
                && Filters.CountOf(row) < Filters.Capacity
                && Filters.Columns(row).BinarySearch(columns[k]) < 0
                && IsWanted(shift, psi, row, columns[k], worker)
            )
            {
                Filters.Insert(row, columns[k], values[k]);
            }
        }
        // An edge of W whose lag-1 filter weight is zero right now stands in the support all the same.
        foreach (int column in shift.Columns(row))
        {
            if (
                column < nodes
                && Filters.CountOf(row) < Filters.Capacity
                && Filters.Columns(row).BinarySearch(column) < 0
            )
            {
                Filters.Insert(row, column, 0);
            }
        }
    }

    /// <summary>Re-estimates the weights of a row.</summary>
    public void Refit(LaggedMoments moments, int row, double stepLength, int worker)
    {
        ReadOnlySpan<double> cross = moments.C.AsSpan(row * moments.Width, moments.Width);
        ReadOnlySpan<int> columns = Filters.Columns(row);
        Span<double> values = Filters.Values(row);
        if (method == DebiasMethod.ExactRows)
        {
            regressions[worker].Factor(moments.R, moments.Width, columns);
            regressions[worker].Solve(cross, columns, values);
            return;
        }
        Span<double> gradient = gradients[worker].AsSpan(0, columns.Length);
        for (int k = 0; k < columns.Length; k++)
        {
            double sum = -cross[columns[k]];
            ReadOnlySpan<double> line = moments.R.AsSpan(columns[k] * moments.Width, moments.Width);
            for (int l = 0; l < columns.Length; l++)
            {
                sum = Math.FusedMultiplyAdd(values[l], line[columns[l]], sum);
            }
            gradient[k] = sum;
        }
        RowKernels.AddScaled(-stepLength, gradient, values);
    }

    private bool IsWanted(SparseRows shift, SparseRows psi, int row, int column, int worker)
    {
        int lag = column / nodes;
        if (lag == 0)
        {
            return shift.Columns(row).BinarySearch(column) >= 0;
        }
        return psi.Columns(row).BinarySearch(column) >= 0 && IsWalk(shift, row, column % nodes, lag + 1, worker);
    }

    /// <summary>Whether a walk of exactly <paramref name="length"/> edges leads from the row's node to another.</summary>
    private bool IsWalk(SparseRows shift, int from, int to, int length, int worker)
    {
        Span<bool> now = reached[worker].AsSpan(0, nodes);
        Span<bool> next = reached[worker].AsSpan(nodes, nodes);
        now.Clear();
        now[from] = true;
        for (int step = 0; step < length; step++)
        {
            next.Clear();
            for (int k = 0; k < nodes; k++)
            {
                if (!now[k])
                {
                    continue;
                }
                foreach (int column in shift.Columns(k))
                {
                    if (column < nodes)
                    {
                        next[column] = true;
                    }
                }
            }
            next.CopyTo(now);
        }
        return now[to];
    }

    /// <summary>The magnitude below which entries are left out where a row holds more than there is room for.</summary>
    private double Cutoff(ReadOnlySpan<double> values, int worker)
    {
        if (values.Length <= Filters.Capacity)
        {
            return 0;
        }
        Span<double> sorted = magnitudes[worker].AsSpan(0, values.Length);
        for (int k = 0; k < values.Length; k++)
        {
            sorted[k] = Math.Abs(values[k]);
        }
        sorted.Sort();
        return sorted[values.Length - Filters.Capacity];
    }
}
