using Gsp.Testing;
using Xunit;

namespace Gsp.Recordings.Tests.Delineation;

/// <summary>Delineation of LUDB's records 1-160 in all twelve leads against its marks; docs/ecg.md has the table.</summary>
public sealed class LudbTests(ITestOutputHelper output)
{
    private static readonly string[] Suffixes =
    [
        "i",
        "ii",
        "iii",
        "avr",
        "avl",
        "avf",
        "v1",
        "v2",
        "v3",
        "v4",
        "v5",
        "v6",
    ];

    [Fact]
    public void WavesAgreeWithTheMarks()
    {
        string folder = TestData.SharedOrSkip("data", "ludb", "data");
        var peaks = new BeatScore?[3];
        List<double>[] onsets =
        [
            [],
            [],
            [],
        ];
        List<double>[] offsets =
        [
            [],
            [],
            [],
        ];
        for (int id = 1; id <= 160; id++)
        {
            string record = Path.Combine(folder, $"{id}");
            Recording recording = Wfdb.Read(record);
            BeatWaves[][] found = Delineator.Delineate(recording);
            for (int c = 0; c < 12; c++)
            {
                Assert.Equal(Suffixes[c], recording.Channels[c].Name, ignoreCase: true);
                IReadOnlyList<Annotation> marks = Wfdb.ReadAnnotations($"{record}.{Suffixes[c]}");
                foreach (WaveKind kind in Enum.GetValues<WaveKind>())
                {
                    // The first and last beats bear no marks: only what lies between the marks counts.
                    List<Wave> reference = Reference(marks, kind);
                    List<Wave> detected =
                    [
                        .. found[c]
                            .Select(beat => beat[kind])
                            .OfType<Wave>()
                            .Where(wave => wave.Peak >= marks[0].Sample && wave.Peak <= marks[^1].Sample),
                    ];
                    BeatScore score = DelineationScore.Of(reference, detected, 500).Peaks;
                    int k = (int)kind;
                    peaks[k] = peaks[k]?.Add(score) ?? score;
                    onsets[k]
                        .AddRange(
                            score
                                .Pairs.Where(p => reference[p.Reference].Onset >= 0)
                                .Select(p => (detected[p.Detected].Onset - reference[p.Reference].Onset) / 500.0)
                        );
                    offsets[k]
                        .AddRange(
                            score
                                .Pairs.Where(p => reference[p.Reference].Offset >= 0)
                                .Select(p => (detected[p.Detected].Offset - reference[p.Reference].Offset) / 500.0)
                        );
                }
            }
        }
        foreach (WaveKind kind in Enum.GetValues<WaveKind>())
        {
            int k = (int)kind;
            BoundaryError onset = BoundaryError.Of(onsets[k]);
            BoundaryError offset = BoundaryError.Of(offsets[k]);
            output.WriteLine($"{kind}: {peaks[k]}; onset {onset}, offset {offset}");
            Assert.True(
                peaks[k]!.F1
                    >= kind switch
                    {
                        WaveKind.P => 0.93,
                        WaveKind.Qrs => 0.99,
                        _ => 0.95,
                    },
                $"{kind}: {peaks[k]}"
            );
            Assert.InRange(Math.Abs(onset.Mean), 0, 6);
            Assert.InRange(Math.Abs(offset.Mean), 0, 13);
            Assert.InRange(onset.Deviation, 0, kind == WaveKind.T ? 40 : 21);
            Assert.InRange(offset.Deviation, 0, 31);
        }
    }

    private static List<Wave> Reference(IReadOnlyList<Annotation> marks, WaveKind kind)
    {
        string symbol = kind switch
        {
            WaveKind.P => "p",
            WaveKind.Qrs => "N",
            _ => "t",
        };
        List<Wave> waves = [];
        for (int i = 0; i < marks.Count; i++)
        {
            if (marks[i].Symbol == symbol)
            {
                int onset = i > 0 && marks[i - 1].Symbol == "(" ? (int)marks[i - 1].Sample : -1;
                int offset = i + 1 < marks.Count && marks[i + 1].Symbol == ")" ? (int)marks[i + 1].Sample : -1;
                waves.Add(new Wave(kind, onset, (int)marks[i].Sample, offset));
            }
        }
        return waves;
    }
}
