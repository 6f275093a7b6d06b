using System.Globalization;
using Gsp.Compute;
using Gsp.Networks;

namespace Gsp.Benchmarks;

/// <summary>What the library's own matrix product reaches in the same run, as a measure for whole training steps.</summary>
internal static class ProductRate
{
    /// <summary>Operations a second of processor time of a product of 1024 in single precision.</summary>
    public static double Measure(int threads)
    {
        using var workspace = new Workspace<float>(Backend.ManagedWith(threads));
        Tensor<float> a = workspace.Full([1024, 1024], 0.5f).Keep();
        double seconds = TorchProgram
            .Least(
                10,
                () =>
                {
                    using Scope<float> scope = workspace.Scope();
                    a.MatMul(a);
                }
            )
            .Cpu;
        return 2 * Math.Pow(1024, 3) / seconds;
    }

    /// <summary>A training step's share of that rate: products of the forward pass counted thrice, nothing else counted.</summary>
    /// <param name="products">Multiplications of all products of the forward pass.</param>
    /// <param name="seconds">Processor time of the step.</param>
    /// <param name="threads">Threads of both.</param>
    public static string Share(double products, double seconds, int threads)
    {
        double rate = Measure(threads);
        double reached = 6 * products / seconds;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"products alone {1e-9 * reached:F0} GFLOP/s, {100 * reached / rate:F0} % of a product of 1024 ({1e-9 * rate:F0})"
        );
    }
}
