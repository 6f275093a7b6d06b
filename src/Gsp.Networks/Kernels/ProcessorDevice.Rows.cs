using System.Numerics;
using Gsp.Numerics;

namespace Gsp.Networks;

public sealed unsafe partial class ProcessorDevice<T>
{
    /// <summary>Rows whose parameter gradients are summed in one go: fixed, so that the tree of the sum does not depend on threads.</summary>
    private const int RowBlock = 64;

    private static readonly RowKernels<T> Rows = RowKernels<T>.Instance;

    /// <inheritdoc/>
    public void Softmax(Tensor<T> source, Tensor<T> target, bool logarithm)
    {
        T* from = Pointer(source);
        T* to = Pointer(target);
        int n = source.Shape[-1];
        EachRow(
            source.Shape[0],
            n,
            row =>
            {
                T* x = from + (nint)row * n;
                T* y = to + (nint)row * n;
                T max = Rows.Max(x, n);
                Rows.ExpShifted(x, max, y, n);
                T sum = Vectors.Sum(new ReadOnlySpan<T>(y, n));
                if (logarithm)
                {
                    T offset = T.CreateTruncating(PortableMath.Log(double.CreateTruncating(sum)));
                    Rows.Affine(x, T.One, -(max + offset), y, n);
                }
                else
                {
                    Vectors.Scale(T.One / sum, new Span<T>(y, n));
                }
            }
        );
    }

    /// <inheritdoc/>
    public void SoftmaxSlope(Tensor<T> output, Tensor<T> gradient, Tensor<T> target, bool logarithm, bool accumulate)
    {
        T* softmax = Pointer(output);
        T* above = Pointer(gradient);
        T* to = Pointer(target);
        int n = output.Shape[-1];
        EachRow(
            output.Shape[0],
            n,
            row =>
            {
                T* s = softmax + (nint)row * n;
                T* g = above + (nint)row * n;
                T* y = to + (nint)row * n;
                if (!logarithm)
                {
                    T dot = Vectors.Dot(new ReadOnlySpan<T>(s, n), new ReadOnlySpan<T>(g, n));
                    Rows.SoftmaxSlope(s, g, dot, y, n, accumulate);
                    return;
                }
                T sum = Vectors.Sum(new ReadOnlySpan<T>(g, n));
                T* part = stackalloc T[Chunk];
                for (int i = 0; i < n; i += Chunk)
                {
                    int count = Math.Min(Chunk, n - i);
                    Rows.ExpShifted(s + i, T.Zero, part, count);
                    var rest = new Span<T>(part, count);
                    Vectors.Combine(T.One, new ReadOnlySpan<T>(g + i, count), -sum, rest);
                    Vectors.Combine(T.One, rest, accumulate ? T.One : T.Zero, new Span<T>(y + i, count));
                }
            }
        );
    }

    /// <inheritdoc/>
    public void LayerNorm(
        Tensor<T> source,
        Tensor<T>? weight,
        Tensor<T>? bias,
        T epsilon,
        Tensor<T> target,
        Tensor<T> moments
    )
    {
        T* from = Pointer(source);
        T* to = Pointer(target);
        T* w = weight is null ? null : Pointer(weight);
        T* b = bias is null ? null : Pointer(bias);
        T* m = Pointer(moments);
        int n = source.Shape[-1];
        T share = T.One / T.CreateTruncating(n);
        EachRow(
            source.Shape[0],
            n,
            row =>
            {
                T* x = from + (nint)row * n;
                T* y = to + (nint)row * n;
                T mean = Vectors.Sum(new ReadOnlySpan<T>(x, n)) * share;
                Rows.Affine(x, T.One, -mean, y, n);
                T variance = Vectors.Dot(new ReadOnlySpan<T>(y, n), new ReadOnlySpan<T>(y, n)) * share;
                T scale = T.One / T.Sqrt(variance + epsilon);
                Vectors.Scale(scale, new Span<T>(y, n));
                Rows.ScaleShift(y, w, b, y, n);
                m[2 * row] = mean;
                m[(2 * row) + 1] = scale;
            }
        );
    }

    /// <inheritdoc/>
    public void LayerNormSlope(
        Tensor<T> source,
        Tensor<T>? weight,
        Tensor<T> moments,
        Tensor<T> gradient,
        Tensor<T>? target,
        bool accumulate,
        Tensor<T>? weightTarget,
        Tensor<T>? biasTarget
    )
    {
        T* from = Pointer(source);
        T* above = Pointer(gradient);
        T* w = weight is null ? null : Pointer(weight);
        T* m = Pointer(moments);
        T* to = target is null ? null : Pointer(target);
        int n = source.Shape[-1];
        int rows = source.Shape[0];
        T share = T.One / T.CreateTruncating(n);
        int blocks = (rows + RowBlock - 1) / RowBlock;
        bool parameters = weightTarget is not null || biasTarget is not null;
        var sums = new T[parameters ? 2 * n * blocks : 0];
        fixed (T* pinned = sums)
        {
            T* partial = pinned;
            For(
                blocks,
                Math.Max(1, Grain / (RowBlock * n)),
                (start, end) =>
                {
                    var scratch = new T[2 * n];
                    fixed (T* h = scratch)
                    {
                        for (int row = start * RowBlock; row < Math.Min(rows, end * RowBlock); row++)
                        {
                            T* x = from + (nint)row * n;
                            T* g = above + (nint)row * n;
                            T scale = m[(2 * row) + 1];
                            Rows.Affine(x, T.One, -m[2 * row], h, n);
                            Vectors.Scale(scale, new Span<T>(h, n));
                            if (parameters)
                            {
                                T* into = partial + (nint)(row / RowBlock) * 2 * n;
                                Rows.MultiplyAdd(g, h, into, n);
                                Vectors.AddScaled(T.One, new ReadOnlySpan<T>(g, n), new Span<T>(into + n, n));
                            }
                            if (to == null)
                            {
                                continue;
                            }
                            T* scaled = g;
                            if (w != null)
                            {
                                scaled = h + n;
                                Rows.Multiply(g, w, scaled, n);
                            }
                            T mean = Vectors.Sum(new ReadOnlySpan<T>(scaled, n)) * share;
                            T along = Vectors.Dot(new ReadOnlySpan<T>(scaled, n), new ReadOnlySpan<T>(h, n)) * share;
                            Rows.NormSlope(scaled, h, scale, mean, along, to + (nint)row * n, n, accumulate);
                        }
                    }
                }
            );
            for (int block = 0; block < blocks && parameters; block++)
            {
                if (weightTarget is not null)
                {
                    Vectors.AddScaled(T.One, new ReadOnlySpan<T>(partial + (nint)block * 2 * n, n), Span(weightTarget));
                }
                if (biasTarget is not null)
                {
                    Vectors.AddScaled(
                        T.One,
                        new ReadOnlySpan<T>(partial + ((nint)block * 2 * n) + n, n),
                        Span(biasTarget)
                    );
                }
            }
        }
    }

    private void EachRow(int rows, int length, Action<int> body) =>
        For(
            rows,
            Math.Max(1, Grain / Math.Max(1, length)),
            (start, end) =>
            {
                for (int row = start; row < end; row++)
                {
                    body(row);
                }
            }
        );
}
