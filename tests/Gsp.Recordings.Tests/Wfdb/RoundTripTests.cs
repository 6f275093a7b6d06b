using Gsp.Random;
using Gsp.Testing;
using Xunit;
using static Gsp.Recordings.Tests.MemoryRecord;

namespace Gsp.Recordings.Tests;

/// <summary>What is written is read back, for random shapes, gains, ranges and marks.</summary>
public sealed class RoundTripTests
{
    private static readonly int[] Formats = [16, 24, 32, 80, 212];

    private static int Below(RandomStream random, int count) => (int)(random.NextUInt64() % (ulong)count);

    private static double Unit(RandomStream random) => (random.NextUInt64() >> 11) * (1.0 / (1L << 53));

    // Values over the whole range of a format, its ends and missing samples often.
    private static int Value(RandomStream random, int bits)
    {
        int lowest = int.MinValue >> (32 - bits);
        return Below(random, 8) switch
        {
            0 => lowest,
            1 => lowest + 1,
            2 => -(lowest + 1),
            _ => (int)random.NextUInt64() >> (32 - bits),
        };
    }

    private static DigitalRecord RandomRecord(RandomStream random, int format)
    {
        int bits = WfdbFormatBits(format);
        int signals = 1 + Below(random, 5);
        int frames = Below(random, 4) == 0 ? Below(random, 4) : Below(random, 400);
        var stored = new WfdbSignal[signals];
        var samples = new int[signals][];
        for (int s = 0; s < signals; s++)
        {
            stored[s] = new WfdbSignal
            {
                FileName = "elsewhere",
                Format = format,
                SamplesPerFrame = 1 + (Below(random, 3) == 0 ? Below(random, 4) : 0),
                Gain = (Below(random, 2) == 0 ? 1 : -1) * Math.Exp((20 * Unit(random)) - 10),
                Baseline = (int)random.NextUInt64() >> Below(random, 31),
                Unit = Below(random, 2) == 0 ? "mV" : "µV",
                Resolution = Below(random, 33),
                Zero = (int)random.NextUInt64() >> Below(random, 31),
                Description = Below(random, 2) == 0 ? $"lead {s}" : $"Ableitung ä{s}",
            };
            samples[s] = new int[frames * stored[s].SamplesPerFrame];
            for (int t = 0; t < samples[s].Length; t++)
            {
                samples[s][t] = Value(random, bits);
            }
        }
        return new DigitalRecord
        {
            Header = new WfdbHeader
            {
                Name = "x",
                FrameRate = 0.01 + (1000 * Unit(random)),
                CounterRate = Below(random, 2) == 0 ? null : 1 + Unit(random),
                BaseCounter = Below(random, 2) == 0 ? 0 : Unit(random) - 0.5,
                SignalCount = signals,
                Signals = stored,
                BaseTime = Below(random, 2) == 0 ? null : new TimeOnly(Below(random, 864_000) * 1_000_000L),
                Comments = Below(random, 2) == 0 ? [] : ["age: 56", "", "<sex>: F # still the same comment"],
            },
            Samples = samples,
        };
    }

    private static int WfdbFormatBits(int format) =>
        format switch
        {
            80 => 8,
            212 => 12,
            _ => format,
        };

    [Theory]
    [InlineData(16)]
    [InlineData(24)]
    [InlineData(32)]
    [InlineData(80)]
    [InlineData(212)]
    public void ADigitalRecordIsReadBack(int format)
    {
        PropertyCheck.HoldsForSeeds(seed =>
        {
            DigitalRecord written = RandomRecord(new RandomStream(seed).Split(format), format);
            DigitalRecord read = Digital(Written(written, new WfdbWriteOptions { Format = format }));
            Assert.Equal(written.Samples.Length, read.Samples.Length);
            for (int s = 0; s < read.Samples.Length; s++)
            {
                Assert.Equal(written.Samples[s], read.Samples[s]);
                WfdbSignal expected = written.Header.Signals[s];
                WfdbSignal actual = read.Header.Signals[s];
                Assert.Equal(
                    expected with
                    {
                        FileName = "r.dat",
                        Checksum = actual.Checksum,
                        InitialValue = actual.InitialValue,
                    },
                    actual
                );
            }
            Assert.Equal(
                (written.Header.FrameRate, written.Header.BaseTime, written.Header.BaseCounter),
                (read.Header.FrameRate, read.Header.BaseTime, read.Header.BaseCounter)
            );
            Assert.Equal(written.Header.Comments, read.Header.Comments);
            return true;
        });
    }

    [Fact]
    public void ARecordingIsReadBackToTheSameBits()
    {
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var random = new RandomStream(seed);
            int format = Formats[Below(random, Formats.Length)];
            DigitalRecord digital = RandomRecord(random.Split(1), format);
            // Steps far from a baseline of 32 bits are lost in a double of any gain: keep those a converter has.
            digital = digital with
            {
                Header = digital.Header with
                {
                    FrameRate = 250,
                    CounterRate = null,
                    BaseCounter = 0,
                    BaseTime = new TimeOnly(12, 30, 1, 250),
                    BaseDate = new DateOnly(1999, 12, 31),
                    Signals =
                    [
                        .. digital.Header.Signals.Select(signal => signal with { Baseline = signal.Baseline >> 12 }),
                    ],
                },
                Annotations = RandomMarks(random.Split(2), ["N", "V", "~"]),
            };
            Recording written = digital.ToRecording();
            var options = new WfdbWriteOptions { Format = format };
            RecordFolder folder = Written(Digitiser.ToDigital(written, options), options);
            Recording read = Wfdb.Read(folder, "r", null);
            Assert.Equal(written.Start, read.Start);
            Assert.Equal(written.Channels.Select(c => c.Rate), read.Channels.Select(c => c.Rate));
            Assert.Equal(written.Names, read.Names);
            for (int c = 0; c < written.Channels.Count; c++)
            {
                Assert.Equal(written.Channels[c].Samples, read.Channels[c].Samples);
            }
            if (written.Annotations.Count > 0)
            {
                Assert.Equal(written.Annotations, folder.Annotations("r.atr").Marks);
            }
            return true;
        });
    }

    [Fact]
    public void AChannelWithoutGainIsReadBackToHalfAStepOfItsRange()
    {
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var random = new RandomStream(seed);
            int format = Formats[Below(random, Formats.Length)];
            double size = Math.Exp((40 * Unit(random)) - 20);
            double offset = size * (Unit(random) - 0.5) * 20;
            double[] samples = new double[1 + Below(random, 50)];
            for (int t = 0; t < samples.Length; t++)
            {
                samples[t] = Below(random, 5) == 0 ? double.NaN : offset + (size * Unit(random));
            }
            var recording = new Recording
            {
                Name = "x",
                Channels =
                [
                    new Channel
                    {
                        Name = "a",
                        Unit = "mV",
                        Rate = 100,
                        Samples = samples,
                    },
                ],
            };
            var options = new WfdbWriteOptions { Format = format };
            RecordFolder folder = Written(Digitiser.ToDigital(recording, options), options);
            double[] read = Wfdb.Read(folder, "r", null).Channels[0].Samples;
            double[] there = [.. samples.Where(value => !double.IsNaN(value))];
            double range = there.Length == 0 ? 0 : there.Max() - there.Min();
            // Where the middle of the range is further from zero than 32 bits of steps, the range is taken around zero.
            double middle = range > 0 ? Math.Abs(there.Min() + (range / 2)) : 0;
            bool far = range > 0 && middle / range * Math.Pow(2, WfdbFormatBits(format)) > 0.99 * int.MaxValue;
            range = far ? 2 * there.Max(Math.Abs) : range;
            // A constant channel has its own size as range.
            double step =
                (range > 0 ? range : 4 * Math.Max(1e-300, there.FirstOrDefault() is var v ? Math.Abs(v) : 0))
                / (Math.Pow(2, WfdbFormatBits(format)) - 4);
            for (int t = 0; t < samples.Length; t++)
            {
                Assert.Equal(double.IsNaN(samples[t]), double.IsNaN(read[t]));
                double allowed = (0.5 * step) + (1e-12 * Math.Abs(offset)) + (1e-15 * size);
                Assert.False(
                    Math.Abs(samples[t] - read[t]) > allowed,
                    FormattableString.Invariant(
                        $"format {format}: {samples[t]:R} was read back as {read[t]:R}; off by {Math.Abs(samples[t] - read[t]):g3}, allowed {allowed:g3}, step {step:g3}, offset {offset:g3}, size {size:g3}"
                    )
                );
            }
            return true;
        });
    }

    private static List<Annotation> RandomMarks(RandomStream random, string[] symbols)
    {
        var marks = new List<Annotation>();
        long sample = Below(random, 3);
        for (int count = Below(random, 30); count > 0; count--)
        {
            marks.Add(
                new Annotation(
                    sample,
                    symbols[Below(random, symbols.Length)],
                    Below(random, 3) == 0 ? Below(random, 256) : 0,
                    Below(random, 3) == 0 ? Below(random, 256) - 128 : 0,
                    Below(random, 3) == 0 ? Below(random, 256) - 128 : 0,
                    Below(random, 3) == 0 ? new string('ä', Below(random, 100)) + "(AFIB" : ""
                )
            );
            sample += Below(random, 4) switch
            {
                0 => 0,
                1 => Below(random, 3000),
                2 => Below(random, int.MaxValue) * 10L,
                _ => 1020 + Below(random, 8),
            };
        }
        return marks;
    }

    [Fact]
    public void MarksAreReadBack()
    {
        string[] symbols = ["N", " ", "[", "|", "[15]", "[42]", "\"", "own", "Ä", "+", "p"];
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var random = new RandomStream(seed);
            List<Annotation> written = RandomMarks(random, symbols);
            double? rate = Below(random, 2) == 0 ? null : 0.5 + Unit(random);
            WfdbAnnotations read = AnnotationReader.Parse(AnnotationWriter.Bytes(written, rate), "a.qrs");
            Assert.Equal(written, read.Marks);
            Assert.Equal(rate, read.Rate);
            return true;
        });
    }

    [Theory]
    [InlineData(16, 32768)]
    [InlineData(16, -32769)]
    [InlineData(80, 128)]
    [InlineData(212, -2049)]
    [InlineData(212, -2048)]
    [InlineData(24, 1 << 23)]
    public void AValueOutsideTheFormatIsAnErrorThatNamesIt(int format, int value)
    {
        using var folder = new TemporaryFolder();
        var record = new DigitalRecord
        {
            Header = new WfdbHeader
            {
                Name = "x",
                Signals =
                [
                    new WfdbSignal
                    {
                        FileName = "x",
                        Format = 32,
                        Description = "II",
                    },
                ],
            },
            Samples =
            [
                [0, value],
            ],
        };
        ArgumentException error = Assert.Throws<ArgumentException>(() =>
            Wfdb.Write(record, folder.File("x"), new WfdbWriteOptions { Format = format })
        );
        Assert.Contains("sample 1 of 'II'", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Root));
    }

    [Theory]
    [InlineData("unit with space", "a", "r")]
    [InlineData("mV", "a\nb", "r")]
    [InlineData("mV", "a", "r 1")]
    public void TextsThatAHeaderWouldMisreadAreRefusedBeforeAnyFileIsWritten(string unit, string name, string record)
    {
        using var folder = new TemporaryFolder();
        var recording = new Recording
        {
            Name = "x",
            Channels =
            [
                new Channel
                {
                    Name = name,
                    Unit = unit,
                    Rate = 1,
                    Samples = [1, 2],
                },
            ],
        };
        Assert.Throws<ArgumentException>(() => Wfdb.Write(recording, folder.File(record)));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Root));
    }

    [Fact]
    public void MixedRatesAreWrittenAsFramesOrRefused()
    {
        using var folder = new TemporaryFolder();
        Recording Of(double other, int length) =>
            new()
            {
                Name = "x",
                Channels =
                [
                    new Channel
                    {
                        Name = "a",
                        Unit = "mV",
                        Rate = 250,
                        Samples = new double[250],
                        Gain = 100,
                    },
                    new Channel
                    {
                        Name = "b",
                        Unit = "mV",
                        Rate = other,
                        Samples = new double[length],
                        Gain = 100,
                    },
                ],
            };
        Wfdb.Write(Of(360, 360), folder.File("x"));
        WfdbHeader header = Wfdb.ReadHeader(folder.File("x"));
        Assert.Equal((10.0, 10L), (header.FrameRate, header.Length!.Value));
        Assert.Equal([25, 36], header.Signals.Select(signal => signal.SamplesPerFrame));
        Assert.Contains(
            "mixed rates: a 250 Hz, b 359.99 Hz",
            Assert.Throws<ArgumentException>(() => Wfdb.Write(Of(359.99, 360), folder.File("y"))).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentException>(() => Wfdb.Write(Of(360, 359), folder.File("y")));
    }

    [Fact]
    public void ARescaledChannelUsesTheFormatsRange()
    {
        using var folder = new TemporaryFolder();
        var recording = new Recording
        {
            Name = "x",
            Channels =
            [
                new Channel
                {
                    Name = "a",
                    Unit = "mV",
                    Rate = 1,
                    Samples = [-1, 0, 1000],
                    Gain = 100,
                    Baseline = 7,
                },
            ],
            Annotations = [new Annotation(1, "N")],
        };
        var options = new WfdbWriteOptions { Format = 16, AnnotationExtension = "qrs" };
        Assert.Contains(
            "Rescale",
            Assert.Throws<ArgumentException>(() => Wfdb.Write(recording, folder.File("x"), options)).Message,
            StringComparison.Ordinal
        );
        Wfdb.Write(recording, folder.File("x"), options with { Rescale = true });
        DigitalRecord read = Wfdb.ReadDigital(folder.File("x"));
        Assert.Equal(65_532.0 / 1001, read.Header.Signals[0].Gain);
        Assert.InRange(read.Samples[0].Max() - read.Samples[0].Min(), 65_531, 65_533);
        Assert.Equal(recording.Annotations, Wfdb.ReadAnnotations(folder.File("x.qrs")));
    }

    [Theory]
    [InlineData(61, "atr")]
    [InlineData(16, "hea")]
    [InlineData(16, "a/b")]
    public void WriteOptionsAreChecked(int format, string extension)
    {
        using var folder = new TemporaryFolder();
        var recording = new Recording { Name = "x", Channels = [] };
        var options = new WfdbWriteOptions { Format = format, AnnotationExtension = extension };
        Assert.Throws<ArgumentException>(() => Wfdb.Write(recording, folder.File("x"), options));
    }

    [Fact]
    public void ARecordWithoutSignalsIsAHeaderOnly()
    {
        using var folder = new TemporaryFolder();
        Wfdb.Write(
            new Recording
            {
                Name = "x",
                Channels = [],
                Comments = ["age: 5"],
            },
            folder.File("x")
        );
        Assert.Equal(["age: 5"], Wfdb.Read(folder.File("x")).Comments);
        Assert.Single(Directory.EnumerateFileSystemEntries(folder.Root));
    }

    [Fact]
    public void MarksThatGoBackAreRefused()
    {
        using var folder = new TemporaryFolder();
        Assert.Throws<ArgumentException>(() =>
            Wfdb.WriteAnnotations(folder.File("a.atr"), [new Annotation(5, "N"), new Annotation(4, "N")])
        );
        Assert.Throws<ArgumentException>(() => Wfdb.WriteAnnotations(folder.File("a.atr"), [new Annotation(-1, "N")]));
        Assert.False(File.Exists(folder.File("a.atr")));
    }
}
