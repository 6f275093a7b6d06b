using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Gsp.Numerics;

/// <summary>Hints to the processor; they change no result and may name any address.</summary>
internal static unsafe class Prefetch
{
    /// <summary>The line at an address is wanted soon, in every cache level. Nothing where the machine has no such instruction.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Near(void* address)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(address);
        }
    }
}
