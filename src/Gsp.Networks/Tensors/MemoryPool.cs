using System.Numerics;

namespace Gsp.Networks;

/// <summary>Blocks of one device's memory, kept for reuse by size so that a training step asks the system for nothing.</summary>
/// <remarks>Sizes are rounded up by at most an eighth. Not thread-safe: one workspace, one pool.</remarks>
internal sealed class MemoryPool(IDeviceMemory device) : IDisposable
{
    private const long Smallest = 64;
    private readonly Dictionary<long, Stack<nint>> free = [];

    /// <summary>Blocks handed out and not returned.</summary>
    public int LiveBlocks { get; private set; }

    /// <summary>Bytes handed out and not returned.</summary>
    public long LiveBytes { get; private set; }

    /// <summary>The most bytes handed out at a time since the last reset.</summary>
    public long PeakBytes { get; private set; }

    /// <summary>Bytes held from the system, in use or kept for reuse.</summary>
    public long ReservedBytes { get; private set; }

    public (nint Address, long Bytes) Rent(long bytes)
    {
        long size = RoundUp(bytes);
        if (!(free.TryGetValue(size, out Stack<nint>? blocks) && blocks.TryPop(out nint address)))
        {
            // Shapes that change from step to step would pile up blocks of every size: give back what is idle before growing far.
            if (ReservedBytes - LiveBytes > Math.Max(LiveBytes, 64 << 20))
            {
                Trim();
            }
            address = device.Allocate(size);
            ReservedBytes += size;
        }
        LiveBlocks++;
        LiveBytes += size;
        PeakBytes = Math.Max(PeakBytes, LiveBytes);
        return (address, size);
    }

    public void Return(nint address, long size)
    {
        if (!free.TryGetValue(size, out Stack<nint>? blocks))
        {
            free[size] = blocks = new Stack<nint>();
        }
        blocks.Push(address);
        LiveBlocks--;
        LiveBytes -= size;
    }

    public void ResetPeak() => PeakBytes = LiveBytes;

    /// <summary>Gives idle blocks back to the system.</summary>
    public void Trim()
    {
        foreach ((long size, Stack<nint> blocks) in free)
        {
            ReservedBytes -= size * blocks.Count;
            foreach (nint address in blocks)
            {
                device.Free(address);
            }
        }
        free.Clear();
    }

    public void Dispose() => Trim();

    /// <summary>The next of eight sizes to an octave.</summary>
    private static long RoundUp(long bytes)
    {
        if (bytes <= Smallest)
        {
            return Smallest;
        }
        long step = Math.Max(Smallest, 1L << (BitOperations.Log2((ulong)(bytes - 1)) - 3));
        return (bytes + step - 1) / step * step;
    }
}
