using System.Buffers.Binary;
using System.Text;
using Xunit;

namespace Gsp.Networks.Tests;

/// <summary>Every way in which a header can be wrong is an error that says where and what.</summary>
public sealed class SafetensorsHeaderTests
{
    private const string A = "\"a\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]}";

    [Theory]
    // Not the JSON that it has to be.
    [InlineData("", 0, "header length", "no header")]
    [InlineData("[]", 0, "header", "'{'")]
    [InlineData(" {}", 0, "header", "'{'")]
    [InlineData("\uFEFF{}", 0, "header", "'{'")]
    [InlineData("{", 0, "header", "JSON")]
    [InlineData("{}x", 0, "header", "JSON")]
    [InlineData("{} {}", 0, "header", "JSON")]
    [InlineData("{'a':1}", 0, "header", "JSON")]
    [InlineData("""{"a":1,}""", 0, "a", "expected an object, found a number")]
    [InlineData("""{"a":null}""", 0, "a", "found null")]
    [InlineData("""{"\ud800":{}}""", 0, "header", "no character")]
    // Fields.
    [InlineData("""{"a":{}}""", 0, "a.dtype", "missing")]
    [InlineData("""{"a":{"dtype":"U8","data_offsets":[0,4]}}""", 4, "a.shape", "missing")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4]}}""", 4, "a.data_offsets", "missing")]
    [InlineData("""{"a":{"shape":[4],"data_offsets":[0,4]}}""", 4, "a.dtype", "missing")]
    [InlineData("""{"a":{"dtype":8,"shape":[4],"data_offsets":[0,4]}}""", 4, "a.dtype", "expected a string")]
    [InlineData("""{"a":{"dtype":"U8","shape":4,"data_offsets":[0,4]}}""", 4, "a.shape", "expected an array")]
    [InlineData("""{"a":{"dtype":"U8","dtype":"U8","shape":[4],"data_offsets":[0,4]}}""", 4, "a.dtype", "twice")]
    [InlineData("""{"a":{"dtype":"U8","shape":[],"shape":[4],"data_offsets":[0,4]}}""", 4, "a.shape", "twice")]
    [InlineData("{" + A + "," + A + "}", 4, "a", "twice")]
    [InlineData("{" + A + ""","\u0061":{"dtype":"U8","shape":[0],"data_offsets":[4,4]}}""", 4, "a", "twice")]
    // Shapes.
    [InlineData("""{"a":{"dtype":"U8","shape":[-4],"data_offsets":[0,4]}}""", 4, "a.shape", "negative")]
    [InlineData("""{"a":{"dtype":"U8","shape":[-0],"data_offsets":[0,0]}}""", 0, "a.shape", "negative")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4.0],"data_offsets":[0,4]}}""", 4, "a.shape", "whole number")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4e0],"data_offsets":[0,4]}}""", 4, "a.shape", "whole number")]
    [InlineData("""{"a":{"dtype":"U8","shape":["4"],"data_offsets":[0,4]}}""", 4, "a.shape", "found a string")]
    [InlineData("""{"a":{"dtype":"U8","shape":[[4]],"data_offsets":[0,4]}}""", 4, "a.shape", "found an array")]
    [InlineData("""{"a":{"dtype":"U8","shape":[18446744073709551620],"data_offsets":[0,4]}}""", 4, "a.shape", "whole")]
    [InlineData("""{"a":{"dtype":"U8","shape":[9223372036854775807,2],"data_offsets":[0,4]}}""", 4, "a.shape", "2^63")]
    // 2^32 x 2^32 is 0 in 64 bits.
    [InlineData("""{"a":{"dtype":"U8","shape":[4294967296,4294967296],"data_offsets":[0,0]}}""", 0, "a.shape", "2^63")]
    [InlineData(
        """{"a":{"dtype":"U8","shape":[4294967296,4294967296,0],"data_offsets":[0,0]}}""",
        0,
        "a.shape",
        "2^63"
    )]
    // 2^61 x 8 bytes is 0 in 64 bits.
    [InlineData("""{"a":{"dtype":"F64","shape":[2305843009213693952],"data_offsets":[0,0]}}""", 0, "a.shape", "2^63")]
    [InlineData("""{"a":{"dtype":"F4","shape":[3],"data_offsets":[0,1]}}""", 1, "a.shape", "whole number of bytes")]
    [InlineData("""{"a":{"dtype":"XX","shape":[4294967296,4294967296],"data_offsets":[0,0]}}""", 0, "a.shape", "2^63")]
    // Offsets.
    [InlineData(
        """{"a":{"dtype":"U8","shape":[4],"data_offsets":[0]}}""",
        4,
        "a.data_offsets",
        "expected begin and end"
    )]
    [InlineData("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4,4]}}""", 4, "a.data_offsets", "more than 2")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[4,0]}}""", 4, "a.data_offsets", "behind end")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[-4,0]}}""", 4, "a.data_offsets", "negative")]
    [InlineData(
        """{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}""",
        3,
        "a.data_offsets",
        "behind the data's end at 3"
    )]
    [InlineData(
        """{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,9223372036854775807]}}""",
        4,
        "a.data_offsets",
        "behind"
    )]
    [InlineData("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,3]}}""", 3, "a.data_offsets", "takes 4")]
    [InlineData("""{"a":{"dtype":"F32","shape":[],"data_offsets":[0,0]}}""", 0, "a.data_offsets", "takes 4")]
    [InlineData("""{"a":{"dtype":"U8","shape":[0],"data_offsets":[0,4]}}""", 4, "a.data_offsets", "takes 0")]
    [InlineData("""{"a":{"dtype":"U8","shape":[3],"data_offsets":[1,4]}}""", 4, "a.data_offsets", "hole")]
    [InlineData("{" + A + ""","b":{"dtype":"U8","shape":[2],"data_offsets":[5,7]}}""", 7, "b.data_offsets", "hole")]
    [InlineData("{" + A + ""","b":{"dtype":"U8","shape":[2],"data_offsets":[3,5]}}""", 5, "b.data_offsets", "overlaps")]
    [InlineData("{" + A + ""","b":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}""", 4, "b.data_offsets", "overlaps")]
    [InlineData("{" + A + ""","b":{"dtype":"U8","shape":[0],"data_offsets":[2,2]}}""", 4, "b.data_offsets", "overlaps")]
    [InlineData("{" + A + "}", 5, "data", "1 bytes follow")]
    [InlineData("{}", 5, "data", "5 bytes follow")]
    // Metadata.
    [InlineData("""{"__metadata__":"x"}""", 0, "__metadata__", "expected an object")]
    [InlineData("""{"__metadata__":{"a":1}}""", 0, "__metadata__.a", "expected a string")]
    [InlineData("""{"__metadata__":{"a":{"b":"c"}}}""", 0, "__metadata__.a", "expected a string")]
    [InlineData("""{"__metadata__":{"a":null}}""", 0, "__metadata__.a", "expected a string")]
    [InlineData("""{"__metadata__":{"a":"1","a":"2"}}""", 0, "__metadata__.a", "twice")]
    [InlineData("""{"__metadata__":{},"__metadata__":{}}""", 0, "__metadata__", "twice")]
    public void WhatIsWrongIsNamed(string header, int dataLength, string field, string reason)
    {
        byte[] file = CheckpointFiles.File(header, dataLength);
        var error = Assert.Throws<GspFormatException>(() => Safetensors.Parse(file, "x"));
        Assert.Equal("x", error.Path);
        Assert.Equal(field, error.Field);
        Assert.Contains(reason, error.Reason, StringComparison.Ordinal);
        Assert.InRange(error.ByteOffset, 0, file.Length);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{}   \n\t ")]
    [InlineData("""{"__metadata__":{}}""")]
    [InlineData("""{"__metadata__":{"":"","a":"\u00e9\ud83d\ude00"}}""")]
    [InlineData("""{"":{"dtype":"U8","shape":[0,9223372036854775807],"data_offsets":[0,0]}}""")]
    [InlineData("""{"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0],"later":{"x":[[1]]}}}""")]
    public void WhatIsAllowedIsRead(string header) => Assert.NotNull(Safetensors.Parse(CheckpointFiles.File(header)));

    [Fact]
    public void TheErrorStandsAtItsByte()
    {
        const string header = """{"a":{"dtype":"U8","shape":[4,-1],"data_offsets":[0,4]}}""";
        var error = Assert.Throws<GspFormatException>(() => Safetensors.Parse(CheckpointFiles.File(header, 4)));
        Assert.Equal(8 + header.IndexOf("-1", StringComparison.Ordinal), error.ByteOffset);
    }

    [Fact]
    public void BytesThatAreNoTextAreFound()
    {
        byte[] header = [.. "{\""u8, 0xC3, 0x28, .. "\":{}}"u8];
        var error = Assert.Throws<GspFormatException>(() => Safetensors.Parse(CheckpointFiles.File(header)));
        Assert.Equal(10, error.ByteOffset);
        Assert.Contains("UTF-8", error.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0ul, "no header")]
    [InlineData(3ul, "only 2 bytes follow")]
    [InlineData(100_000_001ul, "at most 100000000")]
    [InlineData(0x8000_0000_0000_0000ul, "at most 100000000")]
    [InlineData(ulong.MaxValue, "at most 100000000")]
    public void LengthsThatCannotBe(ulong length, string reason)
    {
        byte[] file = CheckpointFiles.File("{}");
        BinaryPrimitives.WriteUInt64LittleEndian(file, length);
        var error = Assert.Throws<GspFormatException>(() => Safetensors.Parse(file));
        Assert.Equal("header length", error.Field);
        Assert.Contains(reason, error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void DeepNestingIsRefused()
    {
        string deep = """{"a":{"x":""" + new string('[', 100_000) + new string(']', 100_000) + "}}";
        var error = Assert.Throws<GspFormatException>(() => Safetensors.Parse(CheckpointFiles.File(deep)));
        Assert.Contains("nested deeper", error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void ManyDimensionsAreRefused()
    {
        static string Header(int rank) =>
            "{\"a\":{\"dtype\":\"U8\",\"shape\":["
            + string.Join(',', Enumerable.Repeat(1, rank))
            + "],\"data_offsets\":[0,1]}}";
        Assert.Equal(64, Safetensors.Parse(CheckpointFiles.File(Header(64), 1)).Entries[0].Shape.Count);
        Assert.Throws<GspFormatException>(() => Safetensors.Parse(CheckpointFiles.File(Header(65), 1)));
    }

    [Fact]
    public void LongNamesWithManyFieldsTakeNoLongTime()
    {
        // A name repeated in each field's error text would make this 100,000 copies of a megabyte.
        var header = new StringBuilder("{\"").Append('n', 1 << 20).Append("\":{");
        for (int i = 0; i < 100_000; i++)
        {
            header.Append("\"x\":0,");
        }
        header.Append("""" "dtype":"U8","shape":[0],"data_offsets":[0,0]}}"""");
        byte[] file = CheckpointFiles.File(header.ToString());
        long before = GC.GetAllocatedBytesForCurrentThread();
        Safetensors.Parse(file);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 40 << 20);
    }

    [Fact]
    public void OffsetsMayStandInAnyOrder()
    {
        SafetensorsFile file = Safetensors.Parse(
            CheckpointFiles.File(
                """{"b":{"data_offsets":[4,6],"shape":[1],"dtype":"F16"},"a":{"shape":[],"dtype":"I32","data_offsets":[0,4]}}""",
                6
            )
        );
        Assert.Equal(["a", "b"], file.Entries.Select(entry => entry.Name));
        Assert.Equal("b F16 [1]", file["b"].ToString());
    }
}
