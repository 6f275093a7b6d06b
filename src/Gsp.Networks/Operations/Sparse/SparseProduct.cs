using System.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    /// <summary>A x over the second last axis, for a constant sparse matrix: y[.., i, c] = Σ_j A_ij x[.., j, c]. Gradient: A^T g.</summary>
    /// <remarks>Cost: 2 channels operations a stored entry and batch element.</remarks>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">[..., columns, channels].</param>
    /// <param name="a">The matrix.</param>
    /// <returns>[..., rows, channels].</returns>
    /// <exception cref="ArgumentException">The number of nodes is not the matrix's number of columns.</exception>
    public static Tensor<T> SparseProduct<T>(this Tensor<T> x, SparseOperator<T> a)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(a);
        Tensor<T> source = NodesOf(x, a.Pattern);
        int batch = source.Shape[0];
        Tensor<T> y = x.Workspace.Empty([batch, a.Pattern.RowCount, x.Shape[-1]]);
        a.Apply(source, y, accumulate: false);
        return Tape.Record(
            "sparse product",
            y.Reshape([.. x.Shape.Lengths[..^2], a.Pattern.RowCount, x.Shape[-1]]),
            [x],
            [],
            gradient =>
            {
                Tensor<T> target = x.GradientBuffer(out bool accumulate);
                Tensor<T> g = gradient.Contiguous().Reshape(y.Shape.Lengths);
                a.ApplyTransposed(g, target.Reshape(source.Shape.Lengths), accumulate);
            }
        );
    }

    /// <summary>A x over the second last axis, for a sparse matrix whose values are a tensor. Gradients: A^T g for x, and Σ g_i x_j for the value at
    /// (i, j), summed over batch and channels.</summary>
    /// <remarks>Cost: 2 channels operations a stored entry and batch element.</remarks>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">[..., columns, channels].</param>
    /// <param name="pattern">Which entries are stored.</param>
    /// <param name="values">Their values, [entries].</param>
    /// <returns>[..., rows, channels].</returns>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static Tensor<T> SparseProduct<T>(this Tensor<T> x, SparsePattern pattern, Tensor<T> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(values);
        Require.That(
            values.Shape.Count == 1 && values.Shape[0] == pattern.EntryCount,
            $"a sparse matrix of {pattern} needs values of shape [{pattern.EntryCount}]; got {values.Shape}",
            nameof(values)
        );
        IDevice<T> device = Checked(x).Workspace.Device;
        Tensor<T> source = NodesOf(x, pattern);
        Tensor<T> entries = values.Detach().Contiguous();
        Tensor<T> y = x.Workspace.Empty([source.Shape[0], pattern.RowCount, x.Shape[-1]]);
        device.SparseProduct(pattern, entries, source, y, accumulate: false);
        return Tape.Record(
            "sparse product",
            y.Reshape([.. x.Shape.Lengths[..^2], pattern.RowCount, x.Shape[-1]]),
            [x, values],
            [source, entries],
            gradient =>
            {
                Tensor<T> g = gradient.Contiguous().Reshape(y.Shape.Lengths);
                if (x.NeedsGradient)
                {
                    Tensor<T> reordered = entries.Gather(pattern.TransposedOrder);
                    Tensor<T> target = x.GradientBuffer(out bool accumulate);
                    device.SparseProduct(
                        pattern.Transposed,
                        reordered,
                        g,
                        target.Reshape(source.Shape.Lengths),
                        accumulate
                    );
                }
                if (values.NeedsGradient)
                {
                    Tensor<T> target = values.GradientBuffer(out bool accumulate);
                    device.SampledProduct(pattern, g, source, target, accumulate);
                }
            }
        );
    }

    /// <summary>[..., nodes, channels] as [batch, nodes, channels], contiguous.</summary>
    private static Tensor<T> NodesOf<T>(Tensor<T> x, SparsePattern pattern)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Require.That(
            Checked(x).Shape.Count >= 2 && x.Shape[-2] == pattern.ColumnCount,
            $"a product with a sparse matrix of {pattern} needs [..., {pattern.ColumnCount}, channels]; got {x.Shape}",
            nameof(x)
        );
        return x.Detach().Contiguous().Reshape(ElementsOf(x.Shape.Lengths[..^2]), x.Shape[-2], x.Shape[-1]);
    }

    private static int ElementsOf(ReadOnlySpan<int> lengths) => Shape.Of(lengths).Elements;
}
