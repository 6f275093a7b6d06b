using System.Numerics;
using Gsp.Numerics;

namespace Gsp.Networks;

public sealed unsafe partial class ProcessorDevice<T>
{
    /// <inheritdoc/>
    public void MatMul(Tensor<T> a, Tensor<T> b, Tensor<T> target, T factor, bool accumulate)
    {
        if (target.Elements == 0)
        {
            return;
        }
        T beta = accumulate ? T.One : T.Zero;
        if (target.Shape.Count == 2)
        {
            blas.Multiply(factor, Matrix(a, 0), Matrix(b, 0), beta, Matrix(target, 0));
            return;
        }
        Shape batch = Shape.Of(target.Shape.Lengths[..^2]);
        var loop = StridedLoop.Over(batch, Matrices(a, batch), Matrices(b, batch), Matrices(target, batch));
        for (int outer = 0; outer < loop.Outer; outer++)
        {
            ReadOnlyMatrixView<T> left = Matrix(a, loop.Start(0, outer));
            ReadOnlyMatrixView<T> right = Matrix(b, loop.Start(1, outer));
            MatrixView<T> product = Matrix(target, loop.Start(2, outer));
            if (loop.Inner == 1)
            {
                blas.Multiply(factor, left, right, beta, product);
            }
            else
            {
                blas.MultiplyBatch(
                    loop.Inner,
                    factor,
                    left,
                    loop.InnerStep(0),
                    right,
                    loop.InnerStep(1),
                    beta,
                    product,
                    loop.InnerStep(2)
                );
            }
        }
    }

    /// <summary>The batch axes of a tensor of matrices.</summary>
    private static Tensor<T> Matrices(Tensor<T> tensor, Shape batch) =>
        new(tensor.Workspace, tensor.Storage, tensor.Offset, batch, tensor.Strides[..^2].ToArray());

    private static MatrixView<T> Matrix(Tensor<T> tensor, nint start)
    {
        // The view reaches to the end of the memory: a batch goes on behind the first matrix.
        int rest = tensor.Storage.Length - tensor.Offset - (int)start;
        return new MatrixView<T>(
            new Span<T>(Pointer(tensor) + start, rest),
            tensor.Shape[-2],
            tensor.Shape[-1],
            tensor.Strides[^2],
            tensor.Strides[^1]
        );
    }
}
