using System.Numerics;
using System.Runtime.CompilerServices;
using Gsp.Numerics;

namespace Gsp.Benchmarks;

/// <summary>A loop over an array for each function of VectorMath, as kernels have them.</summary>
internal static unsafe class VectorMathLoops<T, V, L>
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct
    where L : struct, IMathLanes<T, V>
{
    private interface IFunction
    {
        static abstract V Of(V x);
    }

    /// <summary>The least nanoseconds per element of many rounds, arguments evenly from -4 to 4 (their magnitudes for logarithms).</summary>
    public static IEnumerable<(string Name, double Time)> Times(int elements, int rounds)
    {
        var spread = new T[elements];
        for (int i = 0; i < elements; i++)
        {
            spread[i] = T.CreateTruncating(-4 + 8.0 * i / elements);
        }
        T[] negative = [.. spread.Select(x => -T.Abs(x))];
        T[] positive = [.. spread.Select(x => T.Abs(x) + T.CreateTruncating(0.001))];
        yield return (nameof(VectorMath<T, V, L>.Exp), Least<Exp>(spread, rounds));
        yield return (nameof(VectorMath<T, V, L>.ExpOfNegative), Least<ExpOfNegative>(negative, rounds));
        yield return (nameof(VectorMath<T, V, L>.ExpMinusOne), Least<ExpMinusOne>(spread, rounds));
        yield return (nameof(VectorMath<T, V, L>.Log), Least<Log>(positive, rounds));
        yield return (nameof(VectorMath<T, V, L>.LogOnePlus), Least<LogOnePlus>(positive, rounds));
        yield return (nameof(VectorMath<T, V, L>.Softplus), Least<Softplus>(spread, rounds));
        yield return (nameof(VectorMath<T, V, L>.Tanh), Least<Tanh>(spread, rounds));
        yield return (nameof(VectorMath<T, V, L>.Sigmoid), Least<Sigmoid>(spread, rounds));
        yield return (nameof(VectorMath<T, V, L>.Erf), Least<Erf>(spread, rounds));
        yield return (nameof(VectorMath<T, V, L>.Sin), Least<Sin>(spread, rounds));
        yield return (nameof(VectorMath<T, V, L>.Cos), Least<Cos>(spread, rounds));
    }

    private static double Least<F>(T[] x, int rounds)
        where F : struct, IFunction
    {
        const int Repeats = 20;
        var y = new T[x.Length];
        double best = double.PositiveInfinity;
        fixed (
            T* from = x,
                to = y
        )
        {
            for (int k = 0; k < rounds; k++)
            {
                double start = CpuClock.Seconds();
                for (int repeat = 0; repeat < Repeats; repeat++)
                {
                    Map<F>(from, to, x.Length);
                }
                best = Math.Min(best, CpuClock.Seconds() - start);
            }
        }
        return 1e9 * best / (Repeats * x.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Map<F>(T* from, T* to, int n)
        where F : struct, IFunction
    {
        int i = 0;
        for (; i <= n - L.Count; i += L.Count)
        {
            L.Store(to + i, F.Of(L.Load(from + i)));
        }
        if (i < n)
        {
            L.StoreFirst(to + i, F.Of(L.LoadFirst(from + i, n - i)), n - i);
        }
    }

    private readonly struct Exp : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of(V x) => VectorMath<T, V, L>.Exp(x);
    }

    private readonly struct ExpOfNegative : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of(V x) => VectorMath<T, V, L>.ExpOfNegative(x);
    }

    private readonly struct ExpMinusOne : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of(V x) => VectorMath<T, V, L>.ExpMinusOne(x);
    }

    private readonly struct Log : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of(V x) => VectorMath<T, V, L>.Log(x);
    }

    private readonly struct LogOnePlus : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of(V x) => VectorMath<T, V, L>.LogOnePlus(x);
    }

    private readonly struct Softplus : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of(V x) => VectorMath<T, V, L>.Softplus(x);
    }

    private readonly struct Tanh : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of(V x) => VectorMath<T, V, L>.Tanh(x);
    }

    private readonly struct Sigmoid : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of(V x) => VectorMath<T, V, L>.Sigmoid(x);
    }

    private readonly struct Erf : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of(V x) => VectorMath<T, V, L>.Erf(x);
    }

    private readonly struct Sin : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of(V x) => VectorMath<T, V, L>.Sin(x);
    }

    private readonly struct Cos : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of(V x) => VectorMath<T, V, L>.Cos(x);
    }
}
