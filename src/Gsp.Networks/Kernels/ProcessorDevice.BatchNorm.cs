using Gsp.Numerics;

namespace Gsp.Networks;

public sealed unsafe partial class ProcessorDevice<T>
{
    private static readonly BatchNormKernels<T> Normaliser = BatchNormKernels<T>.Instance;

    /// <inheritdoc/>
    /// <remarks>The moments of blocks are merged in the order of the batch: Chan, Golub and LeVeque, "Updating formulae and a pairwise algorithm for
    /// computing sample variances", 1979, equation 2.1. One pass over memory, and no difference of large squares.</remarks>
    public void ChannelMoments(Tensor<T> source, Tensor<T> mean, Tensor<T> variance)
    {
        T* from = Pointer(source);
        T* toMean = Pointer(mean);
        T* toVariance = Pointer(variance);
        EachChannel(
            source.Shape,
            (channel, blocks) =>
            {
                T* scratch = stackalloc T[2 * ChannelBlocks<T>.Capacity];
                T* centred = scratch + ChannelBlocks<T>.Capacity;
                double count = 0;
                double average = 0;
                double squares = 0;
                for (int block = 0; block < blocks.Count; block++)
                {
                    int length = blocks.Length(block);
                    T* x = blocks.Read(from, block, scratch);
                    T own = Vectors.Sum(new ReadOnlySpan<T>(x, length)) / T.CreateTruncating(length);
                    Rows.Affine(x, T.One, -own, centred, length);
                    var rest = new ReadOnlySpan<T>(centred, length);
                    double distance = double.CreateTruncating(own) - average;
                    double total = count + length;
                    squares += double.CreateTruncating(Vectors.Dot(rest, rest));
                    squares += distance * distance * (count * length / total);
                    average += distance * (length / total);
                    count = total;
                }
                toMean[channel] = T.CreateTruncating(average);
                toVariance[channel] = T.CreateTruncating(squares / count);
            }
        );
    }

    /// <inheritdoc/>
    public void BatchNorm(
        Tensor<T> source,
        Tensor<T> mean,
        Tensor<T> variance,
        T epsilon,
        Tensor<T>? weight,
        Tensor<T>? bias,
        Tensor<T>? residual,
        bool rectify,
        Tensor<T> target
    )
    {
        T* from = Pointer(source);
        T* to = Pointer(target);
        T* more = PointerOrNull(residual);
        T* m = Pointer(mean);
        T* v = Pointer(variance);
        T* w = PointerOrNull(weight);
        T* b = PointerOrNull(bias);
        EachChannel(
            source.Shape,
            (channel, blocks) =>
            {
                T* scratch = stackalloc T[2 * ChannelBlocks<T>.Capacity];
                T factor = (w == null ? T.One : w[channel]) / T.Sqrt(v[channel] + epsilon);
                T offset = b == null ? T.Zero : b[channel];
                for (int block = 0; block < blocks.Count; block++)
                {
                    int length = blocks.Length(block);
                    T* x = blocks.Read(from, block, scratch);
                    T* r = more == null ? null : blocks.Read(more, block, scratch + ChannelBlocks<T>.Capacity);
                    T* y = blocks.Place(to, block, scratch);
                    Normaliser.Norm(x, m[channel], factor, offset, r, rectify, y, length);
                    blocks.Write(y, to, block);
                }
            }
        );
    }

    /// <inheritdoc/>
    public void BatchNormSlope(
        Tensor<T> source,
        Tensor<T> mean,
        Tensor<T> variance,
        T epsilon,
        Tensor<T>? weight,
        Tensor<T>? rectified,
        Tensor<T> gradient,
        bool momentsOfSource,
        GradientTarget<T>? target,
        GradientTarget<T>? residualTarget,
        Tensor<T>? weightTarget,
        Tensor<T>? biasTarget
    )
    {
        T* from = Pointer(source);
        T* m = Pointer(mean);
        T* v = Pointer(variance);
        T* w = PointerOrNull(weight);
        T* toX = PointerOrNull(target?.Tensor);
        T* toMore = PointerOrNull(residualTarget?.Tensor);
        T* toW = PointerOrNull(weightTarget);
        T* toB = PointerOrNull(biasTarget);
        bool addX = target is { Accumulate: true };
        bool addMore = residualTarget is { Accumulate: true };
        T* above = Pointer(gradient);
        T* output = PointerOrNull(rectified);
        T share = T.One / T.CreateTruncating((long)source.Shape[0] * source.Shape[2]);
        EachChannel(
            source.Shape,
            (channel, blocks) =>
            {
                T* centred = stackalloc T[4 * ChannelBlocks<T>.Capacity];
                T* masked = centred + ChannelBlocks<T>.Capacity;
                T* scratch = masked + ChannelBlocks<T>.Capacity;
                T* old = scratch + ChannelBlocks<T>.Capacity;
                T sum = T.Zero;
                T along = T.Zero;
                for (int block = 0; block < blocks.Count; block++)
                {
                    int length = blocks.Length(block);
                    T* g = Masked(blocks, block, above, output, masked, scratch);
                    Rows.Affine(blocks.Read(from, block, scratch), T.One, -m[channel], centred, length);
                    sum += Vectors.Sum(new ReadOnlySpan<T>(g, length));
                    along += Vectors.Dot(new ReadOnlySpan<T>(g, length), new ReadOnlySpan<T>(centred, length));
                    if (toMore != null)
                    {
                        T* place = addMore ? blocks.Read(toMore, block, scratch) : blocks.Place(toMore, block, scratch);
                        MoveRun(g, 1, place, 1, length, addMore);
                        blocks.Write(place, toMore, block);
                    }
                }
                T scale = T.One / T.Sqrt(v[channel] + epsilon);
                if (toW != null)
                {
                    toW[channel] += along * scale;
                }
                if (toB != null)
                {
                    toB[channel] += sum;
                }
                if (toX == null)
                {
                    return;
                }
                T factor = w == null ? scale : w[channel] * scale;
                T common = momentsOfSource ? sum * share : T.Zero;
                T slope = momentsOfSource ? along * share * scale * scale : T.Zero;
                for (int block = 0; block < blocks.Count; block++)
                {
                    int length = blocks.Length(block);
                    T* g = blocks.Read(above, block, masked);
                    T* y = output == null ? null : blocks.Read(output, block, scratch);
                    T* x = blocks.Read(from, block, centred);
                    T* place = addX ? blocks.Read(toX, block, old) : blocks.Place(toX, block, old);
                    Normaliser.NormSlope(g, y, x, m[channel], factor, common, slope, place, length, addX);
                    blocks.Write(place, toX, block);
                }
            }
        );
    }

    /// <summary>A block of a gradient, zero where the output was rectified away.</summary>
    private static T* Masked(ChannelBlocks<T> blocks, int block, T* gradient, T* output, T* masked, T* scratch)
    {
        T* g = blocks.Read(gradient, block, masked);
        if (output == null)
        {
            return g;
        }
        T* y = blocks.Read(output, block, scratch);
        ElementKernels<T>.Instance.MapSlope(default(ReluFormula), y, g, masked, blocks.Length(block), false);
        return masked;
    }

    private static T* PointerOrNull(Tensor<T>? tensor) => tensor is null ? null : Pointer(tensor);

    /// <summary>Runs over the channels of [batch, channel, time] on all threads.</summary>
    private void EachChannel(Shape shape, Action<int, ChannelBlocks<T>> body) =>
        For(
            shape[1],
            Math.Max(1, Grain / Math.Max(1, shape[0] * shape[2])),
            (start, end) =>
            {
                for (int channel = start; channel < end; channel++)
                {
                    body(channel, new ChannelBlocks<T>(shape[0], shape[1], shape[2], channel));
                }
            }
        );
}
