namespace Gsp.Topology;

/// <summary>The corrected AdaCGP without settings to choose: order, forgetting, sparsity and structure are chosen online from the a-priori forecast error alone.</summary>
/// <remarks>
/// Candidates of equal forgetting share one set of moments; every candidate forecasts every sample before it is used. Reported is the simplest candidate
/// (fewest lags, longest memory, fewest edges, in this order) whose mean squared forecast error over the last samples is within two
/// standard errors of the best one's, errors being compared sample by sample. No truth, hold-out set or repeated run is needed. Model and guarantees: see <see cref="OnlineAdaCgp"/>.
/// Cost: that of one <see cref="AdaCgp"/> for each forgetting factor, and a sparse refit for each candidate.
/// </remarks>
public sealed class SelfTuningAdaCgp : OnlineAdaCgp
{
    private readonly IReadOnlyList<SelfTuningChoice> choices;

    /// <summary>Creates an estimator before its first sample.</summary>
    /// <param name="nodes">N, the number of nodes.</param>
    /// <param name="options">The candidates; null for the defaults.</param>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public SelfTuningAdaCgp(int nodes, SelfTuningOptions? options = null)
        : this(nodes, options = (options ?? new SelfTuningOptions()).Validate(nodes), Candidates.Build(nodes, options))
    { }

    private SelfTuningAdaCgp(int nodes, SelfTuningOptions options, Candidates candidates)
        : base(nodes, "SelfTuningAdaCgp/1", candidates.Core) => (Options, choices) = (options, candidates.Choices);

    /// <summary>The candidates' settings as given.</summary>
    public SelfTuningOptions Options { get; }

    /// <summary>All settings that compete, in order of preference.</summary>
    public IReadOnlyList<SelfTuningChoice> Choices => choices;

    /// <summary>The setting that is reported at present.</summary>
    public SelfTuningChoice Chosen => choices[Core.ReportedIndex];

    private sealed record Candidates(AdaCgpCore Core, IReadOnlyList<SelfTuningChoice> Choices)
    {
        public static Candidates Build(int nodes, SelfTuningOptions options)
        {
            int order = options.MaximumOrder;
            int block = AdaCgpAssembly.Block(nodes, options.UpdateInterval);
            var workers = new IndexWorkers(options.Threads);
            IReadOnlyList<double> falseEdges = options.FalseEdgesFor(nodes);
            var groups = new List<MemberGroup>();
            var ranked = new List<(SelfTuningChoice Choice, FilterMember Member)>();
            foreach (double forgetting in options.ForgettingFor(nodes))
            {
                var members = new List<(SelfTuningChoice Choice, FilterMember Member)>();
                foreach (double rate in falseEdges)
                {
                    // A looser level is tried at the full order only: it is for weak edges, not for more lags.
                    for (int p = rate == falseEdges[0] ? 1 : order; p <= order; p++)
                    {
                        members.Add((new(p, forgetting, rate, false), Plain(nodes, options, p, rate)));
                    }
                }
                if (options.Polynomial && order > 1)
                {
                    FilterMember start = members.First(m => m.Choice.Order == order).Member;
                    members.Add(
                        (
                            new(order, forgetting, falseEdges[0], true),
                            Polynomial(nodes, options, falseEdges[0], start, block, workers)
                        )
                    );
                }
                var moments = new LaggedMoments(nodes, order, block, workers);
                groups.Add(new MemberGroup(moments, forgetting, [.. members.Select(m => m.Member)]));
                ranked.AddRange(members);
            }
            var settings = AdaCgpAssembly.Settings(
                nodes,
                new AdaCgpOptions
                {
                    Order = order,
                    SelectionHorizon = options.SelectionHorizon,
                    DetectChanges = options.DetectChanges,
                },
                block
            );
            var core = new AdaCgpCore(settings, [.. groups], [.. ranked.Select(r => r.Member)], workers);
            return new Candidates(core, [.. ranked.Select(r => r.Choice)]);
        }

        private static int Capacity(int nodes, int order) => Math.Min(96, nodes * order);

        private static SignificanceMember Plain(int nodes, SelfTuningOptions options, int order, double rate) =>
            new(
                nodes,
                options.MaximumOrder,
                order,
                Capacity(nodes, options.MaximumOrder),
                rate,
                null,
                false,
                options.Threads
            );

        private static PolynomialMember Polynomial(
            int nodes,
            SelfTuningOptions options,
            double rate,
            FilterMember start,
            int block,
            IndexWorkers workers
        ) =>
            new(
                nodes,
                options.MaximumOrder,
                options.MaximumOrder,
                Capacity(nodes, options.MaximumOrder),
                rate,
                Math.Max(1, AdaCgpAssembly.PolynomialInterval(nodes) / block),
                start,
                null,
                false,
                workers
            );
    }
}
