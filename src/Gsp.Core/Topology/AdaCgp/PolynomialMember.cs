namespace Gsp.Topology;

/// <summary>All filters as polynomials of one W, estimated jointly with their coefficients h from the moments.</summary>
/// <remarks>
/// Minimises f(W, h) = tr(Psi R Psi^T) / 2 - tr(Psi C^T) with Psi_p = sum over j of h_pj W^j, on a sparse support of W: the commutators of problem (A) are
/// then zero exactly instead of small. Alternates h exactly (an M x M system) with one Gauss-Newton step for every row of W; the step
/// of row i uses the block H_i = sum over a, b of ((W^a e_i) . (W^b e_i)) U_ab of the Hessian, where U_ab = F_a R F_b^T and
/// F_a = [sum over j > a of h_pj W^(j-1-a)]_p maps the lags to the signal that W_ij multiplies a steps down the polynomial. The support moves by the same Wald and score tests as in
/// <see cref="SignificanceMember"/>, with H_i as the information. Because every lag informs every weight, this estimate can be better than least squares on
/// the true support of all lags.
/// Cost: about 10 E NP operations a refinement for E edges, one refinement every few sweeps. Memory: about P^2 / 2 arrays of N x NP.
/// </remarks>
internal sealed class PolynomialMember : FilterMember
{
    private const int MostHalvings = 4;
    private const int TakenOver = 8; // refinements that start from the other estimate, whose support moves faster
    private const int EarlyRefinements = 16;
    private const int IdleFactor = 4;
    private const double SamplesPerCoefficient = 3;

    private readonly int nodes;
    private readonly double falseEdges;
    private readonly int interval;
    private readonly FilterMember start;
    private readonly SupportMask? mask;
    private readonly bool keepWholeSupport;
    private readonly SparseRows shift;
    private readonly SparseRows trial;
    private readonly SparseRows step;
    private readonly double[] coefficients;
    private readonly PolynomialMoments model;
    private readonly RowRegression[] regressions;
    private readonly double[][] information;
    private readonly double[][] scores;
    private readonly double[] horner;
    private readonly IndexWorkers workers;
    private readonly Action<int, int, int> newton;
    private LaggedMoments? moments;
    private double threshold;
    private int order;
    private int sweeps;
    private int refinements;

    public PolynomialMember(
        int nodes,
        int maximumOrder,
        int order,
        int capacity,
        double falseEdges,
        int interval,
        FilterMember start,
        SupportMask? mask,
        bool keepWholeSupport,
        IndexWorkers workers
    )
    {
        (this.nodes, this.order, this.falseEdges, this.interval) = (nodes, order, falseEdges, interval);
        (this.start, this.mask, this.keepWholeSupport, this.workers) = (start, mask, keepWholeSupport, workers);
        capacity = Math.Min(capacity, nodes);
        shift = new SparseRows(nodes, capacity);
        trial = new SparseRows(nodes, capacity);
        step = new SparseRows(nodes, capacity);
        coefficients = new double[CoefficientRecursion.CountFor(maximumOrder)];
        model = new PolynomialMoments(nodes, maximumOrder, capacity, workers);
        regressions = new RowRegression[workers.Threads];
        information = new double[workers.Threads][];
        scores = new double[workers.Threads][];
        for (int k = 0; k < workers.Threads; k++)
        {
            regressions[k] = new RowRegression(capacity);
            information[k] = new double[capacity * nodes];
            scores[k] = new double[nodes];
        }
        horner = new double[2 * nodes];
        newton = (first, end, worker) =>
        {
            for (int i = first; i < end; i++)
            {
                NewtonRow(i, worker);
            }
        };
        Reset();
    }

    /// <inheritdoc/>
    public override string Name =>
        FormattableString.Invariant($"polynomial of order {order}, {falseEdges} false edges");

    /// <inheritdoc/>
    public override SparseRows Operator => shift;

    /// <inheritdoc/>
    public override int Edges => shift.Count;

    /// <inheritdoc/>
    public override void BeginSweep(LaggedMoments moments)
    {
        // An estimate that has not been chosen for a while is kept up less often; it is still compared at every sample.
        int wait = IsReported || refinements < EarlyRefinements ? interval : interval * IdleFactor;
        if (sweeps++ % wait != 0 || moments.Weight <= 0)
        {
            return;
        }
        Refine(moments);
    }

    /// <inheritdoc/>
    public override void Visit(LaggedMoments moments, int first, int end, int worker) { }

    /// <inheritdoc/>
    public override void Forecast(ReadOnlySpan<double> lags, Span<double> prediction)
    {
        // Horner in W: sum over j of W^j (sum over p of h_pj x_(t-p)).
        Span<double> inner = horner.AsSpan(0, nodes);
        Span<double> shifted = horner.AsSpan(nodes, nodes);
        inner.Clear();
        for (int j = order; j >= 0; j--)
        {
            if (j < order)
            {
                shift.Multiply(inner, shifted);
                shifted.CopyTo(inner);
            }
            for (int p = Math.Max(1, j); p <= order; p++)
            {
                RowKernels.AddScaled(coefficients[Index(p, j)], lags.Slice((p - 1) * nodes, nodes), inner);
            }
        }
        inner.CopyTo(prediction);
    }

    /// <inheritdoc/>
    public override void CopyFilters(Span<double> dense)
    {
        int width = dense.Length / nodes;
        var unit = new double[width];
        var column = new double[nodes];
        for (int j = 0; j < nodes * order; j++)
        {
            unit[j] = 1;
            Forecast(unit, column);
            unit[j] = 0;
            for (int i = 0; i < nodes; i++)
            {
                dense[i * width + j] = column[i];
            }
        }
    }

    /// <inheritdoc/>
    public override void CopyOperator(Span<double> dense) => shift.Scatter(dense, nodes);

    /// <inheritdoc/>
    public override bool CopyCoefficients(Span<double> target)
    {
        coefficients.AsSpan(0, target.Length).CopyTo(target);
        return true;
    }

    /// <inheritdoc/>
    public override void ChangeOrder(int order)
    {
        this.order = order;
        ClearCoefficients();
    }

    /// <inheritdoc/>
    public override bool IsFinite() => shift.IsFinite() && !coefficients.Any(h => !double.IsFinite(h));

    /// <inheritdoc/>
    public override void ForgetPast()
    {
        SupportFrozen = false;
        refinements = 0;
    }

    /// <inheritdoc/>
    public override void Reset()
    {
        shift.Clear();
        ClearCoefficients();
        (SupportFrozen, sweeps, refinements) = (false, 0, 0);
    }

    /// <inheritdoc/>
    public override void Save(Snapshot snapshot, string name)
    {
        shift.Save(snapshot, $"{name}.shift");
        snapshot
            .Put($"{name}.coefficients", coefficients)
            .Put($"{name}.scalars", [order, sweeps, refinements, SupportFrozen ? 1 : 0]);
    }

    /// <inheritdoc/>
    public override void Restore(Snapshot snapshot, string name)
    {
        shift.Restore(snapshot, $"{name}.shift");
        snapshot.CopyTo($"{name}.coefficients", coefficients);
        ReadOnlySpan<double> s = snapshot.Get($"{name}.scalars");
        (order, sweeps, refinements, SupportFrozen) = ((int)s[0], (int)s[1], (int)s[2], s[3] != 0);
    }

    /// <summary>Position of h_pj.</summary>
    internal static int Index(int p, int j) => p * (p + 1) / 2 - 1 + j;

    private void ClearCoefficients()
    {
        Array.Clear(coefficients);
        coefficients[1] = 1;
    }

    private void Refine(LaggedMoments moments)
    {
        this.moments = moments;
        threshold = SignificanceThreshold.ForFalseEdges(falseEdges, mask?.Count(nodes) ?? (long)nodes * nodes);
        if (refinements++ < TakenOver || (!IsReported && !SupportFrozen && StartIsBetter(moments)))
        {
            TakeOver(start.Operator, shift);
        }
        model.Prepare(moments, shift, order);
        model.SolveCoefficients(coefficients);
        double before = model.Evaluate(coefficients);
        model.Differentiate(shift, coefficients);
        trial.CopyFrom(shift);
        step.CopyFrom(shift);
        workers.Run(nodes, 8, newton);
        // trial holds the moved support with the old weights, step the full Newton change.
        for (int halving = 0; ; halving++)
        {
            model.Prepare(moments, trial, order, step, Math.ScaleB(1, -halving));
            if (model.Evaluate(coefficients) <= before || halving == MostHalvings)
            {
                break;
            }
        }
        shift.CopyFrom(model.Shift);
        model.SolveCoefficients(coefficients);
    }

    /// <summary>Whether the other estimate's operator explains the samples better, an edge counting as much as the test asks of it. Its support
    /// moves faster while a dense graph is still being found.</summary>
    private bool StartIsBetter(LaggedMoments moments)
    {
        TakeOver(start.Operator, trial);
        return Penalised(moments, trial) < Penalised(moments, shift);
    }

    /// <summary>The criterion with the best coefficients, plus half the squared threshold times the noise variance for every edge.</summary>
    private double Penalised(LaggedMoments moments, SparseRows candidate)
    {
        model.Prepare(moments, candidate, order);
        model.SolveCoefficients(coefficients);
        double value = model.Evaluate(coefficients);
        double unexplained = 2 * value;
        foreach (double power in moments.Power)
        {
            unexplained += power;
        }
        double variance = Math.Max(0, unexplained) / (nodes * Math.Max(1, moments.EffectiveSamples));
        return value + 0.5 * threshold * threshold * variance * candidate.Count;
    }

    /// <summary>Takes the lag-1 part of another estimate.</summary>
    private void TakeOver(SparseRows other, SparseRows shift)
    {
        shift.Clear();
        for (int i = 0; i < nodes; i++)
        {
            ReadOnlySpan<int> columns = other.Columns(i);
            for (int k = 0; k < columns.Length && columns[k] < nodes && k < shift.Capacity; k++)
            {
                shift.Insert(i, columns[k], other.Values(i)[k]);
            }
        }
    }

    /// <summary>The Newton step of one row, with one removal or addition.</summary>
    private void NewtonRow(int row, int worker)
    {
        RowRegression regression = regressions[worker];
        double[] block = information[worker];
        double power = moments!.Power[row];
        double samples = moments.EffectiveSamples;
        ReadOnlySpan<double> gradient = model.Gradient.AsSpan(row * nodes, nodes);
        ReadOnlySpan<int> columns = shift.Columns(row);
        Span<double> change = step.Values(row);
        model.InformationRows(row, columns, block);
        regression.FactorRows(block, nodes, columns);
        for (int k = 0; k < columns.Length; k++)
        {
            change[k] = -gradient[columns[k]];
        }
        regression.SolveInPlace(change);
        if (power <= 0)
        {
            return;
        }
        if (SupportFrozen || keepWholeSupport)
        {
            return;
        }
        regression.Invert();
        double unexplained = Math.Max(model.Unexplained(row), 1e-13 * power);
        double freedom = Math.Max(1, samples - columns.Length);
        double bar = SignificanceThreshold.ForFreedom(threshold, freedom);
        double limit = bar * bar * unexplained / freedom;
        if (TryRemove(row, regression, change, limit, columns.Length * SamplesPerCoefficient > samples))
        {
            return;
        }
        if (columns.Length < shift.Capacity && (columns.Length + 1) * SamplesPerCoefficient <= samples)
        {
            TryAdd(row, regression, block, scores[worker], gradient, change, limit);
        }
    }

    private bool TryRemove(int row, RowRegression regression, Span<double> change, double limit, bool crowded)
    {
        Span<double> values = shift.Values(row);
        int weakest = -1;
        double least = double.PositiveInfinity;
        for (int k = 0; k < values.Length; k++)
        {
            double inverse = regression.InverseDiagonal(k);
            double next = values[k] + change[k];
            double ratio = inverse > 0 ? next * next / inverse : 0;
            if (ratio < least)
            {
                (weakest, least) = (k, ratio);
            }
        }
        if (weakest < 0 || (!crowded && least >= limit))
        {
            return false;
        }
        trial.RemoveAt(row, weakest);
        step.RemoveAt(row, weakest);
        return true;
    }

    private void TryAdd(
        int row,
        RowRegression regression,
        double[] block,
        double[] score,
        ReadOnlySpan<double> gradient,
        Span<double> change,
        double limit
    )
    {
        ReadOnlySpan<int> columns = shift.Columns(row);
        // The score after the row's own step: g + H[:, S] change.
        gradient.CopyTo(score);
        for (int k = 0; k < columns.Length; k++)
        {
            RowKernels.AddScaled(change[k], block.AsSpan(k * nodes, nodes), score);
        }
        ReadOnlySpan<bool> allowed = mask is null ? default : mask.Row(row);
        int best = -1;
        double largest = 0;
        for (int j = 0; j < nodes; j++)
        {
            double curvature = model.InformationDiagonal(row, j);
            double value = curvature > 0 ? score[j] * score[j] / curvature : 0;
            if (value > largest && (mask is null || allowed[j]))
            {
                (best, largest) = (j, value);
            }
        }
        if (best < 0 || columns.BinarySearch(best) >= 0)
        {
            return;
        }
        double free = regression.UnexplainedRows(block, nodes, best, model.InformationDiagonal(row, best));
        if (free <= 0 || score[best] * score[best] <= limit * free)
        {
            return;
        }
        double added = -score[best] / free;
        for (int k = 0; k < columns.Length; k++)
        {
            score[k] = block[k * nodes + best];
        }
        regression.SolveInPlace(score.AsSpan(0, columns.Length));
        for (int k = 0; k < columns.Length; k++)
        {
            change[k] -= score[k] * added;
        }
        trial.Insert(row, best, 0);
        step.Insert(row, best, added);
    }
}
