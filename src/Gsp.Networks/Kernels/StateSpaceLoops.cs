using System.Numerics;

namespace Gsp.Networks;

/// <summary>State-space kernels on tensors' memory.</summary>
internal abstract unsafe class StateSpaceLoops<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>That of a type that the kernels exist for: float and double.</summary>
    public static StateSpaceLoops<T> Instance { get; } =
        (StateSpaceLoops<T>)
            (object)(
                typeof(T) == typeof(float) ? new BinaryStateSpaceLoops<float>() : new BinaryStateSpaceLoops<double>()
            );

    public abstract void Forward(S4Kernel plan, StateSpacePointers<T> systems, T* kernel, int threads);

    public abstract void Forward(S4DKernel plan, StateSpacePointers<T> systems, T* kernel, int threads);

    public abstract void Backward(
        S4Kernel plan,
        StateSpacePointers<T> systems,
        T* kernelGradient,
        StateSpacePointers<T> targets,
        int threads
    );

    public abstract void Backward(
        S4DKernel plan,
        StateSpacePointers<T> systems,
        T* kernelGradient,
        StateSpacePointers<T> targets,
        int threads
    );
}

/// <inheritdoc/>
internal sealed unsafe class BinaryStateSpaceLoops<T> : StateSpaceLoops<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public override void Forward(S4Kernel plan, StateSpacePointers<T> systems, T* kernel, int threads)
    {
        int modes = plan.Channels * plan.Modes;
        plan.Forward(
            Parameters(systems, plan.Channels, modes),
            Pairs(systems.Output, plan.Directions * modes),
            new Span<T>(kernel, plan.Directions * plan.Channels * plan.Length),
            threads
        );
    }

    public override void Forward(S4DKernel plan, StateSpacePointers<T> systems, T* kernel, int threads)
    {
        int modes = plan.Channels * plan.Modes;
        plan.Forward(
            Parameters(systems, plan.Channels, modes),
            Pairs(systems.Output, plan.Directions * modes),
            new Span<T>(kernel, plan.Directions * plan.Channels * plan.Length),
            threads
        );
    }

    public override void Backward(
        S4Kernel plan,
        StateSpacePointers<T> systems,
        T* kernelGradient,
        StateSpacePointers<T> targets,
        int threads
    )
    {
        int modes = plan.Channels * plan.Modes;
        plan.Backward(
            Parameters(systems, plan.Channels, modes),
            Pairs(systems.Output, plan.Directions * modes),
            new ReadOnlySpan<T>(kernelGradient, plan.Directions * plan.Channels * plan.Length),
            Pairs(targets.Output, plan.Directions * modes),
            Gradients(targets, plan.Channels, modes),
            threads
        );
    }

    public override void Backward(
        S4DKernel plan,
        StateSpacePointers<T> systems,
        T* kernelGradient,
        StateSpacePointers<T> targets,
        int threads
    )
    {
        int modes = plan.Channels * plan.Modes;
        plan.Backward(
            Parameters(systems, plan.Channels, modes),
            Pairs(systems.Output, plan.Directions * modes),
            new ReadOnlySpan<T>(kernelGradient, plan.Directions * plan.Channels * plan.Length),
            Pairs(targets.Output, plan.Directions * modes),
            Gradients(targets, plan.Channels, modes),
            threads
        );
    }

    private static StateSpaceParameters<T> Parameters(StateSpacePointers<T> of, int channels, int modes) =>
        new(Values(of.LogStep, channels), Pairs(of.Lambda, modes), Pairs(of.Input, modes), Pairs(of.LowRank, modes));

    private static StateSpaceGradients<T> Gradients(StateSpacePointers<T> of, int channels, int modes) =>
        new(Values(of.LogStep, channels), Pairs(of.Lambda, modes), Pairs(of.Input, modes), Pairs(of.LowRank, modes));

    private static Span<T> Pairs(T* values, int count) => Values(values, 2 * count);

    private static Span<T> Values(T* values, int count) => new(values, values == null ? 0 : count);
}
