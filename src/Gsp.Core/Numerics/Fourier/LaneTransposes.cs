using System.Runtime.Intrinsics;

namespace Gsp.Numerics;

/// <summary>Moves rows into the lanes of vectors and back: number j of row i goes to lane i of vector j.</summary>
internal static unsafe class LaneTransposes
{
    /// <summary>Rows to lanes; lanes without a row get zeros.</summary>
    /// <param name="rows">Rows of a length, one after the other.</param>
    /// <param name="length">Numbers of a row.</param>
    /// <param name="count">Rows, at most as many as lanes.</param>
    /// <param name="vectors">Receives the vectors.</param>
    /// <param name="stride">Distance of vectors.</param>
    public static void Gather<T>(T* rows, int length, int count, T* vectors, int stride)
        where T : unmanaged
    {
        int lanes = Vector256<T>.Count;
        int blocks = count == lanes ? length & ~3 : 0;
        for (nint j = 0; j < blocks; j += 4)
        {
            for (int lane = 0; lane < lanes; lane += 4)
            {
                Fours.Transpose(rows + lane * (nint)length + j, length, vectors + j * stride + lane, stride);
            }
        }
        for (nint j = blocks; j < length; j++)
        {
            for (int lane = 0; lane < lanes; lane++)
            {
                vectors[j * stride + lane] = lane < count ? rows[lane * (nint)length + j] : default;
            }
        }
    }

    /// <summary>Lanes to rows.</summary>
    /// <param name="vectors">The vectors.</param>
    /// <param name="stride">Distance of vectors.</param>
    /// <param name="rows">Receives the rows, one after the other.</param>
    /// <param name="length">Numbers of a row.</param>
    /// <param name="count">Rows, at most as many as lanes.</param>
    public static void Scatter<T>(T* vectors, int stride, T* rows, int length, int count)
        where T : unmanaged
    {
        int lanes = Vector256<T>.Count;
        int blocks = count == lanes ? length & ~3 : 0;
        for (nint j = 0; j < blocks; j += 4)
        {
            for (int lane = 0; lane < lanes; lane += 4)
            {
                Fours.Transpose(vectors + j * stride + lane, stride, rows + lane * (nint)length + j, length);
            }
        }
        for (nint j = blocks; j < length; j++)
        {
            for (int lane = 0; lane < count; lane++)
            {
                rows[lane * (nint)length + j] = vectors[j * stride + lane];
            }
        }
    }

    /// <summary>Makes elements real whose imaginary parts were not written.</summary>
    public static void ClearImaginary<T>(T* elements, int count)
        where T : unmanaged
    {
        int lanes = Vector256<T>.Count;
        for (nint j = 0; j < count; j++)
        {
            Vector256<T>.Zero.Store(elements + (2 * j + 1) * lanes);
        }
    }
}
