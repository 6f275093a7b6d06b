namespace Gsp.Networks;

public partial interface IDevice<T>
{
    /// <summary>The convolution kernels of S4 systems.</summary>
    /// <param name="plan">Their shape.</param>
    /// <param name="systems">All five, contiguous.</param>
    /// <param name="target">Receives [directions, H, L].</param>
    void StateSpaceKernels(S4Kernel plan, StateSpaceTensors<T> systems, Tensor<T> target);

    /// <summary>The convolution kernels of S4D systems.</summary>
    /// <param name="plan">Their shape.</param>
    /// <param name="systems">Without P, contiguous.</param>
    /// <param name="target">Receives [directions, H, L].</param>
    void StateSpaceKernels(S4DKernel plan, StateSpaceTensors<T> systems, Tensor<T> target);

    /// <summary>The gradients of S4 kernels.</summary>
    /// <param name="plan">Their shape.</param>
    /// <param name="systems">All five, contiguous.</param>
    /// <param name="gradient">The gradient of the kernels, contiguous.</param>
    /// <param name="targets">Gradients are added to those that are there; that of C always is.</param>
    void StateSpaceKernelsSlope(
        S4Kernel plan,
        StateSpaceTensors<T> systems,
        Tensor<T> gradient,
        StateSpaceTensors<T> targets
    );

    /// <summary>The gradients of S4D kernels.</summary>
    /// <param name="plan">Their shape.</param>
    /// <param name="systems">Without P, contiguous.</param>
    /// <param name="gradient">The gradient of the kernels, contiguous.</param>
    /// <param name="targets">Gradients are added to those that are there; that of C always is.</param>
    void StateSpaceKernelsSlope(
        S4DKernel plan,
        StateSpaceTensors<T> systems,
        Tensor<T> gradient,
        StateSpaceTensors<T> targets
    );

    /// <summary>Whether two tensors have the same bits; waits for the answer.</summary>
    /// <param name="a">Contiguous.</param>
    /// <param name="b">Contiguous; as many elements.</param>
    /// <returns>True where they do.</returns>
    bool SameBits(Tensor<T> a, Tensor<T> b);
}
