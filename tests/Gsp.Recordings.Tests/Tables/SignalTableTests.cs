using System.Text;
using Gsp.Files;
using Gsp.Random;
using Gsp.Testing;
using Xunit;

namespace Gsp.Recordings.Tests;

/// <summary>Tables of signals: names, units, rates, arrays, and the words of errors.</summary>
public sealed class SignalTableTests
{
    private static readonly SignalTableOptions At500 = new() { Rate = 500 };

    private static Recording Parse(string text, SignalTableOptions? options = null) =>
        SignalTable.Parse(Encoding.UTF8.GetBytes(text), options ?? At500, "folder/my record.csv");

    private static string Refused(string text, SignalTableOptions? options = null) =>
        Assert.Throws<GspFormatException>(() => Parse(text, options)).Message;

    [Fact]
    public void AHeaderAndARowOfUnitsAreRead()
    {
        Recording recording = Parse("II,ABP,Resp\nmV,mmHg,\n0.5,120,1\nnan,118.5,\n");
        Assert.Equal(("my record", 500.0), (recording.Name, recording.Rate));
        Assert.Equal(["II", "ABP", "Resp"], recording.Names);
        Assert.Equal(["mV", "mmHg", ""], recording.Channels.Select(channel => channel.Unit));
        Assert.Equal([0.5, double.NaN], recording["II"].Samples);
        Assert.Equal([120, 118.5], recording["ABP"].Samples);
    }

    [Fact]
    public void UnitsMayStandAfterNamesOrInTheOptions()
    {
        Recording recording = Parse("II [mV];V1\n1;2\n", At500 with { Unit = "uV" });
        Assert.Equal([("II", "mV"), ("V1", "uV")], recording.Channels.Select(channel => (channel.Name, channel.Unit)));
        // The row of units goes before the brackets.
        Assert.Equal("uV", Parse("II [mV]\nuV\n1\n")["II"].Unit);
    }

    /// <summary>Lines of one number each are one column, whatever blanks its title has; blanks between numbers part them.</summary>
    [Fact]
    public void ATitleWithBlanksIsOneColumn()
    {
        Channel channel = Assert.Single(Parse("II [mV]\n1\n2\n").Channels);
        Assert.Equal(("II", "mV"), (channel.Name, channel.Unit));
        Assert.Equal([1, 2], channel.Samples);
        Assert.Equal(["II", "V1"], Parse("II V1\n1 2\n").Names);
        Assert.Contains("ragged", Refused("1 2\n3\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void WhetherUnitsAreThereCanBeSaid()
    {
        Assert.Equal("1", Parse("a,b\n1,2\n3,4\n", At500 with { UnitRow = UnitRow.Present }).Channels[0].Unit);
        Assert.Contains(
            "row 2, column 1 'a'",
            Refused("a,b\nmV,mV\n3,4\n", At500 with { UnitRow = UnitRow.Absent }),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void ATimeColumnBecomesTheRate()
    {
        var options = new SignalTableOptions { TimeColumn = "t" };
        Recording seconds = Parse("t,II\n1.000,5\n1.004,6\n1.008,7\n", options);
        Assert.Equal(250, seconds.Rate, 1e-9);
        Assert.Equal(["II"], seconds.Names);
        Assert.Equal(250, Parse("t,II\nms,mV\n0,5\n4,6\n8,7\n", options).Rate, 1e-9);
        Assert.Contains("rows are missing", Refused("t,II\n0,5\n1,6\n2,6\n5,1\n", options), StringComparison.Ordinal);
        Assert.Contains("they have to grow", Refused("t,II\n4,5\n4,6\n", options), StringComparison.Ordinal);
        Assert.Contains("expected s, ms or us", Refused("t,II\nh,mV\n0,5\n4,6\n", options), StringComparison.Ordinal);
        Assert.Contains("one row alone", Refused("t,II\n0,5\n", options), StringComparison.Ordinal);
        Assert.Contains("rows are missing", Refused("t,II\n0,5\n,6\n2,7\n", options), StringComparison.Ordinal);
        Assert.Contains("'t' is not there", Refused("time,II\n0,5\n", options), StringComparison.Ordinal);
    }

    [Fact]
    public void OtherColumnsMayHoldAnything()
    {
        Recording recording = Parse("date,II,V1\n1 May,1,2\n2 May,3,4\n", At500 with { Channels = ["V1", "II"] });
        Assert.Equal(["V1", "II"], recording.Names);
        Assert.Equal([1.0, 3], recording["II"].Samples);
        Assert.Contains(
            "the file has date, II, V1",
            Refused("date,II,V1\n1,2,3\n", At500 with { Channels = ["V9"] }),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void NamesSeparatorAndMarkersCanBeGiven()
    {
        var options = At500 with { Names = ["a", "b"], Separator = '|', MissingMarkers = ["-"] };
        Recording recording = Parse("1|2\n-|4\n", options);
        Assert.Equal(["a", "b"], recording.Names);
        Assert.Equal([1, double.NaN], recording["a"].Samples);
        Assert.Throws<ArgumentException>(() => Parse("1|2|3\n", options));
    }

    [Fact]
    public void TheRateIsAskedFor()
    {
        string message = Assert.Throws<ArgumentException>(() => Parse("a\n1\n", new SignalTableOptions())).Message;
        Assert.Contains("a table has no rate of its own", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Parse("a\n1\n", new SignalTableOptions { Rate = 1, TimeColumn = "a" }));
        Assert.ThrowsAny<ArgumentException>(() => Parse("a\n1\n", new SignalTableOptions { Rate = double.NaN }));
        Assert.ThrowsAny<ArgumentException>(() => Parse("a\n1\n", At500 with { TimeAxis = 2 }));
        Assert.ThrowsAny<ArgumentException>(() => Parse("a\n1\n", At500 with { Channels = [] }));
    }

    [Fact]
    public void WhatIsWrittenIsReadToTheSameBits() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            Recording written = Random(seed, out double rate);
            using var stream = new MemoryStream();
            char separator = ",;\t|"[(int)(seed % 4)];
            SignalTable.Write(stream, written, separator);
            // A channel may be called 1e5, so that the first row alone does not tell a header from numbers.
            var options = new SignalTableOptions
            {
                Rate = rate,
                Separator = separator,
                Header = CsvHeader.Present,
            };
            Recording read = SignalTable.Parse(stream.ToArray(), options);
            return read.Names.SequenceEqual(written.Names)
                && read.Channels.Zip(written.Channels)
                    .All(pair =>
                        pair.First.Unit == pair.Second.Unit
                        && pair.First.Samples.Select(BitConverter.DoubleToInt64Bits)
                            .SequenceEqual(pair.Second.Samples.Select(BitConverter.DoubleToInt64Bits))
                    );
        });

    [Fact]
    public void ATableNeedsChannelsOfOneRateAndLength()
    {
        Channel channel = Parse("a\n1\n2\n").Channels[0];
        Recording mixed = new() { Name = "r", Channels = [channel, channel with { Samples = [1], Name = "b" }] };
        string message = Assert.Throws<InvalidOperationException>(() => SignalTable.Write(Stream.Null, mixed)).Message;
        Assert.Contains("'b' has 1 samples", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void ArraysAreReadAlongEitherAxis(int axis)
    {
        int[] shape = axis == 0 ? [3, 2] : [2, 3];
        var elements = new ushort[6];
        for (int t = 0; t < 3; t++)
        {
            elements[axis == 0 ? 2 * t : t] = (ushort)(65000 + t);
            elements[axis == 0 ? (2 * t) + 1 : 3 + t] = (ushort)t;
        }
        using var stream = new MemoryStream();
        Npy.Write(stream, new NpyArray(elements, shape));
        var options = At500 with { TimeAxis = axis, Names = ["II", "V1"], Unit = "adu" };
        Recording recording = SignalTable.Parse(stream.ToArray(), options, "x.npy");
        Assert.Equal([65000.0, 65001, 65002], recording["II"].Samples);
        Assert.Equal([0.0, 1, 2], recording["V1"].Samples);
        Assert.Equal("adu", recording["V1"].Unit);
        Recording one = SignalTable.Parse(stream.ToArray(), options with { Channels = ["V1"] }, "x.npy");
        Assert.Equal(["V1"], one.Names);
        Assert.Throws<ArgumentException>(() => SignalTable.Parse(stream.ToArray(), options with { Names = ["a"] }));
    }

    [Fact]
    public void EveryElementTypeByteOrderAndMemoryOrderIsRead()
    {
        // NumPy's numbers 0 to 5 as [[0, 1, 2], [3, 4, 5]], written by hand: three samples of two channels along axis 1.
        (string Type, Func<int, byte[]> Bytes)[] types =
        [
            ("<f8", k => BitConverter.GetBytes((double)k)),
            ("<f4", k => BitConverter.GetBytes((float)k)),
            ("<f2", k => BitConverter.GetBytes((Half)k)),
            ("|i1", k => [(byte)k]),
            ("|u1", k => [(byte)k]),
            ("<i2", k => BitConverter.GetBytes((short)k)),
            ("<u2", k => BitConverter.GetBytes((ushort)k)),
            ("<i4", k => BitConverter.GetBytes(k)),
            ("<u4", k => BitConverter.GetBytes((uint)k)),
            ("<i8", k => BitConverter.GetBytes((long)k)),
            ("<u8", k => BitConverter.GetBytes((ulong)k)),
        ];
        foreach ((string type, Func<int, byte[]> element) in types)
        {
            foreach (bool bigEndian in (bool[])[false, true])
            {
                foreach (bool fortran in (bool[])[false, true])
                {
                    int[] order = fortran ? [0, 3, 1, 4, 2, 5] : [0, 1, 2, 3, 4, 5];
                    string description = bigEndian ? type.Replace('<', '>') : type;
                    string header =
                        $"{{'descr': '{description}', 'fortran_order': {(fortran ? "True" : "False")}, 'shape': (2, 3), }}\n";
                    byte[] file =
                    [
                        0x93,
                        .. "NUMPY"u8,
                        1,
                        0,
                        (byte)header.Length,
                        0,
                        .. Encoding.ASCII.GetBytes(header),
                        .. order.SelectMany(k => bigEndian ? element(k).Reverse() : element(k)),
                    ];
                    Recording recording = SignalTable.Parse(file, At500 with { TimeAxis = 1 });
                    Assert.Equal([0.0, 1, 2], recording["x1"].Samples);
                    Assert.Equal([3.0, 4, 5], recording["x2"].Samples);
                    Assert.Equal([1.0, 4], SignalTable.Parse(file, At500)["x2"].Samples);
                }
            }
        }
    }

    [Fact]
    public void AnArrayOfOneAxisIsOneChannel()
    {
        using var stream = new MemoryStream();
        Npy.Write(stream, new NpyArray(new float[] { 1, 2.5f }, 2));
        Assert.Equal([1, 2.5], SignalTable.Parse(stream.ToArray(), At500)["x1"].Samples);
        Assert.Throws<ArgumentException>(() =>
            SignalTable.Parse(stream.ToArray(), new SignalTableOptions { TimeColumn = "t" })
        );
    }

    [Fact]
    public void TruncationIsReadOrRefusedAndNeverACrash()
    {
        byte[] table = Encoding.UTF8.GetBytes("\"a b\",II [mV]\nmV,uV\n1.5,2\nnan,-4e3\n");
        using var stream = new MemoryStream();
        Npy.Write(stream, new NpyArray(new double[6], 3, 2));
        byte[] array = stream.ToArray();
        int refused = 0;
        for (int length = 0; length < table.Length; length++)
        {
            try
            {
                Assert.Equal(500, SignalTable.Parse(table[..length], At500).Rate);
            }
            catch (GspFormatException)
            {
                refused++;
            }
        }
        Assert.True(refused > 20);
        for (int length = 0; length < array.Length; length++)
        {
            Assert.Throws<GspFormatException>(() => SignalTable.Parse(array[..length], At500));
        }
    }

    [Theory]
    [InlineData("", "no rows")]
    [InlineData("II,V1\n", "no samples")]
    [InlineData("II,V1\nmV,mV\n", "no samples")]
    [InlineData("II,V1\n1,2\n3\n", "ragged")]
    [InlineData("II,V1\n1,2\n3,x\n", "column 2 'V1'")]
    [InlineData("II;V1\n1,5;2\n", "not a comma")]
    public void ErrorsSayWhatIsWrong(string text, string words) =>
        Assert.Contains(words, Refused(text), StringComparison.Ordinal);

    private static Recording Random(ulong seed, out double rate)
    {
        var random = new RandomStream(seed).Split("table");
        int Below(int count) => (int)(random.NextUInt64() % (ulong)count);
        int length = 1 + Below(20);
        rate = 1 + Below(1000);
        string[] names = ["II", "a,b", "say \"it\"", "\u00e4", "x;y|z", "1e"];
        string[] units = ["mV", "", "\u00b5V", "mm,Hg", "%"];
        var channels = new Channel[1 + Below(4)];
        for (int c = 0; c < channels.Length; c++)
        {
            channels[c] = new Channel
            {
                Name = names[Below(names.Length)] + c,
                Unit = units[Below(units.Length)],
                Rate = rate,
                Samples =
                [
                    .. Enumerable
                        .Range(0, length)
                        .Select(_ =>
                            Below(5) == 0
                                ? double.NaN
                                : BitConverter.Int64BitsToDouble((long)random.NextUInt64() & ~(1L << 62))
                        ),
                ],
            };
        }
        return new Recording { Name = "r", Channels = channels };
    }
}
