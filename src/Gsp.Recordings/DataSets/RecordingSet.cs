namespace Gsp.Recordings;

/// <summary>Recordings that belong together, each read on demand.</summary>
public interface IRecordingSet
{
    /// <summary>The set's name, for messages.</summary>
    string Name { get; }

    /// <summary>The recordings, in the set's own order.</summary>
    IReadOnlyList<RecordingEntry> Records { get; }
}

/// <summary>A set whose recordings carry what is special to it.</summary>
/// <typeparam name="T">The kind of its entries.</typeparam>
public sealed record RecordingSet<T> : IRecordingSet
    where T : RecordingEntry
{
    private readonly Dictionary<string, T> byId = new(StringComparer.Ordinal);

    /// <summary>Makes a set of recordings.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="records">The recordings; their names must differ.</param>
    /// <exception cref="ArgumentException">Two recordings have one name.</exception>
    public RecordingSet(string name, IReadOnlyList<T> records)
    {
        (Name, Records) = (name, records);
        foreach (T record in records)
        {
            Require.That(
                byId.TryAdd(record.Id, record),
                $"set '{name}' holds two recordings '{record.Id}'; names must differ",
                nameof(records)
            );
        }
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>The recordings, in the set's own order.</summary>
    public IReadOnlyList<T> Records { get; }

    IReadOnlyList<RecordingEntry> IRecordingSet.Records => Records;

    /// <summary>A recording by name.</summary>
    /// <param name="id">Its <see cref="RecordingEntry.Id"/>.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public T this[string id] =>
        byId.TryGetValue(id, out T? found)
            ? found
            : throw new ArgumentException(
                $"set '{Name}' has no recording '{id}' among its {Records.Count}",
                nameof(id)
            );

    /// <summary>The recordings for which a rule holds.</summary>
    /// <param name="rule">The rule.</param>
    /// <returns>A set of the same name.</returns>
    public RecordingSet<T> Where(Func<T, bool> rule) => new(Name, [.. Records.Where(rule)]);

    /// <summary>How many recordings carry each label.</summary>
    /// <returns>Counts by label, labels in ordinal order.</returns>
    public IReadOnlyDictionary<string, int> LabelCounts()
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (string label in Records.SelectMany(record => record.Labels))
        {
            counts[label] = counts.GetValueOrDefault(label) + 1;
        }
        return counts;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Name}: {Records.Count} recordings of {Records.Select(record => record.Patient).Distinct().Count()} patients, {LabelCounts().Count} labels";
}
