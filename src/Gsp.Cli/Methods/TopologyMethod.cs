using Gsp.Topology;

namespace Gsp.Cli;

/// <summary>A method of <c>gsp learn</c>: its options and how to make it.</summary>
internal sealed record TopologyMethod
{
    /// <summary>The name as users write it.</summary>
    public required string Name { get; init; }

    /// <summary>One line for the help.</summary>
    public required string Summary { get; init; }

    /// <summary>Fresh options records with the mode's defaults; the first that has every option named is used.</summary>
    public required IReadOnlyList<Func<object>> Defaults { get; init; }

    /// <summary>Makes the streaming form; null where there is none.</summary>
    public Func<object, MethodContext, ITopologyStream>? Stream { get; init; }

    /// <summary>Makes the batch form; null where the streaming form is used on recordings too.</summary>
    public Func<object, MethodContext, ITopologyLearner>? Learner { get; init; }

    /// <summary>Further names of its options.</summary>
    public IReadOnlyList<OptionAlias> Aliases { get; init; } = [];

    /// <summary>Names that setting files of the study hold and that have no effect here.</summary>
    public IReadOnlyList<string> WithoutEffect { get; init; } = [];

    /// <summary>Whether missing samples are filled by the method itself.</summary>
    public bool TakesMissing { get; init; }

    /// <summary>Whether a matrix of allowed edges can be given.</summary>
    public bool TakesSupport { get; init; }

    /// <summary>Whether the first rows are left out as start-up lags, because the study gave its baselines the rest only.</summary>
    public bool SkipsLags { get; init; }

    /// <summary>Number of lags of a given options record; 0 for methods without lags.</summary>
    public static int OrderOf(object options)
    {
        Type type = options.GetType();
        object? order = (type.GetProperty("Order") ?? type.GetProperty("MaximumOrder"))?.GetValue(options);
        return order as int? ?? 0;
    }
}
