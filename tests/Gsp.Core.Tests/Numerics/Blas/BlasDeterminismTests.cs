using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Gsp.Numerics;
using Gsp.Random;
using Gsp.Testing;
using Xunit;

namespace Gsp.Core.Tests.Numerics;

/// <summary>The same bits for any number of threads and any vector width.</summary>
public sealed unsafe class BlasDeterminismTests
{
    private const string OutputVariable = "GSP_TEST_BITS_FILE";

    [Fact]
    public void AnyNumberOfThreadsGivesTheSameBits()
    {
        string expected = BlasBits.Hash(1);
        foreach (int threads in new[] { 2, 3, 4, 7 })
        {
            Assert.Equal(expected, BlasBits.Hash(threads));
        }
    }

    [Fact]
    public void LargeProductsHaveTheSameBitsForAnyNumberOfThreads() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            var random = new RandomProduct(seed, 150);
            double[] one = random.Product(
                new ManagedBlas<double>(1),
                Layout.RowMajor,
                Layout.RowMajor,
                Layout.RowMajor
            );
            return new[] { 2, 3, 6 }.All(threads =>
                one.SequenceEqual(
                    random.Product(
                        new ManagedBlas<double>(threads),
                        random.AnyLayout(1),
                        random.AnyLayout(2),
                        random.AnyLayout(3)
                    )
                )
            );
        });

    /// <summary>Kernels of a width the processor lacks are computed in halves by the runtime: slow, but the same arithmetic.</summary>
    [Fact]
    public void AllWidthsGiveTheSameBits() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var random = new RandomProduct(seed, 33);
            double[] a = Results(new KernelSet<double, Vector128<double>, Lanes128<double>>(), random, v => v);
            float[] b = Results(new KernelSet<float, Vector128<float>, Lanes128<float>>(), random, v => (float)v);
            return a.SequenceEqual(
                    Results(new KernelSet<double, Vector256<double>, Lanes256<double>>(), random, v => v)
                )
                && a.SequenceEqual(
                    Results(new KernelSet<double, Vector512<double>, Lanes512<double>>(), random, v => v)
                )
                && b.SequenceEqual(
                    Results(new KernelSet<float, Vector256<float>, Lanes256<float>>(), random, v => (float)v)
                )
                && b.SequenceEqual(
                    Results(new KernelSet<float, Vector512<float>, Lanes512<float>>(), random, v => (float)v)
                );
        });

    [Theory]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableAVX2")]
    public void AProcessWithNarrowerVectorsGivesTheSameBits(string variable)
    {
        if (!X86Base.X64.IsSupported)
        {
            Assert.Skip($"{variable} switches x64 only; this is {RuntimeInformation.ProcessArchitecture}");
        }
        string[] child = RunChild(variable);
        int most = variable == "DOTNET_EnableAVX512" ? 256 : 128;
        Assert.Equal(Math.Min(most, SimdWidth.Bits), int.Parse(child[0], CultureInfo.InvariantCulture));
        Assert.Equal(BlasBits.Hash(1), child[1]);
        Assert.Equal(child[1], child[2]);
        if (SimdWidth.Bits <= most)
        {
            Assert.Skip($"this processor has no vectors that {variable}=0 takes away; the bits agree all the same");
        }
    }

    /// <summary>Runs in the child process: writes the width and the bits for one and two threads.</summary>
    [Fact(Explicit = true)]
    public void WriteTheBits()
    {
        string path = Environment.GetEnvironmentVariable(OutputVariable)!;
        File.WriteAllLines(
            path,
            [SimdWidth.Bits.ToString(CultureInfo.InvariantCulture), BlasBits.Hash(1), BlasBits.Hash(2)]
        );
    }

    [Fact]
    public void NothingIsAllocatedOnceWarm()
    {
        foreach (int threads in new[] { 1, 2 })
        {
            var blas = new ManagedBlas<double>(threads);
            var stream = new RandomStream(5);
            double[] a = new Operand<double>(150, 150, Layout.RowMajor, stream).ToArray();
            double[] c = new double[150 * 150];
            double[] x = new double[150];
            long allocated = 0;
            for (int round = 0; round < 4; round++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                blas.Multiply(1, a.AsRowMajor(150, 150), a.AsColumnMajor(150, 150), 0, c.AsRowMajor(150, 150));
                blas.Multiply(1, a.AsColumnMajor(150, 150), a.AsSpan(0, 150), 0, x);
                blas.RankOne(1, x, x, 0.5, c.AsColumnMajor(150, 150));
                blas.SymmetricRankOne(1, x, 0.5, c.AsColumnMajor(150, 150));
                blas.SymmetricProduct(1, a.AsRowMajor(150, 150), 0, c.AsRowMajor(150, 150));
                blas.MultiplyBatch<double>(150, 10, 10, 15, 1, a, a, 0, c.AsSpan(0, 15000));
                allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            }
            Assert.Equal(0, allocated);
        }
    }

    private static T[] Results<T>(KernelSet<T> kernels, RandomProduct random, Func<double, T> convert)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        (int m, int n, int k) = (random.M, random.N, random.K);
        T[] a = [.. random.A(Layout.RowMajor).ToArray().Select(convert)];
        T[] b = [.. random.B(Layout.RowMajor).ToArray().Select(convert)];
        var results = new T[m * n + m + k + 2];
        T half = convert(0.7);
        fixed (
            T* pa = a,
                pb = b,
                pr = results
        )
        {
            var left = new StridedMatrix<T>(pa, m, k, k, 1);
            // Once with both operands in rows, once in columns.
            var right = random.AnyLayout(1) is Layout.RowMajor or Layout.PaddedRows
                ? new StridedMatrix<T>(pb, k, n, n, 1)
                : new StridedMatrix<T>(pb, k, n, 1, k);
            kernels.Multiply(half, left, right, T.Zero, new(pr, m, n, n, 1));
            kernels.Multiply(half, left, pb, T.Zero, pr + m * n);
            kernels.Multiply(half, left.Transposed, pr + m * n, T.Zero, pr + m * n + m);
            kernels.RankOne(half, pr + m * n, pb, half, new(pr, m, n, n, 1));
            kernels.SymmetricRankOne(half, pr + m * n, pa, half, new(pr, Math.Min(m, n), Math.Min(m, k), n, 1));
            results[^1] = kernels.Dot(pa, pb, Math.Min(a.Length, b.Length));
            results[^2] = kernels.Sum(pa, a.Length);
        }
        return results;
    }

    private static string[] RunChild(string variable)
    {
        string output = Path.GetTempFileName();
        try
        {
            // The test assembly is a program of its own, with xunit's command line.
            string program = Path.ChangeExtension(
                typeof(BlasDeterminismTests).Assembly.Location,
                OperatingSystem.IsWindows() ? ".exe" : null
            );
            var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
            start.ArgumentList.Add("-method");
            start.ArgumentList.Add($"{typeof(BlasDeterminismTests).FullName}.{nameof(WriteTheBits)}");
            start.ArgumentList.Add("-explicit");
            start.ArgumentList.Add("only");
            start.Environment[variable] = "0";
            start.Environment[OutputVariable] = output;
            using Process child = Process.Start(start)!;
            Task<string> errors = child.StandardError.ReadToEndAsync();
            string text = child.StandardOutput.ReadToEnd();
            child.WaitForExit();
            Assert.True(child.ExitCode == 0, $"the child ended with {child.ExitCode}: {text} {errors.Result}");
            return File.ReadAllLines(output);
        }
        finally
        {
            File.Delete(output);
        }
    }
}
