using Gsp.Testing;
using Xunit;

namespace Gsp.Recordings.Tests;

/// <summary>FLAC records read block by block: forward, and in bounded memory.</summary>
public sealed class CompressedBlocksTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>A record whose signal file is one of the golden streams.</summary>
    private string Record(string flac, int channels)
    {
        string source = Path.Combine(AppContext.BaseDirectory, "Golden", "flac", flac);
        File.Copy(source, folder.File("r.flac"));
        string line = "r.flac 516 200/mV 16 0 0 0 0 ";
        File.WriteAllText(
            folder.File("r.hea"),
            $"r {channels} 250\n" + string.Concat(Enumerable.Range(0, channels).Select(c => $"{line}c{c}\n"))
        );
        return folder.File("r");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    [InlineData(1 << 20)]
    public void BlocksJoinToTheWhole(int frames)
    {
        string record = Record("stereo16.flac", 2);
        Recording whole = Wfdb.Read(record);
        Recording[] blocks = [.. Wfdb.ReadBlocks(record, frames)];
        for (int c = 0; c < 2; c++)
        {
            Assert.Equal(whole.Channels[c].Samples, blocks.SelectMany(block => block.Channels[c].Samples));
        }
        Recording part = Wfdb.Read(
            record,
            new WfdbReadOptions
            {
                From = 5,
                To = 300,
                Channels = ["c1"],
            }
        );
        Assert.Equal(whole.Channels[1].Samples[5..300], part.Channels[0].Samples);
    }

    [Fact]
    public void BlocksCostOnePassAndLittleMemory()
    {
        string record = TestData.SharedOrSkip("data", "wfdb-sample-data", "flac_3_constant.hea");
        // 5.6 million samples of 3 signals: 134 MB as doubles.
        long most = 0;
        long total = 0;
        long before = GC.GetTotalMemory(forceFullCollection: true);
        foreach (Recording block in Wfdb.ReadBlocks(record, 100_000))
        {
            total += block.Channels[0].Length;
            most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: total % 1_000_000 == 0) - before);
        }
        Assert.Equal(5_600_000, total);
        Assert.True(most < 64 << 20, $"{most} bytes");
    }
}
