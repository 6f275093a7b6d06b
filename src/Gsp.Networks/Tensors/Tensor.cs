using System.Globalization;
using System.Numerics;

namespace Gsp.Networks;

/// <summary>An array of any number of axes whose computations can be differentiated.</summary>
/// <remarks>
/// A tensor is a view: a stretch of a workspace's memory with a shape and strides. Slices, permutations and broadcasts share the memory of
/// what they are taken from and cost nothing. Signals are [batch, channel, time]. Values are never changed by an operation; only optimisers
/// write, into parameters. Compared by reference. Not thread-safe.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed partial class Tensor<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int[] strides;
    private bool kept;

    internal Tensor(Workspace<T> workspace, Storage<T> storage, int offset, Shape shape, int[] strides)
    {
        Workspace = workspace;
        Storage = storage;
        Offset = offset;
        Shape = shape;
        this.strides = strides;
        IsContiguous = Contiguity(shape, strides);
    }

    /// <summary>The workspace it lives in.</summary>
    public Workspace<T> Workspace { get; }

    /// <summary>Length of each axis.</summary>
    public Shape Shape { get; }

    /// <summary>Number of elements.</summary>
    public int Elements => Shape.Elements;

    /// <summary>Elements of memory from one index to the next, for each axis; 0 where an axis is broadcast.</summary>
    public ReadOnlySpan<int> Strides => strides;

    /// <summary>Whether the elements lie one after another in row-major order.</summary>
    public bool IsContiguous { get; }

    /// <summary>The name given by a layer, for messages and files; empty where there is none.</summary>
    public string Name { get; internal set; } = "";

    internal Storage<T> Storage { get; }

    internal int Offset { get; }

    /// <summary>The address of the first element, on the tensor's device.</summary>
    /// <exception cref="InvalidOperationException">The tensor's time is over.</exception>
    internal unsafe nint Address => Storage.Address + (nint)Offset * sizeof(T);

    /// <summary>The only element.</summary>
    /// <returns>Its value.</returns>
    /// <exception cref="InvalidOperationException">The tensor's time is over.</exception>
    /// <exception cref="ArgumentException">There is not exactly one element.</exception>
    public T Item()
    {
        Require.That(Elements == 1, $"Item() reads a tensor of one element; this one has shape {Shape}", nameof(Shape));
        Span<T> value = stackalloc T[1];
        Workspace.Device.Download(this, value);
        return value[0];
    }

    /// <summary>Copies the elements out, row-major.</summary>
    /// <returns>The values.</returns>
    /// <exception cref="InvalidOperationException">The tensor's time is over.</exception>
    public T[] ToArray()
    {
        var values = new T[Elements];
        CopyTo(values);
        return values;
    }

    /// <summary>Copies the elements out, row-major, in double precision.</summary>
    /// <returns>The values.</returns>
    public double[] ToDoubles() => Array.ConvertAll(ToArray(), double.CreateTruncating);

    /// <summary>Copies the elements into a buffer, row-major.</summary>
    /// <param name="target">Receives as many values as there are elements.</param>
    /// <exception cref="ArgumentException">The length differs.</exception>
    /// <exception cref="InvalidOperationException">The tensor's time is over.</exception>
    public void CopyTo(Span<T> target)
    {
        Require.SameLength(target.Length, Elements, nameof(target), $"a tensor of shape {Shape}");
        if (IsContiguous)
        {
            Workspace.Device.Download(this, target);
            return;
        }
        using Scope<T> scope = Workspace.Scope();
        Tensor<T> copy = Workspace.Empty(Shape);
        Workspace.Device.Copy(this, copy);
        Workspace.Device.Download(copy, target);
    }

    /// <summary>Overwrites the elements: for inputs and parameters, never for what an operation returned.</summary>
    /// <param name="values">As many values as there are elements, row-major.</param>
    /// <exception cref="InvalidOperationException">The tensor is the result of a recorded operation, or a broadcast view, or its time is over.</exception>
    public void Set(ReadOnlySpan<T> values)
    {
        Require.SameLength(values.Length, Elements, nameof(values), $"a tensor of shape {Shape}");
        if (Source is not null || !IsContiguous)
        {
            throw new InvalidOperationException(
                $"Set() writes inputs and parameters; this tensor of shape {Shape} is {(Source is null ? "a view" : $"the result of {Source.Operation}")}"
            );
        }
        Workspace.Device.Upload(values, this);
    }

    /// <summary>Lets the tensor outlive its step and the backward pass: it lives as long as the workspace, or until it is disposed.</summary>
    /// <returns>This tensor.</returns>
    public Tensor<T> Keep()
    {
        _ = Storage.Address; // too late is an error here, not at the next reading
        Workspace.KeepStorage(Storage);
        kept = true;
        return this;
    }

    /// <summary>Gives a kept tensor's memory back.</summary>
    public void Dispose() => Workspace.Drop(Storage);

    /// <summary>A tensor of the same values that no gradient flows through.</summary>
    /// <returns>A view.</returns>
    public Tensor<T> Detach() => new(Workspace, Storage, Offset, Shape, strides);

    /// <summary>The tensor with its elements one after another in memory: itself where they are, else a copy.</summary>
    /// <returns>A contiguous tensor.</returns>
    public Tensor<T> Contiguous() => IsContiguous ? this : Copy();

    /// <summary>A copy in memory of its own.</summary>
    /// <returns>The copy, contiguous.</returns>
    public Tensor<T> Copy()
    {
        Tensor<T> copy = Workspace.Empty(Shape);
        Workspace.Device.Copy(this, copy);
        return Tape.Record("copy", copy, [this], [], gradient => Accumulate(gradient));
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(Name.Length == 0 ? "tensor" : Name)} {Shape}{(RequiresGradient ? ", trainable" : "")}{(Storage.Released ? ", given back" : "")}"
        );

    private static bool Contiguity(Shape shape, int[] strides)
    {
        int step = 1;
        for (int axis = shape.Count - 1; axis >= 0; axis--)
        {
            if (shape[axis] == 1)
            {
                continue;
            }
            if (strides[axis] != step)
            {
                return shape.Elements == 0;
            }
            step *= shape[axis];
        }
        return true;
    }
}
