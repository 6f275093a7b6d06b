using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using Gsp.Numerics;
using Gsp.Random;

namespace Gsp.Benchmarks;

/// <summary>The managed matrix product beside OpenBLAS, one thread each, in one run.</summary>
/// <remarks>Calls of the two alternate and the best of many counts, so that what else the machine does strikes both alike and drops out.
/// <c>-- blas [seconds per size] [sizes...]</c>.</remarks>
internal static class BlasComparison
{
    private static readonly int[] Sizes = [8, 16, 32, 64, 100, 128, 200, 256, 500, 512, 1000, 1024, 2048];

    public static void Run(string[] args)
    {
        double seconds = args.Length > 0 ? double.Parse(args[0], CultureInfo.InvariantCulture) : 1;
        int[] sizes = args.Length > 1 ? [.. args[1..].Select(int.Parse)] : Sizes;
        Compare<double>("dgemm", sizes, seconds);
        Compare<float>("sgemm", sizes, seconds);
    }

    private static void Compare<T>(string name, int[] sizes, double seconds)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var managed = new ManagedBlas<T>();
        IBlas<T>? native = OpenBlas<T>.TryCreate();
        Console.WriteLine($"{name}: GFLOP/s, one thread, best call");
        Console.WriteLine($"{"n", 6} {"managed", 9} {"openblas", 9} {"ratio", 7}");
        foreach (int n in sizes)
        {
            var stream = new RandomStream((ulong)n);
            T[] a = Numbers<T>(stream, n * n);
            T[] b = Numbers<T>(stream, n * n);
            T[] c = new T[n * n];
            double operations = 2.0 * n * n * n;
            // Calls shorter than the clock can resolve are timed in bundles.
            int bundle = (int)Math.Clamp(2e5 / operations, 1, 1000);
            WarmUp(managed, native, n, a, b, c);
            double best = double.PositiveInfinity;
            double bestNative = double.PositiveInfinity;
            long end = Stopwatch.GetTimestamp() + (long)(seconds * Stopwatch.Frequency);
            for (int round = 0; round < 20 || Stopwatch.GetTimestamp() < end; round++)
            {
                best = Math.Min(best, Time(managed, n, a, b, c, bundle));
                bestNative = native is null ? double.NaN : Math.Min(bestNative, Time(native, n, a, b, c, bundle));
            }
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{n, 6} {operations / best / 1e9, 9:F2} {operations / bestNative / 1e9, 9:F2} {bestNative / best, 7:F2}"
                )
            );
        }
    }

    /// <summary>Until the runtime has compiled what it calls often with all optimisations.</summary>
    private static void WarmUp<T>(IBlas<T> managed, IBlas<T>? native, int n, T[] a, T[] b, T[] c)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        long end = Stopwatch.GetTimestamp() + Stopwatch.Frequency * (n <= 32 ? 3 : 0) / 4;
        do
        {
            Time(managed, n, a, b, c, n <= 32 ? 100 : 1);
            _ = native is null ? 0 : Time(native, n, a, b, c, n <= 32 ? 100 : 1);
            Thread.Sleep(n <= 32 ? 50 : 0);
        } while (Stopwatch.GetTimestamp() < end);
    }

    private static double Time<T>(IBlas<T> blas, int n, T[] a, T[] b, T[] c, int bundle)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double start = CpuClock.Seconds();
        for (int i = 0; i < bundle; i++)
        {
            blas.Multiply(T.One, a.AsRowMajor(n, n), b.AsRowMajor(n, n), T.Zero, c.AsRowMajor(n, n));
        }
        return (CpuClock.Seconds() - start) / bundle;
    }

    private static T[] Numbers<T>(RandomStream stream, int count)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var values = new T[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = T.CreateTruncating(stream.NextUniform() - 0.5);
        }
        return values;
    }
}
