namespace Gsp.Networks;

/// <summary>How the tensors' names in a checkpoint become the names that a model uses.</summary>
/// <remarks>
/// Immutable; each method gives a longer map. A name with an exact rule becomes what that says and nothing else; any other goes through the
/// prefix rules in the order they were added, each of which replaces the prefix once where the name has it at that point. So
/// <c>NameMap.Identity.Strip("module.").Strip("model.")</c> turns <c>module.model.fc.weight</c> and <c>model.fc.weight</c> into <c>fc.weight</c>.
/// Names are compared by their characters, case included.
/// </remarks>
public sealed class NameMap
{
    private readonly (string Prefix, string Replacement)[] prefixes;
    private readonly Dictionary<string, string> exact;
    private readonly string[] ignored;

    private NameMap((string, string)[] prefixes, Dictionary<string, string> exact, string[] ignored)
    {
        this.prefixes = prefixes;
        this.exact = exact;
        this.ignored = ignored;
    }

    /// <summary>The map that leaves every name as it is.</summary>
    public static NameMap Identity { get; } = new([], new(StringComparer.Ordinal), []);

    /// <summary>Adds a rule: a prefix is left out.</summary>
    /// <param name="prefix">The prefix, for instance <c>module.</c>.</param>
    /// <returns>The longer map.</returns>
    public NameMap Strip(string prefix) => Replace(prefix, "");

    /// <summary>Adds a rule: a prefix becomes another.</summary>
    /// <param name="prefix">The prefix; empty to put the replacement before every name.</param>
    /// <param name="replacement">What stands in its place.</param>
    /// <returns>The longer map.</returns>
    public NameMap Replace(string prefix, string replacement) =>
        new([.. prefixes, (prefix, replacement)], exact, ignored);

    /// <summary>Adds a rule for one name, before all prefix rules.</summary>
    /// <param name="name">The whole name in the checkpoint.</param>
    /// <param name="newName">The name in the model.</param>
    /// <returns>The longer map.</returns>
    /// <exception cref="ArgumentException">The name has a rule already.</exception>
    public NameMap Rename(string name, string newName)
    {
        Require.That(
            !exact.ContainsKey(name),
            $"'{name}' has a rule already: it becomes '{exact.GetValueOrDefault(name)}'"
        );
        return new(prefixes, new(exact, StringComparer.Ordinal) { [name] = newName }, ignored);
    }

    /// <summary>Adds a rule: tensors whose name ends so, before or after renaming, are left in the checkpoint without complaint.</summary>
    /// <param name="suffix">A whole name or its end, for instance <c>num_batches_tracked</c>.</param>
    /// <returns>The longer map.</returns>
    public NameMap Ignore(string suffix) => new(prefixes, exact, [.. ignored, suffix]);

    /// <summary>The model's name of a tensor.</summary>
    /// <param name="name">The checkpoint's name.</param>
    /// <returns>The model's name; null where the tensor is ignored.</returns>
    public string? Apply(string name)
    {
        if (!exact.TryGetValue(name, out string? renamed))
        {
            renamed = name;
            foreach ((string prefix, string replacement) in prefixes)
            {
                if (renamed.StartsWith(prefix, StringComparison.Ordinal))
                {
                    renamed = replacement + renamed[prefix.Length..];
                }
            }
        }
        return Array.Exists(
            ignored,
            suffix =>
                name.EndsWith(suffix, StringComparison.Ordinal) || renamed.EndsWith(suffix, StringComparison.Ordinal)
        )
            ? null
            : renamed;
    }

    /// <summary>Compares a checkpoint with what a model needs.</summary>
    /// <param name="entries">The checkpoint's tensors.</param>
    /// <param name="parameters">The model's parameters: name and shape.</param>
    /// <returns>Which tensor is which parameter, and whatever does not fit.</returns>
    /// <exception cref="ArgumentException">A parameter's name occurs twice.</exception>
    public NameMatch Match(
        IReadOnlyList<SafetensorsEntry> entries,
        IEnumerable<(string Name, IReadOnlyList<int> Shape)> parameters
    )
    {
        var shapes = new Dictionary<string, IReadOnlyList<int>>(StringComparer.Ordinal);
        var order = new List<string>();
        foreach ((string name, IReadOnlyList<int> shape) in parameters)
        {
            Require.That(shapes.TryAdd(name, shape), $"the model has two parameters '{name}'", nameof(parameters));
            order.Add(name);
        }
        var found = new Dictionary<string, SafetensorsEntry>(StringComparer.Ordinal);
        var unmatched = new List<SafetensorsEntry>();
        var collisions = new List<(SafetensorsEntry, SafetensorsEntry)>();
        foreach (SafetensorsEntry entry in entries)
        {
            string? name = Apply(entry.Name);
            if (name is null)
            {
                continue;
            }
            if (!shapes.ContainsKey(name))
            {
                unmatched.Add(entry);
            }
            else if (!found.TryAdd(name, entry))
            {
                collisions.Add((found[name], entry));
            }
        }
        var matched = new List<(string, SafetensorsEntry)>();
        var wrongShapes = new List<(string, IReadOnlyList<int>, SafetensorsEntry)>();
        foreach (string name in order.Where(found.ContainsKey))
        {
            SafetensorsEntry entry = found[name];
            IReadOnlyList<int> shape = shapes[name];
            if (entry.Shape.SequenceEqual(shape.Select(dimension => (long)dimension)))
            {
                matched.Add((name, entry));
            }
            else
            {
                wrongShapes.Add((name, shape, entry));
            }
        }
        return new NameMatch(this)
        {
            Matched = matched,
            Missing = [.. order.Where(name => !found.ContainsKey(name))],
            Unmatched = unmatched,
            WrongShapes = wrongShapes,
            Collisions = collisions,
        };
    }
}
