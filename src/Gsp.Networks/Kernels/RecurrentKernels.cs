using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Gsp.Numerics;

namespace Gsp.Networks;

/// <summary>The gates of recurrent cells, one row at a time; the formulas stand at <see cref="IDevice{T}"/>'s primitives.</summary>
internal abstract unsafe class RecurrentKernels<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static RecurrentKernels<T> Instance { get; } =
        Vector512.IsHardwareAccelerated ? new RecurrentKernels<T, Vector512<T>, Lanes512<T>>()
        : Vector256.IsHardwareAccelerated ? new RecurrentKernels<T, Vector256<T>, Lanes256<T>>()
        : new RecurrentKernels<T, Vector128<T>, Lanes128<T>>();

    public abstract void Gru(T* a, T* s, T* h, T* gates, T* y, int n);

    public abstract void GruSlope(T* g, T* gates, T* h, T* carry, T* da, T* ds, int n);

    public abstract void Lstm(T* a, T* s, T* c, T* gates, T* y, T* next, int n);

    public abstract void LstmSlope(T* gh, T* gc, T* gates, T* c, T* next, T* carry, T* cellCarry, T* da, int n);

    public abstract void Reset(T* a, T* s, T* h, T* gates, T* y, int n);

    public abstract void Blend(T* a, T* s, T* h, T* gates, T* y, int n);

    public abstract void BlendSlope(T* g, T* gates, T* h, T* carry, T* da, int n);

    public abstract void ResetSlope(T* g, T* gates, T* h, T* carry, T* da, int n);
}

/// <inheritdoc/>
internal sealed unsafe class RecurrentKernels<T, V, L> : RecurrentKernels<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct
    where L : struct, IMathLanes<T, V>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Gru(T* a, T* s, T* h, T* gates, T* y, int n)
    {
        for (int i = 0; i < n; i += L.Count)
        {
            int count = n - i;
            V fresh = L.LoadFirst(s + 2 * n + i, count);
            V reset = Sigmoid(L.Add(L.LoadFirst(a + i, count), L.LoadFirst(s + i, count)));
            V update = Sigmoid(L.Add(L.LoadFirst(a + n + i, count), L.LoadFirst(s + n + i, count)));
            V candidate = VectorMath<T, V, L>.Tanh(L.MultiplyAdd(reset, fresh, L.LoadFirst(a + 2 * n + i, count)));
            L.StoreFirst(gates + i, reset, count);
            L.StoreFirst(gates + n + i, update, count);
            L.StoreFirst(gates + 2 * n + i, candidate, count);
            L.StoreFirst(gates + 3 * n + i, fresh, count);
            // (1 - z) n + z h = n + z (h - n)
            V change = L.Subtract(L.LoadFirst(h + i, count), candidate);
            L.StoreFirst(y + i, L.MultiplyAdd(update, change, candidate), count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void GruSlope(T* g, T* gates, T* h, T* carry, T* da, T* ds, int n)
    {
        for (int i = 0; i < n; i += L.Count)
        {
            int count = n - i;
            V all = L.Add(L.LoadFirst(g + i, count), L.LoadFirst(carry + i, count));
            V reset = L.LoadFirst(gates + i, count);
            V update = L.LoadFirst(gates + n + i, count);
            V candidate = L.LoadFirst(gates + 2 * n + i, count);
            V fresh = L.LoadFirst(gates + 3 * n + i, count);
            V change = L.Subtract(L.LoadFirst(h + i, count), candidate);
            V dUpdate = L.Multiply(L.Multiply(all, change), SigmoidSlope(update));
            V kept = L.Multiply(all, update);
            V dCandidate = L.Multiply(L.Subtract(all, kept), TanhSlope(candidate));
            V dReset = L.Multiply(L.Multiply(dCandidate, fresh), SigmoidSlope(reset));
            L.StoreFirst(da + i, dReset, count);
            L.StoreFirst(da + n + i, dUpdate, count);
            L.StoreFirst(da + 2 * n + i, dCandidate, count);
            L.StoreFirst(ds + i, dReset, count);
            L.StoreFirst(ds + n + i, dUpdate, count);
            L.StoreFirst(ds + 2 * n + i, L.Multiply(dCandidate, reset), count);
            L.StoreFirst(carry + i, kept, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Lstm(T* a, T* s, T* c, T* gates, T* y, T* next, int n)
    {
        for (int i = 0; i < n; i += L.Count)
        {
            int count = n - i;
            V input = Sigmoid(L.Add(L.LoadFirst(a + i, count), L.LoadFirst(s + i, count)));
            V forget = Sigmoid(L.Add(L.LoadFirst(a + n + i, count), L.LoadFirst(s + n + i, count)));
            V candidate = VectorMath<T, V, L>.Tanh(
                L.Add(L.LoadFirst(a + 2 * n + i, count), L.LoadFirst(s + 2 * n + i, count))
            );
            V output = Sigmoid(L.Add(L.LoadFirst(a + 3 * n + i, count), L.LoadFirst(s + 3 * n + i, count)));
            V cell = L.MultiplyAdd(forget, L.LoadFirst(c + i, count), L.Multiply(input, candidate));
            L.StoreFirst(gates + i, input, count);
            L.StoreFirst(gates + n + i, forget, count);
            L.StoreFirst(gates + 2 * n + i, candidate, count);
            L.StoreFirst(gates + 3 * n + i, output, count);
            L.StoreFirst(next + i, cell, count);
            L.StoreFirst(y + i, L.Multiply(output, VectorMath<T, V, L>.Tanh(cell)), count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void LstmSlope(T* gh, T* gc, T* gates, T* c, T* next, T* carry, T* cellCarry, T* da, int n)
    {
        for (int i = 0; i < n; i += L.Count)
        {
            int count = n - i;
            V input = L.LoadFirst(gates + i, count);
            V forget = L.LoadFirst(gates + n + i, count);
            V candidate = L.LoadFirst(gates + 2 * n + i, count);
            V output = L.LoadFirst(gates + 3 * n + i, count);
            V squashed = VectorMath<T, V, L>.Tanh(L.LoadFirst(next + i, count));
            V dState = L.Add(L.LoadFirst(gh + i, count), L.LoadFirst(carry + i, count));
            V dOutput = L.Multiply(L.Multiply(dState, squashed), SigmoidSlope(output));
            V direct = L.Add(L.LoadFirst(gc + i, count), L.LoadFirst(cellCarry + i, count));
            V dCell = L.MultiplyAdd(L.Multiply(dState, output), TanhSlope(squashed), direct);
            V dForget = L.Multiply(L.Multiply(dCell, L.LoadFirst(c + i, count)), SigmoidSlope(forget));
            L.StoreFirst(da + i, L.Multiply(L.Multiply(dCell, candidate), SigmoidSlope(input)), count);
            L.StoreFirst(da + n + i, dForget, count);
            L.StoreFirst(da + 2 * n + i, L.Multiply(L.Multiply(dCell, input), TanhSlope(candidate)), count);
            L.StoreFirst(da + 3 * n + i, dOutput, count);
            L.StoreFirst(cellCarry + i, L.Multiply(dCell, forget), count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Reset(T* a, T* s, T* h, T* gates, T* y, int n)
    {
        for (int i = 0; i < n; i += L.Count)
        {
            int count = n - i;
            V reset = Sigmoid(L.Add(L.LoadFirst(a + i, count), L.LoadFirst(s + i, count)));
            V update = Sigmoid(L.Add(L.LoadFirst(a + n + i, count), L.LoadFirst(s + n + i, count)));
            L.StoreFirst(gates + i, reset, count);
            L.StoreFirst(gates + n + i, update, count);
            L.StoreFirst(y + i, L.Multiply(reset, L.LoadFirst(h + i, count)), count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Blend(T* a, T* s, T* h, T* gates, T* y, int n)
    {
        for (int i = 0; i < n; i += L.Count)
        {
            int count = n - i;
            V candidate = VectorMath<T, V, L>.Tanh(L.Add(L.LoadFirst(a + 2 * n + i, count), L.LoadFirst(s + i, count)));
            L.StoreFirst(gates + 2 * n + i, candidate, count);
            V change = L.Subtract(L.LoadFirst(h + i, count), candidate);
            L.StoreFirst(y + i, L.MultiplyAdd(L.LoadFirst(gates + n + i, count), change, candidate), count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void BlendSlope(T* g, T* gates, T* h, T* carry, T* da, int n)
    {
        for (int i = 0; i < n; i += L.Count)
        {
            int count = n - i;
            V all = L.Add(L.LoadFirst(g + i, count), L.LoadFirst(carry + i, count));
            V update = L.LoadFirst(gates + n + i, count);
            V candidate = L.LoadFirst(gates + 2 * n + i, count);
            V change = L.Subtract(L.LoadFirst(h + i, count), candidate);
            V kept = L.Multiply(all, update);
            L.StoreFirst(da + n + i, L.Multiply(L.Multiply(all, change), SigmoidSlope(update)), count);
            L.StoreFirst(da + 2 * n + i, L.Multiply(L.Subtract(all, kept), TanhSlope(candidate)), count);
            L.StoreFirst(carry + i, kept, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void ResetSlope(T* g, T* gates, T* h, T* carry, T* da, int n)
    {
        for (int i = 0; i < n; i += L.Count)
        {
            int count = n - i;
            V gradient = L.LoadFirst(g + i, count);
            V reset = L.LoadFirst(gates + i, count);
            V dReset = L.Multiply(L.Multiply(gradient, L.LoadFirst(h + i, count)), SigmoidSlope(reset));
            L.StoreFirst(da + i, dReset, count);
            L.StoreFirst(carry + i, L.MultiplyAdd(gradient, reset, L.LoadFirst(carry + i, count)), count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Sigmoid(V x) => VectorMath<T, V, L>.Sigmoid(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V SigmoidSlope(V y) => L.Multiply(y, L.Subtract(L.Broadcast(T.One), y));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V TanhSlope(V y) => L.MultiplyAdd(L.Negate(y), y, L.Broadcast(T.One));
}
