using System.Text;
using Gsp.Random;
using Gsp.Testing;
using Xunit;

namespace Gsp.Networks.Tests;

/// <summary>What is written is read back bit for bit, and is the same file whatever the order.</summary>
public sealed class SafetensorsWriterTests
{
    [Fact]
    public void EveryTypeComesBackBitForBit() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            SafetensorsSource[] tensors = RandomTensors(seed, out Dictionary<string, byte[]> expected);
            SafetensorsFile file = Safetensors.Parse(CheckpointFiles.Written(tensors));
            return file.Entries.Count == tensors.Length
                && tensors.All(tensor =>
                {
                    SafetensorsEntry entry = file[tensor.Name];
                    return entry.Dtype == tensor.Dtype
                        && entry.Shape.SequenceEqual(tensor.Shape)
                        && file.ReadBytes(tensor.Name).AsSpan().SequenceEqual(expected[tensor.Name])
                        // Aligned, so that the file can be mapped into memory and used in place.
                        && entry.Offset % (entry.Dtype.Bits / 8) == 0
                        && AgreesWithTyped(file, entry);
                });
        });

    [Fact]
    public void TheOrderGivenDoesNotMatter() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            SafetensorsSource[] tensors = RandomTensors(seed, out _);
            var metadata = new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" };
            var reversed = new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" };
            return CheckpointFiles
                .Written(tensors, metadata)
                .AsSpan()
                .SequenceEqual(CheckpointFiles.Written(tensors.Reverse(), reversed));
        });

    [Fact]
    public void BrainFloatsAreTheNearestAndTiesGoToEven() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            RandomStream random = new RandomStream(seed).Split("bf16");
            for (int i = 0; i < 50; i++)
            {
                // Any finite double near BF16's range, ties among them: few of their lower bits set.
                ulong bits = random.NextUInt64() & (ulong.MaxValue << (int)(random.NextUInt64() % 46));
                int exponent = 1023 - 150 + (int)(random.NextUInt64() % 280);
                double value = BitConverter.UInt64BitsToDouble((bits & 0x800FFFFFFFFFFFFF) | ((ulong)exponent << 52));
                if (!IsNearest(value, ReducedFloats.ToBFloat16(value)))
                {
                    return false;
                }
                float single = (float)value;
                if (!IsNearest(single, ReducedFloats.ToBFloat16(single)))
                {
                    return false;
                }
            }
            return true;
        });

    [Fact]
    public void BrainFloatsAreRoundedOnce()
    {
        // A little over the tie between 1 and 1 + 2^-7, by less than single precision can see: rounding twice gives 1.
        double value = 1 + Math.ScaleB(1, -8) + Math.ScaleB(1, -40);
        Assert.Equal(0x3F81, ReducedFloats.ToBFloat16(value));
        Assert.Equal(0x3F80, ReducedFloats.ToBFloat16((float)value));
        Assert.Equal(0xBF81, ReducedFloats.ToBFloat16(-value));
        Assert.Equal(0x7F80, ReducedFloats.ToBFloat16(1e300));
        Assert.Equal(0xFF80, ReducedFloats.ToBFloat16(double.NegativeInfinity));
        Assert.Equal(0, ReducedFloats.ToBFloat16(1e-300));
        Assert.Equal(0x8000, ReducedFloats.ToBFloat16(-1e-300));
    }

    [Fact]
    public void SixteenBitPatternsSurviveSinglePrecision()
    {
        ushort[] all = [.. Enumerable.Range(0, 65536).Select(bits => (ushort)bits)];
        byte[] bytes = [.. all.SelectMany(BitConverter.GetBytes)];
        foreach (SafetensorsDtype dtype in new[] { SafetensorsDtype.F16, SafetensorsDtype.BF16 })
        {
            SafetensorsFile file = Safetensors.Parse(
                CheckpointFiles.Written([SafetensorsSource.OfBytes("x", [65536], bytes, dtype)])
            );
            ushort quiet = (ushort)(dtype == SafetensorsDtype.F16 ? 0x200 : 0x40);
            float[] singles = file.ReadSingles("x");
            double[] doubles = file.ReadDoubles("x");
            SafetensorsSource[] again =
            [
                SafetensorsSource.Of("s", [65536], singles, dtype),
                SafetensorsSource.Of("d", [65536], doubles, dtype),
            ];
            SafetensorsFile back = Safetensors.Parse(CheckpointFiles.Written(again));
            foreach (string name in new[] { "s", "d" })
            {
                byte[] actual = back.ReadBytes(name);
                for (int i = 0; i < all.Length; i++)
                {
                    // A NaN keeps sign and payload and becomes quiet.
                    ushort expected = float.IsNaN(singles[i]) ? (ushort)(all[i] | quiet) : all[i];
                    Assert.Equal(expected, BitConverter.ToUInt16(actual, 2 * i));
                }
            }
        }
    }

    [Fact]
    public void TheReferenceImplementationsOwnExamples()
    {
        // Files of its documentation: header text and padding as given there.
        byte[] file = CheckpointFiles.Written([SafetensorsSource.Of<float>("attn0", [1, 1, 2, 3], new float[6])]);
        const string header = """{"attn0":{"dtype":"F32","shape":[1,1,2,3],"data_offsets":[0,24]}}""";
        Assert.Equal(72, file[0]);
        Assert.Equal(header.PadRight(72), Encoding.UTF8.GetString(file, 8, 72));
        Assert.Equal([8, 0, 0, 0, 0, 0, 0, 0, .. "{}      "u8], CheckpointFiles.Written([]));
    }

    [Fact]
    public void AFailedWriteLeavesTheOldFile()
    {
        using var folder = new CheckpointFiles.Folder();
        string path = folder["a.safetensors"];
        Safetensors.Write(path, [SafetensorsSource.Of<int>("a", [1], new[] { 7 })]);
        SafetensorsFile closed = Safetensors.Open(path);
        SafetensorsSource gone = SafetensorsSource.From(closed, "a");
        closed.Dispose();
        Assert.ThrowsAny<ObjectDisposedException>(() => Safetensors.Write(path, [gone]));
        Assert.Equal([path], Directory.GetFiles(folder.Root));
        Assert.Equal([7], Safetensors.Read(path).ReadInt32("a"));
    }

    [Fact]
    public void WhatCannotBeWrittenIsRefused()
    {
        SafetensorsSource a = SafetensorsSource.Of<int>("a", [1], new int[1]);
        Assert.Throws<ArgumentException>(() => CheckpointFiles.Written([a, a]));
        Assert.Throws<ArgumentException>(() =>
            CheckpointFiles.Written([SafetensorsSource.Of<int>("__metadata__", [0], Array.Empty<int>())])
        );
        Assert.Throws<ArgumentException>(() =>
            CheckpointFiles.Written([SafetensorsSource.Of<int>("\ud800", [0], Array.Empty<int>())])
        );
        Assert.Throws<ArgumentException>(() =>
            CheckpointFiles.Written([a], new Dictionary<string, string> { ["x"] = "\udc00" })
        );
        Assert.Throws<ArgumentException>(() => SafetensorsSource.Of<int>("a", [2], new int[1]));
        Assert.ThrowsAny<ArgumentException>(() => SafetensorsSource.Of<int>("a", [-1, -1], new int[1]));
        Assert.Throws<ArgumentException>(() => SafetensorsSource.Of<char>("a", [1], new char[1]));
        Assert.Throws<ArgumentException>(() => SafetensorsSource.Of("a", [1], new float[1], SafetensorsDtype.I32));
        Assert.Throws<ArgumentException>(() => SafetensorsSource.OfBytes("a", [3], new byte[5], SafetensorsDtype.F16));
        Assert.Throws<ArgumentException>(() =>
            SafetensorsSource.OfBytes("a", [1L << 62, 8], new byte[0], SafetensorsDtype.F16)
        );
        Assert.Throws<ArgumentException>(() =>
            SafetensorsSource.OfBytes("a", [0], new byte[0], SafetensorsDtype.Of("Q9"))
        );
    }

    [Fact]
    public void WritingTakesNoSecondCopy()
    {
        float[] values = new float[1 << 22];
        SafetensorsSource[] tensors =
        [
            SafetensorsSource.Of<float>("a", [values.Length], values),
            SafetensorsSource.Of("b", [values.Length], values, SafetensorsDtype.BF16),
        ];
        long before = GC.GetAllocatedBytesForCurrentThread();
        Safetensors.Write(Stream.Null, tensors);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    private static bool IsNearest(double value, ushort bits)
    {
        double rounded = ReducedFloats.FromBFloat16(bits);
        if (!double.IsFinite(rounded))
        {
            // Beyond half a unit over the largest number.
            return Math.Abs(value) >= Math.ScaleB(511, 119);
        }
        double magnitude = Math.Abs(value);
        ushort low = (ushort)(bits & 0x7FFF);
        if (Math.Sign(rounded) * Math.Sign(value) < 0)
        {
            return false;
        }
        double middle = Math.Abs(rounded);
        // Midpoints of neighbours have 9 bits, so they are exact.
        double above = low + 1 == 0x7F80 ? Math.ScaleB(256, 120) : ReducedFloats.FromBFloat16((ushort)(low + 1));
        double upper = (middle + above) / 2;
        double lower = low == 0 ? 0 : (middle + ReducedFloats.FromBFloat16((ushort)(low - 1))) / 2;
        bool even = low % 2 == 0;
        return (magnitude > lower || (magnitude == lower && (even || low == 0)))
            && (magnitude < upper || (magnitude == upper && even));
    }

    private static bool AgreesWithTyped(SafetensorsFile file, SafetensorsEntry entry)
    {
        byte[] bytes = file.ReadBytes(entry.Name);
        return entry.Dtype.Name switch
        {
            "F64" => file.ReadDoubles(entry.Name).SelectMany(BitConverter.GetBytes).SequenceEqual(bytes),
            "F32" => file.ReadSingles(entry.Name).SelectMany(BitConverter.GetBytes).SequenceEqual(bytes),
            "I64" => file.ReadInt64(entry.Name).SelectMany(BitConverter.GetBytes).SequenceEqual(bytes),
            "I32" => file.ReadInt32(entry.Name).SelectMany(BitConverter.GetBytes).SequenceEqual(bytes),
            "I16" => file.ReadInt32(entry.Name).SelectMany(x => BitConverter.GetBytes((short)x)).SequenceEqual(bytes),
            "I8" => file.ReadInt64(entry.Name).Select(x => (byte)(sbyte)x).SequenceEqual(bytes),
            "U8" => file.ReadSingles(entry.Name).Select(x => (byte)x).SequenceEqual(bytes),
            "BOOL" => file.ReadBooleans(entry.Name).Select(x => (byte)(x ? 1 : 0)).SequenceEqual(bytes),
            _ => file.ReadSingles(entry.Name)
                .Zip(file.ReadDoubles(entry.Name))
                .All(pair => pair.Second.Equals(pair.First)),
        };
    }

    // Random bits are random values of every kind: subnormal numbers, infinities and NaNs with payloads among them.
    private static SafetensorsSource[] RandomTensors(ulong seed, out Dictionary<string, byte[]> expected)
    {
        RandomStream random = new RandomStream(seed).Split("tensors");
        int Below(int count) => (int)(random.NextUInt64() % (ulong)count);
        string[] types = ["F64", "F32", "F16", "BF16", "I64", "I32", "I16", "I8", "U8", "BOOL"];
        expected = new(StringComparer.Ordinal);
        var tensors = new SafetensorsSource[Below(12)];
        for (int k = 0; k < tensors.Length; k++)
        {
            SafetensorsDtype dtype = SafetensorsDtype.Of(types[Below(types.Length)]);
            long[] shape = [.. Enumerable.Range(0, Below(4)).Select(_ => (long)Below(5))];
            byte[] bytes = new byte[dtype.Bits / 8 * shape.Aggregate(1L, (a, b) => a * b)];
            for (int i = 0; i < bytes.Length; i++)
            {
                bytes[i] = (byte)(random.NextUInt64() >> 56);
                bytes[i] = dtype == SafetensorsDtype.Bool ? (byte)(bytes[i] & 1) : bytes[i];
            }
            string name = $"{(char)(' ' + Below(95))}é\n{Below(1000)}.{k}";
            expected[name] = bytes;
            tensors[k] = SafetensorsSource.OfBytes(name, shape, bytes, dtype);
        }
        return tensors;
    }
}
