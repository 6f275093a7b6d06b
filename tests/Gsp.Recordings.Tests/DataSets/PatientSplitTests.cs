using Gsp.Random;
using Gsp.Testing;
using Xunit;

namespace Gsp.Recordings.Tests.DataSets;

public sealed class PatientSplitTests
{
    private static readonly (string, double)[] Shares = [("training", 0.7), ("validation", 0.1), ("test", 0.2)];

    [Fact]
    public void RandomPartsShareNoPatientAndHaveTheirShares() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var random = new RandomStream(seed);
            RecordingSet<MemoryEntry> set = MemoryEntry.Patients(random.Split("set"), 40 + (int)(seed % 60));
            PatientSplit split = PatientSplit.Random(set, random.Split("split"), Shares);
            string[][] patients =
            [
                .. split.Parts.Select(part => part.Records.Select(record => record.Patient).Distinct().ToArray()),
            ];
            bool disjoint = patients.SelectMany(p => p).Distinct().Count() == patients.Sum(p => p.Length);
            bool whole = split.Parts.Sum(part => part.Records.Count) == set.Records.Count;
            // A boundary moves by at most the largest patient's four records; a part has two.
            bool shares = split
                .Parts.Zip(Shares)
                .All(pair => Math.Abs(pair.First.Records.Count - (pair.Second.Item2 * set.Records.Count)) <= 4);
            return disjoint && whole && shares;
        });

    [Fact]
    public void TheSameStreamGivesTheSamePartsWhateverTheOrderOfRecordings()
    {
        RecordingSet<MemoryEntry> set = MemoryEntry.Patients(new RandomStream(1), 50);
        var reversed = new RecordingSet<MemoryEntry>("reversed", [.. set.Records.Reverse()]);
        string Text(IRecordingSet records, ulong seed) =>
            string.Join(
                '|',
                PatientSplit
                    .Random(records, new RandomStream(seed), Shares)
                    .Parts.Select(part => string.Join(',', part.Records.Select(record => record.Id).Order()))
            );
        Assert.Equal(Text(set, 7), Text(reversed, 7));
        Assert.NotEqual(Text(set, 7), Text(set, 8));
    }

    [Fact]
    public void APatientInTwoPartsIsAnError()
    {
        var set = new RecordingSet<MemoryEntry>(
            "leaky",
            [
                MemoryEntry.Of("a", "Ann", 1),
                MemoryEntry.Of("b", "Bob", 1),
                MemoryEntry.Of("c", "Ann", 2),
                MemoryEntry.Of("d", "Dee", 2),
            ]
        );
        var error = Assert.Throws<ArgumentException>(() => PatientSplit.ByFold(set, ("training", [1]), ("test", [2])));
        Assert.Contains("Ann (training and test)", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Bob", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new PatientSplit([new("x", [set["a"]]), new("y", [set["c"]])]));
        PatientSplit good = new([new("x", [set["a"], set["c"]]), new("y", [set["b"]])]);
        Assert.Equal(1, good["x"].Patients);
        Assert.Throws<ArgumentException>(() => good["z"]);
    }

    [Fact]
    public void PartsThatMakeNoSenseAreErrors()
    {
        RecordingSet<MemoryEntry> set = MemoryEntry.Patients(new RandomStream(1), 20);
        var random = new RandomStream(2);
        Assert.Contains(
            "add up to 0.9",
            Assert.Throws<ArgumentException>(() => PatientSplit.Random(set, random, ("a", 0.5), ("b", 0.4))).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentOutOfRangeException>(() => PatientSplit.Random(set, random, ("a", 1.5), ("b", -0.5)));
        Assert.Contains(
            "named twice",
            Assert.Throws<ArgumentException>(() => PatientSplit.ByFold(set, ("a", [1]), ("b", [1, 2]))).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "holds no recording",
            Assert.Throws<ArgumentException>(() => PatientSplit.ByFold(set, ("a", [1]), ("b", [11]))).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void DuplicatesAreFoundBySignalAndByPatientAndTime()
    {
        DateTime noon = new(2020, 1, 1, 12, 0, 0);
        MemoryEntry[] records =
        [
            MemoryEntry.Of("a", "Ann", null, 1, double.NaN, 0) with
            {
                Time = noon,
            },
            MemoryEntry.Of("b", "Bob", null, 1, -double.NaN, -0.0) with
            {
                Time = noon,
            },
            MemoryEntry.Of("c", "Cid", null, 1, 2, 3),
            MemoryEntry.Of("d", "Ann", null, 1, 2, 4) with
            {
                Time = noon,
            },
            MemoryEntry.Of("e", "Eve", null, 1, 2),
        ];
        PatientSplit split = new([new("x", [records[0], records[3]]), new("y", [.. records[1..3], records[4]])]);
        IReadOnlyList<DuplicateGroup> found = split.Duplicates();
        Assert.Equal(2, found.Count);
        Assert.Equal(DuplicateReason.SameSignal, found[0].Reason);
        Assert.Equal(["a", "b"], found[0].Ids);
        Assert.Equal(["x", "y"], found[0].Parts);
        Assert.Equal(DuplicateReason.SamePatientAndTime, found[1].Reason);
        Assert.Equal(["a", "d"], found[1].Ids);
        Assert.Equal(["x"], found[1].Parts);
    }

    [Fact]
    public void TwoRecordingsOfOneNameAreRefused() =>
        Assert.Contains(
            "'a'",
            Assert
                .Throws<ArgumentException>(() =>
                    new RecordingSet<MemoryEntry>("set", [MemoryEntry.Of("a", "p"), MemoryEntry.Of("a", "q")])
                )
                .Message,
            StringComparison.Ordinal
        );
}
