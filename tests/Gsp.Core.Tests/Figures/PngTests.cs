using System.Buffers.Binary;
using System.IO.Compression;
using Gsp.Figures;
using Gsp.Random;
using Gsp.Testing;
using Xunit;

namespace Gsp.Core.Tests.Figures;

public sealed class PngTests
{
    /// <summary>External reference: the platform's own inflater undoes our compressor.</summary>
    [Fact]
    public void ImagesReadBack() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            RandomStream stream = RandomFigures.Stream(seed, "png");
            (int width, int height) = (1 + RandomFigures.Below(stream, 40), 1 + RandomFigures.Below(stream, 12));
            int colours = 1 + RandomFigures.Below(stream, 5);
            Rgb[] pixels =
            [
                .. Enumerable
                    .Range(0, width * height)
                    .Select(_ => ColourCycle.At(RandomFigures.Below(stream, colours))),
            ];
            (Rgb[] read, int w, int h) = Read(PngImage.Write(pixels, width, height));
            return w == width && h == height && read.SequenceEqual(pixels);
        });

    [Fact]
    public void LongRunsOfEveryLengthReadBack()
    {
        for (int run = 0; run < 600; run += 7)
        {
            byte[] raw =
            [
                1,
                2,
                3,
                .. Enumerable.Repeat((byte)200, run),
                9,
                .. Enumerable.Repeat((byte)5, 300 - Math.Min(run, 299)),
                255,
            ];
            using ZLibStream inflated = new(new MemoryStream(Deflate.Zlib(raw, 1)), CompressionMode.Decompress);
            using MemoryStream read = new();
            inflated.CopyTo(read);
            Assert.Equal(raw, read.ToArray());
        }
    }

    [Fact]
    public void EvenImagesAreSmall() => Assert.True(PngImage.Write(new Rgb[500 * 500], 500, 500).Length < 8000);

    /// <summary>A reader for what the writer writes: eight-bit true colour, filters 0 and 2.</summary>
    internal static (Rgb[] Pixels, int Width, int Height) Read(byte[] png)
    {
        int width = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16));
        int height = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20));
        int length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(33));
        Assert.Equal("IDAT"u8.ToArray(), png[37..41]);
        using ZLibStream inflated = new(new MemoryStream(png, 41, length), CompressionMode.Decompress);
        using MemoryStream data = new();
        inflated.CopyTo(data);
        byte[] raw = data.ToArray();
        byte[] above = new byte[3 * width];
        List<Rgb> pixels = [];
        for (int row = 0; row < height; row++)
        {
            Span<byte> line = raw.AsSpan((row * ((3 * width) + 1)) + 1, 3 * width);
            Assert.Equal(2, raw[row * ((3 * width) + 1)]);
            for (int i = 0; i < line.Length; i++)
            {
                line[i] += above[i];
            }
            above = line.ToArray();
            for (int c = 0; c < width; c++)
            {
                pixels.Add(new Rgb(above[3 * c], above[(3 * c) + 1], above[(3 * c) + 2]));
            }
        }
        return ([.. pixels], width, height);
    }
}
