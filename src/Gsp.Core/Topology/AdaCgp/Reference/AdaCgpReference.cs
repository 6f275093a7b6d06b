using Gsp.Compute;
using Gsp.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Topology;

/// <summary>AdaCGP exactly as its authors run it: the recursion behind the published tables, sample by sample.</summary>
/// <remarks>
/// <para>Model: x_t = Psi z_t + w_t with z_t the last P samples, Psi = [Psi_1 ... Psi_P], and W the shift operator of which the Psi_p are
/// meant to be polynomials. Use it to repeat a published run; for own data use <c>AdaCgp</c>, which keeps the idea and
/// leaves out the known defects (docs/adacgp.md lists them).</para>
/// <para>Symbols: R, C statistics; Psi filters; W shift operator; h polynomial coefficients; lambda
/// <see cref="ReferenceOptions.ForgettingFactor"/>; gamma <see cref="ReferenceOptions.CommutatorWeight"/>; mu
/// <see cref="ReferenceOptions.SparsityWeights"/>; nu <see cref="ReferenceOptions.CoefficientSparsity"/>.</para>
/// <para>Cost of a step: O(P^2 N^2) for the statistics and the largest eigenvalue, and P N times the non-zeros of Psi; dense filters cost
/// 25 (path 1) or 27 (path 2) products of N x N matrices. Memory O(P^2 N^2). Nothing is allocated in a step (the optical program's line
/// searches excepted).</para>
/// <para>Deterministic to the bit for a given backend. Not thread-safe.</para>
/// <para>Source: AdaCGP, arXiv 2411.01567 (algorithms 1 and 2), and the authors' three programs, which differ from the text.</para>
/// </remarks>
public sealed class AdaCgpReference : IOnlineEstimator<ReferenceUpdate>
{
    private const string Kind = "AdaCgpReference/1";

    private readonly Backend backend;
    private readonly double[]? support;
    private ReferenceState state = null!;
    private FilterStep filterStep = null!;
    private ShiftStep shiftStep = null!;
    private DebiasStep debiasStep = null!;
    private CoefficientStep coefficientStep = null!;
    private ConvergenceMonitor monitor = null!;
    private ProductOperand debiasedShift = null!;
    private double[] lags = null!;
    private double[] residual = null!;
    private int filled;
    private int step;
    private bool stopped;
    private bool reportsDebiased;

    /// <summary>Creates the estimator at its zero state.</summary>
    /// <param name="nodes">Number of nodes N, 1 or more.</param>
    /// <param name="options">The settings.</param>
    /// <param name="support">The known neighbourhood, N x N, non-zero where an edge may be; needed exactly where
    /// <see cref="ReferenceOptions.ProjectToSupport"/> is set.</param>
    /// <param name="backend">Where dense products run; <see cref="Backend.Reference"/> where null.</param>
    /// <exception cref="ArgumentException">A setting is out of range, or the support does not fit.</exception>
    public AdaCgpReference(int nodes, ReferenceOptions options, Matrix<double>? support = null, Backend? backend = null)
    {
        options.Validate();
        Require.InRange(nodes, 1, 20_000, "the number of nodes");
        Require.That(
            options.ProjectToSupport == support is not null,
            options.ProjectToSupport
                ? "project_to_weight_matrix needs the support: give the matrix of allowed edges"
                : "a support was given but project_to_weight_matrix is off",
            nameof(support)
        );
        if (support is not null)
        {
            Require.SameLength(support.RowCount, nodes, nameof(support), "rows of the matrix of allowed edges");
            Require.SameLength(support.ColumnCount, nodes, nameof(support), "columns of the matrix of allowed edges");
            this.support = [.. support.ToRowMajor().Select(value => value != 0 ? 1.0 : 0.0)];
        }
        this.backend = backend ?? Backend.Reference;
        Nodes = nodes;
        Options = options;
        Reset();
    }

    /// <inheritdoc/>
    public int Nodes { get; }

    /// <summary>The settings.</summary>
    public ReferenceOptions Options { get; }

    /// <summary>Whether the run has stopped by its own criterion.</summary>
    public bool Stopped => stopped;

    /// <summary>The reported filters, N x NP row-major, lag-major: debiased where the run debiases. Valid until the next step.</summary>
    public ReadOnlySpan<double> Filters => reportsDebiased ? debiasStep.Filters : state.Filters.Values;

    /// <summary>The reported shift operator, N x N row-major. Valid until the next step.</summary>
    public ReadOnlySpan<double> ShiftOperator => reportsDebiased ? debiasStep.Shift : state.Shift;

    /// <summary>The polynomial coefficients h. Valid until the next step.</summary>
    public ReadOnlySpan<double> Coefficients => coefficientStep.Coefficients;

    /// <summary>The recursion's own state, for parity tests.</summary>
    internal ReferenceState State => state;

    /// <inheritdoc/>
    public void Reset()
    {
        state = new ReferenceState(Nodes, Options, backend);
        filterStep = new FilterStep(state, SupportWalks());
        shiftStep = new ShiftStep(state, support);
        debiasStep = new DebiasStep(state);
        coefficientStep = new CoefficientStep(state);
        monitor = new ConvergenceMonitor(Options);
        debiasedShift = new ProductOperand(Nodes);
        lags = new double[state.Width];
        residual = new double[Nodes];
        (filled, step, stopped, reportsDebiased) = (0, 0, false, false);
    }

    /// <inheritdoc/>
    public ReferenceUpdate Step(ReadOnlySpan<double> sample)
    {
        Require.SameLength(sample.Length, Nodes, nameof(sample), "one value a node");
        Require.Finite(
            sample,
            nameof(sample),
            "reference runs take complete samples; the corrected estimator takes missing ones"
        );
        if (filled < Options.Order)
        {
            filled++;
            PushLag(sample);
            return new ReferenceUpdate { Step = -1 };
        }
        bool optical = Options.Implementation == ReferenceImplementation.Optical;
        stopped = stopped || (!monitor.Check(step) && !optical);
        if (stopped)
        {
            return new ReferenceUpdate { Step = step, Stopped = true };
        }
        state.Take(sample, lags);
        double power = RowKernels.Dot(sample, sample);
        double penalised = PenalisedResidual();
        double apriori = (reportsDebiased ? DebiasedResidual() : penalised) / power;
        state.Loss = 0.5 * (Options.ForgettingFactor * state.Loss + penalised);

        bool debiases = Options.Alternates || monitor.FirstConverged || optical;
        if (Options.Alternates || !monitor.FirstConverged || optical)
        {
            filterStep.Run(step);
            shiftStep.Run();
            debiasStep.ForgetSupport();
        }
        if (debiases)
        {
            debiasStep.Run(step);
            debiasedShift.Set(debiasStep.Shift.AsRowMajor(Nodes, Nodes));
        }
        reportsDebiased = debiases;
        ProductOperand shift = debiases ? debiasedShift : state.ShiftOperand;
        double coefficientError = coefficientStep.Run(shift) / power;
        double filterError = (debiases ? DebiasedResidual() : PenalisedResidual()) / power;
        monitor.Add(filterError, coefficientError);
        PushLag(sample);
        return new ReferenceUpdate(
            step++,
            false,
            state.Loss,
            apriori,
            filterError,
            coefficientError,
            monitor.FilterError,
            monitor.CoefficientError,
            monitor.FirstConverged,
            monitor.SecondConverged,
            shift.Count
        );
    }

    /// <inheritdoc/>
    public Snapshot Save()
    {
        var snapshot = new Snapshot(Kind);
        state.Save(snapshot);
        coefficientStep.Save(snapshot);
        monitor.Save(snapshot);
        return snapshot
            .Put("lags", lags)
            .Put("mask", debiasStep.Mask)
            .Put("debiased_filters", debiasStep.Filters)
            .Put("debiased_shift", debiasStep.Shift)
            .Put("steps", state.Steps)
            .Put("penalties", state.Penalties)
            .Put("progress", [filled, step, stopped ? 1 : 0, reportsDebiased ? 1 : 0]);
    }

    /// <inheritdoc/>
    public void Restore(Snapshot snapshot)
    {
        snapshot.RequireKind(Kind);
        ReadOnlySpan<double> progress = snapshot.Get("progress");
        snapshot.CopyTo("lags", lags);
        state.Restore(snapshot);
        coefficientStep.Restore(snapshot);
        monitor.Restore(snapshot);
        debiasStep.Restore(snapshot);
        snapshot.CopyTo("steps", state.Steps);
        snapshot.CopyTo("penalties", state.Penalties);
        debiasedShift.Set(debiasStep.Shift.AsRowMajor(Nodes, Nodes));
        (filled, step, stopped, reportsDebiased) = (
            (int)progress[0],
            (int)progress[1],
            progress[2] != 0,
            progress[3] != 0
        );
    }

    /// <summary>|x_t - Psi z_t|^2 with the penalised filters.</summary>
    private double PenalisedResidual()
    {
        state.Target.CopyTo(residual, 0);
        state.Filters.SubtractProduct(lags, residual);
        return RowKernels.Dot(residual, residual);
    }

    /// <summary>|x_t - Psi z_t|^2 with the debiased filters.</summary>
    private double DebiasedResidual()
    {
        for (int i = 0; i < Nodes; i++)
        {
            residual[i] =
                state.Target[i] - RowKernels.Dot(debiasStep.Filters.AsSpan(i * state.Width, state.Width), lags);
        }
        return RowKernels.Dot(residual, residual);
    }

    private void PushLag(ReadOnlySpan<double> sample)
    {
        lags.AsSpan(0, state.Width - Nodes).CopyTo(lags.AsSpan(Nodes));
        sample.CopyTo(lags);
    }

    private double[]? SupportWalks()
    {
        if (support is null)
        {
            return null;
        }
        var walks = new double[Nodes * state.Width];
        DebiasStep.Walks(support, Nodes, Options.Order, walks);
        return walks;
    }
}
