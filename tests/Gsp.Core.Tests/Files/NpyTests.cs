using Gsp.Files;
using Gsp.Random;
using Gsp.Testing;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Gsp.Core.Tests.Files;

public sealed class NpyTests
{
    private static readonly string[] Types = ["i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8", "b1"];

    public static TheoryData<string> Files =>
        [
            .. Types
                .SelectMany(type => new[] { "le", "be" }.Select(order => $"{type}_{order}"))
                .Where(name => name is not ("b1_be" or "i1_be" or "u1_be"))
                .SelectMany(name => new[] { $"{name}_C.npy", $"{name}_F.npy" }),
        ];

    [Theory]
    [MemberData(nameof(Files))]
    public void EveryTypeByteOrderAndMemoryOrderIsRead(string file)
    {
        NpyArray array = Npy.Read(FilesGolden.Path(file));
        double factor = file[0] switch
        {
            'i' => -1,
            'f' => 0.25,
            _ => 1,
        };
        double[] plain = file[0] == 'b' ? [0, 1, 1, 1, 1, 1] : [0, 1, 2, 3, 100, 7];
        Assert.Equal([2, 3], array.Shape);
        Assert.Equal(file.Contains("_be_", StringComparison.Ordinal), array.ElementType.BigEndian);
        Assert.Equal(plain.Select(v => v * factor), array.ToDoubles().Select(v => v + 0.0));
        Assert.Equal(plain[5] * factor, array.ToMatrix()[1, 2]);
    }

    [Fact]
    public void OtherShapesAndVersionsAreRead()
    {
        NpyArray cube = Npy.Read(FilesGolden.Path("cube_F.npy"));
        Assert.Equal([2, 3, 4], cube.Shape);
        Assert.Equal(Enumerable.Range(0, 24).Select(i => (double)i), cube.ToDoubles());
        Assert.Equal(2.5, Npy.Read(FilesGolden.Path("scalar.npy")).ToDoubles().Single());
        Assert.Empty(Npy.Read(FilesGolden.Path("scalar.npy")).Shape);
        Assert.Equal([0, 3], Npy.Read(FilesGolden.Path("empty.npy")).Shape);
        Assert.Equal(5, Npy.Read(FilesGolden.Path("vector.npy")).ToMatrix().RowCount);
        Assert.Equal([0.0, 1, 2], Npy.Read(FilesGolden.Path("version2.npy")).ToDoubles());
        Assert.Equal([0.0, 1, 2], Npy.Read(FilesGolden.Path("version3.npy")).ToDoubles());
    }

    [Theory]
    [InlineData("objects.npy", "pickle")]
    [InlineData("complex.npy", "c16")]
    [InlineData("structured.npy", "structured")]
    [InlineData("text.npy", "U2")]
    public void OtherKindsAreRefusedWithAReason(string file, string word) =>
        Assert.Contains(
            word,
            Assert.Throws<GspFormatException>(() => Npy.Read(FilesGolden.Path(file))).Reason,
            StringComparison.Ordinal
        );

    [Fact]
    public void TheWriterGivesTheSameBytesAsNumPy()
    {
        foreach (
            string file in (string[])
                [
                    "f8_le_C.npy",
                    "i2_le_C.npy",
                    "u1_le_C.npy",
                    "b1_le_C.npy",
                    "vector.npy",
                    "scalar.npy",
                    "empty.npy",
                    "f2_le_C.npy",
                ]
        )
        {
            byte[] original = File.ReadAllBytes(FilesGolden.Path(file));
            using var stream = new MemoryStream();
            Npy.Write(stream, Npy.Parse(original));
            Assert.Equal(original, stream.ToArray());
        }
    }

    [Fact]
    public void EveryTruncationAndAppendedByteIsRefused()
    {
        byte[] whole = File.ReadAllBytes(FilesGolden.Path("i4_be_F.npy"));
        for (int length = 0; length < whole.Length; length++)
        {
            Assert.Throws<GspFormatException>(() => Npy.Parse(whole[..length]));
        }
        Assert.Throws<GspFormatException>(() => Npy.Parse([.. whole, 0]));
    }

    [Theory]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (4000000000,), }")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (2000000000, 2000000000), }")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (0, 2000000000, 2000000000), }")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (200000000,), }")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (-1,), }")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (1), }")]
    [InlineData("{'descr': '<f8', 'fortran_order': 1, 'shape': (), }")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, }")]
    [InlineData("{'descr': '<f8', 'descr': '<f8', 'fortran_order': False, 'shape': (), }")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (), 'extra': 1}")]
    [InlineData("{'descr': '<f3', 'fortran_order': False, 'shape': (), }")]
    [InlineData("__import__('os')")]
    public void FalseHeadersAreRefusedBeforeAllocating(string header)
    {
        byte[] text = System.Text.Encoding.ASCII.GetBytes(header);
        byte[] file = [0x93, .. "NUMPY"u8, 1, 0, (byte)text.Length, 0, .. text, .. new byte[8]];
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<GspFormatException>(() => Npy.Parse(file));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void ArchivesOfNumPyAreRead()
    {
        foreach (string file in (string[])["stored.npz", "deflated.npz"])
        {
            IReadOnlyDictionary<string, NpyArray> arrays = Npz.Read(FilesGolden.Path(file));
            Assert.Equal([0.0, 1, 2, 3, 4, 5], arrays["a"].ToDoubles());
            Assert.Equal([2, 3], arrays["a"].Shape);
            Assert.Equal([1.0, 2], arrays["b"].ToDoubles());
        }
        var cap = new NpzOptions { MaximumDecompressedBytes = 1000 };
        Assert.Contains(
            "cap",
            Assert.Throws<GspFormatException>(() => Npz.Read(FilesGolden.Path("deflated.npz"), cap)).Reason,
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            Npz.Read(FilesGolden.Path("deflated.npz"), new NpzOptions { MaximumDecompressedBytes = 0 })
        );
    }

    [Fact]
    public void ADamagedMemberIsDetectedByItsChecksum()
    {
        byte[] bytes = File.ReadAllBytes(FilesGolden.Path("stored.npz"));
        int at = bytes.AsSpan().IndexOf(BitConverter.GetBytes(5.0));
        bytes[at + 3] ^= 1;
        Assert.Contains(
            "checksum",
            Assert.Throws<GspFormatException>(() => Npz.Parse(bytes)).Reason,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void ArchivesRoundTripAndDependOnTheirContentAlone() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var random = new RandomStream(seed);
            bool compress = random.NextUInt64() % 2 == 0;
            KeyValuePair<string, NpyArray>[] arrays =
            [
                new(
                    "first",
                    NpyArray.FromMatrix(Matrix<double>.Build.Dense(3, 4, (i, j) => (i * j) + (double)(seed % 7)))
                ),
                new("näh/second", new NpyArray(new long[] { (long)random.NextUInt64(), -1 }, 2)),
                new("none", new NpyArray(Array.Empty<float>(), 0, 5)),
            ];
            using var one = new MemoryStream();
            using var two = new MemoryStream();
            Npz.Write(one, arrays, compress);
            Npz.Write(two, arrays, compress);
            IReadOnlyDictionary<string, NpyArray> back = Npz.Parse(one.ToArray());
            return one.ToArray().AsSpan().SequenceEqual(two.ToArray())
                && arrays.All(a =>
                    back[a.Key].Shape.SequenceEqual(a.Value.Shape)
                    && back[a.Key].ToDoubles().AsSpan().SequenceEqual(a.Value.ToDoubles())
                );
        });

    [Fact]
    public void WrongShapesAndTypesAreTheCallersMistake()
    {
        Assert.Throws<ArgumentException>(() => new NpyArray(new double[3], 2, 2));
        Assert.Throws<ArgumentException>(() => new NpyArray(new string[3], 3));
        Assert.Throws<ArgumentException>(() => new NpyArray(new double[8], 2, 2, 2).ToMatrix());
    }

    [Fact]
    public void RealArraysAreRead()
    {
        string netsim = TestData.SharedOrSkip("data", "netsim-dream3", "netsim", "sim3_subject_0.npz");
        Assert.Contains(
            Npz.Read(netsim).Values,
            array => array.Shape.SequenceEqual([200, 15]) || array.Shape.SequenceEqual([15, 200])
        );
        string frames = TestData.SharedOrSkip("data", "optical-mapping-lee2017", "frames_gray_u8.npy");
        Assert.Equal(220, Npy.Read(frames).Shape[0]);
    }
}
