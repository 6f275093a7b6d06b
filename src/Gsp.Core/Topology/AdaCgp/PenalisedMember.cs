namespace Gsp.Topology;

/// <summary>Paths one and two of the corrected recursion (spec section 4): proximal steps on penalised filters, W, and debiased weights in their own state.</summary>
/// <remarks>
/// Psi-step: G = Psi R - C + D, Psi_p = soft(Psi_p - alpha G_p, alpha mu_p) with mu_p = mu_p^rel max|C_p|; D is the gradient of the
/// commutators on path two (with the minus sign that the penalty has) and zero on path one. alpha is one over the largest eigenvalue, or row by row
/// the minimiser along the step in closed form.
/// W-step: path one takes W = soft(W - beta (W - Psi_1 + gamma S), beta kappa) with kappa = mu_1 / mean R_jj, the penalty in units of the weights;
/// path two takes W = Psi_1. gamma is in units of the mean power of a regressor in problem (A), as is in problem (B), so scaling the data changes nothing.
/// Cost of a sweep: 2 s NP operations for s non-zeros of Psi, and about 8 N s for the commutators.
/// </remarks>
internal sealed class PenalisedMember : FilterMember
{
    private const double LongestStep = 64;

    private readonly int nodes;
    private readonly AdaCgpPath path;
    private readonly AdaCgpDebiasing? schedule;
    private readonly AdaCgpStepRule rule;
    private readonly double[] sparsity;
    private readonly double gamma;
    private readonly SupportMask? mask;
    private readonly SparseRows psi;
    private readonly SparseRows shift;
    private readonly SparseRows[] lagged; // Psi_p as N x N, at the start of the sweep
    private readonly DebiasedFilters debiased;
    private readonly PowerIteration eigenvalue;
    private readonly Commutators commutators;
    private readonly double[] commutator; // D, P blocks of N x N, or S of path one
    private readonly double[] direction; // V of path one
    private readonly double[] penalties; // mu_p
    private readonly double[] rowStep; // warm-started steps of the line search
    private readonly double[][] work;
    private double alpha;
    private double curvature;
    private int order;

    public PenalisedMember(
        int nodes,
        int maximumOrder,
        int order,
        int capacity,
        AdaCgpOptions options,
        SupportMask? mask
    )
    {
        (this.nodes, this.order, this.mask) = (nodes, order, mask);
        (path, schedule, rule) = (
            options.Path ?? AdaCgpPath.Path1,
            options.Debias,
            options.StepRule ?? AdaCgpStepRule.Eigenvalue
        );
        gamma = options.CommutatorWeight ?? 0.1;
        sparsity = new double[maximumOrder];
        for (int p = 0; p < maximumOrder; p++)
        {
            sparsity[p] = options.Sparsity?[p] ?? (p == 0 ? 0.03 : 0.3);
        }
        int width = nodes * maximumOrder;
        psi = new SparseRows(nodes, width);
        shift = new SparseRows(nodes, nodes);
        lagged = new SparseRows[maximumOrder];
        for (int p = 0; p < maximumOrder; p++)
        {
            lagged[p] = new SparseRows(nodes, nodes);
        }
        debiased = new DebiasedFilters(
            nodes,
            width,
            capacity,
            options.DebiasMethod ?? DebiasMethod.ExactRows,
            options.Threads
        );
        eigenvalue = new PowerIteration(width);
        commutators = new Commutators(nodes);
        commutator = new double[nodes * nodes * (path == AdaCgpPath.Path2 ? maximumOrder : 1)];
        direction = new double[nodes * nodes];
        penalties = new double[maximumOrder];
        rowStep = new double[nodes];
        work = new double[options.Threads][];
        for (int k = 0; k < work.Length; k++)
        {
            work[k] = new double[3 * width];
        }
        Reset();
    }

    /// <inheritdoc/>
    public override string Name => FormattableString.Invariant($"{path}, order {order}");

    /// <inheritdoc/>
    public override SparseRows Operator =>
        ReportsDebiased ? debiased.Filters
        : path == AdaCgpPath.Path1 ? shift
        : psi;

    /// <inheritdoc/>
    public override int Edges
    {
        get
        {
            int edges = 0;
            for (int i = 0; i < nodes; i++)
            {
                foreach (int column in Operator.Columns(i))
                {
                    edges += column < nodes ? 1 : 0;
                }
            }
            return edges;
        }
    }

    private bool ReportsDebiased =>
        schedule == AdaCgpDebiasing.Alternating || (schedule == AdaCgpDebiasing.AfterConvergence && SupportFrozen);

    private SparseRows Reported => ReportsDebiased ? debiased.Filters : psi;

    /// <inheritdoc/>
    public override void BeginSweep(LaggedMoments moments)
    {
        eigenvalue.Update(moments.R);
        double power = 0;
        for (int j = 0; j < moments.Width; j++)
        {
            power += moments.R[j * moments.Width + j] / moments.Width;
        }
        for (int p = 0; p < order; p++)
        {
            penalties[p] = sparsity[p] * LargestCross(moments, p);
            CopyBlock(psi, p, lagged[p]);
        }
        double norms = 0;
        for (int p = 0; p < order; p++)
        {
            norms += SquaredNorm(lagged[p]);
        }
        curvature = path == AdaCgpPath.Path2 && order > 1 ? 4 * gamma * power * norms : 0;
        alpha = eigenvalue.Value + curvature > 0 ? 1 / (eigenvalue.Value + curvature) : 0;
        if (SupportFrozen)
        {
            return;
        }
        if (schedule == AdaCgpDebiasing.AfterConvergence)
        {
            debiased.Filters.Clear(); // what an earlier frozen phase left
        }
        if (path == AdaCgpPath.Path2)
        {
            CommutatorsOfFilters(gamma * power);
        }
        else
        {
            StepOperator(power, norms);
        }
    }

    /// <inheritdoc/>
    public override void Visit(LaggedMoments moments, int first, int end, int worker)
    {
        for (int i = first; i < end; i++)
        {
            if (!SupportFrozen)
            {
                StepRow(moments, i, worker);
            }
            if (ReportsDebiased)
            {
                if (!SupportFrozen || debiased.Filters.CountOf(i) == 0)
                {
                    debiased.MoveSupport(path == AdaCgpPath.Path1 ? shift : lagged[0], psi, order, i, worker);
                }
                debiased.Refit(moments, i, alpha, worker);
            }
        }
    }

    /// <inheritdoc/>
    public override void Forecast(ReadOnlySpan<double> lags, Span<double> prediction) =>
        Reported.Multiply(lags, prediction);

    /// <inheritdoc/>
    public override void CopyFilters(Span<double> dense) => Reported.Scatter(dense, dense.Length / nodes);

    /// <inheritdoc/>
    public override void CopyOperator(Span<double> dense) => Operator.Scatter(dense, nodes);

    /// <inheritdoc/>
    public override void ChangeOrder(int order)
    {
        this.order = order;
        psi.Truncate(nodes * order);
        debiased.Filters.Truncate(nodes * order);
    }

    /// <inheritdoc/>
    public override bool IsFinite() => psi.IsFinite() && shift.IsFinite() && debiased.Filters.IsFinite();

    /// <inheritdoc/>
    public override void Reset()
    {
        psi.Clear();
        shift.Clear();
        debiased.Filters.Clear();
        eigenvalue.Reset();
        foreach (SparseRows block in lagged)
        {
            block.Clear();
        }
        Array.Clear(commutator);
        Array.Clear(penalties);
        Array.Fill(rowStep, 1);
        (SupportFrozen, alpha, curvature) = (false, 0, 0);
    }

    /// <inheritdoc/>
    public override void Save(Snapshot snapshot, string name)
    {
        psi.Save(snapshot, $"{name}.psi");
        shift.Save(snapshot, $"{name}.shift");
        debiased.Filters.Save(snapshot, $"{name}.debiased");
        eigenvalue.Save(snapshot, $"{name}.eigenvalue");
        for (int p = 0; p < lagged.Length; p++)
        {
            lagged[p].Save(snapshot, FormattableString.Invariant($"{name}.lagged{p}"));
        }
        snapshot
            .Put($"{name}.commutator", commutator)
            .Put($"{name}.penalties", penalties)
            .Put($"{name}.row_step", rowStep)
            .Put($"{name}.scalars", [alpha, curvature, order, SupportFrozen ? 1 : 0]);
    }

    /// <inheritdoc/>
    public override void Restore(Snapshot snapshot, string name)
    {
        psi.Restore(snapshot, $"{name}.psi");
        shift.Restore(snapshot, $"{name}.shift");
        debiased.Filters.Restore(snapshot, $"{name}.debiased");
        eigenvalue.Restore(snapshot, $"{name}.eigenvalue");
        for (int p = 0; p < lagged.Length; p++)
        {
            lagged[p].Restore(snapshot, FormattableString.Invariant($"{name}.lagged{p}"));
        }
        snapshot.CopyTo($"{name}.commutator", commutator);
        snapshot.CopyTo($"{name}.penalties", penalties);
        snapshot.CopyTo($"{name}.row_step", rowStep);
        ReadOnlySpan<double> s = snapshot.Get($"{name}.scalars");
        (alpha, curvature, order, SupportFrozen) = (s[0], s[1], (int)s[2], s[3] != 0);
    }

    /// <summary>The proximal step of one row of Psi.</summary>
    private void StepRow(LaggedMoments moments, int row, int worker)
    {
        int width = nodes * order;
        Span<double> gradient = work[worker].AsSpan(0, width);
        Span<double> change = work[worker].AsSpan(width, width);
        moments.C.AsSpan(row * moments.Width, width).CopyTo(gradient);
        for (int j = 0; j < width; j++)
        {
            gradient[j] = -gradient[j];
        }
        RowKernels.AddSparseRow(psi.Values(row), psi.Columns(row), 1, moments.R, moments.Width, 0, gradient);
        if (path == AdaCgpPath.Path2)
        {
            for (int p = 0; p < order; p++)
            {
                RowKernels.AddScaled(
                    1,
                    commutator.AsSpan((p * nodes + row) * nodes, nodes),
                    gradient.Slice(p * nodes, nodes)
                );
            }
        }
        double length = alpha * (rule == AdaCgpStepRule.LineSearch ? rowStep[row] : 1);
        change.Clear();
        psi.ScatterRow(row, change);
        double slope = Proximal(row, gradient, change, length);
        double scale = rule == AdaCgpStepRule.LineSearch ? Minimiser(moments, row, change, slope) : 1;
        psi.ReplaceRow(row, change, scale);
    }

    /// <summary>Turns <paramref name="change"/> from Psi_i into the step soft(Psi_i - length g, length mu) - Psi_i.</summary>
    /// <returns>Bound on the slope of the criterion along the step: g . d + sum of mu (|psi + d| - |psi|), never positive.</returns>
    private double Proximal(int row, ReadOnlySpan<double> gradient, Span<double> change, double length)
    {
        ReadOnlySpan<bool> allowed = mask is null ? default : mask.Row(row);
        double slope = 0;
        for (int p = 0; p < order; p++)
        {
            double threshold = length * penalties[p];
            for (int j = p * nodes; j < (p + 1) * nodes; j++)
            {
                double old = change[j];
                double moved = old - length * gradient[j];
                double next =
                    moved > threshold ? moved - threshold
                    : moved < -threshold ? moved + threshold
                    : 0;
                next = mask is null || allowed[j] ? next : 0;
                double d = next - old;
                if (d != 0)
                {
                    slope += gradient[j] * d + penalties[p] * (Math.Abs(next) - Math.Abs(old));
                }
                change[j] = d;
            }
        }
        return slope;
    }

    /// <summary>The step in (0, 1] that minimises the quadratic bound along d: -slope / (d R d^T + curvature |d|^2).</summary>
    private double Minimiser(LaggedMoments moments, int row, Span<double> change, double slope)
    {
        double quadratic = 0;
        for (int j = 0; j < change.Length; j++)
        {
            if (change[j] != 0)
            {
                ReadOnlySpan<double> line = moments.R.AsSpan(j * moments.Width, change.Length);
                quadratic += change[j] * (RowKernels.Dot(line, change) + curvature * change[j]);
            }
        }
        double best = quadratic > 0 ? -slope / quadratic : 1;
        double scale = Math.Clamp(best, 0, 1);
        // The next search starts where this one ended: longer after a full step, shorter after a cut one.
        rowStep[row] = Math.Clamp(rowStep[row] * (best >= 1 ? 1.5 : Math.Max(0.5, best)), 1, LongestStep);
        return scale;
    }

    /// <summary>D_p = gamma sum over k of (K_pk Psi_k^T - Psi_k^T K_pk).</summary>
    private void CommutatorsOfFilters(double weight)
    {
        Array.Clear(commutator);
        for (int p = 0; p < order && weight > 0; p++)
        {
            Span<double> block = commutator.AsSpan(p * nodes * nodes, nodes * nodes);
            for (int k = 0; k < order; k++)
            {
                if (k != p)
                {
                    commutators.AddGradient(lagged[p], lagged[k], block);
                }
            }
            Scale(block, weight);
        }
    }

    /// <summary>The proximal step of W on path one, with its step length in closed form or from the eigenvalue bound.</summary>
    private void StepOperator(double power, double norms)
    {
        Array.Clear(commutator);
        for (int k = 1; k < order && gamma > 0; k++)
        {
            commutators.AddGradient(shift, lagged[k], commutator);
        }
        Scale(commutator, gamma);
        // V = W - Psi_1 + gamma S
        commutator.CopyTo(direction, 0);
        AddRows(shift, 1, direction);
        AddRows(lagged[0], -1, direction);
        double beta = 1 / (1 + 4 * gamma * (norms - SquaredNorm(lagged[0])));
        if (rule == AdaCgpStepRule.LineSearch)
        {
            double square = RowKernels.Dot(direction, direction);
            double brackets = 0;
            for (int k = 1; k < order && gamma > 0; k++)
            {
                brackets += commutators.SquaredNorm(direction, lagged[k]);
            }
            beta = square > 0 ? square / (square + gamma * brackets) : 1;
        }
        double threshold = power > 0 ? beta * penalties[0] / power : 0;
        for (int i = 0; i < nodes; i++)
        {
            Span<double> row = direction.AsSpan(i * nodes, nodes);
            Scale(row, -beta);
            RowKernels.AddScaled(1, shiftRow(i), row);
            for (int j = 0; j < nodes; j++)
            {
                double value = row[j];
                row[j] =
                    value > threshold ? value - threshold
                    : value < -threshold ? value + threshold
                    : 0;
            }
            shift.SetRow(i, row);
        }

        ReadOnlySpan<double> shiftRow(int i)
        {
            Span<double> dense = work[0].AsSpan(0, nodes);
            dense.Clear();
            shift.ScatterRow(i, dense);
            return dense;
        }
    }

    private double LargestCross(LaggedMoments moments, int lag)
    {
        double largest = 0;
        for (int i = 0; i < nodes; i++)
        {
            foreach (double value in moments.C.AsSpan(i * moments.Width + lag * nodes, nodes))
            {
                largest = Math.Max(largest, Math.Abs(value));
            }
        }
        return largest;
    }

    private void CopyBlock(SparseRows source, int lag, SparseRows block)
    {
        block.Clear();
        for (int i = 0; i < nodes; i++)
        {
            ReadOnlySpan<int> columns = source.Columns(i);
            Span<double> values = source.Values(i);
            for (int k = 0; k < columns.Length; k++)
            {
                int column = columns[k] - lag * nodes;
                if (column >= 0 && column < nodes)
                {
                    block.Insert(i, column, values[k]);
                }
            }
        }
    }

    private void AddRows(SparseRows a, double sign, Span<double> dense)
    {
        for (int i = 0; i < nodes; i++)
        {
            ReadOnlySpan<int> columns = a.Columns(i);
            Span<double> values = a.Values(i);
            for (int k = 0; k < columns.Length; k++)
            {
                dense[i * nodes + columns[k]] += sign * values[k];
            }
        }
    }

    private static double SquaredNorm(SparseRows a)
    {
        double sum = 0;
        for (int i = 0; i < a.Rows; i++)
        {
            sum += RowKernels.Dot(a.Values(i), a.Values(i));
        }
        return sum;
    }

    private static void Scale(Span<double> values, double factor)
    {
        for (int j = 0; j < values.Length; j++)
        {
            values[j] *= factor;
        }
    }
}
