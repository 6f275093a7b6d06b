using Gsp.Testing;
using Xunit;
using static Gsp.Recordings.Tests.MemoryRecord;

namespace Gsp.Recordings.Tests;

/// <summary>Records of several segments.</summary>
public sealed class SegmentTests
{
    private static readonly RecordFolder Variable = Folder(
        Text("r.hea", "r/5 2 100 9\nl 0\n~ 2\na 3\nb 2\na 2\n".Replace("a 2", "c 2", StringComparison.Ordinal)),
        Text("l.hea", "l 2 100 0\n~ 0 10/mV 0 0 0 0 0 II\n~ 0 20/mmHg 0 0 0 0 0 ABP\n"),
        Text("a.hea", "a 1 100 3\na.dat 16 10/mV 0 0 0 60 0 II\n"),
        Words("a.dat", 10, 20, 30),
        Text("b.hea", "b 2 100 2\nb.dat 16 20/mmHg 0 0 0 3 0 ABP\nb.dat 16 10/mV 0 0 0 11 0 II\n"),
        Words("b.dat", 1, 5, 2, 6),
        Text("c.hea", "c 1 100\nc.dat 80 40(2)/mmHg 0 0 0 44 0 ABP\n"),
        ("c.dat", [130, 170])
    );

    [Fact]
    public void SegmentsOfAVariableLayoutArePlacedByNameAndTheRestIsMissing()
    {
        Recording read = Wfdb.Read(Variable, "r", null);
        const double gap = double.NaN;
        Assert.Equal(["II", "ABP"], read.Names);
        Assert.Equal([gap, gap, 1, 2, 3, 0.5, 0.6, gap, gap], read["II"].Samples);
        Assert.Equal([gap, gap, gap, gap, gap, 0.05, 0.1, 0, 1], read["ABP"].Samples);
        Recording part = Wfdb.Read(
            Variable,
            "r",
            new WfdbReadOptions
            {
                From = 4,
                To = 8,
                Channels = ["ABP"],
            }
        );
        Assert.Equal([gap, 0.05, 0.1, 0], part.Channels[0].Samples);
    }

    [Fact]
    public void DigitalValuesOfDifferentScalesAreNotMixed()
    {
        GspFormatException error = Assert.Throws<GspFormatException>(() => Digital(Variable));
        Assert.Contains("gain 40(2) here and 20(0) in an earlier segment", error.Reason, StringComparison.Ordinal);
        DigitalRecord read = Digital(Variable, "r", new WfdbReadOptions { To = 7 });
        Assert.Equal([-32768, -32768, 10, 20, 30, 5, 6], read.Samples[0]);
        Assert.Equal([-32768, -32768, -32768, -32768, -32768, 1, 2], read.Samples[1]);
    }

    [Theory]
    [InlineData("s 1 200 2\ns.dat 16\n", "mixed rates: the segment has 200 Hz, its record 100 Hz")]
    [InlineData("s 1 100 3\ns.dat 16\n", "the segment has 3, r.hea gives it 2")]
    [InlineData("s 2 100 2\ns.dat 16\ns.dat 16\n", "the segment has 2, the record 1")]
    [InlineData("s/1 1 100 2\nt 2\n", "cannot itself have segments")]
    [InlineData("s 1 100 2\ns.dat 16x2\n", "has 2 here and 1 in an earlier segment")]
    [InlineData("s 1 100 2\ns.dat 16 1/uV\n", "is in uV here and in mV in an earlier segment")]
    public void ASegmentThatDoesNotFitIsNamed(string header, string reason)
    {
        RecordFolder folder = Folder(
            Text("r.hea", "r/2 1 100 3\nf 1\ns 2\n"),
            Text("f.hea", "f 1 100 1\nf.dat 16\n"),
            ("f.dat", new byte[2]),
            Text("s.hea", header),
            ("s.dat", new byte[8])
        );
        GspFormatException error = Assert.Throws<GspFormatException>(() => Wfdb.Read(folder, "r", null));
        Assert.Equal("s.hea", error.Path);
        Assert.Contains(reason, error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void ASegmentMayLieInAFolderBelowWithItsFiles() =>
        Assert.Equal(
            [
                [7, 8],
            ],
            Digital(
                Folder(
                    Text("r.hea", "r/1 1 100 2\nd/s 2\n"),
                    Text("d/s.hea", "s 1 100 2\ns.dat 16\n"),
                    Words("d/s.dat", 7, 8)
                )
            ).Samples
        );

    [Fact]
    public void AnAbsentSegmentIsNamed() =>
        Assert.Contains(
            "r.hea names this file, but it is not there",
            Assert
                .Throws<GspFormatException>(() => Wfdb.Read(Folder(Text("r.hea", "r/1 1 100 3\nf 3\n")), "r", null))
                .Reason,
            StringComparison.Ordinal
        );

    [Fact]
    public void ADeclaredGapIsBounded() =>
        Assert.Throws<GspFormatException>(() =>
            Wfdb.Read(
                Folder(Text("r.hea", "r/2 1 100\nl 0\n~ 99999999999\n"), Text("l.hea", "l 1 100 0\n~ 0\n")),
                "r",
                null
            )
        );

    [Fact]
    public void AFixedLayoutIsItsSegmentsInARow()
    {
        string folder = TestData.SharedOrSkip("data", "wfdb-sample-data", "multi-segment", "fixed1");
        int[][] whole = Wfdb.ReadDigital(Path.Combine(folder, "v102s")).Samples;
        int[][] one = Wfdb.ReadDigital(Path.Combine(folder, "v102s_1")).Samples;
        for (int c = 0; c < 4; c++)
        {
            Assert.Equal([.. one[c], .. one[c], .. one[c]], whole[c]);
        }
        DigitalRecord part = Wfdb.ReadDigital(
            Path.Combine(folder, "v102s"),
            new WfdbReadOptions
            {
                From = 70_000,
                To = 80_000,
                Channels = ["1", "0", "3"],
            }
        );
        Assert.Equal(whole[1][70_000..80_000], part.Samples[0]);
        Assert.Equal(whole[3][70_000..80_000], part.Samples[2]);
    }
}
