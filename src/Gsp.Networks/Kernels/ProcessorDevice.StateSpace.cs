using System.Runtime.InteropServices;

namespace Gsp.Networks;

public sealed unsafe partial class ProcessorDevice<T>
{
    private static readonly StateSpaceLoops<T> StateSpace = StateSpaceLoops<T>.Instance;

    /// <inheritdoc/>
    public void StateSpaceKernels(S4Kernel plan, StateSpaceTensors<T> systems, Tensor<T> target) =>
        StateSpace.Forward(plan, Pointers(systems), Pointer(target), threads);

    /// <inheritdoc/>
    public void StateSpaceKernels(S4DKernel plan, StateSpaceTensors<T> systems, Tensor<T> target) =>
        StateSpace.Forward(plan, Pointers(systems), Pointer(target), threads);

    /// <inheritdoc/>
    public void StateSpaceKernelsSlope(
        S4Kernel plan,
        StateSpaceTensors<T> systems,
        Tensor<T> gradient,
        StateSpaceTensors<T> targets
    ) => StateSpace.Backward(plan, Pointers(systems), Pointer(gradient), Pointers(targets), threads);

    /// <inheritdoc/>
    public void StateSpaceKernelsSlope(
        S4DKernel plan,
        StateSpaceTensors<T> systems,
        Tensor<T> gradient,
        StateSpaceTensors<T> targets
    ) => StateSpace.Backward(plan, Pointers(systems), Pointer(gradient), Pointers(targets), threads);

    /// <inheritdoc/>
    public bool SameBits(Tensor<T> a, Tensor<T> b) =>
        MemoryMarshal.AsBytes(Span(a)).SequenceEqual(MemoryMarshal.AsBytes(Span(b)));

    private static StateSpacePointers<T> Pointers(StateSpaceTensors<T> tensors) =>
        new(
            OrNull(tensors.LogStep),
            OrNull(tensors.Lambda),
            OrNull(tensors.Input),
            OrNull(tensors.LowRank),
            OrNull(tensors.Output)
        );

    private static T* OrNull(Tensor<T>? tensor) => tensor is null ? null : Pointer(tensor);
}
