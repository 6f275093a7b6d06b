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
            Tiso(() => new TisoOptions()),
            Tirso(() => new TirsoOptions()),
            SdSem(),
            Var(() => new VectorAutoregressionOptions()),
            Granger(() => new GrangerOptions()),
            new()
            {
                Name = "pruned-ls",
                Summary = "least squares, pruned by significance and refitted",
                Defaults = () => new PrunedLeastSquaresOptions(),
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
                Defaults = () => new ReferenceOptions(),
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
        ];

    private static TopologyMethod Tiso(Func<object> defaults) =>
        new()
        {
            Name = "tiso",
            Summary = "online composite-objective gradient, group-sparse",
            Defaults = defaults,
            Stream = (options, context) =>
                new BaselineStream(new TisoEstimator(context.Nodes, (TisoOptions)options, context.Backend)),
            Aliases = StudyAliases.Proximal,
        };

    private static TopologyMethod Tirso(Func<object> defaults) =>
        new()
        {
            Name = "tirso",
            Summary = "the same with a running covariance",
            Defaults = defaults,
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
            Defaults = () => new SdSemOptions(),
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
            Defaults = defaults,
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
            Defaults = defaults,
            Learner = (options, context) => new GrangerLearner((GrangerOptions)options, context.Backend),
            Stream = (options, context) =>
                new BaselineStream(new GrangerEstimator(context.Nodes, (GrangerOptions)options, context.Backend)),
            Aliases = [new("P", "Order"), new("lambda", "ForgettingFactor")],
            WithoutEffect = [.. BatchRunNames, "gc_window"],
        };

    // How the study repeated its batch methods while the recording went on; a fit of the whole recording has no use for them.
    private static string[] BatchRunNames => ["min_samples", "patience", "min_delta_percent", "ma_alpha"];
}
