using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Gsp.Numerics;

namespace Gsp.Networks;

/// <summary>Loops of element-wise formulas over contiguous runs at the machine's vector width.</summary>
/// <remarks>The last, shorter vector is computed by the same operations as the others, so cutting a loop anywhere changes no bit.</remarks>
internal abstract unsafe class ElementKernels<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static ElementKernels<T> Instance { get; } =
        Vector512.IsHardwareAccelerated ? new ElementKernels<T, Vector512<T>, Lanes512<T>>()
        : Vector256.IsHardwareAccelerated ? new ElementKernels<T, Vector256<T>, Lanes256<T>>()
        : new ElementKernels<T, Vector128<T>, Lanes128<T>>();

    /// <summary>y_i = f(x_i).</summary>
    public abstract void Map<F>(F formula, T* x, T* y, int n)
        where F : struct, IUnaryFormula;

    /// <summary>y_i = g_i f'(p_i), or y_i + g_i f'(p_i).</summary>
    public abstract void MapSlope<F>(F formula, T* p, T* g, T* y, int n, bool accumulate)
        where F : struct, IUnaryFormula;

    /// <summary>y_i = f(a_i, b_i); a step of 0 repeats the first element of an operand.</summary>
    public abstract void Zip<F>(F formula, T* a, int aStep, T* b, int bStep, T* y, int n)
        where F : struct, IBinaryFormula;
}

/// <inheritdoc/>
internal sealed unsafe class ElementKernels<T, V, L> : ElementKernels<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct
    where L : struct, IMathLanes<T, V>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Map<F>(F formula, T* x, T* y, int n)
    {
        int i = 0;
        for (; i <= n - L.Count; i += L.Count)
        {
            L.Store(y + i, formula.Value<T, V, L>(L.Load(x + i)));
        }
        if (i < n)
        {
            L.StoreFirst(y + i, formula.Value<T, V, L>(L.LoadFirst(x + i, n - i)), n - i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void MapSlope<F>(F formula, T* p, T* g, T* y, int n, bool accumulate)
    {
        int i = 0;
        if (accumulate)
        {
            for (; i <= n - L.Count; i += L.Count)
            {
                L.Store(y + i, L.MultiplyAdd(L.Load(g + i), formula.Slope<T, V, L>(L.Load(p + i)), L.Load(y + i)));
            }
            if (i < n)
            {
                V slope = formula.Slope<T, V, L>(L.LoadFirst(p + i, n - i));
                V sum = L.MultiplyAdd(L.LoadFirst(g + i, n - i), slope, L.LoadFirst(y + i, n - i));
                L.StoreFirst(y + i, sum, n - i);
            }
            return;
        }
        for (; i <= n - L.Count; i += L.Count)
        {
            L.Store(y + i, L.Multiply(L.Load(g + i), formula.Slope<T, V, L>(L.Load(p + i))));
        }
        if (i < n)
        {
            V slope = formula.Slope<T, V, L>(L.LoadFirst(p + i, n - i));
            L.StoreFirst(y + i, L.Multiply(L.LoadFirst(g + i, n - i), slope), n - i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Zip<F>(F formula, T* a, int aStep, T* b, int bStep, T* y, int n)
    {
        if (n == 0)
        {
            return;
        }
        V firstA = L.Broadcast(*a);
        V firstB = L.Broadcast(*b);
        int i = 0;
        for (; i <= n - L.Count; i += L.Count)
        {
            V left = aStep == 0 ? firstA : L.Load(a + i);
            V right = bStep == 0 ? firstB : L.Load(b + i);
            L.Store(y + i, formula.Value<T, V, L>(left, right));
        }
        if (i < n)
        {
            V left = aStep == 0 ? firstA : L.LoadFirst(a + i, n - i);
            V right = bStep == 0 ? firstB : L.LoadFirst(b + i, n - i);
            L.StoreFirst(y + i, formula.Value<T, V, L>(left, right), n - i);
        }
    }
}
