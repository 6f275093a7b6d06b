using Gsp.Testing;
using Xunit;

namespace Gsp.Networks.Tests;

/// <summary>Files of other writers are read to the values that numpy and torch give.</summary>
public sealed class SafetensorsFileTests
{
    [Fact]
    public void AModelOfAnotherProgram()
    {
        using SafetensorsFile file = Safetensors.Open(CheckpointFiles.Golden("tiny_bert.safetensors"));
        Assert.Equal("pt", Assert.Single(file.Metadata).Value);
        Assert.Equal(39, file.Entries.Count);
        Assert.Equal("pooler.dense.bias", file.Entries[^1].Name);
        SafetensorsEntry words = file["embeddings.word_embeddings.weight"];
        Assert.Equal([24, 8], words.Dimensions);
        Assert.Equal((8 + 3840, 768, 192), (words.Offset, words.Length, words.Count));
        float[] values = file.ReadSingles(words.Name);
        Assert.Equal([-0.2370000034570694f, -0.6104000210762024f, 0.1809999942779541f], values[..3]);
        Assert.Equal(-3.4847000575973652, values.Sum(value => (double)value), 1e-12);
        double[] dense = file.ReadDoubles("encoder.layer.1.output.dense.weight");
        Assert.Equal(0.6395999789237976, dense[0]);
        Assert.Equal(8.640699872281402, dense.Sum(), 1e-12);
    }

    [Fact]
    public void OpenReadAndParseAgree()
    {
        string path = CheckpointFiles.Golden("tiny_bert_prefixed.safetensors");
        using SafetensorsFile open = Safetensors.Open(path);
        using SafetensorsFile read = Safetensors.Read(path);
        using SafetensorsFile parsed = Safetensors.Parse(File.ReadAllBytes(path));
        Assert.Equal(37, open.Entries.Count);
        Assert.StartsWith("as a masked-LM export", open.Metadata["note"], StringComparison.Ordinal);
        foreach (SafetensorsEntry entry in open.Entries)
        {
            Assert.Equal(open.ReadSingles(entry.Name), read.ReadSingles(entry.Name));
            Assert.Equal(open.ReadBytes(entry.Name), parsed.ReadBytes(entry.Name));
        }
        Assert.Contains("37 tensors", open.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void RoundingsAgreeWithNumpyAndTorch()
    {
        using SafetensorsFile file = Safetensors.Open(CheckpointFiles.Golden("conversions.safetensors"));
        double[] doubles = file.ReadDoubles("f64");
        float[] singles = file.ReadSingles("f64_as_f32");
        int[] shape = [doubles.Length];
        Assert.InRange(doubles.Length, 1500, 3000);
        Assert.Equal(Bits(singles), Bits(file.ReadSingles("f64", allowRounding: true)));
        (SafetensorsSource Source, string Expected)[] cases =
        [
            (SafetensorsSource.Of("x", shape, singles, SafetensorsDtype.BF16), "f32_as_bf16"),
            (SafetensorsSource.Of("x", shape, singles, SafetensorsDtype.F16), "f32_as_f16"),
            (SafetensorsSource.Of("x", shape, doubles, SafetensorsDtype.F16), "f64_as_f16"),
            (SafetensorsSource.Of("x", shape, doubles, SafetensorsDtype.F32), "f64_as_f32"),
        ];
        foreach ((SafetensorsSource source, string expected) in cases)
        {
            SafetensorsFile written = Safetensors.Parse(CheckpointFiles.Written([source]));
            float[] actual = written.ReadSingles("x");
            // The sign and payload of a NaN made by rounding is each library's own.
            Assert.Equal(actual, file.ReadSingles(expected));
            Assert.Equal(
                actual.Select(value => float.IsNegative(value) && !float.IsNaN(value)),
                file.ReadSingles(expected).Select(value => float.IsNegative(value) && !float.IsNaN(value))
            );
        }
    }

    [Fact]
    public void HalvesWidenAsNumpyWidensThem()
    {
        using SafetensorsFile file = Safetensors.Open(CheckpointFiles.Golden("conversions.safetensors"));
        float[] expected = file.ReadSingles("all_f16_as_f32");
        Assert.Contains(expected, value => Math.Abs(value) is > 0 and < 6.1e-5f);
        Assert.Contains(expected, float.IsNaN);
        // The payload stays; numpy leaves a signalling NaN signalling, the hardware's conversion makes it quiet.
        Assert.Equal(
            expected.Select(value => float.IsNaN(value) ? Bits([value])[0] | 0x400000 : Bits([value])[0]),
            Bits(file.ReadSingles("all_f16"))
        );
        Assert.Equal(expected.Select(value => (double)value), file.ReadDoubles("all_f16"));
    }

    [Fact]
    public void EveryTypeOfTheReferenceImplementation()
    {
        byte[] bytes = File.ReadAllBytes(CheckpointFiles.Golden("every_type.safetensors"));
        SafetensorsFile file = Safetensors.Parse(bytes);
        Assert.Equal("pt \"quoted\" é", file.Metadata["format"]);
        Assert.Equal(63, file.Entries.Count);
        ulong state = 0x9E3779B97F4A7C15;
        (string Name, int Size)[] types =
        [
            ("F64", 8),
            ("F32", 4),
            ("F16", 2),
            ("BF16", 2),
            ("I64", 8),
            ("I32", 4),
            ("I16", 2),
            ("I8", 1),
            ("U8", 1),
            ("BOOL", 1),
            ("U16", 2),
            ("U32", 4),
            ("U64", 8),
            ("F8_E4M3", 1),
            ("F8_E5M2", 1),
        ];
        foreach ((string type, int size) in types)
        {
            long[][] shapes =
            [
                [],
                [5],
                [2, 3],
                [0, 4],
            ];
            for (int k = 0; k < shapes.Length; k++)
            {
                SafetensorsEntry entry = file[$"{type.ToLowerInvariant()}.{k}"];
                Assert.Equal(type, entry.Dtype.Name);
                Assert.Equal(shapes[k], entry.Shape);
                byte[] expected = new byte[size * entry.Count];
                for (int i = 0; i < expected.Length; i++)
                {
                    state = (state * 6364136223846793005) + 1442695040888963407;
                    expected[i] = (byte)((state >> 56) & (type == "BOOL" ? 1u : 255u));
                }
                Assert.Equal(expected, file.ReadBytes(entry.Name));
            }
        }
        Assert.Equal([513], file.ReadInt32("weird \"name\"\\\n\u0001\u007fé😀"));
        // Bytes order the private corner of the plane before what lies beyond it; 16-bit units would not.
        Assert.True(
            file.Entries.ToList().FindIndex(e => e.Name == "\uffee")
                < file.Entries.ToList().FindIndex(e => e.Name == "😀")
        );
    }

    [Fact]
    public void RewritingAReferenceFileGivesItsBytes()
    {
        byte[] bytes = File.ReadAllBytes(CheckpointFiles.Golden("every_type.safetensors"));
        SafetensorsFile file = Safetensors.Parse(bytes);
        IEnumerable<SafetensorsSource> tensors = file
            .Entries.Reverse()
            .Select(entry => SafetensorsSource.From(file, entry.Name));
        Assert.Equal(bytes, CheckpointFiles.Written(tensors, file.Metadata));
    }

    [Fact]
    public void WhatWouldBeLostIsRefusedUnlessAsked()
    {
        SafetensorsFile file = Safetensors.Parse(
            CheckpointFiles.Written([
                SafetensorsSource.Of<double>("d", [2], new[] { 0.1, 1e300 }),
                SafetensorsSource.Of<long>("l", [1], new[] { (1L << 53) + 1 }),
                SafetensorsSource.Of<int>("i", [1], new[] { (1 << 24) + 1 }),
                SafetensorsSource.Of<bool>("b", [2], new[] { true, false }),
            ])
        );
        var error = Assert.Throws<ArgumentException>(() => file.ReadSingles("d"));
        Assert.Contains("allowRounding", error.Message, StringComparison.Ordinal);
        Assert.Equal([0.1f, float.PositiveInfinity], file.ReadSingles("d", allowRounding: true));
        Assert.Throws<ArgumentException>(() => file.ReadDoubles("l"));
        Assert.Equal([9007199254740992.0], file.ReadDoubles("l", allowRounding: true));
        Assert.Equal([(1L << 53) + 1], file.ReadInt64("l"));
        Assert.Contains(
            "beyond 32 bits",
            Assert.Throws<ArgumentException>(() => file.ReadInt32("l")).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentException>(() => file.ReadSingles("i"));
        Assert.Equal([16777217.0], file.ReadDoubles("i"));
        Assert.Equal([true, false], file.ReadBooleans("b"));
        Assert.Throws<ArgumentException>(() => file.ReadDoubles("b"));
        Assert.Throws<ArgumentException>(() => file.ReadInt64("d"));
        Assert.Throws<ArgumentException>(() => file.ReadBooleans("d"));
        Assert.Contains(
            "did you mean 'd'",
            Assert.Throws<ArgumentException>(() => file["D"]).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentException>(() => file.ReadSingles("i", new float[2], allowRounding: true));
        Assert.ThrowsAny<ArgumentException>(() => file.ReadBytes("i", 1, new byte[4]));
        Assert.ThrowsAny<ArgumentException>(() => file.ReadBytes("i", -1, new byte[2]));
    }

    [Fact]
    public void TypesThatAreNotKnownAreListedAndReadAsBytes()
    {
        SafetensorsFile file = Safetensors.Parse(
            CheckpointFiles.File("""{"a":{"dtype":"Q5_7","shape":[9],"data_offsets":[0,5]}}""", 5)
        );
        Assert.Equal("a Q5_7 [9]", file.Entries[0].ToString());
        Assert.Equal(new byte[5], file.ReadBytes("a"));
        Assert.Throws<ArgumentException>(() => file.ReadDoubles("a"));
        Assert.Throws<ArgumentException>(() => SafetensorsSource.From(file, "a"));
    }

    [Fact]
    public void TruthValuesAreZeroOrOne()
    {
        byte[] bytes = CheckpointFiles.Written([SafetensorsSource.Of<bool>("b", [3], new bool[3])]);
        bytes[^2] = 2;
        var error = Assert.Throws<GspFormatException>(() => Safetensors.Parse(bytes).ReadBooleans("b"));
        Assert.Equal(bytes.Length - 2, error.ByteOffset);
    }

    [Theory]
    [InlineData("tiny_bert.safetensors", 97)]
    [InlineData("every_type.safetensors", 1)]
    public void EveryTruncationIsFound(string name, int step)
    {
        byte[] bytes = File.ReadAllBytes(CheckpointFiles.Golden(name));
        for (int length = 0; length < bytes.Length; length += Repository.Slow || length < 256 ? 1 : step)
        {
            Assert.Throws<GspFormatException>(() => Safetensors.Parse(bytes[..length]));
        }
        Assert.Throws<GspFormatException>(() => Safetensors.Parse([.. bytes, 0]));
    }

    [Fact]
    public void AFileThatIsCutWhileOpenIsAnError()
    {
        using var folder = new CheckpointFiles.Folder();
        string path = folder["a.safetensors"];
        Safetensors.Write(path, [SafetensorsSource.Of<float>("a", [1000], new float[1000])]);
        using SafetensorsFile file = Safetensors.Open(path);
        using (FileStream stream = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            stream.SetLength(1000);
        }
        Assert.Equal(1000, Assert.Throws<GspFormatException>(() => file.ReadSingles("a")).ByteOffset);
        Assert.Equal(1000, Assert.Throws<GspFormatException>(() => file.ReadDoubles("a")).ByteOffset);
        Assert.Throws<FileNotFoundException>(() => Safetensors.Open(folder["b.safetensors"]));
        Assert.Throws<FileNotFoundException>(() => Safetensors.Read(folder["b.safetensors"]));
    }

    [Fact]
    public void ALengthBeyondTheFileTakesNoMemory()
    {
        using var folder = new CheckpointFiles.Folder();
        byte[] bytes = CheckpointFiles.File("{}");
        bytes[3] = 5;
        File.WriteAllBytes(folder["a"], bytes);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<GspFormatException>(() => Safetensors.Open(folder["a"]));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    internal static uint[] Bits(float[] values) => [.. values.Select(BitConverter.SingleToUInt32Bits)];
}
