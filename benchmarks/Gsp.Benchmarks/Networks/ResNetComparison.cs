using System.Diagnostics;
using System.Globalization;
using Gsp.Compute;
using Gsp.Networks;
using Gsp.Random;

namespace Gsp.Benchmarks;

/// <summary>Training steps of a ResNet-18 over time in float (12 x 1000, batch 16, 10 classes): forward, cross-entropy, backward, plain gradient
/// descent; beside PyTorch with the same threads.</summary>
internal static class ResNetComparison
{
    private const int Batch = 16;
    private const int Classes = 10;
    private const int Length = 1000;
    private const double Rate = 1e-3;

    public static void Run(string[] args)
    {
        int threads = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1;
        int rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 10;
        foreach (int stem in (int[])[7, 15])
        {
            Func<string, double> theirs = TorchProgram.Run(
                "torch_convolution.py",
                threads,
                "resnet",
                threads,
                rounds,
                stem
            );
            (double cpu, double wall, double megabytes, double pool) = Ours(threads, rounds, stem);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"stem {stem}, {threads} threads: processor {cpu * 1e3:F1} ms, PyTorch {theirs("cpu") * 1e3:F1} ms, ratio {theirs("cpu") / cpu:F2}; wall {wall * 1e3:F1} ms, PyTorch {theirs("wall") * 1e3:F1} ms, ratio {theirs("wall") / wall:F2}; peak memory {megabytes:F0} MiB ({pool:F0} in tensors), PyTorch {theirs("peak"):F0} MiB; loss {Loss:F4}"
                )
            );
            Console.WriteLine(ProductRate.Share(Work(stem), cpu, threads));
        }
    }

    /// <summary>Multiplications of the convolutions of a forward pass.</summary>
    private static double Work(int stem)
    {
        double work = 12.0 * 64 * stem * 500;
        int length = 250;
        work += 4 * 3.0 * 64 * 64 * length;
        foreach (int width in (int[])[128, 256, 512])
        {
            length = (length + 1) / 2;
            work += ((3 * 3) + (3 * 0.5) + 0.5) * width * width * length;
        }
        return Batch * work;
    }

    private static double Loss { get; set; }

    private static (double Cpu, double Wall, double Megabytes, double Pool) Ours(int threads, int rounds, int stem)
    {
        using var workspace = new Workspace<float>(Backend.ManagedWith(threads));
        var options = new ResNet1dOptions { Outputs = Classes, StemTaps = stem };
        var network = new ResNet1d<float>(workspace, options, new RandomStream(1));
        var values = new double[Batch * 12 * Length];
        new RandomStream(2).FillNormal(values);
        Tensor<float> x = workspace.From(Array.ConvertAll(values, v => (float)v), [Batch, 12, Length]).Keep();
        var targets = new float[Batch * Classes];
        for (int i = 0; i < Batch; i++)
        {
            targets[(i * Classes) + (i % Classes)] = -1f / Batch;
        }
        Tensor<float> target = workspace.From(targets, [Batch, Classes]).Keep();
        (double cpu, double wall) = TorchProgram.Least(rounds, () => Step(workspace, network, x, target));
        return (cpu, wall, PeakMegabytes(), workspace.PeakBytes / 1048576.0);
    }

    private static void Step(Workspace<float> workspace, ResNet1d<float> network, Tensor<float> x, Tensor<float> target)
    {
        using Scope<float> scope = workspace.Step();
        Tensor<float> loss = (network.Forward(x).LogSoftmax() * target).Sum();
        loss.Backward();
        Loss = loss.Item();
        foreach (Tensor<float> parameter in network.Parameters)
        {
            workspace.Device.MapSlope(new AffineFormula(-Rate, 0), parameter, parameter.Gradient!, parameter, true);
        }
        network.ClearGradients();
    }

    /// <summary>The most memory that this process has held, MiB.</summary>
    private static double PeakMegabytes()
    {
        string? line = File.ReadLines("/proc/self/status")
            .FirstOrDefault(l => l.StartsWith("VmHWM", StringComparison.Ordinal));
        return line is null
            ? double.NaN
            : double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture)
                / 1024;
    }
}
