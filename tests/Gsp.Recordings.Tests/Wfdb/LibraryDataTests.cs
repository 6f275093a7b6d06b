using Gsp.Random;
using Gsp.Testing;
using Xunit;

namespace Gsp.Recordings.Tests;

/// <summary>Whole databases, and properties on their records.</summary>
public sealed class LibraryDataTests
{
    [Fact]
    public void EveryChecksumOfLudbFits()
    {
        string folder = TestData.SharedOrSkip("data", "ludb", "data");
        int signals = 0;
        int marks = 0;
        foreach (string path in Directory.EnumerateFiles(folder, "*.hea"))
        {
            // Reading compares every signal with its header's checksum.
            DigitalRecord read = Wfdb.ReadDigital(path);
            Assert.All(read.Header.Signals, signal => Assert.NotNull(signal.Checksum));
            signals += read.Samples.Length;
            foreach (string lead in read.Header.Signals.Select(signal => signal.Description))
            {
                IReadOnlyList<Annotation> lines = Wfdb.ReadAnnotations(Path.ChangeExtension(path, lead));
                Assert.All(lines, mark => Assert.Contains(mark.Symbol, (string[])["(", ")", "N", "p", "t"]));
                marks += lines.Count(mark => mark.Symbol == "N");
            }
        }
        Assert.Equal(12 * Directory.EnumerateFiles(folder, "*.hea").Count(), signals);
        Assert.InRange(marks, 5 * signals, 30 * signals);
    }

    [Theory]
    [InlineData("ecg12-cinc2021-cpsc", 43)]
    [InlineData("ptb-xl-mini", 2)]
    [InlineData("mitdb-nstdb", 3)]
    public void EveryChecksumOfOtherDatabasesFits(string folder, int records)
    {
        string[] headers = Directory.GetFiles(
            TestData.SharedOrSkip("data", folder),
            "*.hea",
            SearchOption.AllDirectories
        );
        Assert.Equal(records, headers.Length);
        foreach (string path in headers)
        {
            Recording read = Wfdb.Read(path);
            Assert.All(Wfdb.ReadHeader(path).Signals, signal => Assert.NotNull(signal.Checksum));
            Assert.All(read.Channels, channel => Assert.Contains(channel.Samples, double.IsFinite));
        }
    }

    [Fact]
    public void Record203IsReadWithItsMarks()
    {
        string path = TestData.SharedOrSkip("data", "mitdb-nstdb", "203.hea");
        Recording read = Wfdb.Read(path, new WfdbReadOptions { Annotations = ["atr"] });
        Assert.Equal(["MLII", "V1"], read.Names);
        Assert.Equal(360, read.Rate);
        Assert.All(read.Channels, channel => Assert.Equal(650_000, channel.Length));
        Assert.All(read.Annotations, mark => Assert.InRange(mark.Sample, 0, 649_999));
        // The beats of the database's directory: 2529 normal, 444 premature ventricular, 2 aberrated, 1 fusion, 4 unclassifiable.
        Dictionary<string, int> counts = read.Annotations.CountBy(mark => mark.Symbol).ToDictionary();
        Assert.Equal((2529, 444, 2, 1, 4), (counts["N"], counts["V"], counts["a"], counts["F"], counts["Q"]));
    }

    public static TheoryData<string> Ranged =>
        [
            "100",
            "binformats",
            "flacformats",
            "mixedsignals",
            "310derive_3",
            "311derive_3",
            "test01_00s_skewframe",
            "03700181",
            "a103l-no-len",
            "multi-segment/041s/041s",
            "bemoody-wfdb/multi",
        ];

    [Theory]
    [MemberData(nameof(Ranged))]
    public void ARangeIsAPieceOfTheWhole(string record)
    {
        string path = TestData.SharedOrSkip("data", "wfdb-sample-data", record + ".hea");
        foreach (WfdbFrames frames in Enum.GetValues<WfdbFrames>())
        {
            DigitalRecord whole = Wfdb.ReadDigital(path, new WfdbReadOptions { Frames = frames });
            long length = whole.Header.Length!.Value;
            PropertyCheck.HoldsForSeedsHeavy(seed =>
            {
                var random = new RandomStream(seed);
                long from = (long)(random.NextUInt64() % (ulong)length);
                long to = from + (long)(random.NextUInt64() % (ulong)Math.Min(1 + length - from, 40_000));
                int channel = (int)(random.NextUInt64() % (ulong)whole.Samples.Length);
                DigitalRecord part = Wfdb.ReadDigital(
                    path,
                    new WfdbReadOptions
                    {
                        From = from,
                        To = to,
                        Frames = frames,
                    }.WithChannels(channel)
                );
                int perFrame = whole.Header.Signals[channel].SamplesPerFrame;
                Assert.Equal(
                    whole.Samples[channel][(int)(from * perFrame)..(int)(to * perFrame)],
                    Assert.Single(part.Samples)
                );
                return true;
            });
        }
    }

    [Theory]
    [InlineData("100", 100_000)]
    [InlineData("mixedsignals", 5_000)]
    [InlineData("multi-segment/s25047/s25047-2704-05-04-10-44", 77_777)]
    public void BlocksInARowAreTheWhole(string record, int frames)
    {
        string path = TestData.SharedOrSkip("data", "wfdb-sample-data", record + ".hea");
        Recording whole = Wfdb.Read(path);
        List<Recording> blocks = [.. Wfdb.ReadBlocks(path, frames)];
        Assert.All(
            blocks.SkipLast(1),
            block => Assert.Equal(frames / Wfdb.ReadHeader(path).FrameRate, block.Channels[0].Duration, 1e-9)
        );
        for (int c = 0; c < whole.Channels.Count; c++)
        {
            Assert.Equal(whole.Channels[c].Samples, blocks.SelectMany(block => block.Channels[c].Samples));
        }
    }

    [Fact]
    public void ARangeOfALargeFileCostsTheRangeOnly()
    {
        using var folder = new TemporaryFolder();
        // A sparse file of 6 GiB: 10^9 frames of three signals.
        const long frames = 1_000_000_000;
        File.WriteAllText(folder.File("r.hea"), "r 3 250 1000000000\nr.dat 16\nr.dat 16\nr.dat 16\n");
        using (FileStream stream = File.Create(folder.File("r.dat")))
        {
            stream.SetLength(frames * 6);
            stream.Position = (frames - 1) * 6;
            stream.Write([1, 0, 2, 0, 3, 0]);
        }
        long before = GC.GetAllocatedBytesForCurrentThread();
        Recording read = Wfdb.Read(folder.File("r"), new WfdbReadOptions { From = frames - 1000 });
        Assert.Equal([0.005, 0.01, 0.015], read.Channels.Select(channel => channel.Samples[^1]));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }
}
