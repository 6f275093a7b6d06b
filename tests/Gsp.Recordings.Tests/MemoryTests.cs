using System.Text;
using Gsp.Files;
using Xunit;

namespace Gsp.Recordings.Tests;

/// <summary>Reading large files costs at most 8 bytes a sample and 16 MiB beside the file's own bytes.</summary>
public sealed class MemoryTests
{
    private const int Samples = 4_000_000;
    private const long Allowed = (8L * Samples) + (16 << 20);

    [Fact]
    public void Edf()
    {
        byte[] golden = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Golden", "edf", "plus.edf"));
        // The golden header's first signal alone, in a plain file of one record.
        byte[] file = new byte[512 + (2 * Samples)];
        golden.AsSpan(0, 192).CopyTo(file);
        file.AsSpan(192, 320).Fill((byte)' ');
        void Put(int at, string text) => Encoding.ASCII.GetBytes(text).CopyTo(file, at);
        Put(184, "512     ");
        Put(236, "40000");
        Put(244, "1");
        Put(252, "1");
        Put(256, "ECG");
        Put(360, "-1");
        Put(368, "1");
        Put(376, "-32768");
        Put(384, "32767");
        Put(472, "100");
        Within(() => Recordings.Edf.Parse(file).Recording.Channels[0].Length);
    }

    [Fact]
    public void Matlab()
    {
        // Doubles stored as bytes grow most.
        byte[] array =
        [
            .. Words(6, 8, 6, 0, 5, 8, 1, Samples, 1, 1),
            (byte)'x',
            .. new byte[7],
            .. Words(2, Samples),
            .. new byte[Samples],
        ];
        byte[] file = new byte[136 + array.Length];
        file.AsSpan(0, 124).Fill((byte)' ');
        new byte[] { 0, 1, (byte)'I', (byte)'M' }.CopyTo(file, 124);
        Words(14, array.Length).CopyTo(file, 128);
        array.CopyTo(file, 136);
        Within(() => MatFile.Parse(file)["x"].ToDoubles().Length);
    }

    [Fact]
    public void Array()
    {
        using var stream = new MemoryStream();
        Npy.Write(stream, new NpyArray(new float[Samples], Samples / 4, 4));
        byte[] file = stream.ToArray();
        Within(() => 4 * SignalTable.Parse(file, new SignalTableOptions { Rate = 1 }).Channels[0].Length);
    }

    [Fact]
    public void Table()
    {
        byte[] file = [.. "a,b\n"u8, .. Enumerable.Repeat("1,2\n"u8.ToArray(), Samples / 2).SelectMany(row => row)];
        Within(() => 2 * SignalTable.Parse(file, new SignalTableOptions { Rate = 1 }).Channels[0].Length);
    }

    [Fact]
    public void Flac()
    {
        // Equal samples cost a few bytes a block, so that the promised length says nothing of what is there.
        byte[] file = FlacTestEncoder.EncodeConstant(Samples, 65535);
        Assert.InRange(file.Length, 1, 10_000);
        Within(() => FlacDecoder.Decode(file, "x", Samples).Length);
    }

    private static void Within(Func<int> read)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(Samples, read());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Allowed);
    }

    private static byte[] Words(params int[] words) => [.. words.SelectMany(BitConverter.GetBytes)];
}
