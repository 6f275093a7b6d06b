using System.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    /// <summary>Sums over segments of an axis: y[.., s, ..] = Σ x[.., i, ..] over the elements i whose segment is s. Gradient: that of the segment.</summary>
    /// <remarks>Elements are added in increasing order, whatever the number of threads; an empty segment gives 0.</remarks>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">Any shape with at least one axis.</param>
    /// <param name="segments">The segment of each element of the axis, sorted or not; their bound is the number of segments.</param>
    /// <param name="axis">The axis, from 0 or from -1 backwards.</param>
    /// <returns>x's shape with the number of segments on the axis.</returns>
    /// <exception cref="ArgumentException">The list has another length than the axis.</exception>
    public static Tensor<T> SegmentSum<T>(this Tensor<T> x, IndexList segments, int axis = 0)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        axis = SegmentAxis(x, segments, axis);
        return AlongAxis("segment sum", x, axis, segments.Pattern.Transposed, null, () => segments.Pattern, null);
    }

    /// <summary>Means over segments of an axis; an empty segment gives 0. Gradient: that of the segment over its number of elements.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">Any shape with at least one axis.</param>
    /// <param name="segments">The segment of each element of the axis, sorted or not; their bound is the number of segments.</param>
    /// <param name="axis">The axis, from 0 or from -1 backwards.</param>
    /// <returns>x's shape with the number of segments on the axis.</returns>
    /// <exception cref="ArgumentException">The list has another length than the axis.</exception>
    public static Tensor<T> SegmentMean<T>(this Tensor<T> x, IndexList segments, int axis = 0)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        axis = SegmentAxis(x, segments, axis);
        SparsePattern gather = segments.Pattern;
        SparsePattern scatter = gather.Transposed;
        var byElement = new double[segments.Count];
        var bySegment = new double[segments.Count];
        for (int s = 0; s < segments.Bound; s++)
        {
            (int start, int end) = (scatter.RowStarts[s], scatter.RowStarts[s + 1]);
            for (int k = start; k < end; k++)
            {
                bySegment[k] = byElement[scatter.ColumnIndices[k]] = 1.0 / (end - start);
            }
        }
        Workspace<T> workspace = x.Workspace;
        return AlongAxis(
            "segment mean",
            x,
            axis,
            scatter,
            workspace.FromDoubles(bySegment, [segments.Count]),
            () => gather,
            workspace.FromDoubles(byElement, [segments.Count])
        );
    }

    /// <summary>A tensor to which parts are added at listed places of an axis: x plus <see cref="SegmentSum"/> of the parts. Gradients: g, and g gathered.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">What is added to.</param>
    /// <param name="indices">Where each part goes; their bound is the length of x's axis.</param>
    /// <param name="parts">What is added: x's shape with the number of indices on the axis.</param>
    /// <param name="axis">The axis, from 0 or from -1 backwards.</param>
    /// <returns>Of x's shape; x is not changed.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static Tensor<T> ScatterAdd<T>(this Tensor<T> x, IndexList indices, Tensor<T> parts, int axis = 0)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(indices);
        axis = Checked(x).Shape.Axis(axis);
        Require.That(
            x.Shape[axis] == indices.Bound && Checked(parts).Shape.Equals(x.Shape.With(axis, indices.Count)),
            $"parts at {indices} of axis {axis} of {x.Shape} have the shape {x.Shape.With(axis, indices.Count)}; got {parts.Shape}",
            nameof(parts)
        );
        return x.Add(parts.SegmentSum(indices, axis));
    }

    private static int SegmentAxis<T>(Tensor<T> x, IndexList segments, int axis)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(segments);
        axis = Checked(x).Shape.Axis(axis);
        Require.That(
            x.Shape[axis] == segments.Count,
            $"axis {axis} of {x.Shape} needs a segment for each element; got {segments}",
            nameof(segments)
        );
        return axis;
    }
}
