using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Gsp.Numerics;

/// <summary>Moves groups of four floats or doubles.</summary>
internal static unsafe class Fours
{
    /// <summary>Copies four contiguous elements of each of several rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy<T>(T* from, nint fromStride, T* to, nint toStride, int rows)
        where T : unmanaged
    {
        for (; rows > 0; rows--)
        {
            if (sizeof(T) == 8)
            {
                Vector256.Load((double*)from).Store((double*)to);
            }
            else
            {
                Vector128.Load((float*)from).Store((float*)to);
            }
            from += fromStride;
            to += toStride;
        }
    }

    /// <summary>Transposes a 4 x 4 block: element (i, j) goes from i fromStride + j to j toStride + i.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose<T>(T* from, nint fromStride, T* to, nint toStride)
        where T : unmanaged
    {
        if (Avx.IsSupported && sizeof(T) == 8)
        {
            Vector256<double> a = Vector256.Load((double*)from);
            Vector256<double> b = Vector256.Load((double*)(from + fromStride));
            Vector256<double> c = Vector256.Load((double*)(from + 2 * fromStride));
            Vector256<double> d = Vector256.Load((double*)(from + 3 * fromStride));
            Vector256<double> ab0 = Avx.UnpackLow(a, b);
            Vector256<double> ab1 = Avx.UnpackHigh(a, b);
            Vector256<double> cd0 = Avx.UnpackLow(c, d);
            Vector256<double> cd1 = Avx.UnpackHigh(c, d);
            Avx.Permute2x128(ab0, cd0, 0x20).Store((double*)to);
            Avx.Permute2x128(ab1, cd1, 0x20).Store((double*)(to + toStride));
            Avx.Permute2x128(ab0, cd0, 0x31).Store((double*)(to + 2 * toStride));
            Avx.Permute2x128(ab1, cd1, 0x31).Store((double*)(to + 3 * toStride));
        }
        else if (Sse.IsSupported && sizeof(T) == 4)
        {
            Vector128<float> a = Vector128.Load((float*)from);
            Vector128<float> b = Vector128.Load((float*)(from + fromStride));
            Vector128<float> c = Vector128.Load((float*)(from + 2 * fromStride));
            Vector128<float> d = Vector128.Load((float*)(from + 3 * fromStride));
            Vector128<float> ab0 = Sse.UnpackLow(a, b);
            Vector128<float> ab1 = Sse.UnpackHigh(a, b);
            Vector128<float> cd0 = Sse.UnpackLow(c, d);
            Vector128<float> cd1 = Sse.UnpackHigh(c, d);
            Sse.MoveLowToHigh(ab0, cd0).Store((float*)to);
            Sse.MoveHighToLow(cd0, ab0).Store((float*)(to + toStride));
            Sse.MoveLowToHigh(ab1, cd1).Store((float*)(to + 2 * toStride));
            Sse.MoveHighToLow(cd1, ab1).Store((float*)(to + 3 * toStride));
        }
        else
        {
            for (int j = 0; j < 4; j++)
            {
                to[0] = from[j];
                to[1] = from[fromStride + j];
                to[2] = from[2 * fromStride + j];
                to[3] = from[3 * fromStride + j];
                to += toStride;
            }
        }
    }
}
