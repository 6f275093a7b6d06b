using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Gsp.Numerics;

/// <summary>The vector width that kernels use on this machine.</summary>
/// <remarks>Chosen by the runtime from the processor and from the switches <c>DOTNET_EnableAVX512=0</c> and
/// <c>DOTNET_EnableAVX2=0</c>. The width changes the speed, never the bits.</remarks>
public static class SimdWidth
{
    /// <summary>Bits of a vector: 512, 256 or 128.</summary>
    public static int Bits =>
        Vector512.IsHardwareAccelerated ? 512
        : Vector256.IsHardwareAccelerated ? 256
        : 128;

    /// <summary>Whether a fused multiply-add is one instruction; where it is not it is computed in software, exactly and slowly.</summary>
    public static bool HardwareFusedMultiplyAdd => Fma.IsSupported || AdvSimd.IsSupported;
}
