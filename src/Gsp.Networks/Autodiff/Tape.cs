using System.Numerics;

namespace Gsp.Networks;

/// <summary>Records operations as they are computed, so that gradients can flow back through them.</summary>
internal static class Tape
{
    /// <summary>Notes how an operation's result depends on its inputs, where gradients are recorded and an input wants one.</summary>
    /// <param name="operation">The operation's name, for messages.</param>
    /// <param name="output">Its result.</param>
    /// <param name="inputs">The tensors it was computed from.</param>
    /// <param name="saved">The tensors whose values <paramref name="backward"/> reads; their memory is kept until then.</param>
    /// <param name="backward">Receives the gradient of the output, in a scope of its own and without recording, and hands gradients to the inputs by
    /// <c>Accumulate</c> or <c>GradientBuffer</c>; it must not change or keep what it receives.</param>
    /// <returns>The output.</returns>
    public static Tensor<T> Record<T>(
        string operation,
        Tensor<T> output,
        Tensor<T>[] inputs,
        Tensor<T>[] saved,
        Action<Tensor<T>> backward
    )
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Workspace<T> workspace = output.Workspace;
        bool wanted = false;
        foreach (Tensor<T> input in inputs)
        {
            if (!ReferenceEquals(input.Workspace, workspace))
            {
                throw new ArgumentException($"{operation}: its tensors live in different workspaces", nameof(inputs));
            }
            wanted |= input.NeedsGradient;
        }
        // A view shows what was checked when it was made, or memory that an operation is about to write.
        if (workspace.Options.CheckFinite && !inputs.Any(input => ReferenceEquals(input.Storage, output.Storage)))
        {
            FiniteCheck.Value(operation, output);
        }
        if (wanted && workspace.RecordsGradients)
        {
            output.Source = new Node<T>(operation, output, inputs, saved, backward);
        }
        return output;
    }
}
