using Gsp.Compute;
using Gsp.Random;
using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Experiments;

/// <summary>One method's recovery of NetSim's graphs.</summary>
/// <param name="Method">The method as the table names it.</param>
/// <param name="Directed">Area under the ROC for directed edges, one a subject.</param>
/// <param name="Undirected">Area under the ROC for joined pairs, one a subject.</param>
/// <param name="Direction">Fraction of the true edges that are stronger in the true direction than against it, one a subject; symmetric
/// methods have 1/2.</param>
/// <param name="DirectedSummary">Median and interval over subjects.</param>
/// <param name="UndirectedSummary">Median and interval over subjects.</param>
/// <param name="DirectionSummary">Median and interval over subjects.</param>
public sealed record NetSimRow(
    string Method,
    IReadOnlyList<double> Directed,
    IReadOnlyList<double> Undirected,
    IReadOnlyList<double> Direction,
    MonteCarloSummary DirectedSummary,
    MonteCarloSummary UndirectedSummary,
    MonteCarloSummary DirectionSummary
);

/// <summary>Recovers the directed graphs of NetSim's simulated subjects by every method.</summary>
/// <remarks>Each subject is learned from its own 200 samples; the truth is seen by the score alone. Intervals: percentile bootstrap of the
/// median over subjects. Deterministic.</remarks>
public static class NetSimStudy
{
    /// <summary>Runs all methods on all subjects of the folder.</summary>
    /// <param name="data">The data folder, which holds <c>netsim-dream3/netsim</c>.</param>
    /// <param name="backend">Where dense products run.</param>
    /// <param name="progress">Receives the fraction done; may be null.</param>
    /// <param name="cancellation">Stops the work within a method.</param>
    /// <returns>One row a method.</returns>
    /// <exception cref="DirectoryNotFoundException">The folder is absent.</exception>
    /// <exception cref="GspFormatException">A file is damaged.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static IReadOnlyList<NetSimRow> Run(
        string data,
        Backend backend,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(backend);
        IReadOnlyList<NetSimSubject> subjects = NetSimSubject.Load(data);
        (string Name, Func<Matrix<double>, Matrix<double>> Learn)[] methods = [.. Methods(backend, cancellation)];
        List<NetSimRow> rows = [];
        int done = 0;
        foreach ((string name, Func<Matrix<double>, Matrix<double>> learn) in methods)
        {
            List<double> directed = [];
            List<double> undirected = [];
            List<double> direction = [];
            foreach (NetSimSubject subject in subjects)
            {
                cancellation.ThrowIfCancellationRequested();
                Matrix<double> w = learn(subject.Samples);
                directed.Add(GraphAgreement.Directed(subject.Truth, w));
                undirected.Add(GraphAgreement.Undirected(subject.Truth, w));
                direction.Add(GraphAgreement.Direction(subject.Truth, w));
                progress?.Report((double)++done / (methods.Length * subjects.Count));
            }
            RandomStream stream = new RandomStream(RealSeriesStudy.Seed).Split("netsim").Split(name);
            rows.Add(
                new NetSimRow(
                    name,
                    directed,
                    undirected,
                    direction,
                    MonteCarloSummary.Of([.. directed], stream.Split("directed")),
                    MonteCarloSummary.Of([.. undirected], stream.Split("undirected")),
                    MonteCarloSummary.Of([.. direction], stream.Split("direction"))
                )
            );
        }
        return rows;
    }

    private static IEnumerable<(string Name, Func<Matrix<double>, Matrix<double>> Learn)> Methods(
        Backend backend,
        CancellationToken cancellation
    )
    {
        Func<Matrix<double>, Matrix<double>> By(ITopologyLearner learner) =>
            samples => learner.Fit(samples, cancellation: cancellation).OrThrow().ShiftOperator;
        VectorAutoregressionOptions var = new() { Intercept = false };
        yield return ("correlation", samples => SampleCovariance.OfSamples(samples).Matrix);
        yield return ("lag-1 correlation", LaggedCovariance);
        yield return (
            "graphical lasso",
            By(new GraphicalLassoLearner(new GraphicalLassoOptions { Report = PrecisionReport.PartialCorrelation }))
        );
        yield return (
            "GL-SigRep",
            By(new GlSigRepLearner(new GlSigRepOptions { Smoothness = 0.3, FrobeniusPenalty = 0.1 }))
        );
        yield return ("SD-SEM", By(new SdSemLearner()));
        yield return ("VAR(1)", By(new VectorAutoregressionLearner(var with { Order = 1 }, backend)));
        yield return (
            "VAR(3), lag norm",
            By(new VectorAutoregressionLearner(var with { Weights = EdgeWeights.LagNorm }, backend))
        );
        yield return (
            "VAR(3) + Granger",
            By(new GrangerLearner(new GrangerOptions { Intercept = false, Weights = EdgeWeights.LagNorm }, backend))
        );
        yield return (
            "pruned least squares",
            By(
                new PrunedLeastSquaresLearner(
                    new PrunedLeastSquaresOptions
                    {
                        Order = 1,
                        Intercept = false,
                        Threshold = 2,
                    },
                    backend
                )
            )
        );
        yield return (
            "adaptive lasso",
            By(new AdaptiveLassoLearner(new AdaptiveLassoOptions { Order = 1, Intercept = false }, backend))
        );
        yield return (
            "partial correlation, lagged",
            By(new PartialCorrelationLearner(new PartialCorrelationOptions { Order = 1, Level = 0.1 }))
        );
        yield return (
            "causal graph process, batch",
            By(
                new CausalGraphProcessLearner(
                    new CausalGraphProcessOptions { Order = 2, FilterSparsity = [0.02] },
                    backend
                )
            )
        );
        yield return ("PMIME", By(new PmimeLearner()));
        yield return ("AdaCGP, automatic", By(new AdaCgpLearner()));
        yield return (
            "AdaCGP, path 2, weak penalty",
            By(
                new AdaCgpLearner
                {
                    Options = new AdaCgpOptions
                    {
                        Order = 1,
                        Path = AdaCgpPath.Path2,
                        Debias = null,
                        Sparsity = [0.02],
                        DetectChanges = false,
                    },
                }
            )
        );
    }

    /// <summary>mean x_t x_{t-1}^T: entry (i, j) is how j's past goes with i's present.</summary>
    private static Matrix<double> LaggedCovariance(Matrix<double> samples)
    {
        int length = samples.RowCount - 1;
        Matrix<double> later = samples.SubMatrix(1, length, 0, samples.ColumnCount);
        Matrix<double> earlier = samples.SubMatrix(0, length, 0, samples.ColumnCount);
        return later.TransposeThisAndMultiply(earlier) / length;
    }
}
