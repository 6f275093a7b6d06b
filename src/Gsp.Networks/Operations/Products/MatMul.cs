using System.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    /// <summary>The matrix product over the last two axes; axes before them are a batch and broadcast. Gradients: g b^T and a^T g.</summary>
    /// <remarks>Cost: 2 m k n operations a matrix. Transposed and sliced operands are read where they lie.</remarks>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="a">[..., m, k].</param>
    /// <param name="b">[..., k, n].</param>
    /// <returns>[..., m, n].</returns>
    /// <exception cref="ArgumentException">The inner lengths differ, or the batches do not broadcast.</exception>
    public static Tensor<T> MatMul<T>(this Tensor<T> a, Tensor<T> b)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        Require.That(
            a.Shape.Count >= 2 && b.Shape.Count >= 2 && a.Shape[-1] == b.Shape[-2],
            $"a matrix product needs [..., m, k] and [..., k, n]; got {a.Shape} and {b.Shape}{Hint(a.Shape, b.Shape)}",
            nameof(b)
        );
        Shape batch = Shape.Broadcast(Shape.Of(a.Shape.Lengths[..^2]), Shape.Of(b.Shape.Lengths[..^2]));
        Tensor<T> left = Stretched(a, batch);
        Tensor<T> right = Stretched(b, batch);
        Tensor<T> y = a.Workspace.Empty([.. batch, a.Shape[-2], b.Shape[-1]]);
        a.Workspace.Device.MatMul(left, right, y, T.One, accumulate: false);
        return Tape.Record(
            "matmul",
            y,
            [a, b],
            [a, b],
            gradient =>
            {
                AccumulateProduct(a, gradient, right.Detach().Transpose(-1, -2));
                AccumulateProduct(b, left.Detach().Transpose(-1, -2), gradient);
            }
        );
    }

    /// <summary>Adds a product to a tensor's gradient: straight into it where the tensor was not stretched.</summary>
    internal static void AccumulateProduct<T>(Tensor<T> x, Tensor<T> left, Tensor<T> right)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!x.NeedsGradient)
        {
            return;
        }
        IDevice<T> device = x.Workspace.Device;
        Shape batch = Shape.Of(left.Shape.Lengths[..^2]);
        if (batch.Equals(Shape.Of(x.Shape.Lengths[..^2])))
        {
            Tensor<T> target = x.GradientBuffer(out bool accumulate);
            device.MatMul(left, right, target, T.One, accumulate);
            return;
        }
        Tensor<T> products = x.Workspace.Empty([.. batch, x.Shape[-2], x.Shape[-1]]);
        device.MatMul(left, right, products, T.One, accumulate: false);
        x.AccumulateSum(products);
    }

    private static Tensor<T> Stretched<T>(Tensor<T> x, Shape batch)
        where T : unmanaged, IFloatingPointIeee754<T> => x.Detach().Expand([.. batch, x.Shape[-2], x.Shape[-1]]);

    private static string Hint(Shape a, Shape b) =>
        a.Count >= 2 && b.Count >= 2 && a[-1] == b[-1] ? ": is the second one to be transposed?" : "";
}
