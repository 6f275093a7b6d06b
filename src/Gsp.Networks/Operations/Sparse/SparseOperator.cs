using System.Numerics;
using Gsp.Numerics;

namespace Gsp.Networks;

/// <summary>A constant sparse matrix A on a device, with its transpose prepared for gradients.</summary>
/// <remarks>It lives as long as its workspace. Memory: twice the stored entries.</remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class SparseOperator<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Puts a matrix on the workspace's device.</summary>
    /// <param name="workspace">Where it lives.</param>
    /// <param name="matrix">The matrix, rounded to T.</param>
    public SparseOperator(Workspace<T> workspace, SparseMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(matrix);
        Matrix = matrix;
        Pattern = SparsePattern.Of(matrix);
        Values = workspace.FromDoubles(matrix.Values, [matrix.EntryCount]).Keep();
        var reordered = new double[matrix.EntryCount];
        for (int i = 0; i < reordered.Length; i++)
        {
            reordered[i] = matrix.Values[Pattern.TransposedOrder.Indices[i]];
        }
        TransposedValues = workspace.FromDoubles(reordered, [matrix.EntryCount]).Keep();
    }

    /// <summary>The matrix in double precision.</summary>
    public SparseMatrix Matrix { get; }

    /// <summary>Which entries are stored.</summary>
    public SparsePattern Pattern { get; }

    /// <summary>The stored values, [entries].</summary>
    public Tensor<T> Values { get; }

    internal Tensor<T> TransposedValues { get; }

    /// <summary>target (+)= A source, for [batch, nodes, channels].</summary>
    internal void Apply(Tensor<T> source, Tensor<T> target, bool accumulate) =>
        Values.Workspace.Device.SparseProduct(Pattern, Values, source, target, accumulate);

    /// <summary>target (+)= A^T source.</summary>
    internal void ApplyTransposed(Tensor<T> source, Tensor<T> target, bool accumulate) =>
        Values.Workspace.Device.SparseProduct(Pattern.Transposed, TransposedValues, source, target, accumulate);

    /// <inheritdoc/>
    public override string ToString() => Matrix.ToString();
}
