using Gsp.Testing;
using Xunit;

namespace Gsp.Recordings.Tests;

/// <summary>The FLAC signal files of the WFDB sample data, whose headers state the first sample and the sum of all.</summary>
public sealed class FlacRecordTests
{
    [Theory]
    [InlineData("flacformats.d0", 8, 0, 499, -127, -484)]
    [InlineData("flacformats.d1", 16, 0, 499, -32766, -750)]
    [InlineData("flacformats.d2", 24, 0, 499, -8388605, 8721)]
    [InlineData("flac_3_constant.dat", 8, 0, 5_600_000, 25, 15104)]
    [InlineData("flac_3_constant.dat", 8, 1, 5_600_000, 50, 30208)]
    [InlineData("flac_3_constant.dat", 8, 2, 5_600_000, 75, -20224)]
    public void FirstSampleAndSumAreThoseOfTheHeader(
        string file,
        int depth,
        int channel,
        int length,
        int first,
        int sum
    )
    {
        string path = TestData.SharedOrSkip("data", "wfdb-sample-data", file);
        FlacAudio audio = FlacDecoder.Decode(File.ReadAllBytes(path), file, 1 << 26);
        Assert.Equal((depth, length), (audio.BitsPerSample, audio.Length));
        Assert.Equal(first, audio.Samples[channel][0]);
        Assert.Equal(
            (short)sum,
            audio.Samples[channel].Aggregate((short)0, (total, x) => unchecked((short)(total + x)))
        );
    }

    [Theory]
    [InlineData("mixedsignals_e.dat")]
    [InlineData("mixedsignals_p.dat")]
    [InlineData("mixedsignals_r.dat")]
    public void ChecksumsOfEveryFrameHold(string file)
    {
        string path = TestData.SharedOrSkip("data", "wfdb-sample-data", file);
        FlacAudio audio = FlacDecoder.Decode(File.ReadAllBytes(path), file, 1 << 26);
        Assert.Equal((16, 0), (audio.BitsPerSample, audio.Length % 14400));
    }
}
