using System.Globalization;
using Gsp.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Topology;

/// <summary>What all corrected AdaCGP estimators share: a stream in, a graph with its filters and forecasts out.</summary>
/// <remarks>
/// Model: x_t = sum over p of Psi_p x_(t-p) + w_t with Psi_p = sum over j of h_pj W^j (a causal graph process), W the graph shift operator.
/// The data should have zero mean. Memory does not grow with time; a step allocates nothing. Deterministic: the bits depend on neither the number of threads
/// nor the vector width. One instance serves one thread at a time.
/// </remarks>
public abstract class OnlineAdaCgp : IOnlineEstimator<AdaCgpUpdate>
{
    private readonly string kind;

    private protected OnlineAdaCgp(int nodes, string kind, AdaCgpCore core) =>
        (Nodes, this.kind, Core) = (nodes, kind, core);

    /// <inheritdoc/>
    public int Nodes { get; }

    /// <summary>P, the most lags in use.</summary>
    public int Order => Core.Order;

    /// <summary>Samples taken so far.</summary>
    public long Time => Core.Time;

    /// <summary>Whether the estimate has settled, is still moving, or has diverged.</summary>
    public FitStatus Status => Core.Status;

    /// <summary>Number of edges of the reported W.</summary>
    public int Edges => Core.Reported.Edges;

    /// <summary>Number of changes of the graph found so far.</summary>
    public int Changes => Core.Changes;

    /// <summary>Number of missing values filled so far.</summary>
    public long Filled => Core.Filled;

    /// <summary>The smoothed a-priori error ||x - forecast||^2 / ||x||^2.</summary>
    public double SmoothedError => Core.SmoothedError;

    /// <summary>Whether the reported filters are polynomials of W.</summary>
    public bool ReportsPolynomial => Core.Reported is PolynomialMember;

    private protected AdaCgpCore Core { get; }

    /// <summary>Takes the next sample.</summary>
    /// <param name="sample">N values, one a node, in the unit of the recording; NaN where missing: such a value is filled once, by the
    /// forecast made before the sample, and stays so. The first samples, as many as there are lags, only fill the lags.</param>
    /// <returns>Errors, number of edges and status.</returns>
    /// <exception cref="ArgumentException">The sample has another length or holds an infinite value; the estimator is then unchanged.</exception>
    public AdaCgpUpdate Step(ReadOnlySpan<double> sample) => Core.Step(sample);

    /// <summary>The forecast of the next sample.</summary>
    /// <param name="prediction">Receives N values; zeros while nothing is known.</param>
    public void Forecast(Span<double> prediction)
    {
        Require.SameLength(prediction.Length, Nodes, nameof(prediction), "one value a node");
        Core.Reported.Forecast(Core.GroupOf(Core.Reported).Moments.Lags, prediction);
    }

    /// <summary>The reported W, N x N: entry (i, j) is the effect of node j on node i one sample later.</summary>
    /// <returns>A fresh matrix.</returns>
    public Matrix<double> ShiftOperator()
    {
        var dense = new double[Nodes * Nodes];
        Core.Reported.CopyOperator(dense);
        return dense.ToMatrix(Nodes, Nodes);
    }

    /// <summary>The reported filters [Psi_1 ... Psi_P], N x NP, lag-major.</summary>
    /// <returns>A fresh matrix.</returns>
    public Matrix<double> Filters()
    {
        var dense = new double[Nodes * Nodes * Order];
        Core.Reported.CopyFilters(dense);
        return dense.ToMatrix(Nodes, Nodes * Order);
    }

    /// <summary>The polynomial coefficients h, P(P+3)/2 values ordered (p=1: j=0,1), (p=2: j=0,1,2), ..., with h_10 = 0 and h_11 = 1.</summary>
    /// <returns>A fresh array.</returns>
    public double[] Coefficients() => Core.CopyCoefficients();

    /// <summary>The residual variances of the reported filters, from the moments: one a node, in the squared unit of the recording.</summary>
    /// <returns>A fresh array of N values.</returns>
    public double[] ResidualVariances() => Core.ResidualVariances();

    /// <summary>The present lags, the latest sample first.</summary>
    /// <returns>A fresh array of NP values.</returns>
    public double[] Lags() => [.. Core.GroupOf(Core.Reported).Moments.Lags.AsSpan(0, Nodes * Order)];

    /// <summary>Adds samples that wait for the next update and refits all rows: what one does before reading a final result.</summary>
    /// <param name="sweeps">Sweeps over all rows; each can add one edge a row.</param>
    /// <remarks>Not part of the stream: calling it changes later results, as the waiting samples are added earlier than they would have been.</remarks>
    public void Settle(int sweeps = 10) => Core.Settle(Require.InRange(sweeps, 1, 10_000, "sweeps over all rows"));

    /// <inheritdoc/>
    public Snapshot Save()
    {
        var snapshot = new Snapshot(kind);
        Core.Save(snapshot);
        return snapshot;
    }

    /// <inheritdoc/>
    public void Restore(Snapshot snapshot)
    {
        snapshot.RequireKind(kind);
        Core.Restore(snapshot);
    }

    /// <inheritdoc/>
    public virtual void Reset() => Core.Reset();

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"AdaCGP: {Nodes} nodes, order {Order}, {Time} samples, {Edges} edges ({Core.Reported.Name}), error {SmoothedError:g4}, {Status}"
        );
}
