using System.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    /// <summary>The elements of an axis that a list names: y[.., i, ..] = x[.., index_i, ..]. Gradient: each element adds up the gradients of its places.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">Any shape with at least one axis.</param>
    /// <param name="indices">Which elements; their bound is the length of the axis.</param>
    /// <param name="axis">The axis, from 0 or from -1 backwards.</param>
    /// <returns>x's shape with the number of indices on the axis.</returns>
    /// <exception cref="ArgumentException">The list is made for another length.</exception>
    public static Tensor<T> Gather<T>(this Tensor<T> x, IndexList indices, int axis = 0)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(indices);
        axis = Checked(x).Shape.Axis(axis);
        Require.That(
            x.Shape[axis] == indices.Bound,
            $"the list of {indices} is for an axis of length {indices.Bound}; axis {axis} of {x.Shape} is another",
            nameof(indices)
        );
        return AlongAxis("gather", x, axis, indices.Pattern, null, () => indices.Pattern.Transposed, null);
    }

    /// <summary>y = A x along any axis, for a sparse matrix of constants (none: ones) whose transpose is asked for only by gradients.</summary>
    private static Tensor<T> AlongAxis<T>(
        string name,
        Tensor<T> x,
        int axis,
        SparsePattern pattern,
        Tensor<T>? values,
        Func<SparsePattern> transposed,
        Tensor<T>? transposedValues
    )
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        IDevice<T> device = x.Workspace.Device;
        int outer = ElementsOf(x.Shape.Lengths[..axis]);
        int inner = ElementsOf(x.Shape.Lengths[(axis + 1)..]);
        Tensor<T> source = x.Detach().Contiguous().Reshape(outer, pattern.ColumnCount, inner);
        Tensor<T> y = x.Workspace.Empty([outer, pattern.RowCount, inner]);
        device.SparseProduct(pattern, values, source, y, accumulate: false);
        return Tape.Record(
            name,
            y.Reshape(x.Shape.With(axis, pattern.RowCount).Lengths),
            [x],
            transposedValues is null ? [] : [transposedValues],
            gradient =>
            {
                Tensor<T> target = x.GradientBuffer(out bool accumulate);
                device.SparseProduct(
                    transposed(),
                    transposedValues,
                    gradient.Contiguous().Reshape(y.Shape.Lengths),
                    target.Reshape(source.Shape.Lengths),
                    accumulate
                );
            }
        );
    }
}
