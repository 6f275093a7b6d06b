using System.Numerics;
using Gsp.Random;

namespace Gsp.Networks.Tests;

/// <summary>A residual block of SSSD: two state-space layers around the conditions, then a gate.</summary>
internal sealed class SssdBlock<T> : Module<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Linear<T> step;
    private readonly NormedConvolution<T> convolution;
    private readonly S4Block<T> first;
    private readonly NormedConvolution<T> conditions;
    private readonly S4Block<T> second;
    private readonly NormedConvolution<T> residual;
    private readonly NormedConvolution<T> skip;
    private readonly int channels;

    public SssdBlock(Workspace<T> workspace, SssdOptions options, RandomStream random)
        : base(workspace)
    {
        channels = options.Channels;
        var s4 = new S4Options { StateSize = options.StateSize, Bidirectional = true };
        step = Part("fc_t", new Linear<T>(workspace, options.Hidden, channels, random.Split("fc_t")));
        first = Part(
            "S41",
            new S4Block<T>(new S4<T>(workspace, 2 * channels, options.Length, random.Split("S41"), s4))
        );
        convolution = Part(
            "conv_layer",
            new NormedConvolution<T>(workspace, "conv.", channels, 2 * channels, random.Split("conv"), taps: 3)
        );
        second = Part(
            "S42",
            new S4Block<T>(new S4<T>(workspace, 2 * channels, options.Length, random.Split("S42"), s4))
        );
        conditions = Part(
            "cond_conv",
            new NormedConvolution<T>(workspace, "conv.", options.Conditions, 2 * channels, random.Split("cond"))
        );
        residual = Part("res_conv", new NormedConvolution<T>(workspace, "", channels, channels, random.Split("res")));
        skip = Part("skip_conv", new NormedConvolution<T>(workspace, "", channels, channels, random.Split("skip")));
    }

    /// <summary>The block's output is its input plus the residual over √2; the skip goes to the network's end.</summary>
    /// <param name="x">[batch, channel, time].</param>
    /// <param name="embedding">Of the diffusion step, [batch, hidden].</param>
    /// <param name="known">The conditions, [batch, condition, time].</param>
    public (Tensor<T> Output, Tensor<T> Skip) Forward(Tensor<T> x, Tensor<T> embedding, Tensor<T> known)
    {
        Tensor<T> gated = Run(() => Gated(x, embedding, known));
        Tensor<T> output = Math.Sqrt(0.5) * (x + residual.Forward(gated));
        return (output, skip.Forward(gated));
    }

    private Tensor<T> Gated(Tensor<T> x, Tensor<T> embedding, Tensor<T> known)
    {
        Tensor<T> h = convolution.Forward(x + step.Forward(embedding).Unsqueeze(-1));
        h = second.Forward(first.Forward(h) + conditions.Forward(known));
        return h.Slice(1, 0, channels).Tanh() * h.Slice(1, channels, channels).Sigmoid();
    }
}
