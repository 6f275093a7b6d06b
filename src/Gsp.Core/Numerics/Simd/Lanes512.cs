using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Gsp.Numerics;

/// <summary>Kernels' operations on vectors of 512 bits.</summary>
internal readonly unsafe partial struct Lanes512<T> : ILanes<T, Vector512<T>>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512<T>.Count;
    }

    public static Vector512<T> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512<T>.Zero;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Load(T* source) => Vector512.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> LoadFirst(T* source, int count)
    {
        if (!Avx512F.IsSupported)
        {
            return Vector512.Create(
                Lanes256<T>.LoadFirst(source, count),
                Lanes256<T>.LoadFirst(source + Vector256<T>.Count, count - Vector256<T>.Count)
            );
        }
        if (typeof(T) == typeof(double))
        {
            Vector512<double> mask = Vector512.LessThan(Vector512<double>.Indices, Vector512.Create((double)count));
            return Avx512F.MaskLoad((double*)source, mask, Vector512<double>.Zero).As<double, T>();
        }
        else
        {
            Vector512<float> mask = Vector512.LessThan(Vector512<float>.Indices, Vector512.Create((float)count));
            return Avx512F.MaskLoad((float*)source, mask, Vector512<float>.Zero).As<float, T>();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(T* target, Vector512<T> value) => value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Broadcast(T value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Add(Vector512<T> a, Vector512<T> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Multiply(Vector512<T> a, Vector512<T> b) => a * b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> MultiplyAdd(Vector512<T> a, Vector512<T> b, Vector512<T> c) =>
        typeof(T) == typeof(double)
            ? Vector512.FusedMultiplyAdd(a.AsDouble(), b.AsDouble(), c.AsDouble()).As<double, T>()
            : Vector512.FusedMultiplyAdd(a.AsSingle(), b.AsSingle(), c.AsSingle()).As<float, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T SumByHalves(Vector512<T> a) => Lanes256<T>.SumByHalves(a.GetLower() + a.GetUpper());
}
