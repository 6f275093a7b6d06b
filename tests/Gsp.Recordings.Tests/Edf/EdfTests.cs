using System.Globalization;
using System.Text;
using Gsp.Random;
using Gsp.Testing;
using Xunit;

namespace Gsp.Recordings.Tests;

/// <summary>The EDF reader against EDFlib's files, random files of every kind, and damaged ones.</summary>
public sealed class EdfTests
{
    private static string Golden(string file) => Path.Combine(AppContext.BaseDirectory, "Golden", "edf", file);

    private static string[][] Expected(string file, string what) =>
        [
            .. File.ReadLines(Golden("expected.txt"))
                .Select(line => line.Split('\t'))
                .Where(parts => parts[0] == file && parts[1] == what),
        ];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("plus.edf", EdfKind.EdfPlusContinuous, 16)]
    [InlineData("plus.bdf", EdfKind.BdfPlusContinuous, 24)]
    public void AnotherLibrarysFilesReadAsItReadsThem(string file, EdfKind kind, int bits)
    {
        EdfContents contents = Edf.ReadContents(Golden(file));
        Assert.Equal(kind, contents.Header.Kind);
        string[] start = Assert.Single(Expected(file, "start"));
        DateTime expected = DateTime
            .Parse(start[2], CultureInfo.InvariantCulture)
            .AddTicks(long.Parse(start[3], CultureInfo.InvariantCulture));
        Assert.Equal(expected, contents.Recording.Start);
        string[][] signals = Expected(file, "signal");
        Assert.Equal(signals.Select(parts => parts[2]), contents.Recording.Names);
        foreach ((string[] parts, Channel channel) in signals.Zip(contents.Recording.Channels))
        {
            Assert.Equal((parts[3], Number(parts[4]), bits), (channel.Unit, channel.Rate, channel.Resolution));
            double[] values = [.. parts.Skip(5).Select(Number)];
            Close.Relative(channel.Samples, values, 1e-14, channel.Name);
            // Gain and baseline lead back to the digital value, up to the baseline's rounding.
            EdfSignal signal = contents.Header.Signals.Single(s => s.Label == channel.Name);
            Assert.Equal(signal.DigitalMinimum, (channel.Gain!.Value * channel.Samples[0]) + channel.Baseline, 0.5001);
        }
        Assert.Equal(
            Expected(file, "mark")
                .Select(m => (Number(m[2]) / 1e7, m[3].Length > 0 ? Number(m[3]) : (double?)null, m[4])),
            contents.Annotations.Select(a => (Math.Round(a.Onset, 7), a.Duration, a.Text))
        );
        Assert.Equal(["Recording starts", "apnoe \u00e4", "spike"], contents.Recording.Annotations.Select(a => a.Text));
        Assert.Equal([0L, 62, 155], contents.Recording.Annotations.Select(a => a.Sample));
        Assert.Equal(
            ("MCH 0234567", "F", "02-MAY-1951", "Ann Example"),
            (
                contents.Header.SubjectCode,
                contents.Header.SubjectSex,
                contents.Header.SubjectBirth,
                contents.Header.SubjectName
            )
        );
        Assert.Empty(contents.Notices);
    }

    [Fact]
    public void EveryKindReadsBack() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var written = new EdfTestWriter(new RandomStream(seed).Split("edf"));
            EdfContents read = Edf.Parse(written.ToArray());
            return read.Header.Kind == written.Kind
                && read.Recording.Start == new DateTime(1999, 4, 1, 13, 2, 3).AddSeconds(written.First)
                && read.Recording.Channels.Zip(written.Expected)
                    .All(pair => Close.RelativeError(pair.First.Samples, [.. pair.Second]) < 1e-14)
                && read.Annotations.SequenceEqual(written.Annotations.OrderBy(mark => mark.Onset));
        });

    [Fact]
    public void TruncationAtEveryByteIsAnErrorUnlessItIsAccepted()
    {
        byte[] bytes = File.ReadAllBytes(Golden("plus.edf"));
        var accepting = new EdfReadOptions { AcceptTruncated = true };
        for (int length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<GspFormatException>(() => Edf.Parse(bytes[..length]));
            if (length >= 1280)
            {
                EdfContents part = Edf.Parse(bytes[..length], accepting);
                Assert.Equal((length - 1280) / 284 * 50, part.Recording.Channels[0].Length);
                Assert.Contains("whole ones are there", Assert.Single(part.Notices), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void AStoppedWritersFileIsReadAsFarAsItGoes()
    {
        byte[] bytes = Changed(236, "-1      ");
        EdfContents contents = Edf.Parse(bytes[..^20]);
        Assert.Equal(150, contents.Recording["II"].Length);
        Assert.Contains("no whole data record", Assert.Single(contents.Notices), StringComparison.Ordinal);
        Assert.Equal(200, Edf.Parse(bytes).Recording.Channels[0].Length);
    }

    [Fact]
    public void ChannelsAreChosenByLabel()
    {
        string path = Golden("plus.edf");
        Assert.Equal(["Resp"], Edf.Read(path, new EdfReadOptions { Channels = ["Resp"] }).Names);
        string message = Assert
            .Throws<GspFormatException>(() => Edf.Read(path, new EdfReadOptions { Channels = ["resp"] }))
            .Message;
        Assert.Contains("the file has ECG II, Resp, SaO2", message, StringComparison.Ordinal);
    }

    [Fact]
    public void GapsAreBounded()
    {
        // The second record of a discontinuous file begins a year later.
        byte[] bytes = Changed(192, "EDF+D");
        int list = 1280 + 284 + 170;
        Encoding.ASCII.GetBytes("+31536000\x14\x14\0").CopyTo(bytes, list);
        Encoding.ASCII.GetBytes("+31536001\x14\x14\0").CopyTo(bytes, list + 284);
        Encoding.ASCII.GetBytes("+31536002\x14\x14\0").CopyTo(bytes, list + 568);
        string message = Assert
            .Throws<GspFormatException>(() => Edf.Parse(bytes, new EdfReadOptions { MaximumMissingSamples = 1000 }))
            .Message;
        Assert.Contains("at most 1000 are allowed", message, StringComparison.Ordinal);
        Encoding.ASCII.GetBytes("+31536001\x14\x14\0").CopyTo(bytes, list);
        message = Assert.Throws<GspFormatException>(() => Edf.Parse(bytes)).Message;
        Assert.Contains("before the one before it ends", message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnnotationsAreBounded()
    {
        string path = Golden("plus.edf");
        Assert.Equal(3, Edf.ReadContents(path, new EdfReadOptions { MaximumAnnotations = 3 }).Annotations.Count);
        string message = Assert
            .Throws<GspFormatException>(() => Edf.Read(path, new EdfReadOptions { MaximumAnnotations = 2 }))
            .Message;
        Assert.Contains("more than the 2", message, StringComparison.Ordinal);
    }

    [Fact]
    public void OptionsOutOfRangeAreRefused()
    {
        byte[] bytes = File.ReadAllBytes(Golden("plus.edf"));
        Assert.ThrowsAny<ArgumentException>(() => Edf.Parse(bytes, new EdfReadOptions { MaximumAnnotations = -1 }));
        Assert.ThrowsAny<ArgumentException>(() => Edf.Parse(bytes, new EdfReadOptions { MaximumMissingSamples = -1 }));
        Assert.ThrowsAny<ArgumentException>(() => Edf.Parse(bytes, new EdfReadOptions { Channels = [] }));
    }

    [Theory]
    [InlineData("+0.25\x14\x14\0+1\x15x\x14t\x14\0", "annotation duration")]
    [InlineData("+0.25\x14\x14\0+1\u00152\0", "duration without the mark")]
    [InlineData("+0.25\x14\x14\0+1\x14text\0", "text without the mark")]
    [InlineData("+0.25\x14\x14\0text\0", "onset without the mark")]
    [InlineData("0.25\x14\x14\0", "annotation onset")]
    public void DamagedAnnotationsAreNamed(string lists, string words)
    {
        // The first record's lists begin after the samples of three signals and fill 114 bytes.
        byte[] bytes = Changed(1280 + 170, lists.PadRight(114, '\0'));
        Assert.Contains(
            words,
            Assert.Throws<GspFormatException>(() => Edf.Parse(bytes)).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(0, "1       ", "no EDF file")]
    [InlineData(168, "31.02.19", "of a day that exists")]
    [InlineData(176, "24.00.00", "of a day that exists")]
    [InlineData(184, "1024    ", "a header of 4 signals has 1280")]
    [InlineData(236, "-2      ", "not a whole number from -1")]
    [InlineData(244, "0       ", "at least a microsecond")]
    [InlineData(244, "0,5     ", "not a comma")]
    [InlineData(252, "0   ", "not a whole number from 1")]
    [InlineData(704, "-3.2768 ", "is no range")]
    [InlineData(736, "40000   ", "not a whole number from -32768")]
    [InlineData(736, "32767   ", "is not below the digital maximum")]
    [InlineData(1120, "0       ", "samples in a data record of signal 1")]
    public void HeaderErrorsSayWhatIsWrong(int offset, string text, string words)
    {
        byte[] bytes = Changed(offset, text);
        GspFormatException error = Assert.Throws<GspFormatException>(() => Edf.Parse(bytes));
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ASignalWithoutScaleCanBeLeftOut()
    {
        byte[] bytes = Changed(704, "-3.2768 ");
        GspFormatException error = Assert.Throws<GspFormatException>(() => Edf.Parse(bytes));
        Assert.Equal((704, "physical maximum of 'ECG II'"), (error.ByteOffset, error.Field));
        Assert.Equal(["Resp"], Edf.Parse(bytes, new EdfReadOptions { Channels = ["Resp"] }).Recording.Names);
        Assert.Equal(744, Assert.Throws<GspFormatException>(() => Edf.Parse(Changed(744, "32767   "))).ByteOffset);
    }

    [Fact]
    public void AnOddDateCanBeAccepted() =>
        Assert.Null(Edf.Parse(Changed(168, "31.02.19"), new EdfReadOptions { AcceptOddDate = true }).Recording.Start);

    [Fact]
    public void ABlankedDateIsNoDate() => Assert.Null(Edf.Parse(Changed(168, "00.00.00")).Recording.Start);

    private static byte[] Changed(int offset, string text)
    {
        byte[] bytes = File.ReadAllBytes(Golden("plus.edf"));
        Encoding.ASCII.GetBytes(text).CopyTo(bytes, offset);
        return bytes;
    }
}
