using Gsp.Random;
using Gsp.Testing;
using Xunit;

namespace Gsp.Recordings.Tests;

/// <summary>MAT-files made on the spot: every choice of the format, limits, and the words of errors.</summary>
public sealed class MatFileTests
{
    private static string Golden(string file) => Path.Combine(AppContext.BaseDirectory, "Golden", "matlab", file);

    [Fact]
    public void WhatIsWrittenIsRead() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            (byte[] file, string[] dumps) = new MatTestWriter(new RandomStream(seed).Split("mat")).Write();
            return MatFile.Parse(file).Variables.Select(MatDump.Of).SequenceEqual(dumps);
        });

    [Fact]
    public void Hdf5IsNamedWithTheWayOut()
    {
        byte[] file = new byte[600];
        "MATLAB 7.3 MAT-file, Platform: GLNXA64"u8.CopyTo(file);
        string message = Assert.Throws<GspFormatException>(() => MatFile.Parse(file)).Message;
        Assert.Contains("HDF5 is not supported", message, StringComparison.Ordinal);
        Assert.Contains("'-v7'", message, StringComparison.Ordinal);
    }

    [Fact]
    public void AForeignFileIsNamedAsSuch()
    {
        byte[] text = [.. Enumerable.Repeat((byte)'a', 200)];
        Assert.Contains(
            "another kind of file",
            Assert.Throws<GspFormatException>(() => MatFile.Parse(text)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void DecompressionIsCapped()
    {
        byte[] file = File.ReadAllBytes(Golden("plain_compressed.mat"));
        var tight = new MatReadOptions { MaximumDecompressedBytes = 500 };
        Assert.Contains(
            "allowed",
            Assert.Throws<GspFormatException>(() => MatFile.Parse(file, tight)).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            MatFile.Parse(file, new MatReadOptions { MaximumDecompressedBytes = 0 })
        );
    }

    [Fact]
    public void APresetDictionaryIsDamage()
    {
        byte[] file = File.ReadAllBytes(Golden("plain_compressed.mat"));
        // The first variable's zlib header; its two bytes have to be a multiple of 31.
        const int header = 136;
        byte flags = 0x20;
        flags += (byte)((31 - (((file[header] << 8) + flags) % 31)) % 31);
        file[header + 1] = flags;
        Assert.Contains(
            "the compressed data are damaged",
            Assert.Throws<GspFormatException>(() => MatFile.Parse(file)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void OnlyWantedVariablesAreRead()
    {
        foreach (string file in (string[])["four.mat", "plain.mat", "plain_compressed.mat"])
        {
            MatFileContents some = MatFile.Read(Golden(file), new MatReadOptions { Variables = ["text"] });
            Assert.Equal(["text"], some.Names);
        }
        var absent = new MatReadOptions { Variables = ["ecg"] };
        string message = Assert.Throws<GspFormatException>(() => MatFile.Read(Golden("plain.mat"), absent)).Message;
        Assert.Contains("no variable 'ecg'", message, StringComparison.Ordinal);
    }

    [Fact]
    public void AccessorsSayWhatTheArrayIs()
    {
        MatArray ecg = MatFile.Read(Golden("nested.mat"))["ECG"];
        Assert.Equal("Male", ecg["sex"].ToText());
        Assert.Equal(61, ecg["age"].ToDouble());
        Assert.Equal(7, ecg["data"].ToMatrix()[1, 3]);
        Assert.Equal(["I", "II"], ecg["lead"]["names"].Cells.Select(cell => cell.ToText()));
        Assert.Contains(
            "it has sex, age, data, lead",
            Assert.Throws<ArgumentException>(() => ecg["Age"]).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<InvalidOperationException>(() => ecg.ToDoubles());
        Assert.Throws<InvalidOperationException>(() => ecg["data"].ToDouble());
        Assert.Throws<InvalidOperationException>(() => ecg["data"].ToText());
        MatArray array = MatFile.Read(Golden("nested.mat"))["array"];
        Assert.Throws<InvalidOperationException>(() => array["n"]);
        Assert.Equal("two", array.Field("s", 1).ToText());
    }

    [Fact]
    public void RowsOfTextAndSparseEntriesComeOutInOrder()
    {
        Assert.Equal(["ab ", "cde"], MatFile.Read(Golden("plain.mat"))["lines"].ToLines());
        var matrix = MatFile.Read(Golden("nested.mat"))["sparse"].ToMatrix();
        Assert.Equal((4, 3), (matrix.RowCount, matrix.ColumnCount));
        Assert.Equal([1.5, 2.0, 4.0, -3.0], new[] { matrix[0, 1], matrix[1, 0], matrix[3, 1], matrix[2, 2] });
    }

    [Fact]
    public void UnsignedNumbersStayUnsigned() =>
        Assert.Equal(55000, MatFile.Read(Golden("plain.mat"))["u16"].ToDoubles()[^1]);
}
