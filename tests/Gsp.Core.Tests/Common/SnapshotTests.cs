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
