using System.Numerics;

namespace Gsp.Networks;

/// <summary>One recorded operation: what went in, what came out, and how a gradient goes back.</summary>
internal sealed class Node<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly LayerName? layer;
    private readonly Tensor<T>[] saved;
    private Action<Tensor<T>>? backward;

    public Node(string operation, Tensor<T> output, Tensor<T>[] inputs, Tensor<T>[] saved, Action<Tensor<T>> backward)
    {
        Operation = operation;
        Output = output;
        Inputs = inputs;
        layer = output.Workspace.Layer;
        Sequence = output.Workspace.Sequence++;
        this.saved = saved;
        this.backward = backward;
        foreach (Tensor<T> tensor in saved)
        {
            tensor.Storage.Saves++;
        }
    }

    public string Operation { get; }

    /// <summary>The path of the layer that recorded it; empty outside any.</summary>
    public string Layer => layer?.ToString() ?? "";

    /// <summary>The backward pass that found it last.</summary>
    public long FoundBy { get; set; }

    /// <summary>The order of recording: a node's inputs were recorded before it.</summary>
    public long Sequence { get; }

    public Tensor<T> Output { get; }

    public Tensor<T>[] Inputs { get; }

    public bool Used => backward is null;

    /// <summary>Hands the output's gradient to the inputs.</summary>
    public void Run(Tensor<T> gradient) => backward!(gradient);

    /// <summary>Forgets the formula, and gives back memory that was only kept for it.</summary>
    public void Finish()
    {
        backward = null;
        foreach (Tensor<T> tensor in saved)
        {
            Storage<T> storage = tensor.Storage;
            if (--storage.Saves == 0 && storage.Internal && !storage.Pinned)
            {
                storage.Release("when the backward pass had used it");
            }
        }
    }

    public override string ToString() => Layer.Length == 0 ? Operation : $"{Operation} in {Layer}";
}
