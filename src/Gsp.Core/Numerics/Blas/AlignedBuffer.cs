using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Gsp.Numerics;

/// <summary>A thread's own scratch memory, 64-byte aligned, kept between calls so that a product allocates nothing.</summary>
/// <remarks>Grows to the largest request of its thread and is freed when the thread has ended.</remarks>
internal sealed unsafe class AlignedBuffer
{
    [ThreadStatic]
    private static AlignedBuffer? left;

    [ThreadStatic]
    private static AlignedBuffer? right;

    private void* memory;
    private nuint size;

    ~AlignedBuffer() => NativeMemory.AlignedFree(memory);

    /// <summary>Scratch for blocks of the left operand; valid until this thread asks again.</summary>
    public static T* Left<T>(nint count)
        where T : unmanaged => (T*)(left ??= new()).Get((nuint)count * (nuint)Unsafe.SizeOf<T>());

    /// <summary>Scratch for blocks of the right operand; valid until this thread asks again.</summary>
    public static T* Right<T>(nint count)
        where T : unmanaged => (T*)(right ??= new()).Get((nuint)count * (nuint)Unsafe.SizeOf<T>());

    private void* Get(nuint bytes)
    {
        if (bytes > size)
        {
            NativeMemory.AlignedFree(memory);
            memory = null; // should the next line fail, nothing is freed twice
            size = 0;
            memory = NativeMemory.AlignedAlloc(bytes, 64);
            size = bytes;
        }
        return memory;
    }
}
