using System.Text;
using Xunit;

namespace Gsp.Recordings.Tests;

/// <summary>Headers with every field, with none, and with mistakes.</summary>
public sealed class HeaderTests
{
    private static WfdbHeader Parse(string text) => WfdbHeaderParser.Parse(Encoding.UTF8.GetBytes(text), "r.hea");

    [Fact]
    public void EveryFieldIsRead()
    {
        WfdbHeader header = Parse(
            """
            # before
            r 1 62.4725/999.56(-12.5) 14400 8:26:04.125 04/05/2704
            r_e.dat 516x4:3+24 -1.05e+04(-800)/mmHg 14 8192 -7 49347 512 ABP, left  arm
            #<age>: 51
            #
            """
        );
        Assert.Equal(
            ("r", 62.4725, 999.56, -12.5),
            (header.Name, header.FrameRate, header.CounterRate, header.BaseCounter)
        );
        Assert.Equal(14400, header.Length);
        Assert.Equal(new DateTime(2704, 5, 4, 8, 26, 4, 125), header.Start);
        Assert.Equal(["before", "<age>: 51", ""], header.Comments);
        Assert.Equal(
            new WfdbSignal
            {
                FileName = "r_e.dat",
                Format = 516,
                SamplesPerFrame = 4,
                Skew = 3,
                ByteOffset = 24,
                Gain = -10500,
                Baseline = -800,
                Unit = "mmHg",
                Resolution = 14,
                Zero = 8192,
                InitialValue = -7,
                Checksum = 49347,
                BlockSize = 512,
                Description = "ABP, left  arm",
            },
            Assert.Single(header.Signals)
        );
        Assert.Equal(62.4725 * 4, header.RateOf(header.Signals[0]));
    }

    [Fact]
    public void AbsentFieldsTakeTheManualsDefaults()
    {
        WfdbHeader header = Parse("r 3\nr.dat 212\nr.dat 212 0 11 1024\nr.dat 212 100(5) 0 7 9\n");
        Assert.Equal(
            (250.0, null, 0.0, null, null),
            (header.FrameRate, header.CounterRate, header.BaseCounter, header.Length, header.Start)
        );
        WfdbSignal bare = header.Signals[0];
        Assert.Equal(
            (200.0, false, 0, "mV", 12),
            (bare.Gain, bare.IsCalibrated, bare.Baseline, bare.Unit, bare.Resolution)
        );
        Assert.Equal(
            (1, 0, 0L, 0, 0, null),
            (bare.SamplesPerFrame, bare.Skew, bare.ByteOffset, bare.Zero, bare.InitialValue, bare.Checksum)
        );
        Assert.Equal("record r, signal 0", bare.Description);
        // No gain means 200; no baseline means the zero; no initial value too.
        WfdbSignal zero = header.Signals[1];
        Assert.Equal(
            (200.0, false, 1024, 1024, 1024),
            (zero.Gain, zero.IsCalibrated, zero.Baseline, zero.Zero, zero.InitialValue)
        );
        WfdbSignal full = header.Signals[2];
        Assert.Equal(
            (100.0, true, 5, 7, 9, 0),
            (full.Gain, full.IsCalibrated, full.Baseline, full.Zero, full.InitialValue, full.Resolution)
        );
    }

    [Theory]
    [InlineData("r 0 250 0 10:00:00 05-Feb-2020", "2020-02-05 10:00:00")]
    [InlineData("r 0 500 7500 05-Feb-2020 11:39:16", "2020-02-05 11:39:16")]
    [InlineData("r 0 500 7500 1:2:3 1/2/1990", "1990-02-01 01:02:03")]
    [InlineData("r 0 500 7500 2001-12-31", "2001-12-31 00:00:00")]
    [InlineData("r 0 500 7500 30:15 1/2/1990", "1990-02-01 00:30:15")]
    [InlineData("r 0 500 7500 7.5 1/2/1990", "1990-02-01 00:00:07")]
    [InlineData("r 0 500 7500 23:59:59.5", null)]
    [InlineData("r 0 500 7500 0:00:00 00/00/0000", null)]
    public void DatesThatCanMeanOneThingOnlyAreRead(string line, string? start) =>
        Assert.Equal(
            start,
            Parse(line).Start?.ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture)
        );

    [Theory]
    [InlineData("", "record line", "no record line")]
    [InlineData("# only\n", "record line", "no record line")]
    [InlineData("r", "number of signals", "is this a WFDB header?")]
    [InlineData("r -3 250", "number of signals", "-3; must lie from 0")]
    [InlineData("r two", "number of signals", "'two' is no whole number")]
    [InlineData("r 0 0", "sampling frequency", "greater than zero")]
    [InlineData("r 0 -250 100", "sampling frequency", "-250 Hz; must be greater than zero")]
    [InlineData("r 0 NaN", "sampling frequency", "no number")]
    [InlineData("r 0 1e999", "sampling frequency", "no number")]
    [InlineData("r 0 250 -5", "number of samples", "-5; must lie from 0")]
    [InlineData("r 0 250 5 12:61:00", "time and date", "'12:61:00' is neither a time")]
    [InlineData("r 0 250 5 12:00:00 31/02/2000", "time and date", "'31/02/2000' is neither")]
    [InlineData("r 0 250 5 12:00:00 12/31/2000", "time and date", "day, month, year")]
    [InlineData("r 2 250 5\nr.dat 16", "signal lines", "promises 2 signals, but only 1")]
    [InlineData("r 2147483647 250 5\n", "signal lines", "but only 0")]
    [InlineData("r 1 250 5\nr.dat", "format", "'r.dat' has no format")]
    [InlineData("r 1 250 5\nr.dat 17", "format", "format 17 of file 'r.dat' is not known; 0, 8, 16")]
    [InlineData("r 1 250 5\nr.dat 16x0", "samples per frame", "0; must lie from 1")]
    [InlineData("r 1 250 5\nr.dat 16:-1", "skew", "-1; must lie from 0")]
    [InlineData("r 1 250 5\nr.dat 16+-1", "byte offset", "-1; must lie from 0")]
    [InlineData("r 1 250 5\nr.dat 16 x/mV", "gain", "'x' is no number")]
    [InlineData("r 1 250 5\nr.dat 16 1(2/mV", "baseline", "'2/mV' is no whole number")]
    [InlineData("r 1 250 5\nr.dat 16 1 99", "ADC resolution", "99; must lie from 0 to 64")]
    [InlineData("r 1 250 5\nr.dat 16 1 16 0 0 70000", "checksum", "70000; must lie from -32768 to 65535")]
    [InlineData("r/2 1 250 5\na 5", "segment lines", "promises 2 segments, but only 1")]
    [InlineData("r/0 1 250 5\n", "number of segments", "0; must lie from 1")]
    [InlineData("r/1 1 250 5\na", "segment length", "segment 'a' has no length")]
    [InlineData("r/2 1 250 5\na 5\nb 6", "number of samples", "has 5, its segments together 11")]
    public void AMistakeIsNamed(string text, string field, string reason)
    {
        GspFormatException error = Assert.Throws<GspFormatException>(() => Parse(text));
        Assert.Equal(("r.hea", field), (error.Path, error.Field));
        Assert.Contains(reason, error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void AnErrorSaysAtWhichByte() =>
        Assert.Equal(21, Assert.Throws<GspFormatException>(() => Parse("# ä\nr 1 250 5\nr.dat 17")).ByteOffset);

    [Fact]
    public void OldHeadersMayBeInLatin1()
    {
        WfdbHeader header = WfdbHeaderParser.Parse(
            Encoding.Latin1.GetBytes("r 1\nr.dat 16 200/µV 0 0 0 0 0 Müller\n# ü\n"),
            "r"
        );
        Assert.Equal(
            ("µV", "Müller", "ü"),
            (header.Signals[0].Unit, header.Signals[0].Description, header.Comments[0])
        );
    }

    [Fact]
    public void AByteOrderMarkIsNoPartOfTheName() =>
        Assert.Equal("r", WfdbHeaderParser.Parse([0xef, 0xbb, 0xbf, .. "r 0"u8], "r").Name);

    [Fact]
    public void SegmentsAreRead()
    {
        WfdbHeader header = Parse("r/3 2 125 12 10:44:18.529 04/05/2704\nr_layout 0\n~ 5\nr_1 7\n# x\n");
        Assert.Equal([new("r_layout", 0), new("~", 5), new("r_1", 7)], header.Segments);
        Assert.True(header.IsMultiSegment && header.HasLayout && header.Segments[1].IsNull);
        Assert.Equal(12, header.Length);
    }
}
