using System.Globalization;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Topology;

/// <summary>GL-SigRep: an undirected graph on which the signal is smooth.</summary>
/// <remarks>
/// <para>Minimises (1/F) ||X - Y||_F^2 + (alpha/F) tr(Y^T L Y) + beta ||L||_F^2 over the graph Laplacian L (tr L = N, L_ij = L_ji at most 0,
/// L 1 = 0) and the smoothed frames Y, for F frames X (N x F). The mean over frames makes the settings independent of the recording's length;
/// with one frame it is the paper's sum.</para>
/// <para>Alternates a quadratic programme for L and the filter Y = (I + alpha L)^-1 X (Dong, Thanou, Frossard and Vandergheynst, IEEE Trans.
/// Signal Process. 64 (2016), eqs. 14-16). Only the second moment X X^T / F enters, so the cost after it, a small multiple of N^2 a
/// quadratic-programme iteration and N^3 a round, does not depend on F. The reported operator is the weight matrix W = diag(L) - L.</para>
/// <para>Deterministic; holds no fitted state, so one instance may be used from many threads.</para>
/// </remarks>
public sealed class GlSigRepLearner : ITopologyLearner
{
    private readonly GlSigRepOptions options;

    /// <summary>A learner with the given settings.</summary>
    /// <param name="options">Settings; null takes the defaults.</param>
    /// <exception cref="ArgumentException">A setting lies outside its range.</exception>
    public GlSigRepLearner(GlSigRepOptions? options = null)
    {
        this.options = options ?? new GlSigRepOptions();
        this.options.Validate();
    }

    /// <inheritdoc/>
    public string Name => "glsigrep";

    /// <summary>Learns the graph.</summary>
    /// <param name="samples">[time, node]: at least one row and two columns.</param>
    /// <param name="progress">Receives the fraction of the rounds.</param>
    /// <param name="cancellation">Stops between iterations.</param>
    /// <returns>The symmetric weight matrix; the trace has columns <c>objective</c>, <c>kkt_residual</c> and <c>iterations</c>, one row a
    /// round.</returns>
    public TopologyFit Fit(
        Matrix<double> samples,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default
    )
    {
        RecordingCheck.RowMajor(samples, 0, Name);
        Require.That(
            samples.ColumnCount >= 2,
            string.Create(
                CultureInfo.InvariantCulture,
                $"samples has {samples.ColumnCount} columns; a graph needs at least 2 nodes"
            ),
            nameof(samples)
        );
        int n = samples.ColumnCount;
        int frames = options.Frames == 0 ? samples.RowCount : Math.Min(options.Frames, samples.RowCount);
        Matrix<double> latest = samples.SubMatrix(samples.RowCount - frames, frames, 0, n);
        Matrix<double> moment = SampleCovariance.OfSamples(latest).Matrix;

        List<double> objectives = [];
        List<double> residuals = [];
        List<double> iterations = [];
        var step = new LaplacianStep(n, options.Smoothness, options.FrobeniusPenalty);
        Matrix<double> identity = Matrix<double>.Build.DenseIdentity(n);
        Matrix<double> filter = identity;
        Matrix<double> laplacian = identity;
        bool settled = false;
        for (int round = 0; round < options.Rounds && !settled; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            (laplacian, int made) = GraphStep(step, filter * moment * filter, cancellation);
            iterations.Add(made);
            residuals.Add(step.Residual);
            filter = (identity + options.Smoothness * laplacian).Cholesky().Solve(identity);
            objectives.Add(Objective(moment, filter, laplacian));
            settled =
                options.Reference is null
                && round > 0
                && objectives[^2] - objectives[^1] <= options.RoundTolerance * objectives[^1];
            progress?.Report((round + 1.0) / options.Rounds);
        }
        progress?.Report(1);
        (FitStatus status, string message) = Judge(moment, step.Residual, objectives);
        return new TopologyFit
        {
            Method = Name,
            ShiftOperator = Weights(laplacian, options.EdgeThreshold),
            Status = status,
            Message = message,
            Samples = frames,
            Trace = new TopologyTrace(
                new KeyValuePair<string, double[]>("objective", [.. objectives]),
                new KeyValuePair<string, double[]>("kkt_residual", [.. residuals]),
                new KeyValuePair<string, double[]>("iterations", [.. iterations])
            ),
            Diagnostics = new Dictionary<string, double>
            {
                ["objective"] = objectives[^1],
                ["kkt_residual"] = step.Residual,
                ["rounds"] = objectives.Count,
            },
            Settings = OptionSettings.Of(options),
        };
    }

    private (Matrix<double> Laplacian, int Iterations) GraphStep(
        LaplacianStep step,
        Matrix<double> moment,
        CancellationToken cancellation
    )
    {
        if (options.Reference is null)
        {
            int used = step.Solve(PairDistances(moment), options.Tolerance, options.MaximumIterations, cancellation);
            return (Laplacian(step.Weights, moment.RowCount), used);
        }
        var programme = new LaplacianProgramme(moment, options.Smoothness, options.FrobeniusPenalty);
        var solver = new TruncatedInteriorPoint(programme, options.Reference.GradientTolerance);
        int made = solver.Run(options.Reference.InteriorPointIterations, cancellation);
        return (programme.Laplacian(solver.Point), made);
    }

    /// <summary>The mean cost of a frame: misfit, roughness and the graph's own penalty.</summary>
    private double Objective(Matrix<double> moment, Matrix<double> filter, Matrix<double> laplacian)
    {
        Matrix<double> rest = Matrix<double>.Build.DenseIdentity(moment.RowCount) - filter;
        Matrix<double> smoothed = filter * moment * filter;
        return (rest * moment * rest).Trace()
            + options.Smoothness * smoothed.PointwiseMultiply(laplacian).Enumerate().Sum()
            + options.FrobeniusPenalty * laplacian.Enumerate().Sum(value => value * value);
    }

    private (FitStatus, string) Judge(Matrix<double> moment, double residual, List<double> objectives)
    {
        CultureInfo invariant = CultureInfo.InvariantCulture;
        if (moment.Enumerate().All(value => value == 0))
        {
            return (
                FitStatus.Degenerate,
                "every sample is zero, so every graph is equally smooth; the uniform graph is reported"
            );
        }
        if (options.Reference is not null)
        {
            return (FitStatus.NotConverged, "the reference solver is stopped before it converges");
        }
        string text = string.Create(
            invariant,
            $"objective {objectives[^1]:g6} after {objectives.Count} rounds, Karush-Kuhn-Tucker residual {residual:g3}"
        );
        return residual <= options.Tolerance
            ? (FitStatus.Converged, text)
            : (FitStatus.NotConverged, text + "; raise MaximumIterations");
    }

    private static double[] PairDistances(Matrix<double> moment)
    {
        int n = moment.RowCount;
        var distances = new double[n * (n - 1) / 2];
        int e = 0;
        for (int i = 0; i < n; i++)
        {
            for (int j = i + 1; j < n; j++)
            {
                // Both off-diagonal entries, so that rounding does not depend on the order of the nodes.
                distances[e++] = Math.Max(0, moment[i, i] + moment[j, j] - (moment[i, j] + moment[j, i]));
            }
        }
        return distances;
    }

    private static Matrix<double> Laplacian(double[] weights, int n)
    {
        var laplacian = Matrix<double>.Build.Dense(n, n);
        int e = 0;
        for (int i = 0; i < n; i++)
        {
            for (int j = i + 1; j < n; j++, e++)
            {
                laplacian[i, j] = laplacian[j, i] = -weights[e];
                laplacian[i, i] += weights[e];
                laplacian[j, j] += weights[e];
            }
        }
        return laplacian;
    }

    private static Matrix<double> Weights(Matrix<double> laplacian, double threshold) =>
        laplacian.MapIndexed((i, j, value) => i == j || Math.Abs(value) < threshold ? 0 : -value);
}
