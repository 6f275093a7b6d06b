using Gsp.Compute;
using Gsp.Random;
using Gsp.Testing;
using Xunit;

namespace Gsp.Networks.Tests.Operations;

public sealed class FourierTests
{
    [Fact]
    public void ConvolutionGradients()
    {
        using var test = new TestWorkspace();
        foreach (
            (int batch, int channels, int length) in ((int, int, int)[])[(3, 5, 7), (2, 4, 16), (1, 9, 1), (2, 3, 2)]
        )
        {
            Tensor<double> x = test.Normal([batch, channels, length], "x");
            Tensor<double> one = test.Normal([1, channels, length], "one");
            Tensor<double> two = test.Normal([2, channels, length], "two");
            Tensor<double> skip = test.Normal([1, channels], "skip");
            test.CheckGradient(() => x.FourierConvolution(two, skip).Square(), x, two, skip);
            test.CheckGradient(() => x.FourierConvolution(one), x, one);
            test.CheckGradient(() => x.Square().FourierConvolution(one.Detach()) * x, x); // adds to a gradient that is there
            test.CheckGradient(
                () => x.Transpose(0, 1).FourierConvolution(two.Slice(1, 0, 1).Expand([2, batch, length])),
                x,
                two
            );
        }
    }

    [Fact]
    public void FrozenPartsGetNoGradient()
    {
        using var test = new TestWorkspace();
        Tensor<double> x = test.Normal([2, 3, 6], "x");
        Tensor<double> kernel = test.Normal([2, 3, 6], "kernel");
        Tensor<double> skip = test.Normal([3], "skip");
        test.CheckGradient(() => x.Detach().FourierConvolution(kernel), kernel);
        test.CheckGradient(() => x.Detach().FourierConvolution(kernel.Detach(), skip), skip);
        test.CheckGradient(() => x.FourierConvolution(kernel.Detach(), skip.Detach()), x);
        Assert.Null(kernel.Detach().Gradient);
    }

    [Fact]
    public void ConvolutionAgreesWithItsDefinition() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            var stream = new RandomStream(seed);
            using var test = new TestWorkspace(seed: seed);
            int batch = 1 + stream.NextInt(3);
            int channels = 1 + stream.NextInt(11);
            int length = 1 + stream.NextInt(70);
            int directions = 1 + stream.NextInt(2);
            Tensor<double> x = test.Normal([batch, channels, length], "x");
            Tensor<double> kernel = test.Normal([directions, channels, length], "kernel");
            Tensor<double> skip = test.Normal([channels], "skip");
            double[] y = x.FourierConvolution(kernel, skip).ToArray();
            double[] u = x.ToArray();
            double[] k = kernel.ToArray();
            double[] d = skip.ToArray();
            var expected = new double[y.Length];
            for (int row = 0; row < batch * channels; row++)
            {
                int h = row % channels;
                Range at = (row * length)..((row + 1) * length);
                double[] k1 = directions == 2 ? k[((channels + h) * length)..((channels + h + 1) * length)] : [];
                double[] sum = TwoSidedKernel.Convolve(k[(h * length)..((h + 1) * length)], k1, u[at]);
                for (int l = 0; l < length; l++)
                {
                    expected[row * length + l] = sum[l] + d[h] * u[row * length + l];
                }
            }
            return Close.RelativeError(y, expected) < 1e-13;
        });

    [Theory]
    [InlineData(997)]
    [InlineData(1000)]
    [InlineData(1024)]
    public void LongConvolutionsAreAsExactAsTheirType(int length)
    {
        var stream = new RandomStream(4);
        double[] u = Normal(stream, 9 * length);
        double[] k = Normal(stream, 18 * length);
        double[] exact = Convolve<double>(1, u, k, length);
        double[] expected = TwoSidedKernel.Convolve(
            k.AsSpan(0, length),
            k.AsSpan(9 * length, length),
            u.AsSpan(0, length)
        );
        Close.Relative(exact[..length], expected, 1e-14);
        Close.Relative(Convolve<float>(1, u, k, length), exact, 1e-6);
    }

    [Fact]
    public void ACausalConvolutionIgnoresTheFuture()
    {
        using var test = new TestWorkspace();
        Tensor<double> x = test.Normal([1, 3, 20], "x");
        Tensor<double> kernel = test.Normal([1, 3, 20], "kernel");
        double[] before = x.FourierConvolution(kernel).ToArray();
        double[] changed = x.ToArray();
        for (int h = 0; h < 3; h++)
        {
            changed[h * 20 + 12] += 1;
        }
        double[] after = test.Space.From(changed, [1, 3, 20]).FourierConvolution(kernel).ToArray();
        for (int i = 0; i < after.Length; i++)
        {
            Assert.True(i % 20 >= 12 ? Math.Abs(after[i] - before[i]) > 1e-6 : Math.Abs(after[i] - before[i]) < 1e-12);
        }
    }

    [Fact]
    public void TheBatchIsALoopAndThreadsChangeNoBit()
    {
        var stream = new RandomStream(5);
        (int batch, int channels, int length) = (3, 19, 45);
        double[] u = Normal(stream, batch * channels * length);
        double[] k = Normal(stream, 2 * channels * length);
        (double[] y, double[] gu, double[] gk) = WithGradients(1, u, k, batch, channels, length);
        (double[] y2, double[] gu2, double[] gk2) = WithGradients(2, u, k, batch, channels, length);
        Assert.Equal(y, y2);
        Assert.Equal(gu, gu2);
        Assert.Equal(gk, gk2);
        int size = channels * length;
        var sum = new double[gk.Length];
        for (int b = 0; b < batch; b++)
        {
            Range at = (b * size)..((b + 1) * size);
            (double[] one, double[] gOne, double[] gKernel) = WithGradients(2, u[at], k, 1, channels, length);
            Assert.Equal(y[at], one);
            Assert.Equal(gu[at], gOne);
            sum = [.. sum.Zip(gKernel, (a, c) => a + c)];
        }
        Close.Relative(gk, sum, 1e-14);
    }

    [Fact]
    public void SpectraMatchTheTransformAndItsInverse()
    {
        using var test = new TestWorkspace();
        foreach (int n in (int[])[1, 2, 3, 8, 15, 34])
        {
            Tensor<double> x = test.Normal([2, 3, n], "x");
            Tensor<double> spectra = x.RealFourier();
            double[] signal = x.ToArray();
            double[] expected =
            [
                .. Enumerable
                    .Range(0, 6)
                    .SelectMany(row =>
                        Enumerable.Range(0, n / 2 + 1).SelectMany(k => Coefficient(signal.AsSpan(row * n, n), k))
                    ),
            ];
            Assert.True(Close.RelativeError(spectra.ToArray(), expected) < 1e-13);
            Assert.True(Close.RelativeError(spectra.InverseRealFourier(n).ToArray(), signal) < 1e-14);
            test.CheckGradient(() => x.RealFourier().Square(), x);
            Tensor<double> s = test.Normal([2, n / 2 + 1, 2], "s");
            test.CheckGradient(() => s.InverseRealFourier(n).Square(), s);
        }
    }

    [Fact]
    public void WrongShapesAreExplained()
    {
        using var test = new TestWorkspace();
        Tensor<double> x = test.Normal([2, 3, 6], "x");
        Assert.Contains(
            "[1 or 2, 3, 6]",
            Assert.Throws<ArgumentException>(() => x.FourierConvolution(test.Normal([2, 3, 5]))).Message
        );
        Assert.Contains(
            "[batch, channel, time]",
            Assert.Throws<ArgumentException>(() => x.Select(0, 0).FourierConvolution(x)).Message
        );
        Assert.Contains(
            "3 channels",
            Assert.Throws<ArgumentException>(() => x.FourierConvolution(x, test.Normal([2]))).Message
        );
        Tensor<double> endless = test.Space.Zeros([1, 1, 1]).Expand([1, 1, (1 << 23) + 1]);
        Assert.Contains(
            "cut them",
            Assert.Throws<ArgumentException>(() => endless.FourierConvolution(endless)).Message
        );
        Assert.Contains("[..., 4, 2]", Assert.Throws<ArgumentException>(() => x.InverseRealFourier(6)).Message);
    }

    private static (double[] Y, double[] Gx, double[] Gk) WithGradients(
        int threads,
        double[] u,
        double[] k,
        int batch,
        int channels,
        int length
    )
    {
        using var test = new TestWorkspace(threads);
        Tensor<double> x = test.Space.Parameter(u, [batch, channels, length]);
        Tensor<double> kernel = test.Space.Parameter(k, [2, channels, length]);
        Tensor<double> y = x.FourierConvolution(kernel);
        double[] values = y.ToArray();
        y.Square().Sum().Backward();
        return (values, x.Gradient!.ToArray(), kernel.Gradient!.ToArray());
    }

    private static double[] Convolve<T>(int batch, double[] u, double[] k, int length)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        using var space = new Workspace<T>(Backend.ManagedWith(2));
        int channels = u.Length / (batch * length);
        Tensor<T> x = space.FromDoubles(u, [batch, channels, length]);
        return x.FourierConvolution(space.FromDoubles(k, [2, channels, length])).ToDoubles();
    }

    private static double[] Coefficient(ReadOnlySpan<double> x, int k)
    {
        double re = 0;
        double im = 0;
        for (int j = 0; j < x.Length; j++)
        {
            double angle = -2 * Math.PI * (j * k % x.Length) / x.Length;
            re += x[j] * Math.Cos(angle);
            im += x[j] * Math.Sin(angle);
        }
        return [re, im];
    }

    private static double[] Normal(RandomStream stream, int count)
    {
        var values = new double[count];
        stream.FillNormal(values);
        return values;
    }
}
