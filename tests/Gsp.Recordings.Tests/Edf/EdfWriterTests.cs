using System.Text;
using Gsp.Random;
using Gsp.Testing;
using Xunit;

namespace Gsp.Recordings.Tests;

/// <summary>The EDF writer against the reader, another library, and header bytes from the specification.</summary>
public sealed class EdfWriterTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string PathOf(string name) => folder.File(name);

    public void Dispose() => folder.Dispose();

    private static Channel Channel(string name, double rate, double[] samples, string unit = "mV") =>
        new()
        {
            Name = name,
            Unit = unit,
            Rate = rate,
            Samples = samples,
        };

    private static Recording Recording(params Channel[] channels) =>
        new()
        {
            Name = "r",
            Channels = channels,
            Start = new DateTime(2020, 2, 3, 4, 5, 6),
        };

    private static Recording Random(ulong seed)
    {
        RandomStream random = new RandomStream(seed).Split("edf writer");
        int Below(int count) => (int)(random.NextUInt64() % (ulong)count);
        int seconds = 1 + Below(9);
        double[] rates = [.. Enumerable.Range(0, 1 + Below(3)).Select(_ => (double)(1 + Below(200)))];
        return new Recording
        {
            Name = "r",
            Start =
                Below(3) == 0
                    ? null
                    : new DateTime(1986 + Below(90), 1 + Below(12), 1, 2, 3, 4).AddSeconds(Below(4) / 4.0),
            Channels =
            [
                .. rates.Select(
                    (rate, c) =>
                    {
                        (double scale, double offset) = (Math.Pow(10, Below(7) - 2), Below(3) * 100.0);
                        return Channel(
                            $"c{c}",
                            rate,
                            [
                                .. Enumerable
                                    .Range(0, (int)rate * seconds)
                                    .Select(_ => offset + (scale * ((Below(1 << 20) / (double)(1 << 20)) - 0.5))),
                            ]
                        );
                    }
                ),
            ],
            Annotations =
            [
                .. Enumerable
                    .Range(0, Below(6))
                    .Select(k => new Annotation(
                        Below((int)rates.Max() * seconds),
                        "\"",
                        Text: $"t{k} \u00e9",
                        Duration: Below(9) / 4.0
                    ))
                    .OrderBy(mark => mark.Sample),
            ],
        };
    }

    [Fact]
    public void WrittenRecordingsReadBackWithinHalfAStep() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            Recording written = Random(seed);
            Edf.Write(written, PathOf("r.edf"));
            EdfContents read = Edf.ReadContents(PathOf("r.edf"));
            return read.Recording.Start == written.Start
                && read.Recording.Annotations.SequenceEqual(written.Annotations)
                && written
                    .Channels.Zip(read.Recording.Channels)
                    .All(pair => IsWithinHalfAStep(pair.First, pair.Second));
        });

    private static bool IsWithinHalfAStep(Channel written, Channel read)
    {
        double half = 0.5000001 / Math.Abs(read.Gain!.Value);
        return (read.Name, read.Unit, read.Rate, read.Length)
                == (written.Name, written.Unit, written.Rate, written.Length)
            && written.Samples.Zip(read.Samples).All(pair => Math.Abs(pair.First - pair.Second) <= half);
    }

    /// <summary>The recording of Golden/edf/written.edf, from which EDFlib made written.txt.</summary>
    private static Recording Example() =>
        Recording(
            Channel(
                "ECG II",
                250,
                [.. Enumerable.Range(0, 1000).Select(t => Math.Round(400 * Math.Sin(0.1 * t)) / 200)]
            ) with
            {
                Gain = 200,
                Baseline = 0,
            },
            Channel("Resp", 25, [.. Enumerable.Range(0, 100).Select(t => 900.25 + (t * t / 7.0))], "Ohm"),
            Channel("level", 1, [0.5, 0.5, 0.5, 0.5], "")
        ) with
        {
            Start = new DateTime(2020, 2, 3, 4, 5, 6, 250),
            Annotations =
            [
                new(0, "\"", Text: "Recording starts"),
                new(125, "N"),
                new(300, "\"", Text: "apnoe \u00e4", Duration: 1.5),
                new(999, "V", Text: "couplet"),
            ],
        };

    [Fact]
    public void AnotherLibraryReadsWhatIsWritten()
    {
        string golden = Path.Combine(AppContext.BaseDirectory, "Golden", "edf");
        Recording recording = Example();
        Edf.Write(recording, PathOf("written.edf"));
        Assert.Equal(File.ReadAllBytes(Path.Combine(golden, "written.edf")), File.ReadAllBytes(PathOf("written.edf")));
        string[][] lines = [.. File.ReadLines(Path.Combine(golden, "written.txt")).Select(line => line.Split('\t'))];
        Assert.Equal(["start", "2020-02-03T04:05:06", "2500000"], lines[0]);
        string[][] signals = [.. lines.Where(line => line[0] == "signal")];
        Recording read = Edf.Read(PathOf("written.edf"));
        for (int c = 0; c < signals.Length; c++)
        {
            Channel channel = recording.Channels[c];
            Assert.Equal(channel.Name, signals[c][1].Trim());
            Assert.Equal(channel.Unit, signals[c][2].Trim());
            Assert.Equal(channel.Rate, Number(signals[c][3]) / Number(signals[c][4]));
            double[] theirs = [.. signals[c].Skip(5).Select(Number)];
            double half = 0.5000001 / read.Channels[c].Gain!.Value;
            Assert.All(channel.Samples.Zip(theirs), pair => Assert.Equal(pair.First, pair.Second, half));
            Assert.Equal(channel.Length, theirs.Length);
        }
        Assert.Equal(
            ["0,-1,Recording starts", "5000000,-1,N", "12000000,1.5,apnoe \u00e4", "39960000,-1,V couplet"],
            lines.Where(line => line[0] == "mark").Select(line => string.Join(',', line.Skip(1)))
        );

        static double Number(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public void DigitalValuesOfAKnownScaleStay()
    {
        double[] samples = [.. Enumerable.Range(-1024, 2048).Select(digital => (digital - 24) / 200.0)];
        Recording recording = Recording(Channel("MLII", 360, samples) with { Gain = 200, Baseline = 24 });
        Edf.Write(recording, PathOf("r.edf"));
        Channel read = Edf.Read(PathOf("r.edf")).Channels[0];
        Assert.Equal(200, read.Gain!.Value, 1e-9);
        Assert.Equal(24, read.Baseline);
        Close.Relative(read.Samples[..2048], samples, 1e-13, "samples");
    }

    /// <summary>Byte for byte what the specification of 1992 asks for.</summary>
    [Fact]
    public void TheHeaderIsThatOfTheSpecification()
    {
        Edf.Write(Recording(Channel("II", 2, [-1, 1, 0.5, 0], "\u00b5V")), PathOf("r.edf"));
        byte[] bytes = File.ReadAllBytes(PathOf("r.edf"));
        string expected =
            "0".PadRight(8)
            + "X X X X".PadRight(80)
            + "".PadRight(80)
            + "03.02.2004.05.06"
            + "512".PadRight(8)
            + "".PadRight(44)
            + "2".PadRight(8)
            + "1".PadRight(8)
            + "1".PadRight(4)
            + "II".PadRight(16)
            + "".PadRight(80)
            + "uV".PadRight(8)
            + "-1.00000"
            + "1.000000"
            + "-32768".PadRight(8)
            + "32767".PadRight(8)
            + "".PadRight(80)
            + "2".PadRight(8)
            + "".PadRight(32);
        Assert.Equal(expected, Encoding.ASCII.GetString(bytes[..512]));
        Assert.Equal([0x00, 0x80, 0xFF, 0x7F], bytes[512..516]);
        Assert.Equal(520, bytes.Length);
    }

    [Fact]
    public void ALastRecordThatIsNotFullIsFilledAndSaysSo()
    {
        Recording recording = Recording(Channel("II", 360, [.. Enumerable.Range(0, 1001).Select(t => (double)t)]));
        string notice = Assert.Single(Edf.Write(recording, PathOf("r.edf")));
        Assert.Contains("whole data records", notice, StringComparison.Ordinal);
        Channel read = Edf.Read(PathOf("r.edf")).Channels[0];
        Assert.Equal((1080, 360), (read.Length, read.Rate));
        Assert.All(read.Samples[1001..], value => Assert.Equal(1000, value, 0.01));
    }

    [Fact]
    public void ManyMarksAtOneTimeFindPlace()
    {
        Recording recording = Recording(Channel("II", 100, new double[1000])) with
        {
            Annotations = [.. Enumerable.Range(0, 500).Select(k => new Annotation(990, "N", Text: $"mark {k}"))],
        };
        Edf.Write(recording, PathOf("r.edf"));
        Recording read = Edf.Read(PathOf("r.edf"));
        Assert.Equal(Enumerable.Range(0, 500).Select(k => $"N mark {k}"), read.Annotations.Select(mark => mark.Text));
        Assert.All(read.Annotations, mark => Assert.Equal(990, mark.Sample));
    }

    [Fact]
    public void WhatCannotBeWrittenIsRefusedAndNothingIsLeft()
    {
        Channel good = Channel("II", 100, new double[100]);
        (Recording Recording, string Words)[] cases =
        [
            (Recording(), "no samples"),
            (Recording(good with { Samples = [] }), "no samples"),
            (Recording(good with { Samples = [1, double.NaN] }), "sample 1 of channel 'II' is missing"),
            (Recording(good with { Samples = [1, double.PositiveInfinity] }), "infinite"),
            (Recording(good with { Samples = [1, 1e9] }), "numbers smaller"),
            (Recording(good with { Samples = [0, 1e-8] }), "numbers larger"),
            (Recording(good, good with { Name = "V1", Rate = Math.PI, Samples = [1, 2, 3] }), "resample"),
            (Recording(good, good with { Name = "V1", Samples = new double[500] }), "equally long"),
            (Recording(good with { Name = "na\u00efve" }), "ASCII"),
            (Recording(good with { Name = "EDF Annotations" }), "cannot be called"),
            (
                Recording(good with { Name = "respiration belt 1" }, good with { Name = "respiration belt 2" }),
                "rename one"
            ),
            (Recording(good) with { Annotations = [new(0, "\"", Text: "a\x14")] }, "control characters"),
            (Recording(good) with { Annotations = [new(0, "N", Duration: -1)] }, "lasts -1 s"),
        ];
        foreach ((Recording recording, string words) in cases)
        {
            ArgumentException error = Assert.ThrowsAny<ArgumentException>(() => Edf.Write(recording, PathOf("x.edf")));
            Assert.Contains(words, error.Message, StringComparison.Ordinal);
        }
        Assert.Empty(Directory.GetFileSystemEntries(folder.Root));
        Assert.ThrowsAny<ArgumentException>(() =>
            Edf.Write(Recording(good), PathOf("x.edf"), new EdfWriteOptions { MissingValue = double.NaN })
        );
    }

    [Fact]
    public void PatientAndMissingValueAreWritten()
    {
        Recording recording = Recording(Channel("II", 100, [1, double.NaN, 3]));
        Edf.Write(recording, PathOf("r.edf"), new EdfWriteOptions { Patient = "7 F X Ann", MissingValue = -5 });
        Recording read = Edf.Read(PathOf("r.edf"));
        Assert.Contains("patient: 7 F X Ann", read.Comments);
        Assert.Equal(-5, read.Channels[0].Samples[1], 1e-3);
        Edf.Write(read, PathOf("again.edf"));
        Assert.Contains("patient: 7 F X Ann", Edf.Read(PathOf("again.edf")).Comments);
    }

    [Fact]
    public void LongNamesAreShortenedAndSaySo()
    {
        Recording recording = Recording(Channel("record 100, signal 0", 100, [1, 2]));
        Assert.Contains(
            "'record 100, sign'",
            Assert.Single(Edf.Write(recording, PathOf("r.edf"))),
            StringComparison.Ordinal
        );
    }
}
