using System.Buffers.Binary;
using Gsp.Random;
using Gsp.Testing;
using Xunit;

namespace Gsp.Recordings.Tests;

/// <summary>The FLAC decoder against streams of the reference encoder and of a random one.</summary>
public sealed class FlacTests
{
    private const long Cap = 1 << 24;

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Golden", "flac");

    public static TheoryData<string> GoldenNames =>
        [.. Directory.GetFiles(Folder, "*.flac").Select(file => Path.GetFileNameWithoutExtension(file)!)];

    [Fact]
    public void ThereAreGoldenStreams() => Assert.True(GoldenNames.Count >= 8);

    [Theory]
    [MemberData(nameof(GoldenNames))]
    public void TheReferenceEncodersStreamsDecodeExactly(string name)
    {
        FlacAudio audio = FlacDecoder.Decode(File.ReadAllBytes(Path.Combine(Folder, name + ".flac")), name, Cap);
        byte[] raw = File.ReadAllBytes(Path.Combine(Folder, name + ".raw"));
        int bytes = (audio.BitsPerSample + 7) / 8;
        Assert.Equal(raw.Length, audio.Length * audio.Channels * bytes);
        for (int t = 0; t < audio.Length; t++)
        {
            for (int c = 0; c < audio.Channels; c++)
            {
                ReadOnlySpan<byte> number = raw.AsSpan(((t * audio.Channels) + c) * bytes, bytes);
                Assert.Equal(Number(number), audio.Samples[c][t]);
            }
        }
    }

    [Fact]
    public void EveryChoiceOfTheFormatDecodes() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            (int[][] samples, int depth, byte[] stream) = RandomStreamOf(seed);
            FlacAudio audio = FlacDecoder.Decode(stream, "random", Cap);
            return audio.BitsPerSample == depth
                && audio.Channels == samples.Length
                && audio.Samples.Zip(samples).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second));
        });

    [Fact]
    public void AnyFlippedBitOfAFrameIsSeen() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            (_, _, byte[] stream) = RandomStreamOf(seed, digest: true);
            int first = FlacStreamInfo.Read(stream, "random").FirstFrame;
            var random = new RandomStream(seed).Split("flip");
            int bit = (8 * first) + (int)(random.NextUInt64() % (ulong)(8 * (stream.Length - first)));
            stream[bit / 8] ^= (byte)(1 << (bit % 8));
            try
            {
                FlacDecoder.Decode(stream, "random", Cap);
                return false;
            }
            catch (GspFormatException)
            {
                return true;
            }
        });

    [Fact]
    public void TruncationAtEveryByteIsAnError()
    {
        foreach (string name in GoldenNames.Select(row => row.Data))
        {
            byte[] stream = File.ReadAllBytes(Path.Combine(Folder, name + ".flac"));
            for (int length = 0; length < stream.Length; length++)
            {
                Assert.Throws<GspFormatException>(() => FlacDecoder.Decode(stream[..length], name, Cap));
            }
        }
    }

    [Fact]
    public void ATagBeforeAndOneAfterAreSkipped()
    {
        (int[][] samples, _, byte[] stream) = RandomStreamOf(7);
        byte[] tagged = [.. "ID3"u8, 4, 0, 0, 0, 0, 0, 3, 1, 2, 3, .. stream, .. "TAG"u8, .. new byte[125]];
        Assert.Equal(samples[0], FlacDecoder.Decode(tagged, "tagged", Cap).Samples[0]);
        Assert.Contains(
            "follow the last",
            Assert.Throws<GspFormatException>(() => FlacDecoder.Decode([.. stream, 1], "longer", Cap)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void MoreSamplesThanAllowedAreRefusedBeforeTheyAreDecoded()
    {
        (int[][] samples, _, byte[] stream) = RandomStreamOf(11);
        long count = (long)samples.Length * samples[0].Length;
        FlacDecoder.Decode(stream, "just", count);
        GspFormatException error = Assert.Throws<GspFormatException>(() =>
            FlacDecoder.Decode(stream, "over", count - 1)
        );
        Assert.Contains("exceed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AForeignFileIsNamedAsSuch() =>
        Assert.Contains(
            "not a FLAC stream",
            Assert.Throws<GspFormatException>(() => FlacDecoder.Decode("RIFF"u8.ToArray(), "x.wav", Cap)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void AMissingFrameIsSeen()
    {
        byte[] stream = File.ReadAllBytes(Path.Combine(Folder, "mono8.flac"));
        int first = FlacStreamInfo.Read(stream, "x").FirstFrame;
        // All blocks but the last have one size, so that their headers begin with the same four bytes.
        int second = first + 4 + stream.AsSpan(first + 4).IndexOf(stream.AsSpan(first, 4));
        GspFormatException error = Assert.Throws<GspFormatException>(() =>
            FlacDecoder.Decode([.. stream[..first], .. stream[second..]], "x", Cap)
        );
        Assert.Contains("frames are missing", error.Message, StringComparison.Ordinal);
    }

    /// <summary>A random signal of random width, channels and smoothness, and its encoding.</summary>
    internal static (int[][] Samples, int Depth, byte[] Stream) RandomStreamOf(ulong seed, bool? digest = null)
    {
        var random = new RandomStream(seed).Split("flac");
        int Below(int count) => (int)(random.NextUInt64() % (ulong)count);
        int depth = Below(3) == 0 ? 8 * (1 + Below(4)) : 4 + Below(29);
        int length = 1 + Below(400);
        var samples = new int[1 + (Below(2) == 0 ? 1 : Below(8))][];
        for (int c = 0; c < samples.Length; c++)
        {
            int style = Below(4);
            int wasted = Below(3) == 0 ? Below(depth) : 0;
            long most = (1L << (depth - 1)) - 1;
            long step = Math.Max(1, style == 0 ? most : most >> Below(depth));
            long value = 0;
            samples[c] = new int[length];
            for (int t = 0; t < length; t++)
            {
                long change = (long)(random.NextUInt64() % (ulong)((2 * step) + 1)) - step;
                value = style == 3 && Below(20) != 0 ? value : Math.Clamp(value + change, -most - 1, most);
                samples[c][t] = (int)(value >> wasted << wasted);
            }
        }
        var encoder = new FlacTestEncoder(random);
        byte[] stream = encoder.Encode(samples, depth, 1 + Below(96000), Below(2) == 0, digest ?? Below(2) == 0);
        return (samples, depth, stream);
    }

    private static int Number(ReadOnlySpan<byte> bytes) =>
        bytes.Length switch
        {
            1 => (sbyte)bytes[0],
            2 => BinaryPrimitives.ReadInt16LittleEndian(bytes),
            3 => ((sbyte)bytes[2] << 16) | (bytes[1] << 8) | bytes[0],
            _ => BinaryPrimitives.ReadInt32LittleEndian(bytes),
        };
}
