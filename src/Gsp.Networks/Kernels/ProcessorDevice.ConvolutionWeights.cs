using Gsp.Numerics;

namespace Gsp.Networks;

public sealed unsafe partial class ProcessorDevice<T>
{
    /// <inheritdoc/>
    /// <remarks>
    /// The samples of a group stand one after another, padded, as one long signal per channel, and the gradient likewise with zeros between
    /// its samples; the gradient of tap j is then one product over that time axis, without sums that would depend on threads: threads
    /// share its elements.
    /// </remarks>
    public void ConvolveWeightSlope(
        Tensor<T> source,
        Tensor<T> gradient,
        ConvolutionOptions options,
        Tensor<T> target,
        bool accumulate
    )
    {
        if (target.Elements == 0)
        {
            return;
        }
        if (gradient.Elements == 0)
        {
            if (!accumulate)
            {
                Fill(target, T.Zero);
            }
            return;
        }
        if (IsDepthwise(target.Shape, options.Groups))
        {
            DepthwiseWeightSlope(source, gradient, options, target, accumulate);
            return;
        }
        int rows = target.Shape[0] / options.Groups;
        for (int group = 0; group < options.Groups; group++)
        {
            using Scope<T> scope = target.Workspace.Scope();
            new WeightSlope(this, source, gradient, options, target.Shape, group).Run(
                target.Workspace,
                Pointer(target) + ((nint)group * rows * target.Shape[1] * target.Shape[2]),
                accumulate
            );
        }
    }
}
