using System.Numerics;
using Gsp.Random;

namespace Gsp.Networks;

/// <summary>What residual blocks share.</summary>
internal static class Residual
{
    /// <summary>A convolution without bias whose output is centred on its input.</summary>
    public static Conv1d<T> Conv<T>(
        Workspace<T> workspace,
        int inputs,
        int outputs,
        int taps,
        int stride,
        RandomStream random
    )
        where T : unmanaged, IFloatingPointIeee754<T> =>
        new(workspace, inputs, outputs, taps, random, ConvolutionOptions.Padded((taps - 1) / 2, stride), bias: false);

    /// <summary>The way past a block where stride or channels change; none where they do not.</summary>
    public static Sequential<T>? Shortcut<T>(
        Workspace<T> workspace,
        int inputs,
        int outputs,
        int stride,
        RandomStream random
    )
        where T : unmanaged, IFloatingPointIeee754<T> =>
        stride == 1 && inputs == outputs
            ? null
            : new Sequential<T>(
                Conv(workspace, inputs, outputs, 1, stride, random.Split("downsample")),
                new BatchNorm1d<T>(workspace, outputs)
            );
}
