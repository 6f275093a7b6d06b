using Gsp.Random;
using Xunit;

namespace Gsp.Fuzz;

/// <summary>Mutated snapshots: nothing but <see cref="GspFormatException"/>, whatever the bytes.</summary>
public sealed class SnapshotFuzz
{
    [Fact]
    public void MutatedSnapshotsAreRejected()
    {
        byte[] seedFile = new Snapshot("Fuzz/1").Put("a", [1, 2, 3]).Put("b", 4).ToBytes();
        var stream = new RandomStream(20_000);
        for (int i = 0; i < 20_000; i++)
        {
            byte[] bytes = (byte[])seedFile.Clone();
            int flips = 1 + (int)(stream.NextUInt64() % 8);
            for (int f = 0; f < flips; f++)
            {
                bytes[stream.NextUInt64() % (ulong)bytes.Length] = (byte)stream.NextUInt64();
            }
            if (!bytes.AsSpan().SequenceEqual(seedFile))
            {
                Assert.Throws<GspFormatException>(() => Snapshot.FromBytes(bytes));
            }
        }
    }
}
