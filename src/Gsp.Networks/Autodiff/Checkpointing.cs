using System.Numerics;

namespace Gsp.Networks;

/// <summary>Trades time for memory: a part of a network keeps only its inputs and is computed again for the backward pass.</summary>
/// <remarks>Chen, Xu, Zhang and Guestrin, "Training deep nets with sublinear memory cost", arXiv 1604.06174. The second computation must be the
/// same as the first: layers with random numbers draw them by <see cref="Workspace{T}.Draws"/>, which is set back for it.</remarks>
public static class Checkpointing
{
    /// <summary>Computes a function without keeping what it computes on the way.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="function">A pure function of its inputs and of parameters.</param>
    /// <param name="inputs">Its inputs.</param>
    /// <returns>Its result; gradients flow to the inputs and to the parameters. Cost: the function once more in the backward pass.</returns>
    public static Tensor<T> Run<T>(Func<Tensor<T>[], Tensor<T>> function, params Tensor<T>[] inputs)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(inputs);
        Require.That(
            inputs.Length > 0,
            "a checkpointed function needs an input to find its workspace by",
            nameof(inputs)
        );
        Workspace<T> workspace = inputs[0].Workspace;
        if (!workspace.RecordsGradients)
        {
            return function(inputs);
        }
        long draws = workspace.Draws;
        Tensor<T> output;
        Scope<T> scope = workspace.Enter("a checkpointed function");
        using (workspace.NoGradient())
        {
            output = function(inputs).Detach();
            scope.EndExcept([output], insideLayer: false);
        }
        // Parameters inside the function are not among the inputs, so the result is recorded even where no input needs a gradient.
        output.Source = new Node<T>("checkpoint", output, inputs, inputs, Again);
        return output;

        void Again(Tensor<T> gradient)
        {
            using var recording = workspace.WithGradient();
            Tensor<T>[] again = [.. inputs.Select(Leaf)];
            (long now, workspace.Draws) = (workspace.Draws, draws);
            Tensor<T> repeated = function(again);
            workspace.Draws = now;
            repeated.Backward(gradient);
            for (int i = 0; i < inputs.Length; i++)
            {
                if (again[i].Gradient is { } partial)
                {
                    inputs[i].Accumulate(partial);
                    again[i].ReleaseGradient();
                }
            }
        }

        static Tensor<T> Leaf(Tensor<T> input)
        {
            Tensor<T> leaf = input.Detach();
            leaf.RequiresGradient = input.NeedsGradient;
            return leaf;
        }
    }
}
