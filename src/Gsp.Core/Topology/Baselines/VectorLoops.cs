using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Gsp.Topology;

/// <summary>Inner loops on short vectors whose bits do not depend on the machine's vector width.</summary>
/// <remarks>Sums run over eight lanes, added in a fixed tree, whatever the hardware offers; products and sums are rounded separately.</remarks>
internal static class VectorLoops
{
    /// <summary>Σ x_i y_i.</summary>
    public static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        ref double a = ref MemoryMarshal.GetReference(x);
        ref double b = ref MemoryMarshal.GetReference(y);
        Vector512<double> sums = Vector512<double>.Zero;
        int i = 0;
        for (; i <= x.Length - 8; i += 8)
        {
            sums += Load(ref a, i) * Load(ref b, i);
        }
        double tail = 0;
        for (; i < x.Length; i++)
        {
            tail += x[i] * y[i];
        }
        Vector256<double> four = sums.GetLower() + sums.GetUpper();
        Vector128<double> two = four.GetLower() + four.GetUpper();
        return two[0] + two[1] + tail;
    }

    /// <summary>y ← y + α x.</summary>
    public static void AddScaled(double alpha, ReadOnlySpan<double> x, Span<double> y)
    {
        ref double a = ref MemoryMarshal.GetReference(x);
        ref double b = ref MemoryMarshal.GetReference(y);
        Vector512<double> factor = Vector512.Create(alpha);
        int i = 0;
        for (; i <= x.Length - 8; i += 8)
        {
            Vector512<double> sum = Load(ref b, i) + factor * Load(ref a, i);
            sum.StoreUnsafe(ref b, (nuint)i);
        }
        for (; i < x.Length; i++)
        {
            y[i] += alpha * x[i];
        }
    }

    /// <summary>y ← y + x ∘ x.</summary>
    public static void AddSquares(ReadOnlySpan<double> x, Span<double> y)
    {
        ref double a = ref MemoryMarshal.GetReference(x);
        ref double b = ref MemoryMarshal.GetReference(y);
        int i = 0;
        for (; i <= x.Length - 8; i += 8)
        {
            Vector512<double> value = Load(ref a, i);
            (Load(ref b, i) + value * value).StoreUnsafe(ref b, (nuint)i);
        }
        for (; i < x.Length; i++)
        {
            y[i] += x[i] * x[i];
        }
    }

    /// <summary>y ← x ∘ y.</summary>
    public static void MultiplyBy(ReadOnlySpan<double> x, Span<double> y)
    {
        ref double a = ref MemoryMarshal.GetReference(x);
        ref double b = ref MemoryMarshal.GetReference(y);
        int i = 0;
        for (; i <= x.Length - 8; i += 8)
        {
            (Load(ref a, i) * Load(ref b, i)).StoreUnsafe(ref b, (nuint)i);
        }
        for (; i < x.Length; i++)
        {
            y[i] *= x[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Load(ref double start, int index) => Vector512.LoadUnsafe(ref start, (nuint)index);
}
