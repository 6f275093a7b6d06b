using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Gsp.Numerics;

namespace Gsp.Networks;

/// <summary>Loops of optimisers' rules over contiguous runs at the machine's vector width.</summary>
/// <remarks>As in <see cref="ElementKernels{T}"/> the last, shorter vector sees the same operations, so cutting a loop anywhere changes no bit.</remarks>
internal abstract unsafe class UpdateKernels<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static UpdateKernels<T> Instance { get; } =
        Vector512.IsHardwareAccelerated ? new UpdateKernels<T, Vector512<T>, Lanes512<T>>()
        : Vector256.IsHardwareAccelerated ? new UpdateKernels<T, Vector256<T>, Lanes256<T>>()
        : new UpdateKernels<T, Vector128<T>, Lanes128<T>>();

    /// <summary>One step on n weights; pointers to state the rule has not are not read.</summary>
    public abstract void Update<R>(R rule, T* weight, T* gradient, T* first, T* second, int n)
        where R : struct, IUpdateRule<T>;
}

/// <inheritdoc/>
internal sealed unsafe class UpdateKernels<T, V, L> : UpdateKernels<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct
    where L : struct, IMathLanes<T, V>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Update<R>(R rule, T* weight, T* gradient, T* first, T* second, int n)
    {
        int i = 0;
        for (; i <= n - L.Count; i += L.Count)
        {
            V w = L.Load(weight + i);
            V a = R.States > 0 ? L.Load(first + i) : L.Zero;
            V b = R.States > 1 ? L.Load(second + i) : L.Zero;
            rule.Step<V, L>(ref w, L.Load(gradient + i), ref a, ref b);
            L.Store(weight + i, w);
            if (R.States > 0)
            {
                L.Store(first + i, a);
            }
            if (R.States > 1)
            {
                L.Store(second + i, b);
            }
        }
        if (i < n)
        {
            int rest = n - i;
            V w = L.LoadFirst(weight + i, rest);
            V a = R.States > 0 ? L.LoadFirst(first + i, rest) : L.Zero;
            V b = R.States > 1 ? L.LoadFirst(second + i, rest) : L.Zero;
            rule.Step<V, L>(ref w, L.LoadFirst(gradient + i, rest), ref a, ref b);
            L.StoreFirst(weight + i, w, rest);
            if (R.States > 0)
            {
                L.StoreFirst(first + i, a, rest);
            }
            if (R.States > 1)
            {
                L.StoreFirst(second + i, b, rest);
            }
        }
    }
}
