using System.Globalization;

namespace Gsp.Networks;

public sealed partial class Tensor<T>
{
    /// <summary>A stretch of one axis.</summary>
    /// <param name="axis">The axis, from 0 or from -1 backwards.</param>
    /// <param name="start">The first index.</param>
    /// <param name="length">How many.</param>
    /// <returns>A view.</returns>
    /// <exception cref="ArgumentException">The stretch does not lie inside the axis.</exception>
    public Tensor<T> Slice(int axis, int start, int length)
    {
        axis = Shape.Axis(axis);
        Require.That(
            start >= 0 && length >= 0 && start <= Shape[axis] - length,
            string.Create(
                CultureInfo.InvariantCulture,
                $"indices {start} to {start + length} are not all inside axis {axis} of {Shape}"
            ),
            nameof(start)
        );
        return View(
            "slice",
            Shape.With(axis, length),
            strides,
            start * strides[axis],
            whole => whole.Slice(axis, start, length)
        );
    }

    /// <summary>One index of an axis; the axis goes away.</summary>
    /// <param name="axis">The axis, from 0 or from -1 backwards.</param>
    /// <param name="index">The index.</param>
    /// <returns>A view with one axis less.</returns>
    public Tensor<T> Select(int axis, int index)
    {
        axis = Shape.Axis(axis);
        return Slice(axis, index, 1).Squeeze(axis);
    }

    /// <summary>Equal parts of one axis.</summary>
    /// <param name="axis">The axis, from 0 or from -1 backwards.</param>
    /// <param name="parts">How many; must divide the axis.</param>
    /// <returns>Views, in order.</returns>
    /// <exception cref="ArgumentException">The parts do not divide the axis.</exception>
    public Tensor<T>[] Split(int axis, int parts)
    {
        int length = Shape[axis];
        Require.That(
            parts > 0 && length % parts == 0,
            string.Create(
                CultureInfo.InvariantCulture,
                $"axis {axis} of {Shape} cannot be split into {parts} equal parts"
            ),
            nameof(parts)
        );
        var views = new Tensor<T>[parts];
        for (int i = 0; i < parts; i++)
        {
            views[i] = Slice(axis, i * (length / parts), length / parts);
        }
        return views;
    }

    /// <summary>The axes in another order.</summary>
    /// <param name="order">Which axis of this tensor stands at each place: a permutation of 0 ... count - 1.</param>
    /// <returns>A view.</returns>
    /// <exception cref="ArgumentException">No permutation.</exception>
    public Tensor<T> Permute(params ReadOnlySpan<int> order)
    {
        int count = Shape.Count;
        var inverse = new int[count];
        Array.Fill(inverse, -1);
        Require.That(order.Length == count, $"a permutation of the axes of {Shape} names each once", nameof(order));
        var lengths = new int[count];
        var steps = new int[count];
        for (int place = 0; place < count; place++)
        {
            int axis = Shape.Axis(order[place]);
            Require.That(inverse[axis] < 0, $"a permutation of the axes of {Shape} names each once", nameof(order));
            inverse[axis] = place;
            lengths[place] = Shape[axis];
            steps[place] = strides[axis];
        }
        int[] kept = order.ToArray();
        return View("permute", Shape.Of(lengths), steps, 0, whole => whole.Permute(kept));
    }

    /// <summary>Two axes exchanged.</summary>
    /// <param name="first">An axis, from 0 or from -1 backwards.</param>
    /// <param name="second">Another.</param>
    /// <returns>A view.</returns>
    public Tensor<T> Transpose(int first, int second)
    {
        Span<int> order = stackalloc int[Shape.Count];
        for (int axis = 0; axis < order.Length; axis++)
        {
            order[axis] = axis;
        }
        (order[Shape.Axis(first)], order[Shape.Axis(second)]) = (Shape.Axis(second), Shape.Axis(first));
        return Permute(order);
    }

    /// <summary>The same elements in row-major order under another shape; a view where the memory allows, else a copy.</summary>
    /// <param name="shape">The new lengths; one of them may be -1 and is worked out.</param>
    /// <returns>The reshaped tensor.</returns>
    /// <exception cref="ArgumentException">The numbers of elements differ.</exception>
    public Tensor<T> Reshape(params ReadOnlySpan<int> shape)
    {
        Shape target = Inferred(shape);
        if (target.Equals(Shape))
        {
            return this;
        }
        int[]? steps = IsContiguous ? target.RowMajorStrides() : RegroupedStrides(target);
        if (steps is null)
        {
            return Copy().Reshape(target.Lengths);
        }
        Shape own = Shape;
        var view = new Tensor<T>(Workspace, Storage, Offset, target, steps);
        return Tape.Record("reshape", view, [this], [], gradient => Accumulate(gradient.Reshape(own.Lengths)));
    }

    /// <summary>An axis of length 1 taken away.</summary>
    /// <param name="axis">The axis, from 0 or from -1 backwards.</param>
    /// <returns>A view.</returns>
    /// <exception cref="ArgumentException">The axis is longer than 1.</exception>
    public Tensor<T> Squeeze(int axis)
    {
        axis = Shape.Axis(axis);
        Require.That(
            Shape[axis] == 1,
            string.Create(CultureInfo.InvariantCulture, $"axis {axis} of {Shape} is longer than 1"),
            nameof(axis)
        );
        int[] lengths = [.. Shape.Where((_, i) => i != axis)];
        return View(
            "squeeze",
            Shape.Of(lengths),
            [.. strides.Where((_, i) => i != axis)],
            0,
            whole => whole.Squeeze(axis)
        );
    }

    /// <summary>A new axis of length 1.</summary>
    /// <param name="axis">Where it stands afterwards, from 0 to the number of axes, or from -1 (last) backwards.</param>
    /// <returns>A view.</returns>
    public Tensor<T> Unsqueeze(int axis)
    {
        int place = axis < 0 ? axis + Shape.Count + 1 : axis;
        Require.InRange(place, 0, Shape.Count);
        List<int> lengths = [.. Shape];
        List<int> steps = [.. strides];
        lengths.Insert(place, 1);
        steps.Insert(place, 0);
        return View("unsqueeze", Shape.Of([.. lengths]), [.. steps], 0, whole => whole.Unsqueeze(place));
    }

    /// <summary>The tensor stretched along axes of length 1, and along new axes in front.</summary>
    /// <param name="shape">The shape to stretch to.</param>
    /// <returns>A view with strides of 0.</returns>
    /// <exception cref="ArgumentException">The shape cannot be reached.</exception>
    public Tensor<T> Expand(Shape shape)
    {
        if (shape.Equals(Shape))
        {
            return this;
        }
        Require.That(
            Shape.Broadcast(Shape, shape).Equals(shape),
            $"a tensor of shape {Shape} does not stretch to {shape}",
            nameof(shape)
        );
        var steps = new int[shape.Count];
        for (int back = 1; back <= Shape.Count; back++)
        {
            steps[^back] = Shape[^back] == 1 ? 0 : strides[^back];
        }
        Shape own = Shape;
        var view = new Tensor<T>(Workspace, Storage, Offset, shape, steps);
        return Tape.Record("expand", view, [this], [], gradient => Accumulate(gradient.SumTo(own)));
    }

    /// <summary>A view that reads a part of this tensor's elements once each; its gradient goes to the same part.</summary>
    private Tensor<T> View(string operation, Shape shape, int[] steps, int offset, Func<Tensor<T>, Tensor<T>> again)
    {
        var view = new Tensor<T>(Workspace, Storage, Offset + (shape.Elements == 0 ? 0 : offset), shape, steps);
        return Tape.Record(
            operation,
            view,
            [this],
            [],
            gradient =>
            {
                Tensor<T> whole = GradientBuffer(out bool accumulate);
                if (!accumulate && shape.Elements != Elements)
                {
                    Workspace.Device.Fill(whole, T.Zero);
                    accumulate = true;
                }
                Tensor<T> part = again(whole);
                if (accumulate)
                {
                    Workspace.Device.Add(gradient, part);
                }
                else
                {
                    Workspace.Device.Copy(gradient, part);
                }
            }
        );
    }

    private Shape Inferred(ReadOnlySpan<int> lengths)
    {
        int unknown = lengths.IndexOf(-1);
        int[] known = lengths.ToArray();
        if (unknown >= 0)
        {
            known[unknown] = 1;
            int rest = Shape.Of(known).Elements;
            known[unknown] = rest == 0 ? 0 : Elements / rest;
        }
        Shape shape = Shape.Of(known);
        Require.That(
            shape.Elements == Elements,
            string.Create(
                CultureInfo.InvariantCulture,
                $"a tensor of shape {Shape} ({Elements} elements) cannot be given the shape {shape} ({shape.Elements} elements)"
            ),
            nameof(lengths)
        );
        return shape;
    }

    /// <summary>Strides of a new shape over the same memory, where each group of axes that merge or split is regular; null where one is not.</summary>
    private int[]? RegroupedStrides(Shape target)
    {
        var steps = new int[target.Count];
        int from = Shape.Count - 1;
        int to = target.Count - 1;
        while (to >= 0)
        {
            // A group: as few axes on both sides as have the same number of elements.
            int left = 1;
            int right = 1;
            int firstTo = to;
            int firstFrom = from;
            do
            {
                if (left <= right && from >= 0)
                {
                    left *= Shape[from--];
                }
                else
                {
                    right *= target[to--];
                }
            } while (left != right || (right == 1 && to == firstTo));
            int step = -1;
            int expected = 0;
            for (int axis = firstFrom; axis > from; axis--)
            {
                if (Shape[axis] == 1)
                {
                    continue;
                }
                if (step >= 0 && strides[axis] != expected)
                {
                    return null;
                }
                step = step < 0 ? strides[axis] : step;
                expected = strides[axis] * Shape[axis];
            }
            int next = Math.Max(step, 0);
            for (int axis = firstTo; axis > to; axis--)
            {
                steps[axis] = next;
                next *= target[axis];
            }
        }
        return steps;
    }
}
