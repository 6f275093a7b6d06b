using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gsp.Cli;

/// <summary>Everything that decides the bits of a run, by name: a saved run may be continued only where all of it is the same.</summary>
internal sealed class RunIdentity
{
    private readonly SortedDictionary<string, string> entries = new(StringComparer.Ordinal);

    private RunIdentity() { }

    /// <summary>The program that computes: its version and the compiler's marks of its code, which change with any change of the source.</summary>
    public static string Build { get; } =
        $"{CommandLine.Version} {Mark(typeof(RunIdentity).Assembly)} {Mark(typeof(Snapshot).Assembly)}";

    /// <summary>The identity of a run of <c>gsp learn</c>.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="plan">What it was resolved to.</param>
    /// <param name="inputs">The files read so far.</param>
    public static RunIdentity Of(LearnRequest request, LearnPlan plan, IReadOnlyList<InputRecord> inputs)
    {
        var identity = new RunIdentity();
        identity.Add("version", Build);
        identity.Add("--method", request.Method);
        identity.Add("--mode", request.Mode.ToString());
        identity.Add("--backend", plan.Backend.Name);
        identity.Add("--seed", FormattableString.Invariant($"{request.Seed}"));
        identity.Add("--columns", request.Columns is null ? "all" : string.Join(',', request.Columns));
        identity.Add("--header", request.Header.ToString());
        identity.Add("--standardise", request.Standardise.ToString());
        identity.Add("--difference", FormattableString.Invariant($"{request.Difference}"));
        identity.Add("T", plan.MostSteps is int most ? FormattableString.Invariant($"{most}") : "all");
        foreach ((string name, JsonNode? value) in SettingsJson.Of(plan.Options))
        {
            // The number of threads never changes a bit.
            if (!name.EndsWith("Threads", StringComparison.Ordinal))
            {
                identity.Add(name, value?.ToJsonString() ?? "null");
            }
        }
        // A configuration file counts by the options that it sets, which are above.
        foreach (InputRecord input in inputs.Where(input => input.Role != LearnPlan.ConfigurationRole))
        {
            identity.Add($"SHA-256 of {input.Role}", input.Sha256);
        }
        return identity;
    }

    /// <summary>Stores the identity in a snapshot.</summary>
    public void Save(Snapshot snapshot) => snapshot.PutText("identity", JsonSerializer.Serialize(entries));

    /// <summary>What differs from the identity that a snapshot holds, each as <c>name (there, here)</c>.</summary>
    /// <exception cref="ArgumentException">The snapshot holds no identity.</exception>
    public IReadOnlyList<Difference> DifferencesFrom(Snapshot snapshot)
    {
        SortedDictionary<string, string> saved = Parse(snapshot.GetText("identity"));
        return
        [
            .. entries
                .Keys.Union(saved.Keys)
                .Order(StringComparer.Ordinal)
                .Select(name => new Difference(
                    name,
                    saved.GetValueOrDefault(name, "none"),
                    entries.GetValueOrDefault(name, "none")
                ))
                .Where(difference => difference.Saved != difference.Present),
        ];
    }

    private static SortedDictionary<string, string> Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<SortedDictionary<string, string>>(text) ?? [];
        }
        catch (JsonException e)
        {
            throw new ArgumentException("the saved identity is not JSON", nameof(text), e);
        }
    }

    private static string Mark(Assembly assembly) => assembly.ManifestModule.ModuleVersionId.ToString("N")[..8];

    private void Add(string name, string value) => entries[name] = value;

    /// <summary>One thing that is not as it was.</summary>
    /// <param name="Name">What it is.</param>
    /// <param name="Saved">Its value when the run was saved.</param>
    /// <param name="Present">Its value now.</param>
    internal sealed record Difference(string Name, string Saved, string Present)
    {
        /// <summary>Whether it is the program and not the user's command that changed.</summary>
        public bool IsVersion => Name == "version";

        /// <summary>Whether a file holds other bytes.</summary>
        public bool IsInput => Name.StartsWith("SHA-256", StringComparison.Ordinal);

        /// <inheritdoc/>
        public override string ToString() => $"{Name} ({Saved} there, {Present} here)";
    }
}
