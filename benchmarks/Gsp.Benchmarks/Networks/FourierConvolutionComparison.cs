using System.Globalization;
using Gsp.Compute;
using Gsp.Networks;
using Gsp.Random;

namespace Gsp.Benchmarks;

/// <summary>Two-sided Fourier convolutions in float beside PyTorch's transforms, same threads: <c>-- networks fftconv [threads [rounds]]</c>.</summary>
internal static class FourierConvolutionComparison
{
    public static void Run(string[] args)
    {
        int threads = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1;
        int rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 20;
        foreach (
            (int batch, int channels, int length) in ((int, int, int)[])
                [(4, 128, 1000), (4, 512, 1000), (16, 64, 997), (4, 64, 4096)]
        )
        {
            using var space = new Workspace<float>(Backend.ManagedWith(threads));
            var random = new RandomStream(1);
            Tensor<float> u = space.Parameter(Normal(random, batch * channels * length), [batch, channels, length]);
            Tensor<float> k = space.Parameter(Normal(random, 2 * channels * length), [2, channels, length]);
            Tensor<float> g = space.From(Normal(random, u.Elements), u.Shape).Keep();
            (double both, _) = TorchProgram.Least(
                rounds,
                () =>
                {
                    u.ClearGradient();
                    k.ClearGradient();
                    using Scope<float> step = space.Step();
                    u.FourierConvolution(k).Backward(g);
                }
            );
            double peak = space.PeakBytes / 1048576.0;
            using IDisposable noGradient = space.NoGradient();
            (double forward, _) = TorchProgram.Least(
                rounds,
                () =>
                {
                    using Scope<float> scope = space.Scope();
                    u.FourierConvolution(k);
                }
            );
            Func<string, double> torch = TorchProgram.Run(
                "torch_sssd.py",
                threads,
                "fftconv",
                threads,
                rounds,
                batch,
                channels,
                length,
                "quiet"
            );
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"[{batch}, {channels}, {length}], {threads} threads: forward {1e3 * forward, 7:f2} ms, PyTorch {1e3 * torch("forward"), 7:f2}, ratio {torch("forward") / forward:f2}; with gradients {1e3 * both, 7:f2} ms, PyTorch {1e3 * torch("both"), 7:f2}, ratio {torch("both") / both:f2}; peak of tensors {peak:f0} MiB"
                )
            );
        }
    }

    private static float[] Normal(RandomStream random, int count)
    {
        var values = new double[count];
        random.FillNormal(values);
        return [.. values.Select(v => (float)v)];
    }
}
