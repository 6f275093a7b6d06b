using System.Diagnostics;
using System.Globalization;
using Gsp.Numerics;
using Gsp.Random;

namespace Gsp.Benchmarks;

/// <summary>sgemm at the shapes of networks beside OpenBLAS, one thread each, in one run: <c>-- blas-shapes [seconds per shape]</c>.</summary>
internal static class ShapeComparison
{
    private sealed record Product(
        string Name,
        int M,
        int N,
        int K,
        bool LeftTransposed,
        bool RightTransposed,
        int Batch
    );

    private static readonly Product[] Products =
    [
        new("linear, 4000 rows of 64 to 64", 4000, 64, 64, false, true, 1),
        new("its input gradient", 4000, 64, 64, false, false, 1),
        new("its weight gradient", 64, 64, 4000, true, false, 1),
        new("attention projection to 192", 4000, 192, 64, false, true, 1),
        new("1x1 convolution 64 to 128, L 1000, batch 4", 128, 1000, 64, false, false, 4),
        new("its weight gradient, one sample", 128, 64, 1000, false, true, 1),
        new("its input gradient", 64, 1000, 128, true, false, 4),
        new("1x1 convolution 145 to 128", 128, 1000, 145, false, false, 4),
        new("graph GRU gates, 1000 nodes", 1000, 192, 64, false, true, 1),
        new("perceptron 64-128-128-10, first", 64, 128, 64, false, true, 1),
        new("its middle", 64, 128, 128, false, true, 1),
        new("its last", 64, 10, 128, false, true, 1),
        new("256 products of 16 x 16 x 16", 16, 16, 16, false, false, 256),
        new("64 products of 32 x 32 x 32", 32, 32, 32, false, false, 64),
        new("one row, 512 x 512", 1, 512, 512, false, true, 1),
        new("eight rows, 512 x 512", 8, 512, 512, false, true, 1),
        new("width 8: 1000 x 8 x 1000", 1000, 8, 1000, false, false, 1),
    ];

    public static void Run(string[] args)
    {
        double seconds = args.Length > 0 ? double.Parse(args[0], CultureInfo.InvariantCulture) : 0.5;
        var managed = new ManagedBlas<float>();
        IBlas<float>? native = OpenBlas<float>.TryCreate();
        Console.WriteLine("sgemm at the shapes of networks: GFLOP/s, one thread, best call");
        Console.WriteLine($"{"shape", -45} {"managed", 9} {"openblas", 9} {"ratio", 7}");
        foreach (Product product in Products)
        {
            var stream = new RandomStream(7);
            float[] a = Numbers(stream, product.M * product.K * product.Batch);
            float[] b = Numbers(stream, product.K * product.N * product.Batch);
            float[] c = new float[product.M * product.N * product.Batch];
            double operations = 2.0 * product.M * product.N * product.K * product.Batch;
            int bundle = (int)Math.Clamp(1e6 / operations, 1, 1000);
            double best = double.PositiveInfinity;
            double bestNative = double.PositiveInfinity;
            long end = Stopwatch.GetTimestamp() + (long)(seconds * Stopwatch.Frequency);
            for (int round = 0; round < 20 || Stopwatch.GetTimestamp() < end; round++)
            {
                best = Math.Min(best, Time(managed, product, a, b, c, bundle));
                bestNative = native is null ? double.NaN : Math.Min(bestNative, Time(native, product, a, b, c, bundle));
            }
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{product.Name, -45} {operations / best / 1e9, 9:F2} {operations / bestNative / 1e9, 9:F2} {bestNative / best, 7:F2}"
                )
            );
        }
    }

    private static double Time(IBlas<float> blas, Product product, float[] a, float[] b, float[] c, int bundle)
    {
        (_, int m, int n, int k, bool leftTransposed, bool rightTransposed, int batch) = product;
        double start = CpuClock.Seconds();
        for (int i = 0; i < bundle; i++)
        {
            ReadOnlyMatrixView<float> left = leftTransposed ? new(a, m, k, 1, m) : new(a, m, k, k, 1);
            ReadOnlyMatrixView<float> right = rightTransposed ? new(b, k, n, 1, k) : new(b, k, n, n, 1);
            if (batch == 1)
            {
                blas.Multiply(1, left, right, 0, c.AsRowMajor(m, n));
            }
            else
            {
                // Convolutions share one matrix of weights; the small products have their own.
                int leftStep = n == 1000 ? 0 : m * k;
                blas.MultiplyBatch(batch, 1, left, leftStep, right, k * n, 0, new(c, m, n, n, 1), m * n);
            }
        }
        return (CpuClock.Seconds() - start) / bundle;
    }

    private static float[] Numbers(RandomStream stream, int count)
    {
        var values = new double[count];
        stream.FillUniform(values, -0.5, 0.5);
        return Array.ConvertAll(values, value => (float)value);
    }
}
