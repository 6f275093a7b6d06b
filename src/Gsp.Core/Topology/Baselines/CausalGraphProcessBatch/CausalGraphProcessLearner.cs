using System.Globalization;
using Gsp.Compute;
using Gsp.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Topology;

/// <summary>The batch estimator of a causal graph process: lag filters that are polynomials of one sparse directed graph.</summary>
/// <remarks>
/// <para>Model: x_t = sum over p of Psi_p x_{t-p} + noise, Psi_p = sum_j h_pj W^j. Three problems in turn (Mei and Moura, IEEE Trans. Signal
/// Process. 65 (2017) 2077, section IV): (A) sparse filters that commute, by block coordinate descent; (B) the shift operator W from the
/// filters; (C) the coefficients h by a lasso. Then, optionally, W and h are refined together on their supports without penalties.</para>
/// <para>Symbols: N nodes, P lags, T samples, gamma weight of commutation, mu_p, kappa, nu the l1 weights of (A), (B), (C), each a fraction of
/// the weight at which its unknowns vanish, so the settings do not depend on the data's scale except gamma, which is multiplied by
/// the samples' mean square.</para>
/// <para>Cost: T (NP)^2 for the second moments, after which T plays no part; a sweep of (A) takes up to 25 P (4 P - 3) products of N x N
/// matrices, a conjugate-gradient step of the refinement about P^2 + 4 P. Memory (NP)^2. Deterministic to the bits of the backend. Holds no
/// fitted state; one instance may be used from many threads.</para>
/// </remarks>
public sealed class CausalGraphProcessLearner : ITopologyLearner
{
    private readonly CausalGraphProcessOptions options;
    private readonly Backend backend;

    /// <summary>A learner with the given settings.</summary>
    /// <param name="options">Settings; null takes the defaults.</param>
    /// <param name="backend">Where matrix products are computed; null for the default.</param>
    /// <exception cref="ArgumentException">A setting lies outside its range.</exception>
    public CausalGraphProcessLearner(CausalGraphProcessOptions? options = null, Backend? backend = null)
    {
        this.options = options ?? new CausalGraphProcessOptions();
        this.options.Validate();
        this.backend = BaselineBackend.OrDefault(backend);
    }

    /// <inheritdoc/>
    public string Name => "cgp";

    /// <summary>Learns the graph.</summary>
    /// <param name="samples">[time, node]: at least Order + 2 rows; the means are taken as zero.</param>
    /// <param name="progress">Receives the fraction of the allowed work.</param>
    /// <param name="cancellation">Stops between filters and refinement steps.</param>
    /// <returns>W, the polynomial filters of W and h, and h. Diagnostics: <c>objective</c> of (A), <c>sweeps</c>, <c>commutator</c> (the relative
    /// size of the filters' commutators), <c>prediction_error</c> (mean square error over mean square, in the sample) and
    /// <c>refinement_steps</c>. The trace has the column <c>objective</c>, one row a sweep of (A).</returns>
    public TopologyFit Fit(
        Matrix<double> samples,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default
    )
    {
        double[] rows = RecordingCheck.RowMajor(samples, options.Order + 1, Name);
        cancellation.ThrowIfCancellationRequested();
        var statistics = new LagStatistics(rows, samples.ColumnCount, options.Order, backend);
        var algebra = new SquareMatrices(statistics.Nodes, backend.Double);
        double gamma = options.Commutation * statistics.Power / statistics.Nodes;

        double[] penalties =
        [
            .. Enumerable
                .Range(0, options.Order)
                .Select(p =>
                    options.FilterSparsity[options.FilterSparsity.Count == 1 ? 0 : p] * statistics.CriticalPenalty(p)
                ),
        ];
        var problem = new CommutingFilters(statistics, algebra, gamma, penalties);
        List<double> objectives = Sweep(problem, statistics.Power, progress, cancellation);
        bool settled = objectives.Count > 1 && objectives[^2] - objectives[^1] <= options.Tolerance * statistics.Power;

        double[] w = problem.Filters[0];
        if (options.Operator == OperatorEstimate.Commuting)
        {
            double kappa = options.OperatorSparsity * w.Max(Math.Abs);
            w = CommutingOperator.Solve(algebra, problem.Filters, gamma, kappa);
        }
        double[][] powers = new PolynomialFilters(
            algebra,
            options.Order,
            w,
            new double[PolynomialFilters.Coefficients(options.Order)]
        ).Powers;
        double[] h = PolynomialCoefficients.Solve(
            statistics,
            algebra,
            powers,
            options.CoefficientSparsity,
            options.FixFirstFilter
        );
        var refinement = new PolynomialRefinement(statistics, algebra, w, h);
        IReadOnlyList<double> errors = refinement.Run(
            options.RefinementSteps,
            options.Tolerance * statistics.Power,
            cancellation
        );
        progress?.Report(1);
        return Report(
            samples.RowCount,
            statistics,
            algebra,
            problem,
            refinement,
            objectives,
            errors.Count - 1,
            settled
        );
    }

    private List<double> Sweep(
        CommutingFilters problem,
        double power,
        IProgress<double>? progress,
        CancellationToken cancellation
    )
    {
        List<double> objectives = [problem.Objective()];
        for (int sweep = 1; sweep <= options.MaximumSweeps; sweep++)
        {
            for (int p = 0; p < options.Order; p++)
            {
                cancellation.ThrowIfCancellationRequested();
                problem.UpdateFilter(p, 0.01 * options.Tolerance * power);
            }
            objectives.Add(problem.Objective());
            progress?.Report(0.8 * sweep / options.MaximumSweeps);
            if (!(objectives[^2] - objectives[^1] > options.Tolerance * power))
            {
                break;
            }
        }
        return objectives;
    }

    private TopologyFit Report(
        int samples,
        LagStatistics statistics,
        SquareMatrices algebra,
        CommutingFilters problem,
        PolynomialRefinement refinement,
        List<double> objectives,
        int steps,
        bool settled
    )
    {
        int n = statistics.Nodes;
        double[][] filters = new PolynomialFilters(algebra, options.Order, refinement.W, refinement.H).Filters();
        Matrix<double> stacked = filters[0].ToMatrix(n, n);
        foreach (double[] filter in filters.Skip(1))
        {
            stacked = stacked.Append(filter.ToMatrix(n, n));
        }
        double size = problem.Filters.Sum(filter => Reductions.SumOfSquares(filter));
        double relativeError = statistics.Power == 0 ? 0 : 2 * refinement.Error / statistics.Power;
        (FitStatus status, string message) = Judge(
            statistics,
            refinement,
            relativeError,
            objectives.Count - 1,
            settled
        );
        return new TopologyFit
        {
            Method = Name,
            ShiftOperator = refinement.W.ToMatrix(n, n),
            Filters = stacked,
            Coefficients = refinement.H,
            Status = status,
            Message = message,
            Samples = samples,
            Trace = new TopologyTrace(new KeyValuePair<string, double[]>("objective", [.. objectives])),
            Diagnostics = new Dictionary<string, double>
            {
                ["objective"] = objectives[^1],
                ["sweeps"] = objectives.Count - 1,
                ["commutator"] = size == 0 ? 0 : Math.Sqrt(problem.CommutatorEnergy()) / size,
                ["prediction_error"] = relativeError,
                ["refinement_steps"] = steps,
            },
            Settings = OptionSettings.Of(options),
        };
    }

    private (FitStatus, string) Judge(
        LagStatistics statistics,
        PolynomialRefinement refinement,
        double relativeError,
        int sweeps,
        bool settled
    )
    {
        CultureInfo invariant = CultureInfo.InvariantCulture;
        if (statistics.Power == 0)
        {
            return (FitStatus.Degenerate, "every sample is zero, so no graph can be learned");
        }
        if (!double.IsFinite(refinement.Error))
        {
            return (FitStatus.Diverged, "the refined filters are not finite; leave the refinement out");
        }
        int unknowns = statistics.Nodes * statistics.Order;
        if (statistics.Count < unknowns && options.FilterSparsity.All(fraction => fraction == 0))
        {
            return (
                FitStatus.Degenerate,
                string.Create(
                    invariant,
                    $"{statistics.Count} rows for {unknowns} unknowns a node and no sparsity; give more samples or raise FilterSparsity"
                )
            );
        }
        string text = string.Create(
            invariant,
            $"{sweeps} sweeps, relative prediction error {relativeError:g4} in the sample"
        );
        return settled
            ? (FitStatus.Converged, text)
            : (FitStatus.NotConverged, text + "; raise MaximumSweeps or Tolerance");
    }
}
