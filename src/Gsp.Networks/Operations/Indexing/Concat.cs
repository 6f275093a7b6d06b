using System.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    /// <summary>Tensors one after another along an axis. Gradients: the slices.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="axis">The axis, from 0 or from -1 backwards.</param>
    /// <param name="parts">At least one tensor; the shapes agree on the other axes.</param>
    /// <returns>The whole; its axis is as long as the parts' together.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static Tensor<T> Concat<T>(int axis, params Tensor<T>[] parts)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(parts);
        Require.That(parts.Length > 0, "there is nothing to concatenate", nameof(parts));
        Shape first = Checked(parts[0]).Shape;
        axis = first.Axis(axis);
        int length = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            Shape shape = Checked(parts[i]).Shape;
            Require.That(
                shape.Count == first.Count && shape.With(axis, 0).Equals(first.With(axis, 0)),
                $"parts concatenated along axis {axis} agree on all other axes; part 0 has shape {first}, part {i} has {shape}",
                nameof(parts)
            );
            length += shape[axis];
        }
        Workspace<T> workspace = parts[0].Workspace;
        Tensor<T> y = workspace.Empty(first.With(axis, length));
        int start = 0;
        foreach (Tensor<T> part in parts)
        {
            workspace.Device.Copy(part, y.Slice(axis, start, part.Shape[axis]));
            start += part.Shape[axis];
        }
        Tensor<T>[] inputs = [.. parts];
        return Tape.Record(
            "concat",
            y,
            inputs,
            [],
            gradient =>
            {
                int place = 0;
                foreach (Tensor<T> part in inputs)
                {
                    part.Accumulate(gradient.Slice(axis, place, part.Shape[axis]));
                    place += part.Shape[axis];
                }
            }
        );
    }

    /// <summary>Tensors of one shape side by side on a new axis. Gradients: the slices.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="axis">Where the new axis stands in the result, from 0 or from -1 (last) backwards.</param>
    /// <param name="parts">At least one tensor.</param>
    /// <returns>The stack; the new axis is as long as there are parts.</returns>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Tensor<T> Stack<T>(int axis, params Tensor<T>[] parts)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(parts);
        Require.That(parts.Length > 0, "there is nothing to stack", nameof(parts));
        Shape shape = Checked(parts[0]).Shape;
        foreach (Tensor<T> part in parts)
        {
            Require.That(
                Checked(part).Shape.Equals(shape),
                $"stacked tensors have one shape; got {shape} and {part.Shape}",
                nameof(parts)
            );
        }
        int place = axis < 0 ? axis + shape.Count + 1 : axis;
        return Concat(place, [.. parts.Select(part => part.Unsqueeze(place))]);
    }
}
