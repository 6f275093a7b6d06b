using System.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    /// <summary>The convolution kernels of S4 systems (see <see cref="S4Kernel"/>), with gradients for all parameters that require one.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="systems">All five tensors.</param>
    /// <param name="plan">Shape of the kernels.</param>
    /// <returns>[directions, H, L].</returns>
    /// <exception cref="ArgumentException">A tensor is missing, or has another number of elements.</exception>
    public static Tensor<T> Kernels<T>(this StateSpaceTensors<T> systems, S4Kernel plan)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(plan);
        RequireSystems(systems, plan.Channels, plan.Modes, plan.Directions, lowRank: true);
        return Kernels(
            systems,
            [plan.Directions, plan.Channels, plan.Length],
            (device, values, target) => device.StateSpaceKernels(plan, values, target),
            (device, values, gradient, targets) => device.StateSpaceKernelsSlope(plan, values, gradient, targets)
        );
    }

    /// <summary>The convolution kernels of S4D systems (see <see cref="S4DKernel"/>), with gradients for all parameters that require one.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="systems">The tensors, without P.</param>
    /// <param name="plan">Shape of the kernels.</param>
    /// <returns>[directions, H, L].</returns>
    /// <exception cref="ArgumentException">A tensor is missing, or has another number of elements.</exception>
    public static Tensor<T> Kernels<T>(this StateSpaceTensors<T> systems, S4DKernel plan)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(plan);
        RequireSystems(systems, plan.Channels, plan.Modes, plan.Directions, lowRank: false);
        return Kernels(
            systems,
            [plan.Directions, plan.Channels, plan.Length],
            (device, values, target) => device.StateSpaceKernels(plan, values, target),
            (device, values, gradient, targets) => device.StateSpaceKernelsSlope(plan, values, gradient, targets)
        );
    }

    private static Tensor<T> Kernels<T>(
        StateSpaceTensors<T> systems,
        Shape shape,
        Action<IDevice<T>, StateSpaceTensors<T>, Tensor<T>> forward,
        Action<IDevice<T>, StateSpaceTensors<T>, Tensor<T>, StateSpaceTensors<T>> slope
    )
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Tensor<T> output = systems.Output!;
        Workspace<T> workspace = output.Workspace;
        StateSpaceTensors<T> values = systems.Each(tensor => tensor.Detach().Contiguous());
        Tensor<T> kernels = workspace.Empty(shape);
        forward(workspace.Device, values, kernels);
        return Tape.Record(
            "state-space kernels",
            kernels,
            systems.All,
            values.All,
            gradient =>
            {
                StateSpaceTensors<T> targets = systems.Each(tensor => tensor.AddingBuffer());
                if (targets.Output is null)
                {
                    targets = targets with { Output = workspace.Zeros(output.Shape) };
                }
                slope(workspace.Device, values, gradient.Contiguous(), targets);
            }
        );
    }

    private static void RequireSystems<T>(
        StateSpaceTensors<T> systems,
        int channels,
        int modes,
        int directions,
        bool lowRank
    )
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(systems);
        int pairs = 2 * channels * modes;
        Require.SameLength(systems.LogStep?.Elements ?? 0, channels, nameof(systems.LogStep), "one step a channel");
        Require.SameLength(systems.Lambda?.Elements ?? 0, pairs, nameof(systems.Lambda), "[channel, mode, re and im]");
        Require.SameLength(systems.Input?.Elements ?? 0, pairs, nameof(systems.Input), "[channel, mode, re and im]");
        Require.SameLength(
            systems.LowRank?.Elements ?? 0,
            lowRank ? pairs : 0,
            nameof(systems.LowRank),
            "[channel, mode, re and im] of a system with a low-rank part"
        );
        Require.SameLength(
            systems.Output?.Elements ?? 0,
            directions * pairs,
            nameof(systems.Output),
            "[direction, channel, mode, re and im]"
        );
    }
}
