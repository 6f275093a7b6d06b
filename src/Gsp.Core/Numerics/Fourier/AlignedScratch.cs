using System.Buffers;
using System.Runtime.InteropServices;

namespace Gsp.Numerics;

/// <summary>Scratch memory aligned to cache lines until it is disposed of, from the shared pool unless it is huge. Its content is arbitrary.</summary>
internal readonly unsafe ref struct AlignedScratch<T> : IDisposable
    where T : unmanaged
{
    private const int Alignment = 64;
    private const nint MostPooled = 1 << 26;
    private readonly T[]? rented;
    private readonly GCHandle handle;

    public AlignedScratch(nint count)
    {
        if (count > MostPooled)
        {
            Pointer = (T*)NativeMemory.AlignedAlloc(checked((nuint)count * (nuint)sizeof(T)), Alignment);
            return;
        }
        rented = ArrayPool<T>.Shared.Rent((int)count + Alignment / sizeof(T));
        handle = GCHandle.Alloc(rented, GCHandleType.Pinned);
        nint address = handle.AddrOfPinnedObject();
        Pointer = (T*)((address + Alignment - 1) & -Alignment);
    }

    /// <summary>The first number.</summary>
    public T* Pointer { get; }

    public void Dispose()
    {
        if (rented is null)
        {
            NativeMemory.AlignedFree(Pointer);
            return;
        }
        handle.Free();
        ArrayPool<T>.Shared.Return(rented);
    }
}
