namespace Gsp.Topology;

/// <summary>The settings that every arrangement of estimates shares.</summary>
internal sealed record AdaCgpCoreSettings(
    int Nodes,
    int Order,
    int MaximumOrder,
    int Block,
    int Horizon,
    double CoefficientPenalty,
    AdaCgpDebiasing? Debias,
    bool DetectChanges,
    double ErrorSmoothing,
    int Patience,
    int BurnIn,
    double MinimumImprovement
);

/// <summary>One step of the corrected recursion (spec section 4) for any number of estimates on any number of moments.</summary>
/// <remarks>
/// Order of a step: forecast, errors, filling of missing values, choice among the estimates, change test, moments, one group of rows of
/// every estimate, coefficients h. Nothing is allocated.
/// </remarks>
internal sealed class AdaCgpCore
{
    /// <summary>What is left of the past after a change: a few samples' worth.</summary>
    private const double RemainingSamples = 4;

    private readonly AdaCgpCoreSettings settings;
    private readonly MemberGroup[] groups;
    private readonly FilterMember[] all; // every group's estimates
    private readonly FilterMember[] members; // those that may be reported, in order of preference
    private readonly IndexWorkers workers;
    private readonly Action<int, int, int> visit;
    private readonly CandidateSelector selector;
    private readonly SettlingMonitor monitor;
    private readonly ChangeDetector detector;
    private readonly CoefficientRecursion coefficients;
    private readonly double[][] predictions;
    private readonly double[] candidateErrors;
    private readonly double[] sample;
    private readonly double[] error;
    private readonly double[] scratch;
    private readonly double[] lags;
    private MemberGroup visitedGroup;
    private FilterMember visitedMember;
    private int visitedStart;
    private int phase;
    private bool sweeping;
    private long lastChange = -1; // time of the last change of the graph, -1 before the first
    private FitStatus status;

    public AdaCgpCore(
        AdaCgpCoreSettings settings,
        MemberGroup[] groups,
        FilterMember[] preference,
        IndexWorkers workers
    )
    {
        (this.settings, this.groups, members, this.workers) = (settings, groups, preference, workers);
        all = [.. groups.SelectMany(g => g.Members)];
        visit = (first, end, worker) =>
            visitedMember!.Visit(visitedGroup!.Moments, visitedStart + first, visitedStart + end, worker);
        (visitedGroup, visitedMember) = (groups[0], preference[0]);
        selector = new CandidateSelector(members.Length, settings.Horizon);
        monitor = new SettlingMonitor(
            settings.ErrorSmoothing,
            settings.Patience,
            settings.BurnIn,
            settings.MinimumImprovement
        );
        detector = new ChangeDetector(settings.Nodes);
        Order = settings.Order;
        coefficients = new CoefficientRecursion(
            settings.Nodes,
            settings.MaximumOrder,
            settings.Order,
            settings.CoefficientPenalty
        );
        predictions = [.. members.Select(_ => new double[settings.Nodes])];
        candidateErrors = new double[members.Length];
        sample = new double[settings.Nodes];
        error = new double[settings.Nodes];
        scratch = new double[settings.Nodes];
        lags = new double[settings.Nodes * settings.MaximumOrder];
    }

    /// <summary>Samples taken so far.</summary>
    public long Time { get; private set; }

    /// <summary>Lags in use.</summary>
    public int Order { get; private set; }

    /// <summary>Number of changes of the graph found so far.</summary>
    public int Changes { get; private set; }

    /// <summary>Missing values filled so far.</summary>
    public long Filled { get; private set; }

    /// <summary>The estimate that is reported.</summary>
    public FilterMember Reported => members[selector.Current];

    /// <summary>Index of the estimate that is reported, in order of preference.</summary>
    public int ReportedIndex => selector.Current;

    /// <summary>The smoothed a-priori error.</summary>
    public double SmoothedError => monitor.Smoothed;

    /// <summary>The status so far.</summary>
    public FitStatus Status =>
        status == FitStatus.Diverged ? status
        : monitor.Settled ? FitStatus.Converged
        : FitStatus.NotConverged;

    /// <summary>The group that an estimate belongs to.</summary>
    public MemberGroup GroupOf(FilterMember member) => Array.Find(groups, g => Array.IndexOf(g.Members, member) >= 0)!;

    /// <summary>Takes the next sample.</summary>
    public AdaCgpUpdate Step(ReadOnlySpan<double> input)
    {
        Require.SameLength(input.Length, settings.Nodes, nameof(sample), "one value a node");
        int missing = CountMissing(input);
        long time = Time++;
        ReadOnlySpan<double> current = groups[0].Moments.Lags;
        if (time < settings.MaximumOrder)
        {
            Fill(input, current[..settings.Nodes]);
            Filled += missing;
            foreach (MemberGroup group in groups)
            {
                group.Moments.PushLag(sample);
            }
            return Update(time, AdaCgpPhase.FillingLags, double.NaN, double.NaN, double.NaN, missing, false);
        }
        current.CopyTo(lags);
        bool changed = false;
        ForecastAll(input);
        Fill(input, predictions[selector.Current]);
        Filled += missing;
        double power = PowerOf(input);
        double aPriori = Ratio(candidateErrors[selector.Current], power);
        coefficients.Forecast(Reported.Operator, lags, scratch);
        double fromCoefficients = Ratio(SquaredError(input, scratch), power);
        if (IsZero(sample) && IsZero(lags))
        {
            return Update(time, AdaCgpPhase.Ignored, aPriori, aPriori, fromCoefficients, missing, false);
        }
        selector.Observe(candidateErrors);
        changed = settings.DetectChanges && detector.Observe(error, lags.AsSpan(0, settings.Nodes));
        if (changed)
        {
            ForgetPast();
        }
        Learn();
        // A sample without power (all zero or all missing) has no relative error.
        if (power > 0 && monitor.Observe(aPriori))
        {
            FreezeIfAsked();
        }
        Reported.Forecast(lags, scratch);
        double aPosteriori = Ratio(SquaredError(input, scratch), power);
        return Update(time, Phase(), aPriori, aPosteriori, fromCoefficients, missing, changed);
    }

    /// <summary>Adds waiting samples and visits all rows the given number of times: what a batch fit does at its end.</summary>
    public void Settle(int sweeps)
    {
        for (int sweep = 0; sweep < sweeps; sweep++)
        {
            foreach (MemberGroup group in groups)
            {
                group.Moments.Flush();
            }
            BeginSweep();
            VisitRows(0, settings.Nodes);
            EndSweep();
        }
        (phase, sweeping) = (0, false);
        coefficients.Solve();
    }

    /// <summary>Uses another number of lags from the next sample on.</summary>
    public void ChangeOrder(int order)
    {
        Require.InRange(order, 1, settings.MaximumOrder, "set MaximumOrder to leave room for more lags");
        Order = order;
        foreach (FilterMember member in all)
        {
            member.ChangeOrder(order);
        }
        coefficients.ChangeOrder(order);
        selector.Reset();
    }

    /// <summary>The coefficients h of the reported estimate.</summary>
    public double[] CopyCoefficients()
    {
        var copy = new double[CoefficientRecursion.CountFor(Order)];
        if (!Reported.CopyCoefficients(copy))
        {
            coefficients.Coefficients.CopyTo(copy);
        }
        return copy;
    }

    /// <summary>Residual variances of the reported filters, from the moments.</summary>
    public double[] ResidualVariances()
    {
        LaggedMoments moments = GroupOf(Reported).Moments;
        var filters = new double[settings.Nodes * moments.Width];
        Reported.CopyFilters(filters);
        var variances = new double[settings.Nodes];
        var product = new double[moments.Width];
        for (int i = 0; i < variances.Length; i++)
        {
            // Psi_i R Psi_i^T - 2 Psi_i C_i^T + d_i
            ReadOnlySpan<double> row = filters.AsSpan(i * moments.Width, moments.Width);
            Array.Clear(product);
            for (int j = 0; j < row.Length; j++)
            {
                if (row[j] != 0)
                {
                    RowKernels.AddScaled(row[j], moments.R.AsSpan(j * moments.Width, moments.Width), product);
                }
            }
            double sum =
                moments.Power[i]
                + RowKernels.Dot(product, row)
                - 2 * RowKernels.Dot(moments.C.AsSpan(i * moments.Width, moments.Width), row);
            variances[i] = moments.Weight > 0 ? Math.Max(0, sum) / moments.Weight : double.NaN;
        }
        return variances;
    }

    public void Reset()
    {
        foreach (MemberGroup group in groups)
        {
            group.Moments.Reset();
        }
        foreach (FilterMember member in all)
        {
            member.Reset();
        }
        selector.Reset();
        selector.Forget();
        monitor.Reset();
        detector.Reset();
        coefficients.Reset();
        (Time, Changes, Filled, phase, sweeping, lastChange, status) = (0, 0, 0, 0, false, -1, FitStatus.NotConverged);
    }

    public void Save(Snapshot snapshot)
    {
        for (int g = 0; g < groups.Length; g++)
        {
            groups[g].Moments.Save(snapshot, FormattableString.Invariant($"moments{g}"));
            snapshot.Put(FormattableString.Invariant($"forgetting{g}"), groups[g].Forgetting);
        }
        for (int k = 0; k < all.Length; k++)
        {
            all[k].Save(snapshot, FormattableString.Invariant($"member{k}"));
        }
        selector.Save(snapshot, "selector");
        monitor.Save(snapshot, "monitor");
        detector.Save(snapshot, "detector");
        coefficients.Save(snapshot, "coefficients");
        snapshot.Put("core", [Time, Order, Changes, Filled, phase, sweeping ? 1 : 0, (int)status, lastChange]);
    }

    public void Restore(Snapshot snapshot)
    {
        for (int g = 0; g < groups.Length; g++)
        {
            groups[g].Moments.Restore(snapshot, FormattableString.Invariant($"moments{g}"));
            groups[g].Forgetting = snapshot.GetScalar(FormattableString.Invariant($"forgetting{g}"));
        }
        for (int k = 0; k < all.Length; k++)
        {
            all[k].Restore(snapshot, FormattableString.Invariant($"member{k}"));
        }
        selector.Restore(snapshot, "selector");
        monitor.Restore(snapshot, "monitor");
        detector.Restore(snapshot, "detector");
        coefficients.Restore(snapshot, "coefficients");
        ReadOnlySpan<double> core = snapshot.Get("core");
        (Time, Order, Changes, Filled) = ((long)core[0], (int)core[1], (int)core[2], (long)core[3]);
        (phase, sweeping, status) = ((int)core[4], core[5] != 0, (FitStatus)(int)core[6]);
        lastChange = (long)core[7];
    }

    private void Learn()
    {
        bool full = false;
        foreach (MemberGroup group in groups)
        {
            full = group.Moments.Push(sample, ForgettingNow(group));
        }
        coefficients.Add(sample, GroupOfReported().Forgetting);
        if (full)
        {
            if (sweeping)
            {
                EndSweep();
            }
            foreach (MemberGroup group in groups)
            {
                group.Moments.Flush();
            }
            BeginSweep();
            coefficients.Solve();
            (phase, sweeping) = (0, true);
        }
        if (sweeping && phase < settings.Block)
        {
            int first = (int)((long)settings.Nodes * phase / settings.Block);
            int end = (int)((long)settings.Nodes * (phase + 1) / settings.Block);
            VisitRows(first, end);
            phase++;
        }
    }

    /// <summary>After a change nothing is forgotten until as much is known again as the forgetting factor holds, (1 + lambda) / (1 - lambda) samples.</summary>
    private double ForgettingNow(MemberGroup group)
    {
        if (lastChange >= 0 && (Time - lastChange) * (1 - group.Forgetting) < 1 + group.Forgetting)
        {
            return 1;
        }
        return group.Forgetting;
    }

    private void BeginSweep()
    {
        foreach (FilterMember member in all)
        {
            member.IsReported = member == Reported;
        }
        foreach (MemberGroup group in groups)
        {
            foreach (FilterMember member in group.Members)
            {
                member.BeginSweep(group.Moments);
            }
        }
    }

    private void VisitRows(int first, int end)
    {
        foreach (MemberGroup group in groups)
        {
            foreach (FilterMember member in group.Members)
            {
                (visitedGroup, visitedMember, visitedStart) = (group, member, first);
                workers.Run(end - first, 8, visit);
            }
        }
    }

    private void EndSweep()
    {
        foreach (MemberGroup group in groups)
        {
            foreach (FilterMember member in group.Members)
            {
                member.EndSweep(group.Moments);
            }
        }
        if (!Reported.IsFinite() || !groups[0].Moments.IsFinite())
        {
            status = FitStatus.Diverged;
        }
    }

    private void ForgetPast()
    {
        Changes++;
        lastChange = Time;
        foreach (MemberGroup group in groups)
        {
            double factor = RemainingSamples / (RemainingSamples + group.Moments.Weight + group.Moments.Pending);
            group.Moments.Discount(factor);
            coefficients.Discount(factor);
            foreach (FilterMember member in group.Members)
            {
                member.ForgetPast();
            }
        }
        selector.Reset();
        monitor.Reset();
    }

    private void FreezeIfAsked()
    {
        if (settings.Debias != AdaCgpDebiasing.AfterConvergence)
        {
            return;
        }
        foreach (FilterMember member in all)
        {
            member.SupportFrozen = true;
        }
    }

    private MemberGroup GroupOfReported()
    {
        foreach (MemberGroup group in groups)
        {
            if (Array.IndexOf(group.Members, Reported) >= 0)
            {
                return group;
            }
        }
        return groups[0];
    }

    private AdaCgpPhase Phase() =>
        Reported.SupportFrozen ? AdaCgpPhase.Debiasing
        : monitor.Settled ? AdaCgpPhase.Settled
        : AdaCgpPhase.Learning;

    private void ForecastAll(ReadOnlySpan<double> input)
    {
        for (int k = 0; k < members.Length; k++)
        {
            members[k].Forecast(lags, predictions[k]);
            candidateErrors[k] = SquaredError(input, predictions[k]);
        }
        ReadOnlySpan<double> prediction = predictions[selector.Current];
        for (int i = 0; i < error.Length; i++)
        {
            error[i] = double.IsNaN(input[i]) ? 0 : input[i] - prediction[i];
        }
    }

    private void Fill(ReadOnlySpan<double> input, ReadOnlySpan<double> prediction)
    {
        for (int i = 0; i < sample.Length; i++)
        {
            sample[i] = double.IsNaN(input[i]) ? prediction[i] : input[i];
        }
    }

    private static int CountMissing(ReadOnlySpan<double> input)
    {
        int missing = 0;
        for (int i = 0; i < input.Length; i++)
        {
            if (double.IsInfinity(input[i]))
            {
                throw new ArgumentException(
                    FormattableString.Invariant(
                        $"sample[{i}] is {input[i]}; values must be finite, or NaN where missing (an overflow upstream?)"
                    ),
                    nameof(input)
                );
            }
            missing += double.IsNaN(input[i]) ? 1 : 0;
        }
        return missing;
    }

    private static double SquaredError(ReadOnlySpan<double> input, ReadOnlySpan<double> prediction)
    {
        double sum = 0;
        for (int i = 0; i < input.Length; i++)
        {
            double e = double.IsNaN(input[i]) ? 0 : input[i] - prediction[i];
            sum = Math.FusedMultiplyAdd(e, e, sum);
        }
        return sum;
    }

    private static double PowerOf(ReadOnlySpan<double> input)
    {
        double sum = 0;
        foreach (double value in input)
        {
            sum = double.IsNaN(value) ? sum : Math.FusedMultiplyAdd(value, value, sum);
        }
        return sum;
    }

    private static double Ratio(double error, double power) =>
        power > 0 ? error / power
        : error > 0 ? double.PositiveInfinity
        : 0;

    private static bool IsZero(ReadOnlySpan<double> values) => values.IndexOfAnyExcept(0.0) < 0;

    private AdaCgpUpdate Update(
        long time,
        AdaCgpPhase phase,
        double aPriori,
        double aPosteriori,
        double fromCoefficients,
        int missing,
        bool changed
    ) =>
        new(
            time,
            phase,
            Status,
            aPriori,
            aPosteriori,
            fromCoefficients,
            monitor.Smoothed,
            Reported.Edges,
            missing,
            changed,
            selector.Current
        );
}
