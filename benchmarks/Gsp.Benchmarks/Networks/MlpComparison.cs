using System.Diagnostics;
using System.Globalization;
using Gsp.Compute;
using Gsp.Networks;
using Gsp.Random;

namespace Gsp.Benchmarks;

/// <summary>A training step of an MLP 64-128-128-10 with a batch of 64 and Adam in single precision, beside PyTorch: small work, where overhead counts.</summary>
/// <remarks><c>-- networks mlp [threads [rounds]]</c>; processor time of all threads, the least of the rounds, 20 steps a round.</remarks>
internal static class MlpComparison
{
    private const int Batch = 64;

    public static void Run(string[] args)
    {
        int threads = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1;
        int rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 200;
        Func<string, double> theirs = TorchProgram.Run("torch_mlp.py", threads, threads, rounds);
        using var space = new Workspace<float>(Backend.ManagedWith(threads));
        var random = new RandomStream(1);
        var model = new Sequential<float>(
            new Linear<float>(space, 64, 128, random.Split(0)),
            new Activation<float>(space, h => h.Relu()),
            new Linear<float>(space, 128, 128, random.Split(1)),
            new Activation<float>(space, h => h.Relu()),
            new Linear<float>(space, 128, 10, random.Split(2))
        );
        using var adam = new Adam<float>(model.NamedParameters());
        Tensor<float> x = space
            .From(Initialisation.Normal<float>(random.Split("x"), Batch * 64, 1), [Batch, 64])
            .Keep();
        Tensor<float> y = space
            .From(Initialisation.Normal<float>(random.Split("y"), Batch * 10, 1), [Batch, 10])
            .Keep();
        Console.WriteLine($"{threads} threads; microseconds, PyTorch's time over ours");
        Row("step", () => Step(adam.Step));
        double work = Batch * ((64.0 * 128) + (128 * 128) + (128 * 10));
        Console.WriteLine(ProductRate.Share(work, Least(() => Step(adam.Step), rounds), threads));
        Row("step-foreach", () => Step(adam.Step));
        Row("adam", adam.Step);
        Row("adam-foreach", adam.Step);
        Row("gradients", () => Step(() => { }));
        Row(
            "forward",
            () =>
            {
                using Scope<float> scope = space.Scope();
                using IDisposable quiet = space.NoGradient();
                model.Forward(x);
            }
        );
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int k = 0; k < 100; k++)
        {
            Step(adam.Step);
        }
        long allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / 100;
        double peak = Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"managed bytes a step {allocated}; tensors' peak {space.PeakBytes / 1024} KiB; process peak {peak:F0} MiB, torch {theirs("MiB"):F0} MiB"
            )
        );

        void Step(Action update)
        {
            using Scope<float> step = space.Step();
            model.ClearGradients();
            Tensor<float> error = model.Forward(x) - y;
            Tensor<float> loss = (error * error).Mean();
            loss.Backward();
            update();
            loss.Item();
        }

        void Row(string name, Action body)
        {
            double ours = 1e6 * Least(body, rounds);
            double torch = 1e6 * theirs(name);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name, -14} ours {ours, 8:F1} torch {torch, 8:F1} ratio {torch / ours, 6:F2}"
                )
            );
        }
    }

    private static double Least(Action body, int rounds)
    {
        // Long enough, and with pauses, for the runtime to compile what is used often a second time.
        for (int k = 0; k < 8; k++)
        {
            for (int i = 0; i < 100; i++)
            {
                body();
            }
            Thread.Sleep(120);
        }
        double best = double.PositiveInfinity;
        for (int k = 0; k < rounds; k++)
        {
            double start = ProcessClock.Seconds;
            for (int i = 0; i < 20; i++)
            {
                body();
            }
            best = Math.Min(best, (ProcessClock.Seconds - start) / 20);
        }
        return best;
    }
}
