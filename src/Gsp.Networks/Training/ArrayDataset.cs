using System.Numerics;

namespace Gsp.Networks;

/// <summary>Inputs with the targets that belong to them.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="Inputs">[batch, ...].</param>
/// <param name="Targets">[batch, ...].</param>
public readonly record struct Examples<T>(Tensor<T> Inputs, Tensor<T> Targets)
    where T : unmanaged, IFloatingPointIeee754<T>;

/// <summary>Examples that lie in two arrays.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class ArrayDataset<T> : IDataset<Examples<T>>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Workspace<T> workspace;
    private readonly Column inputs;
    private readonly Column targets;

    /// <summary>One row an example.</summary>
    /// <param name="workspace">Where batches are made.</param>
    /// <param name="inputs">[examples, inputs]; rounded to T.</param>
    /// <param name="targets">[examples, outputs].</param>
    /// <exception cref="ArgumentException">The numbers of rows differ, or there are none.</exception>
    public ArrayDataset(Workspace<T> workspace, double[,] inputs, double[,] targets)
        : this(workspace, Flat(inputs), [inputs.GetLength(1)], Flat(targets), [targets.GetLength(1)]) { }

    /// <summary>Examples of any shape, one after another; the arrays are not copied.</summary>
    /// <param name="workspace">Where batches are made.</param>
    /// <param name="inputs">The inputs, row-major.</param>
    /// <param name="inputShape">Shape of one example's input, for instance [channel, time].</param>
    /// <param name="targets">The targets.</param>
    /// <param name="targetShape">Shape of one example's target.</param>
    /// <exception cref="ArgumentException">The numbers of examples differ, or there are none.</exception>
    public ArrayDataset(Workspace<T> workspace, T[] inputs, Shape inputShape, T[] targets, Shape targetShape)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        this.workspace = workspace;
        this.inputs = new Column(inputs, inputShape, nameof(inputs));
        this.targets = new Column(targets, targetShape, nameof(targets));
        Require.That(
            this.inputs.Count == this.targets.Count,
            FormattableString.Invariant($"there are {this.inputs.Count} inputs and {this.targets.Count} targets"),
            nameof(targets)
        );
    }

    /// <inheritdoc/>
    public int Count => inputs.Count;

    /// <inheritdoc/>
    public Examples<T> Batch(ReadOnlySpan<int> indices) =>
        new(inputs.Gather(workspace, indices), targets.Gather(workspace, indices));

    private static T[] Flat(double[,] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var flat = new T[values.Length];
        int i = 0;
        foreach (double value in values)
        {
            flat[i++] = T.CreateTruncating(value);
        }
        return flat;
    }

    private sealed class Column
    {
        private readonly T[] values;
        private readonly Shape shape;
        private T[] gathered = [];

        public Column(T[] values, Shape shape, string name)
        {
            ArgumentNullException.ThrowIfNull(values, name);
            ArgumentNullException.ThrowIfNull(shape, name);
            Require.That(
                shape.Elements > 0 && values.Length > 0 && values.Length % shape.Elements == 0,
                FormattableString.Invariant(
                    $"{name} holds {values.Length} values; examples of shape {shape} need a positive multiple of {shape.Elements}"
                ),
                name
            );
            (this.values, this.shape) = (values, shape);
        }

        public int Count => values.Length / shape.Elements;

        public Tensor<T> Gather(Workspace<T> workspace, ReadOnlySpan<int> indices)
        {
            int length = shape.Elements;
            if (gathered.Length < indices.Length * length)
            {
                gathered = new T[indices.Length * length];
            }
            for (int k = 0; k < indices.Length; k++)
            {
                values.AsSpan(indices[k] * length, length).CopyTo(gathered.AsSpan(k * length));
            }
            return workspace.From(gathered.AsSpan(0, indices.Length * length), [indices.Length, .. shape.Lengths]);
        }
    }
}
