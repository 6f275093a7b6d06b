using System.Globalization;
using System.Runtime.InteropServices;
using Gsp.Compute;
using Gsp.Networks;
using Gsp.Random;

namespace Gsp.Benchmarks;

/// <summary>Attention of 8 heads of 8 channels over 1000 steps, batch 4, in single precision, against the rate of a dense product and beside PyTorch.</summary>
/// <remarks><c>-- networks attention [rounds]</c>; one thread each, CPU time, the least of the rounds.</remarks>
internal static class AttentionComparison
{
    private const int Batch = 4;
    private const int Heads = 8;
    private const int Steps = 1000;

    public static void Run(string[] args)
    {
        int rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 7;
        double gemm = 1e-9 * ProductRate.Measure(1);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"dense product 1024^3: {gemm:F1} GFLOP/s"));
        Func<string, double> theirs = TorchProgram.Run("torch_attention.py", 1, 1, rounds);
        Console.WriteLine(
            $"{"task", -20} {"ns/score", 9} {"GFLOP/s", 8} {"of GEMM", 8} {"torch ns", 9} {"ratio", 6} {"MiB", 7} {"torch MiB", 9}"
        );
        foreach (int channels in new[] { 8, 16, 64 })
        {
            Time(channels, backward: false);
            Time(channels, backward: true);
        }
        foreach (int rows in new[] { 16, 32, 64, 128, 256 })
        {
            Console.Write(string.Create(CultureInfo.InvariantCulture, $"tiles of {rows, 3} rows: "));
            Time(8, backward: true, rows);
        }

        void Time(int channels, bool backward, int rows = 64)
        {
            using var workspace = new Workspace<float>(
                new ProcessorDevice<float>(Backend.ManagedWith(1)) { AttentionRows = rows }
            );
            Tensor<float> q = Normal(workspace, "q", channels);
            Tensor<float> k = Normal(workspace, "k", channels);
            Tensor<float> v = Normal(workspace, "v", channels);
            Tensor<float> seed = Normal(workspace, "g", channels);
            seed.RequiresGradient = false;
            workspace.ResetPeak();
            (double seconds, _) = TorchProgram.Least(
                rounds,
                () =>
                {
                    using Scope<float> step = workspace.Step();
                    using IDisposable? quiet = backward ? null : workspace.NoGradient();
                    Tensor<float> y = q.ScaledDotProductAttention(k, v);
                    if (backward)
                    {
                        y.Backward(seed);
                        q.ClearGradient();
                        k.ClearGradient();
                        v.ClearGradient();
                    }
                }
            );
            double scores = (double)Batch * Heads * Steps * Steps;
            // Two products forward; backward one more for the scores and four for gradients.
            double rate = (backward ? 7 : 2) * 2.0 * channels * scores / seconds * 1e-9;
            string name = $"d={channels} {(backward ? "both" : "forward")}";
            double torch = theirs(name.Replace(' ', '-'));
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name, -20} {1e9 * seconds / scores, 9:F3} {rate, 8:F1} {rate / gemm, 8:P1} {1e9 * torch / scores, 9:F3} {torch / seconds, 6:F2} {workspace.PeakBytes / 1048576.0, 7:F1} {theirs($"{name.Replace(' ', '-')}-MiB"), 9:F1}"
                )
            );
        }
    }

    private static Tensor<float> Normal(Workspace<float> workspace, string name, int channels)
    {
        var values = new double[Batch * Heads * Steps * channels];
        new RandomStream(1).Split(name).FillNormal(values);
        return workspace.Parameter(Array.ConvertAll(values, v => (float)v), [Batch, Heads, Steps, channels]);
    }
}
