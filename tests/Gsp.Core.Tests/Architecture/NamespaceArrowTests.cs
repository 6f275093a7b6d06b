using System.Reflection;
using System.Text.RegularExpressions;
using Xunit;

namespace Gsp.Core.Tests.Architecture;

/// <summary>Namespaces inside Core refer to each other only along the arrows of the design.</summary>
public sealed partial class NamespaceArrowTests
{
    // Direct arrows; what is reached through several of them is allowed too. Gsp itself (errors, files, snapshots) lies below all.
    private static readonly Dictionary<string, string[]> Direct = new(StringComparer.Ordinal)
    {
        ["Gsp"] = [],
        ["Gsp.Random"] = [],
        ["Gsp.Numerics"] = ["Gsp.Random"],
        ["Gsp.Compute"] = ["Gsp.Numerics"],
        ["Gsp.Statistics"] = ["Gsp.Numerics"],
        ["Gsp.Signals"] = ["Gsp.Compute"],
        ["Gsp.Graphs"] = ["Gsp.Compute"],
        ["Gsp.Topology"] = ["Gsp.Graphs", "Gsp.Signals", "Gsp.Statistics"],
        ["Gsp.Files"] = ["Gsp.Signals", "Gsp.Graphs"],
        ["Gsp.Figures"] = ["Gsp.Topology", "Gsp.Files"],
        // An experiment ends in a report.
        ["Gsp.Experiments"] = ["Gsp.Topology", "Gsp.Files", "Gsp.Figures"],
    };

    private static readonly Assembly Core = typeof(GspFormatException).Assembly;

    [Fact]
    public void EveryNamespaceIsInTheDesign() =>
        Assert.Empty(Core.GetTypes().Select(Layer).OfType<string>().Distinct().Except(Direct.Keys));

    [Fact]
    public void SignaturesReferOnlyDownwards()
    {
        SortedSet<string> wrong = new(StringComparer.Ordinal);
        foreach (Type type in Core.GetTypes())
        {
            foreach (Type used in Mentioned(type).Where(used => used.Assembly == Core))
            {
                if (!IsAllowed(Layer(type), Layer(used)))
                {
                    wrong.Add($"{type.FullName} -> {used.FullName}");
                }
            }
        }
        Assert.True(wrong.Count == 0, $"arrows against the design:\n{string.Join('\n', wrong)}");
    }

    [Fact]
    public void SourcesReferOnlyDownwards()
    {
        IReadOnlyList<string> files = SourceFiles.Below(["src/Gsp.Core"], ".cs");
        Assert.NotEmpty(files);
        SortedSet<string> wrong = new(StringComparer.Ordinal);
        foreach (string file in files)
        {
            string text = File.ReadAllText(file);
            string from = NamespaceLine().Match(text).Groups[1].Value;
            foreach (Match match in UsingLine().Matches(text))
            {
                if (!IsAllowed(from, match.Groups[1].Value))
                {
                    wrong.Add($"{SourceFiles.Relative(file)}: {from} -> {match.Groups[1].Value}");
                }
            }
        }
        Assert.True(wrong.Count == 0, $"arrows against the design:\n{string.Join('\n', wrong)}");
    }

    [Fact]
    public void ANamespaceIsItsTopFolder()
    {
        string[] wrong =
        [
            .. SourceFiles
                .Below(["src/Gsp.Core"], ".cs")
                .Where(file =>
                {
                    string folder = SourceFiles.Relative(file).Split('/')[2];
                    string expected = folder == "Common" ? "Gsp" : $"Gsp.{folder}";
                    string actual = NamespaceLine().Match(File.ReadAllText(file)).Groups[1].Value;
                    return !folder.EndsWith(".cs", StringComparison.Ordinal) && actual != expected;
                })
                .Select(SourceFiles.Relative),
        ];
        Assert.Empty(wrong);
    }

    private static bool IsAllowed(string? from, string? to) =>
        from is null || to is null || from == to || to == "Gsp" || Reached(from).Contains(to);

    private static HashSet<string> Reached(string from)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Stack<string>(Direct.GetValueOrDefault(from, []));
        while (waiting.TryPop(out string? next))
        {
            if (reached.Add(next))
            {
                Array.ForEach(Direct.GetValueOrDefault(next, []), waiting.Push);
            }
        }
        return reached;
    }

    private static string? Layer(Type type) =>
        type.Namespace is string name && (name == "Gsp" || name.StartsWith("Gsp.", StringComparison.Ordinal))
            ? name
            : null;

    private static IEnumerable<Type> Mentioned(Type type)
    {
        const BindingFlags all =
            BindingFlags.Public
            | BindingFlags.NonPublic
            | BindingFlags.Instance
            | BindingFlags.Static
            | BindingFlags.DeclaredOnly;
        IEnumerable<Type?> direct =
        [
            type.BaseType,
            .. type.GetInterfaces(),
            .. type.GetFields(all).Select(field => field.FieldType),
            .. type.GetProperties(all).Select(property => property.PropertyType),
            .. type.GetConstructors(all).SelectMany(Parameters),
            .. type.GetMethods(all).SelectMany(method => Parameters(method).Append(method.ReturnType)),
        ];
        return direct.OfType<Type>().SelectMany(Parts).Distinct();
    }

    private static IEnumerable<Type> Parameters(MethodBase method) =>
        method.GetParameters().Select(parameter => parameter.ParameterType);

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!)
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type)
        : [type];

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"^using (?:static )?(?:\w+ = )?(Gsp(?:\.[A-Z]\w+)?)", RegexOptions.Multiline)]
    private static partial Regex UsingLine();
}
