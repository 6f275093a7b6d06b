using System.Globalization;
using Gsp.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Topology;

/// <summary>The graphical lasso: an undirected graph of conditional dependence from a sparse inverse covariance.</summary>
/// <remarks>
/// <para>Minimises -log det Theta + tr(S Theta) + penalty sum over i != j of |Theta_ij| over positive definite Theta.</para>
/// <para>Symbols: S covariance of the data, Theta precision, W covariance estimate (the dual variable: W_ii = S_ii,
/// |W_ij - S_ij| at most the penalty), beta lasso coefficients of one column on the others.</para>
/// <para>Block coordinate descent on W: each column is a lasso min 1/2 beta^T W_11 beta - s_12^T beta + penalty |beta|_1, after which
/// w_12 = W_11 beta and Theta_12 = -beta Theta_22 (Friedman, Hastie and Tibshirani, Biostatistics 9 (2008), eqs. 2.4-2.8). The fit stops
/// at the true duality gap, computed from both log-determinants after each sweep.</para>
/// <para>Cost: N lassos of N^2 operations a coordinate sweep, for each sweep over the columns; two Cholesky factorisations a sweep.
/// Deterministic; holds no fitted state, so one instance may be used from many threads.</para>
/// </remarks>
public sealed class GraphicalLassoLearner : ITopologyLearner
{
    private const int MaximumCoordinateSweeps = 1_000;
    private readonly GraphicalLassoOptions options;

    /// <summary>A learner with the given settings.</summary>
    /// <param name="options">Settings; null takes the defaults.</param>
    /// <exception cref="ArgumentException">A setting lies outside its range.</exception>
    public GraphicalLassoLearner(GraphicalLassoOptions? options = null)
    {
        this.options = options ?? new GraphicalLassoOptions();
        this.options.Validate();
    }

    /// <inheritdoc/>
    public string Name => "glasso";

    /// <summary>Learns the graph from samples.</summary>
    /// <param name="samples">[time, node]: at least 2 rows.</param>
    /// <param name="progress">Receives the fraction of the allowed sweeps.</param>
    /// <param name="cancellation">Stops between columns.</param>
    /// <returns>The precision (or partial correlations) as shift operator; diagnostics <c>duality_gap</c>, <c>objective</c>, <c>sweeps</c>.</returns>
    public TopologyFit Fit(
        Matrix<double> samples,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default
    )
    {
        RecordingCheck.Shape(samples, 1, Name);
        GraphicalLassoResult result = Fit(SampleCovariance.OfSamples(samples, options.Centre), progress, cancellation);
        return new TopologyFit
        {
            Method = Name,
            ShiftOperator =
                options.Report == PrecisionReport.Precision ? result.Precision : PartialCorrelations(result.Precision),
            Status = result.Status,
            Message = result.Message,
            Samples = samples.RowCount,
            Diagnostics = new Dictionary<string, double>
            {
                ["duality_gap"] = result.DualityGap,
                ["objective"] = result.Objective,
                ["sweeps"] = result.Sweeps,
            },
            Settings = OptionSettings.Of(options),
        };
    }

    /// <summary>Learns the graph from a covariance.</summary>
    /// <param name="covariance">The data's covariance, N x N.</param>
    /// <param name="progress">Receives the fraction of the allowed sweeps.</param>
    /// <param name="cancellation">Stops between columns.</param>
    /// <returns>Precision, covariance estimate and certificate. Where the covariance is not positive definite enough, the status says so, and
    /// the message names the pivot and a ridge that would help.</returns>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public GraphicalLassoResult Fit(
        SampleCovariance covariance,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(covariance);
        Matrix<double> s = covariance.Matrix;
        int n = s.RowCount;
        for (int i = 0; i < n; i++)
        {
            s[i, i] += options.Ridge;
        }
        var descent = new GraphicalLassoDescent(s.ToRowMajor(), n, options.Penalty);
        int failed = descent.Start();
        int sweeps = 0;
        while (failed < 0 && descent.Gap > options.Tolerance && sweeps < options.MaximumSweeps)
        {
            for (int column = 0; column < n && failed < 0; column++)
            {
                cancellation.ThrowIfCancellationRequested();
                failed = descent.UpdateColumn(column, MaximumCoordinateSweeps) ? -1 : column;
            }
            sweeps++;
            if (failed < 0)
            {
                descent.Certify();
            }
            progress?.Report((double)sweeps / options.MaximumSweeps);
        }
        progress?.Report(1);
        (FitStatus status, string message) = Judge(s, failed, descent.Gap, sweeps);
        return new GraphicalLassoResult
        {
            Precision = descent.Precision.ToMatrix(n, n),
            Covariance = descent.Covariance.ToMatrix(n, n),
            DualityGap = descent.Gap,
            Objective = descent.Objective,
            Sweeps = sweeps,
            Status = status,
            Message = message,
        };
    }

    /// <summary>The partial correlations of a precision matrix, -Theta_ij / sqrt(Theta_ii Theta_jj), with a zero diagonal.</summary>
    /// <param name="precision">N x N; a row whose diagonal is not positive gives zeros.</param>
    /// <returns>N x N, entries in [-1, 1] where the precision is positive definite.</returns>
    public static Matrix<double> PartialCorrelations(Matrix<double> precision)
    {
        ArgumentNullException.ThrowIfNull(precision);
        return precision.MapIndexed(
            (i, j, value) =>
            {
                double scale = precision[i, i] * precision[j, j];
                return i == j || value == 0 || !(precision[i, i] > 0 && scale > 0) ? 0 : -value / Math.Sqrt(scale);
            }
        );
    }

    private (FitStatus Status, string Message) Judge(Matrix<double> s, int failed, double gap, int sweeps)
    {
        CultureInfo invariant = CultureInfo.InvariantCulture;
        if (failed >= 0)
        {
            string cause = s[failed, failed] > 0 ? "columns that depend on one another" : "a constant column";
            return (
                FitStatus.NotPositiveDefinite,
                string.Create(
                    invariant,
                    $"pivot {failed} of the covariance is not positive ({cause}); a ridge of {SafeRidge(s):g3} would help"
                )
            );
        }
        return gap <= options.Tolerance
            ? (FitStatus.Converged, string.Create(invariant, $"duality gap {gap:g3} after {sweeps} sweeps"))
            : (
                FitStatus.NotConverged,
                string.Create(
                    invariant,
                    $"duality gap {gap:g3} above {options.Tolerance:g3} after {sweeps} sweeps; raise MaximumSweeps or the penalty"
                )
            );
    }

    /// <summary>The ridge that makes S positive definite, and a millionth of its mean diagonal so that it clearly is.</summary>
    private static double SafeRidge(Matrix<double> s)
    {
        double mean = s.Trace() / s.RowCount;
        return Cholesky.Of(s).SuggestedRidge + 1e-6 * (mean > 0 ? mean : 1);
    }
}
