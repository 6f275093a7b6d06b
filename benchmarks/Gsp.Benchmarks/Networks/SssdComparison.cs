using System.Diagnostics;
using System.Globalization;
using Gsp.Compute;
using Gsp.Networks;
using Gsp.Networks.Tests;
using Gsp.Random;

namespace Gsp.Benchmarks;

/// <summary>Training steps (forward, masked loss, backward) and inference of SSSD networks in float, beside PyTorch with the same threads.</summary>
/// <remarks><c>-- networks sssd [threads [rounds [channels...]]]</c>: 4 blocks, two-sided S4 with N = 64, L = 1000, batch 4. PyTorch once with kernels made
/// anew each step by the published code's sums, once with the saving that frozen systems allow (a matrix from C to the kernel, made once).</remarks>
internal static class SssdComparison
{
    private const int Blocks = 4;
    private const int Batch = 4;
    private const int Length = 1000;
    private const int Order = 64;

    public static void Run(string[] args)
    {
        int threads = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1;
        int rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5;
        int[] sizes =
            args.Length > 2 ? [.. args[2..].Select(a => int.Parse(a, CultureInfo.InvariantCulture))] : [64, 256];
        foreach (int channels in sizes)
        {
            Figures ours = Ours(threads, rounds, channels);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{channels} channels, {threads} threads: step {1e3 * ours.Cpu:f1} ms CPU, {1e3 * ours.Wall:f1} ms wall; inference {1e3 * ours.Inference:f1} ms; peak {ours.Process:f0} MiB, {ours.Tensors:f0} in tensors; loss {ours.Loss:f4}"
                )
            );
            // Convolution of three taps, two mixings of the doubled channels, residual and skip; no transforms, no kernels.
            double work = (double)Blocks * Batch * Length * channels * channels * (6 + 8 + 2);
            Console.WriteLine(ProductRate.Share(work, ours.Cpu, threads));
            if (Environment.GetEnvironmentVariable("GSP_PYTHON") == "none")
            {
                continue;
            }
            foreach (string kernels in (string[])["cauchy", "map"])
            {
                Func<string, double> torch = TorchProgram.Run(
                    "torch_sssd.py",
                    threads,
                    "sssd",
                    threads,
                    rounds,
                    channels,
                    Blocks,
                    kernels,
                    Batch,
                    Length,
                    Order
                );
                Console.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"  PyTorch, {kernels}: step {1e3 * torch("cpu"):f1} ms CPU, ratio {torch("cpu") / ours.Cpu:f2}; wall {1e3 * torch("wall"):f1} ms, ratio {torch("wall") / ours.Wall:f2}; inference {1e3 * torch("infer"):f1} ms, ratio {torch("infer") / ours.Inference:f2}; peak {torch("peak"):f0} MiB"
                    )
                );
            }
        }
    }

    private static Figures Ours(int threads, int rounds, int channels)
    {
        using var space = new Workspace<float>(Backend.ManagedWith(threads));
        var network = new SssdNetwork<float>(
            space,
            new SssdOptions(1, 2, channels, Blocks, 128, 512, Length, Order),
            new RandomStream(1)
        );
        (string _, Tensor<float> last) = network.NamedParameters().First(p => p.Name == "final_conv.2.conv.weight");
        last.Set(Normal(2, channels, 0.1f));
        float[] signal = Normal(3, Batch * Length, 1);
        float[] mask = [.. Enumerable.Range(0, Batch * Length).Select(i => i % Length % 3 > 0 ? 1f : 0)];
        Tensor<float> x = space.From(signal, [Batch, 1, Length]).Keep();
        Tensor<float> noise = space.From(Normal(4, Batch * Length, 1), [Batch, 1, Length]).Keep();
        Tensor<float> missing = space.From([.. mask.Select(m => 1 - m)], [Batch, 1, Length]).Keep();
        var conditions = new float[2 * Batch * Length];
        for (int i = 0; i < signal.Length; i++)
        {
            int at = 2 * (i / Length) * Length + i % Length;
            (conditions[at], conditions[at + Length]) = (signal[i] * mask[i], mask[i]);
        }
        Tensor<float> known = space.From(conditions, [Batch, 2, Length]).Keep();
        int[] steps = [.. Enumerable.Range(0, Batch).Select(b => 10 * b)];
        float loss = 0;
        (double cpu, double wall) = TorchProgram.Least(
            rounds,
            () =>
            {
                network.ClearGradients();
                using Scope<float> step = space.Step();
                Tensor<float> error = (network.Forward(x, known, steps) - noise).Square() * missing;
                Tensor<float> mean = error.Sum() / missing.Sum();
                mean.Backward();
                loss = mean.Item();
            }
        );
        double tensors = space.PeakBytes / 1048576.0;
        double process = Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0;
        network.Training = false;
        using IDisposable noGradient = space.NoGradient();
        (double inference, _) = TorchProgram.Least(
            rounds,
            () =>
            {
                using Scope<float> scope = space.Scope();
                network.Forward(x, known, steps);
            }
        );
        return new Figures(cpu, wall, inference, process, tensors, loss);
    }

    private static float[] Normal(ulong seed, int count, float scale)
    {
        var values = new double[count];
        new RandomStream(seed).FillNormal(values, 0, scale);
        return [.. values.Select(v => (float)v)];
    }

    private sealed record Figures(
        double Cpu,
        double Wall,
        double Inference,
        double Process,
        double Tensors,
        double Loss
    );
}
