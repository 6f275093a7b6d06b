using Gsp.Topology;

namespace Gsp.Cli;

/// <summary>The methods of <c>gsp learn</c>, by name and mode.</summary>
internal static class MethodCatalogue
{
    /// <summary>The names in the order of the help.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Corrected().Select(method => method.Name)];

    /// <summary>A method.</summary>
    /// <exception cref="CommandError">No such method, or it has no reference mode.</exception>
    public static TopologyMethod Find(string name, LearnMode mode)
    {
        IEnumerable<TopologyMethod> methods = mode == LearnMode.Corrected ? Corrected() : Reference();
        TopologyMethod? found = methods.FirstOrDefault(method => method.Name == name.ToLowerInvariant());
        if (found is not null)
        {
            return found;
        }
        if (Names.Contains(name.ToLowerInvariant()))
        {
            throw CommandError.Usage(
                $"--method {name} has no reference mode: the study did not run it; leave --mode out"
            );
        }
        string? nearest = NearestName.Of(name, Names);
        throw CommandError.Usage(
            $"--method {name} is unknown; {(nearest is null ? "" : $"did you mean '{nearest}'? ")}known are {string.Join(", ", Names)}"
        );
    }

    private static IEnumerable<TopologyMethod> Corrected() =>
        [
            new()
            {
                Name = "adacgp",
                Summary = "adaptive causal graph process; settings chosen automatically unless given",
                Defaults = [() => new SelfTuningOptions(), () => new AdaCgpOptions()],
                Stream = Corrected,
                Aliases = StudyAliases.CorrectedAdaCgp,
                WithoutEffect = StudyAliases.OnlyReference,
                TakesMissing = true,
                TakesSupport = true,
            },
            Tiso(() => new TisoOptions()),
            Tirso(() => new TirsoOptions()),
            SdSem(),
            Var(() => new VectorAutoregressionOptions()),
            Granger(() => new GrangerOptions()),
            Glasso(),
            GlSigRep(() => new GlSigRepOptions()),
            Pmime(),
            new()
            {
                Name = "cgp",
                Summary = "batch causal graph process",
                Defaults = [() => new CausalGraphProcessOptions()],
                Learner = (options, context) =>
                    new CausalGraphProcessLearner((CausalGraphProcessOptions)options, context.Backend),
                Aliases =
                [
                    new("P", "Order"),
                    new("mus", "FilterSparsity"),
                    new("gamma", "Commutation"),
                    new("nu", "CoefficientSparsity"),
                ],
            },
            new()
            {
                Name = "pruned-ls",
                Summary = "least squares, pruned by significance and refitted",
                Defaults = [() => new PrunedLeastSquaresOptions()],
                Learner = (options, context) =>
                    new PrunedLeastSquaresLearner((PrunedLeastSquaresOptions)options, context.Backend),
            },
        ];

    private static IEnumerable<TopologyMethod> Reference() =>
        [
            new()
            {
                Name = "adacgp",
                Summary = "the authors' programs, number for number",
                Defaults = [() => new ReferenceOptions()],
                Stream = (options, context) => new ReferenceStream((ReferenceOptions)options, context),
                Aliases = StudyAliases.AdaCgp,
                TakesSupport = true,
            },
            Tiso(() => new TisoOptions { Mode = BaselineMode.Reference }) with
            {
                SkipsLags = true,
            },
            Tirso(() => new TirsoOptions { Mode = BaselineMode.Reference }) with
            {
                SkipsLags = true,
            },
            SdSem() with
            {
                SkipsLags = true,
            },
            Var(() => new VectorAutoregressionOptions { Weights = EdgeWeights.LagNorm }) with
            {
                SkipsLags = true,
            },
            Granger(() => new GrangerOptions { Weights = EdgeWeights.LagNorm }) with
            {
                SkipsLags = true,
            },
            Glasso() with
            {
                SkipsLags = true,
            },
            ReferenceGlSigRep(),
            Pmime() with
            {
                SkipsLags = true,
            },
        ];

    private static TopologyMethod Tiso(Func<object> defaults) =>
        new()
        {
            Name = "tiso",
            Summary = "online composite-objective gradient, group-sparse",
            Defaults = [defaults],
            Stream = (options, context) =>
                new BaselineStream(new TisoEstimator(context.Nodes, (TisoOptions)options, context.Backend)),
            Aliases = StudyAliases.Proximal,
        };

    private static TopologyMethod Tirso(Func<object> defaults) =>
        new()
        {
            Name = "tirso",
            Summary = "the same with a running covariance",
            Defaults = [defaults],
            Stream = (options, context) =>
                new BaselineStream(new TirsoEstimator(context.Nodes, (TirsoOptions)options, context.Backend)),
            Aliases =
            [
                .. StudyAliases.Proximal,
                new("gamma", "ForgettingFactor"),
                new("sigma", "InitialDeviation"),
                new("b_diminishing", "DiminishingStep"),
                new(
                    "b_trace",
                    "Step",
                    value => value.GetDouble() == 0 ? ProximalStep.DoublyNormalised : ProximalStep.Normalised
                ),
            ],
        };

    private static TopologyMethod SdSem() =>
        new()
        {
            Name = "sdsem",
            Summary = "sparse structural equations of one instant",
            Defaults = [() => new SdSemOptions()],
            Stream = (options, context) =>
                new BaselineStream(new SdSemEstimator(context.Nodes, (SdSemOptions)options, context.Backend)),
            Aliases =
            [
                .. StudyAliases.Stopping,
                new("forget", "ForgettingFactor"),
                new("lamb", "Penalty"),
                new("kmax", "InnerIterations"),
            ],
            WithoutEffect = ["stepsize"],
        };

    private static TopologyMethod Var(Func<object> defaults) =>
        new()
        {
            Name = "var",
            Summary = "vector autoregression by least squares",
            Defaults = [defaults],
            Learner = (options, context) =>
                new VectorAutoregressionLearner((VectorAutoregressionOptions)options, context.Backend),
            Stream = (options, context) =>
                new BaselineStream(
                    new VectorAutoregressionEstimator(
                        context.Nodes,
                        (VectorAutoregressionOptions)options,
                        context.Backend
                    )
                ),
            Aliases = [new("P", "Order"), new("lambda", "ForgettingFactor")],
            WithoutEffect = BatchRunNames,
        };

    private static TopologyMethod Granger(Func<object> defaults) =>
        new()
        {
            Name = "granger",
            Summary = "the same with a Granger test of every pair",
            Defaults = [defaults],
            Learner = (options, context) => new GrangerLearner((GrangerOptions)options, context.Backend),
            Stream = (options, context) =>
                new BaselineStream(new GrangerEstimator(context.Nodes, (GrangerOptions)options, context.Backend)),
            Aliases = [new("P", "Order"), new("lambda", "ForgettingFactor")],
            WithoutEffect = [.. BatchRunNames, "gc_window"],
        };

    private static TopologyMethod Glasso() =>
        new()
        {
            Name = "glasso",
            Summary = "graphical lasso: sparse inverse covariance",
            Defaults = [() => new GraphicalLassoOptions()],
            Learner = (options, _) => new GraphicalLassoLearner((GraphicalLassoOptions)options),
            Aliases = [new("alpha", "Penalty")],
            WithoutEffect = ["P", .. BatchRunNames],
        };

    private static TopologyMethod GlSigRep(Func<object> defaults) =>
        new()
        {
            Name = "glsigrep",
            Summary = "undirected graph on which the samples are smooth",
            Defaults = [defaults],
            Learner = (options, _) => new GlSigRepLearner((GlSigRepOptions)options),
            Aliases =
            [
                new("alpha", "Smoothness"),
                new("beta", "FrobeniusPenalty"),
                new("max_iters", "Rounds"),
                new("non_zero_threshold", "EdgeThreshold"),
            ],
            WithoutEffect = BatchRunNames,
        };

    private static TopologyMethod ReferenceGlSigRep()
    {
        TopologyMethod method = GlSigRep(() => new GlSigRepOptions { Frames = 1, Reference = new() });
        return method with
        {
            SkipsLags = true,
            Aliases =
            [
                .. method.Aliases.Where(alias => alias.Name != "max_iters"),
                // The study's solver stops after as many iterations as there are rounds.
                new("max_iters", "Rounds+Reference.InteriorPointIterations"),
                new("tol", "Reference.GradientTolerance"),
            ],
        };
    }

    private static TopologyMethod Pmime() =>
        new()
        {
            Name = "pmime",
            Summary = "partial mutual information from mixed embedding",
            Defaults = [() => new PmimeOptions()],
            Learner = (options, _) => new PmimeLearner((PmimeOptions)options),
            Aliases =
            [
                new("Lmax", "MaximumLag"),
                new("T", "Horizon"),
                new("nnei", "Neighbours"),
                new("A", "Threshold"),
            ],
            WithoutEffect = ["P", "showtxt", .. BatchRunNames],
        };

    private static CorrectedStream Corrected(object options, MethodContext context) =>
        new(
            options is AdaCgpOptions given
                ? new AdaCgp(context.Nodes, given with { Support = context.Support })
                : new SelfTuningAdaCgp(context.Nodes, (SelfTuningOptions)options)
        );

    // How the study repeated its batch methods while the recording went on; a fit of the whole recording has no use for them.
    private static string[] BatchRunNames => ["min_samples", "patience", "min_delta_percent", "ma_alpha"];
}
