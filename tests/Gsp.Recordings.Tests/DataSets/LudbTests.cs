using Gsp.Testing;
using Xunit;

namespace Gsp.Recordings.Tests.DataSets;

public sealed class LudbTests
{
    private static RecordingSet<LudbRecord> Open() => Ludb.Open(TestData.SharedOrSkip("data", "ludb"));

    [Fact]
    public void DiagnosesAgesAndSexesAreThoseOfTheHeaders()
    {
        RecordingSet<LudbRecord> set = Open();
        Assert.Equal(160, set.Records.Count);
        Assert.Equal(["1", "2", "3"], set.Records.Take(3).Select(record => record.Id));
        Assert.Equal(62, set.Records.Count(record => record.Sex == Sex.Female));
        LudbRecord first = set["1"];
        Assert.Equal(51, first.Age);
        Assert.Contains("Rhythm: Sinus bradycardia", first.Labels);
        Assert.Equal(5, first.Labels.Count);
        Assert.StartsWith("Rhythm: Sinus bradycardia\nElectric axis", first.Report, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryLeadHasItsOwnWaves()
    {
        LudbRecord record = Open()["1"];
        IReadOnlyList<WaveMark> waves = record.Waves("II");
        // From a reader of the annotation format of our own in Python, which shares no code with this one.
        Assert.Equal(
            [
                new("II", WaveKind.Qrs, 644, 662, 682),
                new("II", WaveKind.T, 776, 843, 878),
                new("II", WaveKind.P, 1250, 1278, 1302),
            ],
            waves.Take(3)
        );
        Assert.Equal(12, record.Waves().Select(wave => wave.Lead).Distinct().Count());
        Assert.Throws<ArgumentException>(() => record.Waves("V7"));
    }

    /// <summary>Counts of that Python reader over all 1,920 files.</summary>
    [Fact]
    public void EveryFileOfMarksIsRead()
    {
        var counts = new int[3];
        int limited = 0;
        foreach (WaveMark wave in Open().Records.SelectMany(record => record.Waves()))
        {
            counts[(int)wave.Kind]++;
            limited += wave.Onset >= 0 && wave.Onset <= wave.Peak && wave.Peak <= wave.Offset ? 1 : 0;
        }
        Assert.Equal([12889, 17477, 15617], counts);
        Assert.InRange(counts.Sum() - limited, 1, 150);
    }

    [Theory]
    [InlineData("p) (N (t)", "P -1 0 1, Qrs 2 3 -1, T 4 5 6")]
    [InlineData("N() (t)", "Qrs 1 0 2, T 3 4 5")]
    [InlineData("() (t)", "T 2 3 4")]
    [InlineData("((tt)) (p)", "T 0 2 4, T 1 3 5, P 6 7 8")]
    [InlineData("N", "Qrs -1 0 -1")]
    [InlineData("", "")]
    public void WavesMayLackALimit(string symbols, string expected)
    {
        Annotation[] marks =
        [
            .. symbols.Replace(" ", "", StringComparison.Ordinal).Select((c, sample) => new Annotation(sample, $"{c}")),
        ];
        Assert.Equal(
            expected,
            string.Join(", ", LudbMarks.Waves(marks, "I", "1.i").Select(w => $"{w.Kind} {w.Onset} {w.Peak} {w.Offset}"))
        );
    }

    [Theory]
    [InlineData(")")]
    [InlineData("V")]
    public void AMarkThatIsNoWaveIsAnError(string symbol) =>
        Assert.Contains(
            "sample 4",
            Assert.Throws<GspFormatException>(() => LudbMarks.Waves([new(4, symbol)], "I", "1.i")).Message,
            StringComparison.Ordinal
        );
}
