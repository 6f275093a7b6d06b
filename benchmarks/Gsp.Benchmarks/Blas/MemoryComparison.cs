using System.Diagnostics;
using System.Globalization;
using Gsp.Numerics;
using Gsp.Random;

namespace Gsp.Benchmarks;

/// <summary>Operations that only read and write memory, beside OpenBLAS where it has them, and what a parallel loop costs.</summary>
/// <remarks><c>-- blas-memory [seconds per row]</c>. The thread comparison is in wall time: run it on an idle machine.</remarks>
internal static class MemoryComparison
{
    public static void Run(string[] args)
    {
        double seconds = args.Length > 0 ? double.Parse(args[0], CultureInfo.InvariantCulture) : 0.5;
        var managed = new ManagedBlas<double>();
        IBlas<double>? native = OpenBlas<double>.TryCreate();
        Console.WriteLine("one thread, GB/s of the matrix read (and written), best call");
        Console.WriteLine($"{"operation", -22} {"n", 5} {"managed", 9} {"openblas", 9}");
        foreach (int n in new[] { 50, 200, 500, 1500 })
        {
            double[] a = Numbers(n * n);
            double[] x = Numbers(n);
            var y = new double[n];
            double bytes = 8.0 * n * n;
            Row("rows times vector", n, bytes, b => b.Multiply(1, a.AsRowMajor(n, n), x, 0, y));
            Row("columns times vector", n, bytes, b => b.Multiply(1, a.AsColumnMajor(n, n), x, 0, y));
            Row("rank-one update", n, 2 * bytes, b => b.RankOne(1e-3, x, x, 0.99, a.AsRowMajor(n, n)));
            Row("symmetric update", n, 2 * bytes, b => b.SymmetricRankOne(1e-3, x, 0.99, a.AsRowMajor(n, n)));
            Row("inner product (n^2)", n, 2 * bytes, b => y[0] = b.Dot(a, a));
        }
        Threads(seconds);

        void Row(string name, int n, double bytes, Action<IBlas<double>> call)
        {
            double mine = Best(() => call(managed), seconds);
            double other = native is null ? double.NaN : Best(() => call(native), seconds);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name, -22} {n, 5} {bytes / mine / 1e9, 9:F2} {bytes / other / 1e9, 9:F2}"
                )
            );
        }
    }

    private static void Threads(double seconds)
    {
        Console.WriteLine("parallel loops, wall time, best call");
        double empty = BestWall(() => ParallelFor.Run(2, 2, default(Nothing)), seconds);
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"empty loop on two threads: {empty * 1e6:F2} us")
        );
        foreach (int n in new[] { 100, 200, 500, 1000 })
        {
            double[] a = Numbers(n * n);
            var c = new double[n * n];
            var times = new double[2];
            for (int threads = 1; threads <= 2; threads++)
            {
                var blas = new ManagedBlas<double>(threads);
                times[threads - 1] = BestWall(
                    () => blas.Multiply(1, a.AsRowMajor(n, n), a.AsRowMajor(n, n), 0, c.AsRowMajor(n, n)),
                    seconds
                );
            }
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"dgemm n = {n}: two threads {times[0] / times[1]:F2} x one"
                )
            );
        }
    }

    private static double Best(Action call, double seconds) => BestBy(call, seconds, CpuClock.Seconds);

    private static double BestWall(Action call, double seconds) =>
        BestBy(call, seconds, () => Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency);

    private static double BestBy(Action call, double seconds, Func<double> clock)
    {
        double best = double.PositiveInfinity;
        long end = Stopwatch.GetTimestamp() + (long)(seconds * Stopwatch.Frequency);
        while (Stopwatch.GetTimestamp() < end)
        {
            double start = clock();
            for (int i = 0; i < 10; i++)
            {
                call();
            }
            best = Math.Min(best, (clock() - start) / 10);
        }
        return best;
    }

    private static double[] Numbers(int count)
    {
        var stream = new RandomStream(7);
        var values = new double[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = stream.NextUniform() - 0.5;
        }
        return values;
    }

    private readonly struct Nothing : IRangeBody
    {
        public void Run(int start, int end) { }
    }
}
