using System.Diagnostics;
using System.Globalization;
using Gsp.Compute;
using Gsp.Networks;
using Gsp.Networks.Tests.Networks;
using Gsp.Random;

namespace Gsp.Benchmarks;

/// <summary>A training step of CSDI's residual blocks (4 blocks, 64 channels, 8 heads, 1000 steps, batch 4, single precision, plain gradient descent)
/// beside PyTorch.</summary>
/// <remarks><c>-- networks csdi [rounds] [threads] [dropout]</c>; with one thread CPU time, with more the time on the wall, the least of the rounds.</remarks>
internal static class CsdiComparison
{
    private const int Batch = 4;
    private const int Steps = 1000;
    private const int Channels = 64;
    private const int Side = 145;
    private const int StepWidth = 128;

    public static void Run(string[] args)
    {
        int rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 5;
        int threads = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1;
        double dropout = args.Length > 2 ? double.Parse(args[2], CultureInfo.InvariantCulture) : 0;
        using var workspace = new Workspace<float>(Backend.ManagedWith(threads));
        var random = new RandomStream(1);
        CsdiBlock<float>[] blocks =
        [
            .. Enumerable
                .Range(0, 4)
                .Select(i => new CsdiBlock<float>(workspace, Channels, 8, Side, StepWidth, random.Split(i), dropout)),
        ];
        Tensor<float> x = Normal([Batch, Steps, Channels], "x");
        Tensor<float> side = Normal([Batch, Steps, Side], "side");
        Tensor<float> step = Normal([Batch, StepWidth], "step");
        Tensor<float>[] parameters = [.. blocks.SelectMany(block => block.Parameters)];
        double forward = Least(() =>
        {
            using Scope<float> scope = workspace.Step();
            using IDisposable quiet = workspace.NoGradient();
            Loss();
        });
        workspace.ResetPeak();
        double training = Least(() =>
        {
            using Scope<float> scope = workspace.Step();
            Loss().Backward();
            foreach (Tensor<float> parameter in parameters)
            {
                workspace.Device.Add(parameter.Gradient!.Affine(-1e-3), parameter.Detach());
                parameter.ClearGradient();
            }
        });
        Func<string, double> theirs = TorchProgram.Run("torch_csdi.py", threads, threads, rounds, dropout);
        Console.WriteLine($"{"task", -16} {"ours ms", 9} {"torch ms", 9} {"ratio", 6}");
        Print("forward", forward);
        Print("training step", training);
        double dense = (4 * Channels) + (2 * Channels) + (2 * Channels) + (2 * Side) + (2 * Channels);
        double work = 4.0 * Batch * Steps * Channels * (dense + (2 * Steps));
        Console.WriteLine(ProductRate.Share(work, training, threads));
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"peak of tensors {workspace.PeakBytes / 1048576.0:F0} MiB, of the process {Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0:F0} MiB; torch: {theirs("more-MiB"):F0} MiB more than before the step, {theirs("process-MiB"):F0} MiB in all"
            )
        );

        void Print(string name, double seconds)
        {
            double torch = theirs(name.Replace(' ', '-'));
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name, -16} {1e3 * seconds, 9:F1} {1e3 * torch, 9:F1} {torch / seconds, 6:F2}"
                )
            );
        }

        Tensor<float> Loss()
        {
            Tensor<float> h = x;
            Tensor<float>? skips = null;
            foreach (CsdiBlock<float> block in blocks)
            {
                (h, Tensor<float> skip) = block.Forward(h, side, step);
                skips = skips is null ? skip : skips + skip;
            }
            return skips!.Square().Mean();
        }

        Tensor<float> Normal(Shape shape, string name) =>
            workspace.From(Initialisation.Normal<float>(random.Split(name), shape.Elements, 1), shape).Keep();

        double Least(Action task)
        {
            if (threads == 1)
            {
                return TorchProgram.Least(rounds, task).Cpu;
            }
            double best = double.PositiveInfinity;
            for (int k = 0; k < rounds + 3; k++)
            {
                long start = Stopwatch.GetTimestamp();
                task();
                best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
            }
            return best;
        }
    }
}
