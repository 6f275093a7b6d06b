namespace Gsp.Topology;

/// <summary>One way of estimating the filters from the moments; several may live side by side on the same moments.</summary>
/// <remarks>A sweep over all rows starts when a block of samples has been added; the rows are then visited in groups, one group a sample, so
/// that no step is much dearer than another. Within a sweep the moments stand still.</remarks>
internal abstract class FilterMember
{
    /// <summary>A short name for status lines.</summary>
    public abstract string Name { get; }

    /// <summary>The reported W as sparse rows; entries past column N, if any, belong to higher lags.</summary>
    public abstract SparseRows Operator { get; }

    /// <summary>Number of edges of W.</summary>
    public abstract int Edges { get; }

    /// <summary>Whether the support is kept as it is and only the weights are refitted (the DB schedule after its switch).</summary>
    public bool SupportFrozen { get; set; }

    /// <summary>Whether this is the estimate that is reported at present.</summary>
    public bool IsReported { get; set; }

    /// <summary>Takes note that the graph has changed and the moments have been discounted.</summary>
    public virtual void ForgetPast() => SupportFrozen = false;

    /// <summary>Prepares a sweep: whatever concerns all rows.</summary>
    public abstract void BeginSweep(LaggedMoments moments);

    /// <summary>Re-estimates rows first .. end - 1. Called for disjoint ranges at once; depends on nothing another range writes.</summary>
    public abstract void Visit(LaggedMoments moments, int first, int end, int worker);

    /// <summary>Ends a sweep.</summary>
    public virtual void EndSweep(LaggedMoments moments) { }

    /// <summary>The one-step forecast of the present estimate.</summary>
    /// <param name="lags">z_t, NP values.</param>
    /// <param name="prediction">Receives N values.</param>
    public abstract void Forecast(ReadOnlySpan<double> lags, Span<double> prediction);

    /// <summary>Writes the filters [Psi_1 ... Psi_P] into a zeroed dense N x NP array.</summary>
    public abstract void CopyFilters(Span<double> dense);

    /// <summary>Writes W into a zeroed dense N x N array.</summary>
    public abstract void CopyOperator(Span<double> dense);

    /// <summary>The polynomial coefficients h where this estimate has its own; false where it has none.</summary>
    public virtual bool CopyCoefficients(Span<double> coefficients) => false;

    /// <summary>Uses only the first lags from now on.</summary>
    public abstract void ChangeOrder(int order);

    /// <summary>Whether every number of the estimate is finite.</summary>
    public abstract bool IsFinite();

    /// <summary>Forgets everything.</summary>
    public abstract void Reset();

    /// <summary>Saves the state.</summary>
    public abstract void Save(Snapshot snapshot, string name);

    /// <summary>Restores a saved state.</summary>
    public abstract void Restore(Snapshot snapshot, string name);
}
