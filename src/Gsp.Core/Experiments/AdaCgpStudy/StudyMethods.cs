using Gsp.Compute;
using Gsp.Topology;

namespace Gsp.Experiments;

/// <summary>The methods of the study's two tables and how each is set.</summary>
internal static class StudyMethods
{
    /// <summary>The row of the oracle that knows the support.</summary>
    public const string Oracle = "support oracle";

    /// <summary>The row of the corrected estimator.</summary>
    public const string Corrected = "AdaCGP corrected";

    /// <summary>The rows of the strongest simple baseline: fitted with three lags, and with one.</summary>
    public const string Pruned = "pruned least squares";

    /// <summary>The same fitted with one lag, which is all that the published processes have.</summary>
    public const string PrunedOneLag = "pruned least squares, 1 lag";

    /// <summary>The same with every lag pruned and refitted, where later lags matter.</summary>
    public const string PrunedAllLags = "pruned least squares, all lags";

    /// <summary>The batch baselines scored as the authors scored them: unsigned lag norms, a precision matrix, an undirected graph.</summary>
    public static IEnumerable<(string Name, Func<ITopologyLearner> Learner)> Published(bool full, Backend backend)
    {
        yield return (
            "VAR",
            () =>
                new VectorAutoregressionLearner(
                    new VectorAutoregressionOptions { Weights = EdgeWeights.LagNorm },
                    backend
                )
        );
        if (full)
        {
            yield return (
                "VAR+Granger",
                () => new GrangerLearner(new GrangerOptions { Weights = EdgeWeights.LagNorm }, backend)
            );
            yield return ("GLasso", () => new GraphicalLassoLearner(new GraphicalLassoOptions()));
            yield return (
                "GL-SigRep",
                () =>
                    new GlSigRepLearner(new GlSigRepOptions { Frames = 1, Reference = new GlSigRepReferenceOptions() })
            );
        }
    }

    /// <summary>The streaming baselines with the study's own grouping and stopping rule.</summary>
    /// <remarks>Which settings won the authors' grids is recorded nowhere. These have the least prediction error after the update, the
    /// authors' criterion, on seed 42 of every family (of TIRSO's forgetting factors within one unit of the last printed digit).</remarks>
    public static IEnumerable<(string Name, Func<int, IOnlineTopologyEstimator> Create)> Streaming(
        bool full,
        Backend backend
    )
    {
        var stopping = new StoppingOptions { Patience = ReferenceSettings.TablePatience };
        yield return (
            "TIRSO",
            nodes => new TirsoEstimator(
                nodes,
                new TirsoOptions
                {
                    Penalty = 0.025,
                    ForgettingFactor = 0.99,
                    Mode = BaselineMode.Reference,
                    Stopping = stopping,
                },
                backend
            )
        );
        yield return (
            "TISO",
            nodes => new TisoEstimator(
                nodes,
                new TisoOptions
                {
                    Penalty = 0.025,
                    Mode = BaselineMode.Reference,
                    Stopping = stopping,
                },
                backend
            )
        );
        if (full)
        {
            yield return (
                "SD-SEM",
                nodes => new SdSemEstimator(
                    nodes,
                    new SdSemOptions
                    {
                        Penalty = 1,
                        ForgettingFactor = 0.8,
                        Stopping = stopping with { Smoothing = 0.1 },
                    },
                    backend
                )
            );
        }
    }

    /// <summary>The comparison at equal length: signs kept, forecasts true.</summary>
    public static IEnumerable<(string Name, Func<ITopologyLearner> Learner)> Comparison(
        bool full,
        int lags,
        Backend backend
    )
    {
        yield return (Corrected, () => new AdaCgpLearner());
        yield return (
            Pruned,
            () => new PrunedLeastSquaresLearner(new PrunedLeastSquaresOptions { Intercept = false }, backend)
        );
        yield return (
            PrunedOneLag,
            () => new PrunedLeastSquaresLearner(new PrunedLeastSquaresOptions { Order = 1, Intercept = false }, backend)
        );
        if (lags > 1)
        {
            yield return (
                PrunedAllLags,
                () =>
                    new PrunedLeastSquaresLearner(
                        new PrunedLeastSquaresOptions { Scope = PruningScope.AllLags, Intercept = false },
                        backend
                    )
            );
        }
        yield return (
            "VAR(3), signed",
            () => new VectorAutoregressionLearner(new VectorAutoregressionOptions(), backend)
        );
        yield return (
            "VAR(1), signed",
            () => new VectorAutoregressionLearner(new VectorAutoregressionOptions { Order = 1 }, backend)
        );
        if (full)
        {
            yield return ("adaptive lasso", () => new AdaptiveLassoLearner());
            yield return ("partial correlation", () => new PartialCorrelationLearner());
            yield return ("batch graph process", () => new CausalGraphProcessLearner());
        }
    }
}
