namespace Gsp.Topology;

/// <summary>Puts an AdaCGP together from its settings.</summary>
internal static class AdaCgpAssembly
{
    /// <summary>Expected number of false edges where none is given.</summary>
    public const double DefaultFalseEdges = 0.2;

    /// <summary>Samples between two refinements of the polynomial form.</summary>
    public static int PolynomialInterval(int nodes) => Math.Clamp(nodes / 4, 16, 64);

    /// <summary>Samples that are added to the moments at once.</summary>
    public static int Block(int nodes, int? asked) => asked ?? Math.Clamp(nodes / 25, 1, 16);

    /// <summary>Builds the core with its one group of estimates.</summary>
    public static (AdaCgpCore Core, MemberGroup Group) Build(int nodes, AdaCgpOptions options)
    {
        int maximumOrder = options.MaximumOrder ?? options.Order;
        int block = Block(nodes, options.UpdateInterval);
        var workers = new IndexWorkers(options.Threads);
        var moments = new LaggedMoments(nodes, maximumOrder, block, workers);
        SupportMask? mask = options.Support is null ? null : new SupportMask(options.Support, maximumOrder);
        FilterMember plain = Plain(nodes, maximumOrder, options, mask);
        bool both = options.Polynomial != PolynomialStructure.Off && maximumOrder > 1;
        FilterMember[] members = both
            ?
            [
                plain,
                new PolynomialMember(
                    nodes,
                    maximumOrder,
                    options.Order,
                    Capacity(nodes, maximumOrder, options, mask),
                    options.ExpectedFalseEdges ?? DefaultFalseEdges,
                    Math.Max(1, PolynomialInterval(nodes) / block),
                    plain,
                    mask,
                    options.KeepWholeSupport,
                    workers
                ),
            ]
            : [plain];
        var group = new MemberGroup(moments, options.Forgetting, members);
        FilterMember[] preference = options.Polynomial == PolynomialStructure.Always ? [members[1]] : members;
        var core = new AdaCgpCore(Settings(nodes, options, block), [group], preference, workers);
        return (core, group);
    }

    /// <summary>The settings of the core.</summary>
    public static AdaCgpCoreSettings Settings(int nodes, AdaCgpOptions options, int block) =>
        new(
            nodes,
            options.Order,
            options.MaximumOrder ?? options.Order,
            block,
            options.SelectionHorizon,
            options.CoefficientPenalty,
            options.Debias,
            options.DetectChanges,
            options.ErrorSmoothing,
            options.Patience,
            options.BurnIn,
            options.MinimumImprovement
        );

    /// <summary>Most coefficients of a row.</summary>
    public static int Capacity(int nodes, int maximumOrder, AdaCgpOptions options, SupportMask? mask)
    {
        int width = nodes * maximumOrder;
        int largest = mask?.Largest(width) ?? width;
        return options.KeepWholeSupport
            ? Math.Max(1, largest)
            : Math.Clamp(options.MaximumCoefficientsPerNode ?? 96, 1, Math.Max(1, largest));
    }

    private static FilterMember Plain(int nodes, int maximumOrder, AdaCgpOptions options, SupportMask? mask) =>
        options.Path is not null
            ? new PenalisedMember(
                nodes,
                maximumOrder,
                options.Order,
                Capacity(nodes, maximumOrder, options, mask),
                options,
                mask
            )
            : new SignificanceMember(
                nodes,
                maximumOrder,
                options.Order,
                Capacity(nodes, maximumOrder, options, mask),
                options.ExpectedFalseEdges ?? DefaultFalseEdges,
                mask,
                options.KeepWholeSupport,
                options.Threads
            );
}
