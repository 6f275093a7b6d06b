using Xunit;
using static Gsp.Recordings.Tests.MemoryRecord;

namespace Gsp.Recordings.Tests;

/// <summary>Formats, frames, skew, offsets, lengths and ranges on records that can be checked by eye.</summary>
public sealed class StorageTests
{
    private static DigitalRecord Read(string header, byte[] bytes, WfdbReadOptions? options = null) =>
        Digital(Folder(Text("r.hea", header), ("r.dat", bytes)), "r", options);

    // Values worked out by hand from signal(5).
    [Theory]
    [InlineData(8, "01ff80", new[] { 11, 10, -118 })]
    [InlineData(16, "0100ffff0080", new[] { 1, -1, -32768 })]
    [InlineData(24, "010000ffffff000080", new[] { 1, -1, -8388608 })]
    [InlineData(32, "01000000ffffffff00000080", new[] { 1, -1, int.MinValue })]
    [InlineData(61, "0001ffff8000", new[] { 1, -1, -32768 })]
    [InlineData(80, "817f00", new[] { 1, -1, -128 })]
    [InlineData(160, "0180ff7f0000", new[] { 1, -1, -32768 })]
    [InlineData(212, "01f0ff0008", new[] { 1, -1, -2048 })]
    // Words 0x0002 and 0xfffe: bits 1 to 10 are 1 and -1; the third has low half 0 and high half 31.
    [InlineData(310, "0200feff", new[] { 1, -1, -32 })]
    // 1 | 0x3ff << 10 | 0x200 << 20.
    [InlineData(311, "01fc0f20", new[] { 1, -1, -512 })]
    public void EachFormatIsItsDefinition(int format, string bytes, int[] expected)
    {
        DigitalRecord read = Read(
            FormattableString.Invariant($"r 1 250 {expected.Length}\nr.dat {format} 200 0 0 10\n"),
            Convert.FromHexString(bytes)
        );
        Assert.Equal(expected, read.Samples[0]);
    }

    [Theory]
    [InlineData(16, "0080", -32768)]
    [InlineData(24, "000080", -8388608)]
    [InlineData(32, "00000080", int.MinValue)]
    [InlineData(61, "8000", -32768)]
    [InlineData(80, "00", -128)]
    [InlineData(160, "0000", -32768)]
    [InlineData(212, "0008", -2048)]
    [InlineData(310, "0004", -512)]
    [InlineData(311, "0002", -512)]
    public void TheLowestValueIsMissing(int format, string bytes, int value)
    {
        DigitalRecord read = Read(
            FormattableString.Invariant($"r 1 250 1\nr.dat {format}\n"),
            Convert.FromHexString(bytes)
        );
        Assert.Equal([value], read.Samples[0]);
        Assert.Equal([double.NaN], read.ToRecording().Channels[0].Samples);
    }

    // Two frames of a (1 sample), b (3 samples), c (2 samples), then a piece.
    private const string Frames = "r 3 100 2\nr.dat 16 1 0 0 0\nr.dat 16x3 1\nr.dat 16x2 1\n";
    private static readonly byte[] FrameBytes = Words(
        "",
        [1, 10, 11, 13, 20, -21, 2, 14, -32768, -15, -3, -4, 99]
    ).Item2;

    [Fact]
    public void FramesKeepEverySampleAtItsRate()
    {
        DigitalRecord read = Read(Frames, FrameBytes);
        Assert.Equal(
            [
                [1, 2],
                [10, 11, 13, 14, -32768, -15],
                [20, -21, -3, -4],
            ],
            read.Samples
        );
        Assert.Equal([100, 300, 200], read.ToRecording().Channels.Select(channel => channel.Rate));
        Assert.Equal([0.02, 0.02, 0.02], read.ToRecording().Channels.Select(channel => channel.Duration));
    }

    [Fact]
    public void SmoothedFramesAreMeansTowardsZero()
    {
        DigitalRecord read = Read(Frames, FrameBytes, new WfdbReadOptions { Frames = WfdbFrames.Smoothed });
        // (10 + 11 + 13) / 3 = 11.3; the missing one does not count: (14 - 15) / 2 = -0.5; (20 - 21) / 2; (-3 - 4) / 2 = -3.5.
        Assert.Equal(
            [
                [1, 2],
                [11, 0],
                [0, -3],
            ],
            read.Samples
        );
        Assert.Equal(100, read.ToRecording().Rate);
    }

    [Fact]
    public void ASkewedSignalIsMovedForwardAndEndsInMissingSamples()
    {
        byte[] bytes = Words("", [1, 10, 11, 2, 20, 21, 3, 30, 31, 4, 40, 41, 5, 50, 51]).Item2;
        const string header = "r 2 100 4\nr.dat 16 1 0 0 0 10\nr.dat 16x2:1 1 0 0 0 204\n";
        DigitalRecord read = Read(header, bytes);
        // The fifth frame lies beyond the record: it is not looked at, nor in the checksum.
        Assert.Equal(
            [
                [1, 2, 3, 4],
                [20, 21, 30, 31, 40, 41, -32768, -32768],
            ],
            read.Samples
        );
        Assert.Equal(
            [
                [2],
                [30, 31],
            ],
            Read(header, bytes, new WfdbReadOptions { From = 1, To = 2 }).Samples
        );
        Assert.Equal(
            [
                [4],
                [-32768, -32768],
            ],
            Read(header, bytes, new WfdbReadOptions { From = 3 }).Samples
        );
        Assert.Equal(
            [
                [30, 31],
            ],
            Read(
                header,
                bytes,
                new WfdbReadOptions
                {
                    From = 1,
                    To = 2,
                    Channels = ["1"],
                }
            ).Samples
        );
    }

    [Theory]
    [InlineData("r 1 250\nr.dat 16\n", 5, 2)]
    [InlineData("r 1 250 0\nr.dat 16+1\n", 5, 2)]
    [InlineData("r 1 250\nr.dat 212\n", 5, 3)]
    [InlineData("r 1 250\nr.dat 310\n", 6, 4)]
    [InlineData("r 1 250\nr.dat 310\n", 7, 4)]
    [InlineData("r 1 250\nr.dat 311\n", 7, 5)]
    [InlineData("r 2 250\nr.dat 311\nr.dat 311x2\n", 9, 2)]
    [InlineData("r 1 250\nr.dat 16+9\n", 5, 0)]
    public void WithoutALengthTheFileSaysIt(string header, int bytes, int frames) =>
        Assert.Equal(frames, Read(header, new byte[bytes]).Samples[0].Length);

    [Fact]
    public void TheFirstLinesOffsetIsTheFiles() =>
        Assert.Equal(
            [
                [3],
                [4],
            ],
            Read("r 2 250\nr.dat 16+4\nr.dat 16\n", Words("", [1, 2, 3, 4]).Item2).Samples
        );

    [Fact]
    public void ATruncatedFileIsAnErrorOrReadAsFarAsItGoes()
    {
        GspFormatException error = Assert.Throws<GspFormatException>(() => Read("r 1 250 3\nr.dat 16\n", new byte[5]));
        Assert.Equal("r.dat", error.Path);
        Assert.Contains(
            "truncated: it holds 2 whole frames, its header r.hea promises 3",
            error.Reason,
            StringComparison.Ordinal
        );
        DigitalRecord read = Read(
            "r 1 250 3\nr.dat 16 1 0 0 0 77\n",
            new byte[5],
            new WfdbReadOptions { AllowTruncated = true }
        );
        Assert.Equal([0, 0], read.Samples[0]);
        Assert.Equal(2, read.Header.Length);
    }

    [Fact]
    public void SeveralFilesMayHaveSeveralSignalsInDifferentFormats()
    {
        DigitalRecord read = Digital(
            Folder(
                Text(
                    "r.hea",
                    "r 4 100 2\na.dat 16 1 0 0 0 3\nb.dat 80 1 0 0 0 4\nb.dat 80 1 0 0 0 -4\na.dat 16+0 1 0 0 0 7\n"
                ),
                Words("a.dat", 1, 3, 2, 4),
                ("b.dat", [129, 127, 131, 125])
            )
        );
        Assert.Equal(
            [
                [1, 2],
                [1, 3],
                [-1, -3],
                [3, 4],
            ],
            read.Samples
        );
    }

    [Fact]
    public void AWrongChecksumIsAnErrorUnlessItIsNotAsked()
    {
        const string header = "r 2 250 2\nr.dat 16 1 0 0 0 4\nr.dat 16 1 0 0 0 7 0 II\n";
        byte[] bytes = Words("", [1, 2, 3, 4]).Item2;
        GspFormatException error = Assert.Throws<GspFormatException>(() => Read(header, bytes));
        Assert.Contains("'II' adds up to 6, the header says 7", error.Reason, StringComparison.Ordinal);
        Assert.Equal([1, 3], Read(header, bytes, new WfdbReadOptions { VerifyChecksums = false }).Samples[0]);
        // A channel that is not read is not summed, and neither is a part.
        Assert.Equal([1, 3], Read(header, bytes, new WfdbReadOptions { Channels = ["0"] }).Samples[0]);
        Assert.Equal([2], Read(header, bytes, new WfdbReadOptions { To = 1 }).Samples[1]);
    }

    [Fact]
    public void ChannelsAreChosenByNameLeadOrPlace()
    {
        const string header = "r 3 250 1\nr.dat 16 1 0 0 0 1 0 I\nr.dat 16 1 0 0 0 2 0 MLII\nr.dat 16 1 0 0 0 3 0 0\n";
        byte[] bytes = Words("", [1, 2, 3]).Item2;
        int[][] Chosen(params string[] channels) =>
            Read(header, bytes, new WfdbReadOptions { Channels = channels }).Samples;
        Assert.Equal(
            [
                [2],
                [1],
            ],
            Chosen("II", "I")
        );
        // The third channel is called 0.
        Assert.Equal(
            [
                [3],
                [2],
            ],
            Chosen("0", "1")
        );
        Assert.Equal([], Chosen());
        Assert.Equal(
            [
                [3],
            ],
            Read(header, bytes, new WfdbReadOptions().WithChannels(2)).Samples
        );
        Assert.Contains(
            "it has I, MLII, 0",
            Assert.Throws<ArgumentException>(() => Chosen("V1")).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentException>(() => Chosen("II", "MLII"));
        Assert.Throws<ArgumentException>(() => Chosen("3"));
    }

    [Theory]
    [InlineData(3, 2)]
    [InlineData(-1, null)]
    [InlineData(0, 3)]
    [InlineData(3, null)]
    public void ARangeOutsideTheRecordIsTheCallersMistake(int from, int? to) =>
        Assert.ThrowsAny<ArgumentException>(() =>
            Read("r 1 250 2\nr.dat 16\n", new byte[4], new WfdbReadOptions { From = from, To = to })
        );

    [Theory]
    [InlineData("r 1 250 2\nnone.dat 16\n", "none.dat", "r.hea names this file, but it is not there")]
    [InlineData("r 2 250 2\nr.dat 16\nr.dat 212\n", "r.hea", "formats 16+0 and 212+0")]
    [InlineData("r 2 250 2\nr.dat 16\nr.dat 16+2\n", "r.hea", "formats 16+0 and 16+2")]
    [InlineData("r 1 250 2\n/dev/zero 16\n", "r.hea", "is no file name")]
    [InlineData("r 1 250 999999999\nr.dat 0\n", "r.hea", "at most 268435456 are read at once")]
    [InlineData("r 1 250 2\nr.dat 516\n", "r.dat", "")]
    public void AHeaderThatItsFilesDoNotFitIsNamed(string header, string path, string reason)
    {
        GspFormatException error = Assert.Throws<GspFormatException>(() => Read(header, new byte[4]));
        Assert.Equal(path, error.Path);
        Assert.Contains(reason, error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void TheCapOnDeclaredSamplesIsTheCallers()
    {
        RecordFolder folder = Folder(Text("r.hea", "r 2 250 50\nnone 0\nnone 0\n"));
        Assert.All(
            Wfdb.Read(folder, "r", new WfdbReadOptions { MaximumSamples = 100 }).Channels,
            channel => Assert.All(channel.Samples, value => Assert.True(double.IsNaN(value)))
        );
        Assert.Throws<GspFormatException>(() => Wfdb.Read(folder, "r", new WfdbReadOptions { MaximumSamples = 99 }));
    }

    [Fact]
    public void ARecordThatIsNotThereIsSaidToBe() =>
        Assert.Contains(
            "there is no WFDB header",
            Assert.Throws<FileNotFoundException>(() => Wfdb.Read("/nowhere/r")).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void ARangeStartsLaterByTheClock()
    {
        DigitalRecord read = Read(
            "r 1 2/10(5) 4 23:59:59 31/12/1999\nr.dat 16\n",
            new byte[8],
            new WfdbReadOptions { From = 3 }
        );
        Assert.Equal(new DateTime(2000, 1, 1, 0, 0, 0, 500), read.Header.Start);
        Assert.Equal(20, read.Header.BaseCounter);
    }

    [Fact]
    public void MarksAreReadWithTheRecordAtItsRateAndRange()
    {
        byte[] marks = AnnotationWriter.Bytes([new(20, "N"), new(40, "V"), new(61, "A")], rate: 1000);
        RecordFolder folder = Folder(
            Text("r.hea", "r 1 100 10\nr.dat 16\n"),
            ("r.dat", new byte[20]),
            ("r.qrs", marks)
        );
        Recording read = Wfdb.Read(folder, "r", new WfdbReadOptions { From = 3, Annotations = ["qrs"] });
        Assert.Equal([(1L, "V"), (3L, "A")], read.Annotations.Select(mark => (mark.Sample, mark.Symbol)));
        Assert.Throws<FileNotFoundException>(() =>
            Wfdb.Read(folder, "r", new WfdbReadOptions { Annotations = ["atr"] })
        );
    }
}
