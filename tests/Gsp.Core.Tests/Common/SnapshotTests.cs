using Gsp.Testing;
using Xunit;

namespace Gsp.Core.Tests.Common;

public sealed class SnapshotTests
{
    private static Snapshot Sample() =>
        new Snapshot("Test/1")
            .Put("values", [1, double.NaN, -0.0, double.Epsilon])
            .Put("scalar", 7)
            .PutBits("bits", ulong.MaxValue - 5);

    [Fact]
    public void WriteThenReadIsIdentity()
    {
        Snapshot back = Snapshot.FromBytes(Sample().ToBytes());
        Assert.Equal("Test/1", back.Kind);
        Assert.Equal(
            Sample().Get("values").ToArray().Select(BitConverter.DoubleToInt64Bits),
            back.Get("values").ToArray().Select(BitConverter.DoubleToInt64Bits)
        );
        Assert.Equal(7, back.GetScalar("scalar"));
        Assert.Equal(ulong.MaxValue - 5, back.GetBits("bits"));
    }

    [Fact]
    public void TextsAndPartsComeBackAsTheyWere()
    {
        Snapshot inner = Sample().PutPart("deeper", new Snapshot("").Put("x", 3));
        Snapshot outer = new Snapshot("Outer/1")
            .PutText("text", "\u00e4 \ud83d\ude00\0\n")
            .PutPart("part", inner)
            .Put("partner", 1);
        Snapshot back = Snapshot.FromBytes(outer.ToBytes());
        Assert.Equal("\u00e4 \ud83d\ude00\0\n", back.GetText("text"));
        Assert.Equal(inner.ToBytes(), back.GetPart("part").ToBytes());
        Assert.Equal(3, back.GetPart("part").GetPart("deeper").GetScalar("x"));
        Assert.Throws<ArgumentException>(() => back.GetPart("other"));
    }

    [Fact]
    public void EveryTruncationIsDetected()
    {
        byte[] whole = Sample().ToBytes();
        for (int length = 0; length < whole.Length; length++)
        {
            Assert.Throws<GspFormatException>(() => Snapshot.FromBytes(whole.AsSpan(0, length)));
        }
    }

    [Fact]
    public void EveryFlippedByteIsDetected() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            byte[] bytes = Sample().ToBytes();
            bytes[seed % (ulong)bytes.Length] ^= (byte)(1 + seed % 255);
            return Assert.Throws<GspFormatException>(() => Snapshot.FromBytes(bytes)) is not null;
        });

    [Fact]
    public void AForeignKindIsNamed()
    {
        var error = Assert.Throws<ArgumentException>(() => Sample().RequireKind("Other/1"));
        Assert.Contains("Test/1", error.Message, StringComparison.Ordinal);
    }
}
