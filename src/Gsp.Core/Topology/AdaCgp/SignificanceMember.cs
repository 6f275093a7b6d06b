namespace Gsp.Topology;

/// <summary>Exact least squares on a support that tests of significance find: the debiased filters, row by row.</summary>
/// <remarks>
/// The support of problem (B) is decided in units of standard errors instead of by a relative penalty. A visit to row i solves the normal
/// equations R[S,S] a = C[i,S] (the exact form of the debias step), then either removes the least significant entry of S (Wald test), if it
/// falls below the threshold, or adds the coefficient with the largest score g = C - a R, if it rises above (score test, exact by the
/// Schur complement). Every accepted move lowers the residual-sum-of-squares criterion that charges threshold^2 an entry, so a row cannot
/// cycle. The standard errors are those of exponentially weighted least squares: Var a = sigma^2 R[S,S]^-1 (sum w^2 / sum w).
/// Cost of a visit: |S|^3 / 3 + 2 |S| NP operations.
/// </remarks>
internal sealed class SignificanceMember : FilterMember
{
    /// <summary>Removals of one visit; the rest waits for the next.</summary>
    private const int MostRemovals = 4;

    /// <summary>Effective samples that a row must have for each of its coefficients.</summary>
    private const double SamplesPerCoefficient = 3;

    private readonly int nodes;
    private readonly double falseEdges;
    private readonly SupportMask? mask;
    private readonly bool keepWholeSupport;
    private readonly SparseRows filters;
    private readonly RowRegression[] regressions;
    private readonly double[][] scores;
    private readonly double[] inversePower; // 1 / R_jj, zero for a dead column
    private readonly long[] moves; // entries added to or removed from each row
    private int order;

    /// <summary>Creates the estimate.</summary>
    /// <param name="nodes">N.</param>
    /// <param name="maximumOrder">Lags in the moments.</param>
    /// <param name="order">Lags used.</param>
    /// <param name="capacity">Most coefficients of a row.</param>
    /// <param name="falseEdges">Expected number of false edges, see <see cref="SignificanceThreshold"/>.</param>
    /// <param name="mask">Where coefficients may stand; null for everywhere.</param>
    /// <param name="keepWholeSupport">Whether every allowed coefficient is estimated, tested or not.</param>
    /// <param name="threads">Number of threads that may visit at once.</param>
    public SignificanceMember(
        int nodes,
        int maximumOrder,
        int order,
        int capacity,
        double falseEdges,
        SupportMask? mask,
        bool keepWholeSupport,
        int threads
    )
    {
        (this.nodes, this.order, this.falseEdges, this.mask) = (nodes, order, falseEdges, mask);
        this.keepWholeSupport = keepWholeSupport;
        filters = new SparseRows(nodes, capacity);
        regressions = new RowRegression[threads];
        scores = new double[threads][];
        for (int k = 0; k < threads; k++)
        {
            regressions[k] = new RowRegression(capacity);
            scores[k] = new double[nodes * maximumOrder];
        }
        inversePower = new double[nodes * maximumOrder];
        moves = new long[nodes];
        Reset();
    }

    /// <inheritdoc/>
    public override string Name => FormattableString.Invariant($"order {order}, {falseEdges} false edges");

    /// <inheritdoc/>
    public override SparseRows Operator => filters;

    /// <summary>The filters as sparse rows, N x NP.</summary>
    public SparseRows Filters => filters;

    /// <summary>Lags in use.</summary>
    public int Order => order;

    /// <summary>Number of entries added or removed since the beginning: a sweep that leaves it alone has found the support.</summary>
    public long Moves => moves.Sum();

    /// <summary>The present threshold in standard errors.</summary>
    public double Threshold { get; private set; }

    /// <inheritdoc/>
    public override int Edges
    {
        get
        {
            int edges = 0;
            for (int i = 0; i < nodes; i++)
            {
                foreach (int column in filters.Columns(i))
                {
                    edges += column < nodes ? 1 : 0;
                }
            }
            return edges;
        }
    }

    /// <inheritdoc/>
    public override void BeginSweep(LaggedMoments moments)
    {
        int columns = nodes * order;
        for (int j = 0; j < columns; j++)
        {
            double power = moments.R[j * moments.Width + j];
            inversePower[j] = power > 0 ? 1 / power : 0;
        }
        Threshold = SignificanceThreshold.ForFalseEdges(falseEdges, mask?.Count(nodes) ?? (long)nodes * nodes);
    }

    /// <inheritdoc/>
    public override void Visit(LaggedMoments moments, int first, int end, int worker)
    {
        for (int i = first; i < end; i++)
        {
            VisitRow(moments, i, regressions[worker], scores[worker]);
        }
    }

    /// <inheritdoc/>
    public override void Forecast(ReadOnlySpan<double> lags, Span<double> prediction) =>
        filters.Multiply(lags, prediction);

    /// <inheritdoc/>
    public override void CopyFilters(Span<double> dense) => filters.Scatter(dense, dense.Length / nodes);

    /// <inheritdoc/>
    public override void CopyOperator(Span<double> dense) => filters.Scatter(dense, nodes);

    /// <inheritdoc/>
    public override void ChangeOrder(int order)
    {
        this.order = order;
        filters.Truncate(nodes * order);
        if (keepWholeSupport)
        {
            FillSupport();
        }
    }

    /// <inheritdoc/>
    public override bool IsFinite() => filters.IsFinite();

    /// <inheritdoc/>
    public override void Reset()
    {
        filters.Clear();
        SupportFrozen = false;
        Threshold = 0;
        if (keepWholeSupport)
        {
            FillSupport();
        }
    }

    /// <inheritdoc/>
    public override void Save(Snapshot snapshot, string name)
    {
        filters.Save(snapshot, $"{name}.filters");
        snapshot
            .Put($"{name}.scalars", [order, Threshold, SupportFrozen ? 1 : 0])
            .Put($"{name}.inverse_power", inversePower);
    }

    /// <inheritdoc/>
    public override void Restore(Snapshot snapshot, string name)
    {
        filters.Restore(snapshot, $"{name}.filters");
        snapshot.CopyTo($"{name}.inverse_power", inversePower);
        ReadOnlySpan<double> scalars = snapshot.Get($"{name}.scalars");
        (order, Threshold, SupportFrozen) = ((int)scalars[0], scalars[1], scalars[2] != 0);
    }

    private void FillSupport()
    {
        filters.Clear();
        for (int i = 0; i < nodes; i++)
        {
            for (int j = 0; j < nodes * order; j++)
            {
                if (mask!.Row(i)[j])
                {
                    filters.Insert(i, j, 0);
                }
            }
        }
    }

    private void VisitRow(LaggedMoments moments, int row, RowRegression regression, double[] score)
    {
        ReadOnlySpan<double> cross = moments.C.AsSpan(row * moments.Width, moments.Width);
        double power = moments.Power[row];
        double samples = moments.EffectiveSamples;
        double unexplained = Refit(moments, row, cross, power, regression);
        if (keepWholeSupport || SupportFrozen || power <= 0)
        {
            return;
        }
        for (int removal = 0; removal < MostRemovals && filters.CountOf(row) > 0; removal++)
        {
            double freedom = samples - filters.CountOf(row);
            int weakest = Weakest(row, regression, out double ratio);
            // ratio = a^2 / [R^-1]_kk; with sigma^2 = unexplained / weight * samples / freedom and the factor sum w^2 / sum w,
            // the squared Wald statistic is ratio * freedom / unexplained.
            double threshold = SignificanceThreshold.ForFreedom(Threshold, freedom);
            bool crowded = filters.CountOf(row) * SamplesPerCoefficient > samples;
            if (!crowded && ratio * freedom >= threshold * threshold * unexplained)
            {
                break;
            }
            filters.RemoveAt(row, weakest);
            moves[row]++;
            unexplained = Refit(moments, row, cross, power, regression);
        }
        TryAdd(moments, row, cross, power, samples, unexplained, regression, score);
    }

    /// <summary>Solves the row's normal equations.</summary>
    /// <returns>The power left unexplained, never below rounding.</returns>
    private double Refit(
        LaggedMoments moments,
        int row,
        ReadOnlySpan<double> cross,
        double power,
        RowRegression regression
    )
    {
        ReadOnlySpan<int> columns = filters.Columns(row);
        regression.Factor(moments.R, moments.Width, columns);
        double explained = regression.Solve(cross, columns, filters.Values(row));
        regression.Invert();
        return Math.Max(power - explained, 1e-13 * power);
    }

    private int Weakest(int row, RowRegression regression, out double ratio)
    {
        ReadOnlySpan<double> values = filters.Values(row);
        int weakest = 0;
        ratio = double.PositiveInfinity;
        for (int k = 0; k < values.Length; k++)
        {
            double inverse = regression.InverseDiagonal(k);
            double candidate = inverse > 0 ? values[k] * values[k] / inverse : 0;
            if (candidate < ratio)
            {
                (weakest, ratio) = (k, candidate);
            }
        }
        return weakest;
    }

    private void TryAdd(
        LaggedMoments moments,
        int row,
        ReadOnlySpan<double> cross,
        double power,
        double samples,
        double unexplained,
        RowRegression regression,
        double[] score
    )
    {
        int count = filters.CountOf(row);
        double freedom = samples - count - 1;
        if (count == filters.Capacity || (count + 1) * SamplesPerCoefficient > samples)
        {
            return;
        }
        Span<double> gradient = score.AsSpan(0, nodes * order);
        cross[..gradient.Length].CopyTo(gradient);
        ReadOnlySpan<int> columns = filters.Columns(row);
        RowKernels.AddSparseRow(filters.Values(row), columns, -1, moments.R, moments.Width, 0, gradient);
        int best = Best(gradient, row);
        if (best < 0 || columns.BinarySearch(best) >= 0)
        {
            return;
        }
        double free = regression.Unexplained(moments.R.AsSpan(best * moments.Width, moments.Width), best, columns);
        if (free <= 0)
        {
            return;
        }
        double gain = gradient[best] * gradient[best] / free;
        double left = Math.Max(unexplained - gain, 1e-13 * power);
        double threshold = SignificanceThreshold.ForFreedom(Threshold, freedom);
        if (gain * freedom > threshold * threshold * left)
        {
            filters.Insert(row, best, 0);
            moves[row]++;
            Refit(moments, row, cross, power, regression);
        }
    }

    /// <summary>The allowed column with the largest g_j^2 / R_jj; -1 where there is none.</summary>
    private int Best(ReadOnlySpan<double> gradient, int row)
    {
        ReadOnlySpan<double> scale = inversePower.AsSpan(0, gradient.Length);
        int best = -1;
        double largest = 0;
        if (mask is null)
        {
            for (int j = 0; j < scale.Length; j++)
            {
                double value = gradient[j] * gradient[j] * scale[j];
                if (value > largest)
                {
                    (best, largest) = (j, value);
                }
            }
            return best;
        }
        ReadOnlySpan<bool> allowed = mask.Row(row);
        for (int j = 0; j < scale.Length; j++)
        {
            double value = gradient[j] * gradient[j] * scale[j];
            if (value > largest && allowed[j])
            {
                (best, largest) = (j, value);
            }
        }
        return best;
    }
}
