using System.Globalization;
using Gsp.Compute;
using Gsp.Networks;
using Gsp.Random;

namespace Gsp.Benchmarks;

/// <summary>Single convolution layers in float: forward and both gradients, beside PyTorch and beside the library's own matrix product.</summary>
internal static class ConvolutionComparison
{
    /// <summary>Batch, in, out, taps, stride, length, groups: the layers of a ResNet-18 for 12 x 1000 samples, a pointwise and two depthwise ones.</summary>
    private static readonly int[][] Layers =
    [
        [16, 12, 64, 7, 2, 1000, 1],
        [16, 12, 64, 15, 2, 1000, 1],
        [16, 64, 64, 3, 1, 500, 1],
        [16, 64, 128, 3, 2, 500, 1],
        [16, 64, 128, 1, 2, 500, 1],
        [16, 128, 128, 3, 1, 250, 1],
        [16, 256, 256, 3, 1, 125, 1],
        [16, 512, 512, 3, 1, 63, 1],
        [16, 256, 1024, 1, 1, 125, 1],
        [16, 64, 64, 3, 1, 500, 64],
        [16, 64, 64, 31, 1, 500, 64],
    ];

    public static void Run(string[] args)
    {
        int threads = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1;
        int rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 20;
        Func<string, double> theirs = TorchProgram.Run(
            "torch_convolution.py",
            threads,
            ["conv", threads, rounds, .. Layers.Select(Name)]
        );
        using var workspace = new Workspace<float>(Backend.ManagedWith(threads));
        double product = Product(workspace, rounds);
        Console.WriteLine($"{threads} threads, processor time; GFLOP/s, and PyTorch's time over ours");
        Console.WriteLine($"own matrix product of 768: {product, 6:F1}");
        Console.WriteLine(
            $"{"batch,in,out,taps,stride,length,groups", -36} {"pass", -7} {"ours", 7} {"torch", 7} {"ratio", 6} {"of product", 10}"
        );
        foreach (int[] layer in Layers)
        {
            foreach ((string pass, double work, double seconds) in Times(workspace, layer, rounds))
            {
                double torch = theirs($"{Name(layer)} {pass}");
                double rate = work / seconds * 1e-9;
                Console.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{Name(layer), -36} {pass, -7} {rate, 7:F1} {work / torch * 1e-9, 7:F1} {torch / seconds, 6:F2} {rate / product, 10:P0}"
                    )
                );
            }
        }
    }

    private static string Name(int[] layer) =>
        string.Join(',', layer.Select(value => value.ToString(CultureInfo.InvariantCulture)));

    private static double Product(Workspace<float> workspace, int rounds)
    {
        using Scope<float> scope = workspace.Scope();
        Tensor<float> a = Normal(workspace, [768, 768]);
        Tensor<float> b = Normal(workspace, [768, 768]);
        Tensor<float> c = workspace.Zeros([768, 768]);
        double seconds = TorchProgram.Least(rounds, () => workspace.Device.MatMul(a, b, c, 1, accumulate: false)).Cpu;
        return 2 * Math.Pow(768, 3) / seconds * 1e-9;
    }

    private static IEnumerable<(string Pass, double Work, double Seconds)> Times(
        Workspace<float> workspace,
        int[] layer,
        int rounds
    )
    {
        using Scope<float> scope = workspace.Scope();
        IDevice<float> device = workspace.Device;
        ConvolutionOptions options = ConvolutionOptions.Padded((layer[3] - 1) / 2, layer[4]) with { Groups = layer[6] };
        Tensor<float> x = Normal(workspace, [layer[0], layer[1], layer[5]]);
        Tensor<float> w = Normal(workspace, [layer[2], layer[1] / layer[6], layer[3]]);
        Tensor<float> y = Normal(workspace, [layer[0], layer[2], options.OutputLength(layer[5], layer[3])]);
        double work = 2.0 * y.Elements * w.Shape[1] * layer[3];
        yield return ("forward", work, Least(() => device.Convolve(x, w, options, y, accumulate: false)));
        yield return ("input", work, Least(() => device.ConvolveInputSlope(y, w, options, x, accumulate: false)));
        yield return ("weight", work, Least(() => device.ConvolveWeightSlope(x, y, options, w, accumulate: false)));

        double Least(Action body) => TorchProgram.Least(rounds, body).Cpu;
    }

    private static Tensor<float> Normal(Workspace<float> workspace, Shape shape)
    {
        var values = new double[shape.Elements];
        new RandomStream(1).FillNormal(values);
        return workspace.From(Array.ConvertAll(values, value => (float)value), shape);
    }
}
