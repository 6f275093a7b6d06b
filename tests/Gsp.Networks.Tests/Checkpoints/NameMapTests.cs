using Gsp.Random;
using Gsp.Testing;
using Xunit;

namespace Gsp.Networks.Tests;

/// <summary>Names of other programs become ours, and what does not fit is said in one report.</summary>
public sealed class NameMapTests
{
    private static readonly SafetensorsFile Bert = Safetensors.Read(CheckpointFiles.Golden("tiny_bert.safetensors"));
    private static readonly SafetensorsFile Prefixed = Safetensors.Read(
        CheckpointFiles.Golden("tiny_bert_prefixed.safetensors")
    );

    private static IEnumerable<(string, IReadOnlyList<int>)> Parameters(bool pooler = true) =>
        Bert
            .Entries.Where(entry => pooler || !entry.Name.StartsWith("pooler", StringComparison.Ordinal))
            .Select(entry => (entry.Name, (IReadOnlyList<int>)entry.Dimensions));

    [Fact]
    public void PrefixesAreReplacedInOrder()
    {
        NameMap map = NameMap
            .Identity.Strip("module.")
            .Strip("model.")
            .Replace("fc.", "head.")
            .Rename("gamma", "norm.weight");
        Assert.Equal("head.weight", map.Apply("module.model.fc.weight"));
        Assert.Equal("head.weight", map.Apply("model.fc.weight"));
        Assert.Equal("module.fc", map.Apply("module.module.fc"));
        Assert.Equal("x.model.fc.", map.Apply("x.model.fc."));
        Assert.Equal("norm.weight", map.Apply("gamma"));
        Assert.Equal("Module.x", map.Apply("Module.x"));
        Assert.Null(map.Ignore("num_batches_tracked").Apply("module.bn.num_batches_tracked"));
        Assert.Equal("module.x", NameMap.Identity.Apply("module.x"));
        Assert.Throws<ArgumentException>(() => map.Rename("gamma", "other"));
    }

    [Fact]
    public void AnExportWithAPrefixFits()
    {
        NameMatch match = NameMap
            .Identity.Strip("bert.")
            .Match(Prefixed.Entries, Parameters(pooler: false))
            .RequireExact();
        Assert.True(match.IsExact);
        Assert.Equal("37 matched, 0 missing, 0 unmatched, 0 of another shape", match.ToString());
        foreach ((string name, SafetensorsEntry entry) in match.Matched)
        {
            Assert.Equal("bert." + name, entry.Name);
            Assert.Equal(Bert.ReadSingles(name), Prefixed.ReadSingles(entry.Name));
        }
    }

    [Fact]
    public void TheReportSaysWhatWouldHelp()
    {
        NameMatch match = NameMap.Identity.Match(Prefixed.Entries, Parameters());
        Assert.False(match.IsComplete);
        var error = Assert.Throws<ArgumentException>(() => match.RequireExact());
        Assert.Contains("0 matched, 39 missing, 37 unmatched", error.Message, StringComparison.Ordinal);
        Assert.Contains("Strip(\"bert.\") would match 37 of the missing", error.Message, StringComparison.Ordinal);
        Assert.Contains("missing: and 27 more", error.Message, StringComparison.Ordinal);
        Assert.Contains(
            "missing: embeddings.LayerNorm.bias (nearest: bert.embeddings.LayerNorm.bias)",
            error.Message,
            StringComparison.Ordinal
        );
        NameMatch other = NameMap.Identity.Match(
            Bert.Entries,
            Parameters().Select(parameter => ("net." + parameter.Item1, parameter.Item2))
        );
        Assert.Contains("Replace(\"\", \"net.\") would match 39", other.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void EachKindOfTroubleIsNamed()
    {
        SafetensorsFile file = Safetensors.Parse(
            CheckpointFiles.Written([
                SafetensorsSource.Of<float>("module.conv.weigth", [2], new float[2]),
                SafetensorsSource.Of<float>("module.fc.bias", [3], new float[3]),
                SafetensorsSource.Of<float>("module.fc.weight", [1, 3], new float[3]),
                SafetensorsSource.Of<float>("fc.weight", [3, 1], new float[3]),
                SafetensorsSource.Of<long>("module.steps", [], new long[1]),
            ])
        );
        (string, IReadOnlyList<int>)[] parameters = [("conv.weight", [2]), ("fc.weight", [3, 1]), ("fc.bias", [4])];
        NameMatch match = NameMap.Identity.Strip("module.").Ignore("steps").Match(file.Entries, parameters);
        string report = match.ToString();
        Assert.Equal(["conv.weight"], match.Missing);
        Assert.Equal(["module.conv.weigth"], match.Unmatched.Select(entry => entry.Name));
        Assert.Equal("fc.weight", Assert.Single(match.Matched).Name);
        Assert.Contains("missing: conv.weight (nearest: conv.weigth)", report, StringComparison.Ordinal);
        Assert.Contains("module.conv.weigth (as conv.weigth) (nearest: conv.weight)", report, StringComparison.Ordinal);
        Assert.Contains("fc.bias: the model has [4], the checkpoint [3]", report, StringComparison.Ordinal);
        Assert.Contains("same name: fc.weight and module.fc.weight", report, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => match.RequireExact(allowUnmatched: true));
        Assert.Throws<ArgumentException>(() => NameMap.Identity.Match([], [("a", []), ("a", [])]));
    }

    [Fact]
    public void TensorsMayBeLeftOverWhereAllowed()
    {
        NameMatch match = NameMap.Identity.Match(Bert.Entries, Parameters(pooler: false));
        Assert.True(match.IsComplete);
        Assert.Throws<ArgumentException>(() => match.RequireExact());
        Assert.Equal(37, match.RequireExact(allowUnmatched: true).Matched.Count);
        Assert.True(
            NameMap
                .Identity.Ignore("pooler.dense.weight")
                .Ignore("pooler.dense.bias")
                .Match(Bert.Entries, Parameters(false))
                .IsExact
        );
    }

    [Fact]
    public void EveryNameIsCountedOnce() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            RandomStream random = new RandomStream(seed).Split("names");
            int Below(int count) => (int)(random.NextUInt64() % (ulong)count);
            string Name() => string.Concat(Enumerable.Range(0, 1 + Below(3)).Select(_ => "ab."[Below(3)]));
            IReadOnlyList<int> Shape() => [1 + Below(2)];
            (string, IReadOnlyList<int>)[] parameters =
            [
                .. Enumerable.Range(0, Below(8)).Select(_ => Name()).Distinct().Select(name => (name, Shape())),
            ];
            SafetensorsEntry[] entries =
            [
                .. Enumerable
                    .Range(0, Below(8))
                    .Select(_ => Name())
                    .Distinct()
                    .Select(name => new SafetensorsEntry(name, SafetensorsDtype.U8, [Shape()[0]], 0, 0)),
            ];
            NameMatch match = NameMap.Identity.Strip("a").Replace("b", "a").Match(entries, parameters);
            return match.Matched.Count + match.Missing.Count + match.WrongShapes.Count == parameters.Length
                && match.Matched.Count + match.Unmatched.Count + match.WrongShapes.Count + match.Collisions.Count
                    == entries.Length
                && match.IsExact == (match.ToString().IndexOf('\n', StringComparison.Ordinal) < 0);
        });

    [Fact]
    public void AReportOfManyNamesTakesNoLongTime()
    {
        SafetensorsEntry[] entries =
        [
            .. Enumerable
                .Range(0, 20_000)
                .Select(k => new SafetensorsEntry($"{new string('x', 150)}{k}", SafetensorsDtype.U8, [1], 0, 1)),
        ];
        var parameters = entries.Select(entry => ("y" + entry.Name, (IReadOnlyList<int>)[1]));
        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        Assert.Contains(
            "20000 missing",
            NameMap.Identity.Match(entries, parameters).ToString(),
            StringComparison.Ordinal
        );
        Assert.InRange(System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 5);
    }

    [Fact]
    public void AForgedNameTakesNoLongTime()
    {
        // Each of a million dots could begin the end that is wanted.
        var entry = new SafetensorsEntry(
            string.Concat(Enumerable.Repeat("a.", 1 << 20)),
            SafetensorsDtype.U8,
            [1],
            0,
            1
        );
        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        Assert.StartsWith(
            "0 matched",
            NameMap.Identity.Match([entry], [("b", [1])]).ToString(),
            StringComparison.Ordinal
        );
        Assert.InRange(System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 5);
    }
}
