using Xunit;

namespace Gsp.Fuzz;

/// <summary>Mutated snapshots: nothing but <see cref="GspFormatException"/>, whatever the bytes.</summary>
public sealed class SnapshotFuzz
{
    [Fact]
    public void MutatedSnapshotsAreRejected()
    {
        byte[] seed = new Snapshot("Fuzz/1").Put("a", [1, 2, 3]).Put("b", 4).ToBytes();
        FuzzHarness.Run(
            "snapshot",
            [seed],
            bytes =>
            {
                Snapshot.FromBytes(bytes);
                // A mutation that undoes itself is the only other file with this checksum.
                Assert.Equal(seed, bytes);
            },
            bytes => bytes
        );
    }
}
