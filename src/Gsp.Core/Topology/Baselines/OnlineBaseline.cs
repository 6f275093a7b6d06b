using Gsp.Numerics;

namespace Gsp.Topology;

/// <summary>What all streaming baselines share: lags, errors, the stopping rule, divergence and saved state.</summary>
/// <remarks>A step allocates nothing. Not thread-safe. Samples must be finite: these methods have no model for missing values.</remarks>
public abstract class OnlineBaseline : IOnlineTopologyEstimator
{
    private readonly string kind;
    private readonly StoppingOptions stopping;
    private readonly LagBuffer lags;
    private readonly List<(string Name, double[] Values)> kept = [];
    private PlateauRule plateau;
    private long time;
    private bool stopped;
    private bool diverged;

    private protected OnlineBaseline(string kind, int nodes, int order, StoppingOptions stopping)
    {
        Nodes = Require.Positive(nodes, "one node a column of the recording");
        stopping.Validate();
        this.kind = kind;
        this.stopping = stopping;
        Order = order;
        lags = new LagBuffer(nodes, order);
        plateau = new PlateauRule(stopping);
    }

    /// <inheritdoc/>
    public int Nodes { get; }

    /// <inheritdoc/>
    public int Order { get; }

    /// <summary>Number of samples that the model was updated with.</summary>
    public long Learned { get; private set; }

    /// <inheritdoc/>
    public FitStatus Status =>
        diverged ? FitStatus.Diverged
        : stopped ? FitStatus.Converged
        : Learned == 0 || !IsDetermined ? FitStatus.Degenerate
        : FitStatus.NotConverged;

    /// <inheritdoc/>
    public string StatusMessage =>
        Status switch
        {
            FitStatus.Diverged => "the estimate grew beyond all bounds; a smaller step or a larger penalty helps",
            FitStatus.Converged => $"the averaged error stopped falling after {Learned} learned samples",
            FitStatus.Degenerate => DegenerateMessage,
            _ => $"{Learned} samples learned",
        };

    private protected virtual bool IsDetermined => true;

    private protected virtual string DegenerateMessage =>
        $"no sample was learned: {time} came and the first {Order} only fill the lags";

    /// <inheritdoc/>
    public OnlineUpdate Step(ReadOnlySpan<double> sample)
    {
        Require.SameLength(sample.Length, Nodes, nameof(sample), "one value a node");
        Require.Finite(sample, nameof(sample), "this method has no model for missing values; fill or drop them before");
        long now = time++;
        if (!lags.IsFull || stopped || diverged || plateau.ShouldStop(Learned))
        {
            stopped |= lags.IsFull && !diverged;
            lags.Push(sample);
            return new OnlineUpdate(now, false, double.NaN, double.NaN, plateau.Average, stopped);
        }
        double power = Vectors.Dot<double>(sample, sample);
        Learned++;
        (double before, double after) = Learn(sample, lags.Regressor);
        diverged = !double.IsFinite(after);
        double relative = power > 0 ? after / power : double.NaN;
        plateau.Add(relative);
        lags.Push(sample);
        return new OnlineUpdate(now, true, power > 0 ? before / power : double.NaN, relative, plateau.Average, false);
    }

    /// <inheritdoc/>
    public abstract void CopyShiftOperator(Span<double> target);

    /// <inheritdoc/>
    public abstract void CopyFilters(Span<double> target);

    /// <inheritdoc/>
    public Snapshot Save()
    {
        var snapshot = new Snapshot(kind);
        snapshot.Put("progress", [Nodes, Order, time, Learned, stopped ? 1 : 0, diverged ? 1 : 0]);
        plateau.Save(snapshot);
        lags.Save(snapshot);
        foreach ((string name, double[] values) in kept)
        {
            snapshot.Put(name, values);
        }
        return snapshot;
    }

    /// <inheritdoc/>
    public void Restore(Snapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        snapshot.RequireKind(kind);
        ReadOnlySpan<double> progress = snapshot.Get("progress");
        Require.SameLength(progress.Length, 6, "progress");
        Require.That(
            progress[0] == Nodes && progress[1] == Order,
            $"snapshot holds {progress[0]} nodes and {progress[1]} lags; expected {Nodes} and {Order}",
            nameof(snapshot)
        );
        // All lengths are checked before anything is overwritten, so that a foreign snapshot leaves this estimator as it was.
        foreach ((string name, double[] values) in kept)
        {
            Require.SameLength(snapshot.Get(name).Length, values.Length, name, "snapshot of other options");
        }
        plateau.Restore(snapshot);
        lags.Restore(snapshot);
        (time, Learned) = ((long)progress[2], (long)progress[3]);
        (stopped, diverged) = (progress[4] != 0, progress[5] != 0);
        foreach ((string name, double[] values) in kept)
        {
            snapshot.CopyTo(name, values);
        }
    }

    /// <inheritdoc/>
    public void Reset()
    {
        plateau = new PlateauRule(stopping);
        lags.Reset();
        (time, Learned, stopped, diverged) = (0, 0, false, false);
        foreach ((_, double[] values) in kept)
        {
            values.AsSpan().Clear();
        }
        Begin();
    }

    /// <summary>Updates the model by a sample; returns the squared errors before and after.</summary>
    private protected abstract (double Before, double After) Learn(
        ReadOnlySpan<double> sample,
        ReadOnlySpan<double> regressor
    );

    /// <summary>errors = x − A z; returns its squared norm.</summary>
    private protected static double Residual(
        IBlas<double> blas,
        double[] coefficients,
        ReadOnlySpan<double> sample,
        ReadOnlySpan<double> regressor,
        double[] errors
    )
    {
        sample.CopyTo(errors);
        blas.Multiply(-1, coefficients.AsRowMajor(errors.Length, regressor.Length), regressor, 1, errors);
        return Reductions.SumOfSquares(errors);
    }

    /// <summary>Writes the initial values of the kept arrays, which are all zero when it is called.</summary>
    private protected virtual void Begin() { }

    /// <summary>Allocates an array that belongs to the saved state.</summary>
    private protected double[] Keep(string name, int length)
    {
        var values = new double[length];
        kept.Add((name, values));
        return values;
    }
}
