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
            V fresh = Read(s + 2 * n + i, count);
            V reset = Sigmoid(L.Add(Read(a + i, count), Read(s + i, count)));
            V update = Sigmoid(L.Add(Read(a + n + i, count), Read(s + n + i, count)));
            V candidate = VectorMath<T, V, L>.Tanh(L.MultiplyAdd(reset, fresh, Read(a + 2 * n + i, count)));
            Write(gates + i, reset, count);
            Write(gates + n + i, update, count);
            Write(gates + 2 * n + i, candidate, count);
            Write(gates + 3 * n + i, fresh, count);
            // (1 - z) n + z h = n + z (h - n)
            V change = L.Subtract(Read(h + i, count), candidate);
            Write(y + i, L.MultiplyAdd(update, change, candidate), count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void GruSlope(T* g, T* gates, T* h, T* carry, T* da, T* ds, int n)
    {
        for (int i = 0; i < n; i += L.Count)
        {
            int count = n - i;
            V all = L.Add(Read(g + i, count), Read(carry + i, count));
            V reset = Read(gates + i, count);
            V update = Read(gates + n + i, count);
            V candidate = Read(gates + 2 * n + i, count);
            V fresh = Read(gates + 3 * n + i, count);
            V change = L.Subtract(Read(h + i, count), candidate);
            V dUpdate = L.Multiply(L.Multiply(all, change), SigmoidSlope(update));
            V kept = L.Multiply(all, update);
            V dCandidate = L.Multiply(L.Subtract(all, kept), TanhSlope(candidate));
            V dReset = L.Multiply(L.Multiply(dCandidate, fresh), SigmoidSlope(reset));
            Write(da + i, dReset, count);
            Write(da + n + i, dUpdate, count);
            Write(da + 2 * n + i, dCandidate, count);
            Write(ds + i, dReset, count);
            Write(ds + n + i, dUpdate, count);
            Write(ds + 2 * n + i, L.Multiply(dCandidate, reset), count);
            Write(carry + i, kept, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Lstm(T* a, T* s, T* c, T* gates, T* y, T* next, int n)
    {
        for (int i = 0; i < n; i += L.Count)
        {
            int count = n - i;
            V input = Sigmoid(L.Add(Read(a + i, count), Read(s + i, count)));
            V forget = Sigmoid(L.Add(Read(a + n + i, count), Read(s + n + i, count)));
            V candidate = VectorMath<T, V, L>.Tanh(L.Add(Read(a + 2 * n + i, count), Read(s + 2 * n + i, count)));
            V output = Sigmoid(L.Add(Read(a + 3 * n + i, count), Read(s + 3 * n + i, count)));
            V cell = L.MultiplyAdd(forget, Read(c + i, count), L.Multiply(input, candidate));
            Write(gates + i, input, count);
            Write(gates + n + i, forget, count);
            Write(gates + 2 * n + i, candidate, count);
            Write(gates + 3 * n + i, output, count);
            Write(next + i, cell, count);
            Write(y + i, L.Multiply(output, VectorMath<T, V, L>.Tanh(cell)), count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void LstmSlope(T* gh, T* gc, T* gates, T* c, T* next, T* carry, T* cellCarry, T* da, int n)
    {
        for (int i = 0; i < n; i += L.Count)
        {
            int count = n - i;
            V input = Read(gates + i, count);
            V forget = Read(gates + n + i, count);
            V candidate = Read(gates + 2 * n + i, count);
            V output = Read(gates + 3 * n + i, count);
            V squashed = VectorMath<T, V, L>.Tanh(Read(next + i, count));
            V dState = L.Add(Read(gh + i, count), Read(carry + i, count));
            V dOutput = L.Multiply(L.Multiply(dState, squashed), SigmoidSlope(output));
            V direct = L.Add(Read(gc + i, count), Read(cellCarry + i, count));
            V dCell = L.MultiplyAdd(L.Multiply(dState, output), TanhSlope(squashed), direct);
            V dForget = L.Multiply(L.Multiply(dCell, Read(c + i, count)), SigmoidSlope(forget));
            Write(da + i, L.Multiply(L.Multiply(dCell, candidate), SigmoidSlope(input)), count);
            Write(da + n + i, dForget, count);
            Write(da + 2 * n + i, L.Multiply(L.Multiply(dCell, input), TanhSlope(candidate)), count);
            Write(da + 3 * n + i, dOutput, count);
            Write(cellCarry + i, L.Multiply(dCell, forget), count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Reset(T* a, T* s, T* h, T* gates, T* y, int n)
    {
        for (int i = 0; i < n; i += L.Count)
        {
            int count = n - i;
            V reset = Sigmoid(L.Add(Read(a + i, count), Read(s + i, count)));
            V update = Sigmoid(L.Add(Read(a + n + i, count), Read(s + n + i, count)));
            Write(gates + i, reset, count);
            Write(gates + n + i, update, count);
            Write(y + i, L.Multiply(reset, Read(h + i, count)), count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Blend(T* a, T* s, T* h, T* gates, T* y, int n)
    {
        for (int i = 0; i < n; i += L.Count)
        {
            int count = n - i;
            V candidate = VectorMath<T, V, L>.Tanh(L.Add(Read(a + 2 * n + i, count), Read(s + i, count)));
            Write(gates + 2 * n + i, candidate, count);
            V change = L.Subtract(Read(h + i, count), candidate);
            Write(y + i, L.MultiplyAdd(Read(gates + n + i, count), change, candidate), count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void BlendSlope(T* g, T* gates, T* h, T* carry, T* da, int n)
    {
        for (int i = 0; i < n; i += L.Count)
        {
            int count = n - i;
            V all = L.Add(Read(g + i, count), Read(carry + i, count));
            V update = Read(gates + n + i, count);
            V candidate = Read(gates + 2 * n + i, count);
            V change = L.Subtract(Read(h + i, count), candidate);
            V kept = L.Multiply(all, update);
            Write(da + n + i, L.Multiply(L.Multiply(all, change), SigmoidSlope(update)), count);
            Write(da + 2 * n + i, L.Multiply(L.Subtract(all, kept), TanhSlope(candidate)), count);
            Write(carry + i, kept, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void ResetSlope(T* g, T* gates, T* h, T* carry, T* da, int n)
    {
        for (int i = 0; i < n; i += L.Count)
        {
            int count = n - i;
            V gradient = Read(g + i, count);
            V reset = Read(gates + i, count);
            V dReset = L.Multiply(L.Multiply(gradient, Read(h + i, count)), SigmoidSlope(reset));
            Write(da + i, dReset, count);
            Write(carry + i, L.MultiplyAdd(gradient, reset, Read(carry + i, count)), count);
        }
    }

    // Whole vectors are inlined and the last, shorter one is not: these loops are too long for the compiler to inline masks everywhere.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Read(T* from, int count) => count >= L.Count ? L.Load(from) : ReadRest(from, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write(T* to, V value, int count)
    {
        if (count >= L.Count)
        {
            L.Store(to, value);
        }
        else
        {
            WriteRest(to, value, count);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static V ReadRest(T* from, int count) => L.LoadFirst(from, count);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void WriteRest(T* to, V value, int count) => L.StoreFirst(to, value, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Sigmoid(V x) => VectorMath<T, V, L>.Sigmoid(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V SigmoidSlope(V y) => L.Multiply(y, L.Subtract(L.Broadcast(T.One), y));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V TanhSlope(V y) => L.MultiplyAdd(L.Negate(y), y, L.Broadcast(T.One));
}
