namespace Gsp.Topology;

/// <summary>The course of a streaming fit: named columns with one value a step.</summary>
/// <remarks>Holds arrays, so two traces compare by reference.</remarks>
public sealed class TopologyTrace
{
    private readonly Dictionary<string, double[]> columns;

    /// <summary>Takes over the columns.</summary>
    /// <param name="columns">Name and values, in the order in which they are to be written; all of one length.</param>
    public TopologyTrace(params IReadOnlyList<KeyValuePair<string, double[]>> columns)
    {
        Names = [.. columns.Select(c => c.Key)];
        Length = columns.Count == 0 ? 0 : columns[0].Value.Length;
        foreach ((string name, double[] values) in columns)
        {
            Require.SameLength(values.Length, Length, name, "all columns of a trace have one length");
        }
        this.columns = columns.ToDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal);
    }

    /// <summary>The columns' names in order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Number of steps.</summary>
    public int Length { get; }

    /// <summary>One column.</summary>
    /// <param name="name">Its name.</param>
    public IReadOnlyList<double> this[string name] =>
        columns.TryGetValue(name, out double[]? values)
            ? values
            : throw new ArgumentException(
                $"the trace has no column '{name}'; it has {string.Join(", ", Names)}",
                nameof(name)
            );
}
