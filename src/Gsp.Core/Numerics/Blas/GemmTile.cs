using System.Numerics;
using System.Runtime.CompilerServices;

namespace Gsp.Numerics;

/// <summary>The register tiles of the matrix product: four rows by one, two or three vectors.</summary>
/// <remarks>
/// Each element of the tile is <c>s = fma(a_k, b_k, s)</c> for k upward from s = 0, then <c>c = fma(alpha, s, beta c)</c>, or
/// <c>alpha s</c> where the old C is overwritten. Vectors run across columns, so an element's sequence is the same at every width.
/// a: element (r, k) at r aRow + k aStep. b: vector v of term k at k bStep + v Count. c: row r at r cRow, unit column stride.
/// Rows beyond <c>rows</c> are computed from the last row and not stored.
/// </remarks>
internal static unsafe class GemmTile<T, V, L>
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct
    where L : struct, ILanes<T, V>
{
    /// <summary>Elements of a packed A between what is read and what is fetched into the nearest cache.</summary>
    private const int PrefetchAhead = 128;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run(
        int vectors,
        int rows,
        int k,
        T* a,
        nint aRow,
        nint aStep,
        T* b,
        nint bStep,
        T* c,
        nint cRow,
        T alpha,
        T beta
    )
    {
        switch (vectors)
        {
            case 3:
                Three(rows, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta);
                break;
            case 2:
                Two(rows, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta);
                break;
            default:
                One(rows, k, a, aRow, aStep, b, bStep, c, cRow, alpha, beta);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Three(
        int rows,
        int k,
        T* a,
        nint aRow,
        nint aStep,
        T* b,
        nint bStep,
        T* c,
        nint cRow,
        T alpha,
        T beta
    )
    {
        T* a1 = rows > 1 ? a + aRow : a;
        T* a2 = rows > 2 ? a1 + aRow : a1;
        T* a3 = rows > 3 ? a2 + aRow : a2;
        V s00 = L.Zero,
            s01 = L.Zero,
            s02 = L.Zero,
            s10 = L.Zero,
            s11 = L.Zero,
            s12 = L.Zero,
            s20 = L.Zero,
            s21 = L.Zero,
            s22 = L.Zero,
            s30 = L.Zero,
            s31 = L.Zero,
            s32 = L.Zero;
        nint at = 0;
        for (; k > 0; k--)
        {
            V b0 = L.Load(b);
            V b1 = L.Load(b + L.Count);
            V b2 = L.Load(b + 2 * L.Count);
            Prefetch.Near(a + at + PrefetchAhead);
            V r = L.Broadcast(a[at]);
            s00 = L.MultiplyAdd(r, b0, s00);
            s01 = L.MultiplyAdd(r, b1, s01);
            s02 = L.MultiplyAdd(r, b2, s02);
            r = L.Broadcast(a1[at]);
            s10 = L.MultiplyAdd(r, b0, s10);
            s11 = L.MultiplyAdd(r, b1, s11);
            s12 = L.MultiplyAdd(r, b2, s12);
            r = L.Broadcast(a2[at]);
            s20 = L.MultiplyAdd(r, b0, s20);
            s21 = L.MultiplyAdd(r, b1, s21);
            s22 = L.MultiplyAdd(r, b2, s22);
            r = L.Broadcast(a3[at]);
            s30 = L.MultiplyAdd(r, b0, s30);
            s31 = L.MultiplyAdd(r, b1, s31);
            s32 = L.MultiplyAdd(r, b2, s32);
            b += bStep;
            at += aStep;
        }
        Put(c, s00, alpha, beta);
        Put(c + L.Count, s01, alpha, beta);
        Put(c + 2 * L.Count, s02, alpha, beta);
        if (rows > 1)
        {
            c += cRow;
            Put(c, s10, alpha, beta);
            Put(c + L.Count, s11, alpha, beta);
            Put(c + 2 * L.Count, s12, alpha, beta);
        }
        if (rows > 2)
        {
            c += cRow;
            Put(c, s20, alpha, beta);
            Put(c + L.Count, s21, alpha, beta);
            Put(c + 2 * L.Count, s22, alpha, beta);
        }
        if (rows > 3)
        {
            c += cRow;
            Put(c, s30, alpha, beta);
            Put(c + L.Count, s31, alpha, beta);
            Put(c + 2 * L.Count, s32, alpha, beta);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Two(
        int rows,
        int k,
        T* a,
        nint aRow,
        nint aStep,
        T* b,
        nint bStep,
        T* c,
        nint cRow,
        T alpha,
        T beta
    )
    {
        T* a1 = rows > 1 ? a + aRow : a;
        T* a2 = rows > 2 ? a1 + aRow : a1;
        T* a3 = rows > 3 ? a2 + aRow : a2;
        V s00 = L.Zero,
            s01 = L.Zero,
            s10 = L.Zero,
            s11 = L.Zero,
            s20 = L.Zero,
            s21 = L.Zero,
            s30 = L.Zero,
            s31 = L.Zero;
        nint at = 0;
        for (; k > 0; k--)
        {
            V b0 = L.Load(b);
            V b1 = L.Load(b + L.Count);
            V r = L.Broadcast(a[at]);
            s00 = L.MultiplyAdd(r, b0, s00);
            s01 = L.MultiplyAdd(r, b1, s01);
            r = L.Broadcast(a1[at]);
            s10 = L.MultiplyAdd(r, b0, s10);
            s11 = L.MultiplyAdd(r, b1, s11);
            r = L.Broadcast(a2[at]);
            s20 = L.MultiplyAdd(r, b0, s20);
            s21 = L.MultiplyAdd(r, b1, s21);
            r = L.Broadcast(a3[at]);
            s30 = L.MultiplyAdd(r, b0, s30);
            s31 = L.MultiplyAdd(r, b1, s31);
            b += bStep;
            at += aStep;
        }
        Put(c, s00, alpha, beta);
        Put(c + L.Count, s01, alpha, beta);
        if (rows > 1)
        {
            c += cRow;
            Put(c, s10, alpha, beta);
            Put(c + L.Count, s11, alpha, beta);
        }
        if (rows > 2)
        {
            c += cRow;
            Put(c, s20, alpha, beta);
            Put(c + L.Count, s21, alpha, beta);
        }
        if (rows > 3)
        {
            c += cRow;
            Put(c, s30, alpha, beta);
            Put(c + L.Count, s31, alpha, beta);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void One(
        int rows,
        int k,
        T* a,
        nint aRow,
        nint aStep,
        T* b,
        nint bStep,
        T* c,
        nint cRow,
        T alpha,
        T beta
    )
    {
        T* a1 = rows > 1 ? a + aRow : a;
        T* a2 = rows > 2 ? a1 + aRow : a1;
        T* a3 = rows > 3 ? a2 + aRow : a2;
        V s0 = L.Zero,
            s1 = L.Zero,
            s2 = L.Zero,
            s3 = L.Zero;
        nint at = 0;
        for (; k > 0; k--)
        {
            V b0 = L.Load(b);
            s0 = L.MultiplyAdd(L.Broadcast(a[at]), b0, s0);
            s1 = L.MultiplyAdd(L.Broadcast(a1[at]), b0, s1);
            s2 = L.MultiplyAdd(L.Broadcast(a2[at]), b0, s2);
            s3 = L.MultiplyAdd(L.Broadcast(a3[at]), b0, s3);
            b += bStep;
            at += aStep;
        }
        Put(c, s0, alpha, beta);
        if (rows > 1)
        {
            Put(c + cRow, s1, alpha, beta);
        }
        if (rows > 2)
        {
            Put(c + 2 * cRow, s2, alpha, beta);
        }
        if (rows > 3)
        {
            Put(c + 3 * cRow, s3, alpha, beta);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(T* c, V sum, T alpha, T beta)
    {
        V factor = L.Broadcast(alpha);
        V value =
            beta == T.Zero
                ? L.Multiply(factor, sum)
                : L.MultiplyAdd(factor, sum, L.Multiply(L.Broadcast(beta), L.Load(c)));
        L.Store(c, value);
    }
}
