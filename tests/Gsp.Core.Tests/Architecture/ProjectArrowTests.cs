using System.Xml.Linq;
using Gsp.Testing;
using Xunit;

namespace Gsp.Core.Tests.Architecture;

/// <summary>Projects refer to each other only along the arrows of the design.</summary>
public sealed class ProjectArrowTests
{
    // What each project may refer to; a project that is not listed has to be added here on purpose.
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Gsp.Core"] = [],
        ["Gsp.Recordings"] = ["Gsp.Core"],
        ["Gsp.Networks"] = ["Gsp.Core"],
        ["Gsp.Cuda"] = ["Gsp.Core"],
        ["Gsp.Diffusion"] = ["Gsp.Networks", "Gsp.Recordings", "Gsp.Core"],
        ["Gsp.Cardiac"] = ["Gsp.Networks", "Gsp.Recordings", "Gsp.Core"],
        ["Gsp.Ecg"] = ["Gsp.Networks", "Gsp.Recordings", "Gsp.Core"],
        ["Gsp.FSharp"] =
        [
            "Gsp.Diffusion",
            "Gsp.Cardiac",
            "Gsp.Ecg",
            "Gsp.Networks",
            "Gsp.Recordings",
            "Gsp.Cuda",
            "Gsp.Core",
        ],
        ["Gsp.Cli"] =
        [
            "Gsp.Diffusion",
            "Gsp.Cardiac",
            "Gsp.Ecg",
            "Gsp.Networks",
            "Gsp.Recordings",
            "Gsp.Cuda",
            "Gsp.Core",
        ],
    };

    [Fact]
    public void ProjectsReferOnlyDownwards()
    {
        IReadOnlyList<string> projects = SourceFiles.Below(["src"], ".csproj", ".fsproj");
        Assert.NotEmpty(projects);
        string[] wrong =
        [
            .. projects.SelectMany(project =>
                References(project)
                    .Where(target => !Allowed[Path.GetFileNameWithoutExtension(project)].Contains(target))
                    .Select(target => $"{Path.GetFileNameWithoutExtension(project)} -> {target}")
            ),
        ];
        Assert.True(wrong.Length == 0, $"arrows against the design: {string.Join(", ", wrong)}");
    }

    [Fact]
    public void EveryProjectIsInTheSolution()
    {
        string solution = File.ReadAllText(Path.Combine(Repository.Root, "Gsp.sln"));
        Assert.All(
            SourceFiles.Below(["src", "tests", "benchmarks"], ".csproj", ".fsproj"),
            project => Assert.Contains(Path.GetFileName(project), solution, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void PackageVersionsArePinnedInOnePlace()
    {
        string[] wrong =
        [
            .. SourceFiles
                .Below(["src", "tests", "benchmarks"], ".csproj", ".fsproj")
                .Where(project =>
                    XDocument
                        .Load(project)
                        .Descendants("PackageReference")
                        .Any(reference => reference.Attribute("Version") is not null)
                ),
        ];
        Assert.Empty(wrong);
    }

    private static IEnumerable<string> References(string project) =>
        XDocument
            .Load(project)
            .Descendants("ProjectReference")
            .Select(reference => reference.Attribute("Include")!.Value.Replace('\\', '/'))
            .Select(path => Path.GetFileNameWithoutExtension(path)!);
}
