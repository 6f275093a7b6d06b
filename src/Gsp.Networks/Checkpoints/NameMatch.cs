using System.Globalization;
using System.Text;

namespace Gsp.Networks;

/// <summary>How a checkpoint's tensors and a model's parameters fit together; made by <see cref="NameMap.Match"/>.</summary>
public sealed class NameMatch
{
    // What a person reads; a wrong architecture has thousands.
    private const int MostLines = 12;

    // Longer names, which only a forged file has, are not taken apart: that would take the square of their length.
    private const int LongestName = 200;

    private readonly NameMap map;

    internal NameMatch(NameMap map) => this.map = map;

    /// <summary>Parameters and the tensors that they take, in the model's order.</summary>
    public required IReadOnlyList<(string Name, SafetensorsEntry Entry)> Matched { get; init; }

    /// <summary>Parameters that no tensor has the name of, in the model's order.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>Tensors that no parameter has the name of, in the checkpoint's order; ignored ones are not among them.</summary>
    public required IReadOnlyList<SafetensorsEntry> Unmatched { get; init; }

    /// <summary>Parameters whose tensor has another shape.</summary>
    public required IReadOnlyList<(
        string Name,
        IReadOnlyList<int> Shape,
        SafetensorsEntry Entry
    )> WrongShapes { get; init; }

    /// <summary>Pairs of tensors that the map gives the same name; the first of each pair is the one that counts.</summary>
    public required IReadOnlyList<(SafetensorsEntry First, SafetensorsEntry Second)> Collisions { get; init; }

    /// <summary>Whether every parameter has its tensor and none is left over.</summary>
    public bool IsExact => IsComplete && Unmatched.Count == 0;

    /// <summary>Whether every parameter has its tensor, without a doubt which; tensors may be left over.</summary>
    public bool IsComplete => Missing.Count == 0 && WrongShapes.Count == 0 && Collisions.Count == 0;

    /// <summary>Refuses a checkpoint that does not fit, with the whole report.</summary>
    /// <param name="allowUnmatched">Whether tensors may be left over.</param>
    /// <returns>This match, for chaining.</returns>
    /// <exception cref="ArgumentException">It does not fit; the message is <see cref="ToString"/>.</exception>
    public NameMatch RequireExact(bool allowUnmatched = false)
    {
        bool fits = allowUnmatched ? IsComplete : IsExact;
        return fits ? this : throw new ArgumentException($"the checkpoint does not fit the model: {this}");
    }

    /// <summary>The report: counts, then each kind of trouble with the nearest names.</summary>
    /// <returns>One line where everything fits, otherwise several.</returns>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Matched.Count} matched, {Missing.Count} missing, ");
        text.Append(CultureInfo.InvariantCulture, $"{Unmatched.Count} unmatched, {WrongShapes.Count} of another shape");
        if (Collisions.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $", {Collisions.Count} renamed to a name that is taken");
        }
        // Renaming is what unmatched names are compared after.
        string[] renamed = [.. Unmatched.Select(entry => map.Apply(entry.Name)!)];
        List(text, "missing", Missing, name => name + Nearest(name, renamed));
        List(text, "unmatched", Unmatched.Zip(renamed), pair => Describe(pair.First, pair.Second));
        List(
            text,
            "of another shape",
            WrongShapes,
            wrong =>
                $"{wrong.Name}: the model has {SafetensorsEntry.ShapeText(wrong.Shape.Select(d => (long)d))}, the checkpoint {SafetensorsEntry.ShapeText(wrong.Entry.Shape)}"
        );
        List(text, "same name", Collisions, pair => $"{pair.First.Name} and {pair.Second.Name}");
        if (CommonPrefix(renamed) is (string rule, int count))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n  {rule} would match {count} of the missing");
        }
        return text.ToString();
    }

    private string Describe(SafetensorsEntry entry, string renamed)
    {
        string name = renamed == entry.Name ? entry.Name : $"{entry.Name} (as {renamed})";
        return name + Nearest(renamed, Missing);
    }

    private static void List<T>(StringBuilder text, string title, IEnumerable<T> items, Func<T, string> describe)
    {
        int count = 0;
        foreach (T item in items)
        {
            if (count++ < MostLines)
            {
                text.Append(CultureInfo.InvariantCulture, $"\n  {title}: {describe(item)}");
            }
        }
        if (count > MostLines)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n  {title}: and {count - MostLines} more");
        }
    }

    private static string Nearest(string name, IEnumerable<string> candidates) =>
        NearestTensorName.Of(name, candidates) is string nearest ? $" (nearest: {nearest})" : "";

    /// <summary>The prefix rule that most missing names wait for, where at least two do.</summary>
    private (string Rule, int Count)? CommonPrefix(string[] renamed)
    {
        var missing = new HashSet<string>(Missing, StringComparer.Ordinal);
        var have = new HashSet<string>(renamed, StringComparer.Ordinal);
        IEnumerable<string> rules =
        [
            .. Prefixes(renamed, missing).Select(prefix => $"Strip(\"{prefix}\")"),
            .. Prefixes(Missing, have).Select(prefix => $"Replace(\"\", \"{prefix}\")"),
        ];
        var best = rules
            .CountBy(rule => rule)
            .OrderByDescending(pair => pair.Value)
            .ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .FirstOrDefault();
        return best.Value < 2 ? null : (best.Key, best.Value);
    }

    /// <summary>For each name of which some end after a dot is wanted, what stands before that end.</summary>
    private static IEnumerable<string> Prefixes(IEnumerable<string> names, HashSet<string> wanted)
    {
        foreach (string name in names.Where(name => name.Length <= LongestName))
        {
            for (int dot = name.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = name.IndexOf('.', dot + 1))
            {
                if (wanted.Contains(name[(dot + 1)..]))
                {
                    yield return name[..(dot + 1)];
                    break;
                }
            }
        }
    }
}
