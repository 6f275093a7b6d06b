using System.Text.RegularExpressions;
using Xunit;

namespace Gsp.Core.Tests.Architecture;

/// <summary>What every source file of the project keeps to.</summary>
public sealed partial class SourceHygieneTests
{
    private const int LongestFile = 600;
    private const int LargestMedian = 200;

    private static readonly string[] Everywhere = ["src", "tests", "benchmarks", "examples"];

    [Fact]
    public void FilesAreShort()
    {
        (string Path, int Lines)[] files =
        [
            .. SourceFiles
                .Below(Everywhere, ".cs", ".fs", ".fsi", ".fsx")
                .Select(path => (path, File.ReadLines(path).Count())),
        ];
        Assert.Empty(
            files
                .Where(file => file.Lines > LongestFile)
                .Select(file => $"{SourceFiles.Relative(file.Path)}: {file.Lines}")
        );
        int[] lengths = [.. files.Select(file => file.Lines).Order()];
        Assert.InRange(lengths[lengths.Length / 2], 1, LargestMedian);
    }

    [Fact]
    public void DocumentationHasNoEmptyTags() => Assert.Empty(Lines(["src"], EmptyTag()));

    [Fact]
    public void NothingIsLeftForLater() => Assert.Empty(Lines([.. Everywhere, "docs"], LeftForLater()));

    [Fact]
    public void RandomnessIsAnExplicitStream() =>
        Assert.Empty(Lines(["src", "tests", "benchmarks"], RuntimeRandomness()));

    [Fact]
    public void NothingIsSwallowed() => Assert.Empty(Lines(["src"], BareCatch()));

    [Fact]
    public void MachinePathsStayOut() => Assert.Empty(Lines([.. Everywhere, "docs"], MachinePath()));

    private static string[] Lines(string[] folders, Regex forbidden) =>
        [
            .. SourceFiles
                .Below(folders, ".cs", ".fs", ".fsi", ".fsx", ".md", ".py")
                // This file has to name what it forbids.
                .Where(path => Path.GetFileName(path) != "SourceHygieneTests.cs")
                .SelectMany(path =>
                    File.ReadLines(path)
                        .Select((line, number) => (line, number))
                        .Where(pair => forbidden.IsMatch(pair.line))
                        .Select(pair => $"{SourceFiles.Relative(path)}:{pair.number + 1}: {pair.line.Trim()}")
                ),
        ];

    [GeneratedRegex(@"<(summary|remarks|returns|value|param|typeparam|exception)\b[^>/]*>\s*</\1>")]
    private static partial Regex EmptyTag();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX|TBD)\b|NotImplementedException")]
    private static partial Regex LeftForLater();

    [GeneratedRegex(@"System\.Random\b|\bnew Random\(|\bRandom\.Shared\b|RandomNumberGenerator")]
    private static partial Regex RuntimeRandomness();

    [GeneratedRegex(@"catch\s*(\(Exception\s*\w*\))?\s*\{\s*\}")]
    private static partial Regex BareCatch();

    [GeneratedRegex(@"/(work|root|home)/\w+")]
    private static partial Regex MachinePath();
}
