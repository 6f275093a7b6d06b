using Gsp.Numerics;

namespace Gsp.Networks;

public sealed unsafe partial class ProcessorDevice<T>
{
    /// <summary>Samples that a thread takes through all channels at a time: fixed, since parameter gradients are summed block by block.</summary>
    private const int SampleBlock = 128;

    private static readonly ChannelKernels<T> Channels = ChannelKernels<T>.Instance;

    /// <inheritdoc/>
    public void ChannelNorm(
        Tensor<T> source,
        Tensor<T> weight,
        Tensor<T> bias,
        T epsilon,
        Tensor<T> target,
        Tensor<T> moments
    )
    {
        T* from = Pointer(source);
        T* to = Pointer(target);
        T* w = Pointer(weight);
        T* b = Pointer(bias);
        T* m = Pointer(moments);
        (int channels, int length) = (source.Shape[1], source.Shape[2]);
        T share = T.One / T.CreateTruncating(channels);
        EachSampleBlock(
            source.Shape,
            (sample, block, start, count) =>
            {
                nint first = (nint)sample * channels * length + start;
                T* mean = m + (nint)sample * 2 * length + start;
                T* scale = mean + length;
                new Span<T>(mean, count).Clear();
                new Span<T>(scale, count).Clear();
                for (int c = 0; c < channels; c++)
                {
                    Vectors.AddScaled(
                        T.One,
                        new ReadOnlySpan<T>(from + first + (nint)c * length, count),
                        new Span<T>(mean, count)
                    );
                }
                Vectors.Scale(share, new Span<T>(mean, count));
                for (int c = 0; c < channels; c++)
                {
                    Channels.AddSquares(from + first + (nint)c * length, mean, scale, count);
                }
                for (int i = 0; i < count; i++)
                {
                    scale[i] = T.One / T.Sqrt(scale[i] * share + epsilon);
                }
                for (int c = 0; c < channels; c++)
                {
                    T* y = to + first + (nint)c * length;
                    Channels.Normalise(from + first + (nint)c * length, mean, scale, w[c], b[c], y, y, count);
                }
            }
        );
    }

    /// <inheritdoc/>
    public void ChannelNormSlope(
        Tensor<T> source,
        Tensor<T> weight,
        Tensor<T> moments,
        Tensor<T> gradient,
        Tensor<T> target,
        Tensor<T>? weightTarget,
        Tensor<T>? biasTarget
    )
    {
        T* from = Pointer(source);
        T* above = Pointer(gradient);
        T* to = Pointer(target);
        T* w = Pointer(weight);
        T* m = Pointer(moments);
        (int channels, int length) = (source.Shape[1], source.Shape[2]);
        T share = T.One / T.CreateTruncating(channels);
        int blocks = source.Shape[0] * SampleBlocks(length);
        // Each block's sums of g h and of g over its samples, [block, 2, channel].
        using var scratch = new AlignedScratch<T>((nint)blocks * 2 * channels);
        T* sums = scratch.Pointer;
        EachSampleBlock(
            source.Shape,
            (sample, block, start, count) =>
            {
                nint corner = (nint)sample * channels * length + start;
                T* mean = m + (nint)sample * 2 * length + start;
                T* scale = mean + length;
                T* own = sums + (nint)block * 2 * channels;
                T* first = stackalloc T[SampleBlock];
                T* second = stackalloc T[SampleBlock];
                T* spare = stackalloc T[SampleBlock];
                new Span<T>(first, count).Clear();
                new Span<T>(second, count).Clear();
                for (int c = 0; c < channels; c++)
                {
                    nint at = corner + (nint)c * length;
                    T* h = to + at; // the normalised source waits in the target
                    T* g = above + at;
                    Channels.Normalise(from + at, mean, scale, T.One, T.Zero, h, spare, count);
                    Channels.AddProducts(g, h, w[c], first, second, count);
                    own[c] = Vectors.Dot(new ReadOnlySpan<T>(g, count), new ReadOnlySpan<T>(h, count));
                    own[channels + c] = Vectors.Sum(new ReadOnlySpan<T>(g, count));
                }
                Vectors.Scale(share, new Span<T>(first, count));
                Vectors.Scale(share, new Span<T>(second, count));
                for (int c = 0; c < channels; c++)
                {
                    nint at = corner + (nint)c * length;
                    Channels.Slope(above + at, to + at, scale, w[c], first, second, to + at, count);
                }
            }
        );
        AddBlocks(sums, blocks, channels, weightTarget);
        AddBlocks(sums + channels, blocks, channels, biasTarget);
    }

    private static void AddBlocks(T* sums, int blocks, int channels, Tensor<T>? target)
    {
        for (int block = 0; block < blocks && target is not null; block++)
        {
            Vectors.AddScaled(T.One, new ReadOnlySpan<T>(sums + (nint)block * 2 * channels, channels), Span(target));
        }
    }

    private static int SampleBlocks(int length) => (length + SampleBlock - 1) / SampleBlock;

    /// <summary>Runs a body for every block of samples of [batch, channel, time]: sample of the batch, number, start and length of the block.</summary>
    private void EachSampleBlock(Shape shape, Action<int, int, int, int> body)
    {
        int blocks = SampleBlocks(shape[2]);
        For(
            shape[0] * blocks,
            1,
            (begin, end) =>
            {
                for (int block = begin; block < end; block++)
                {
                    (int sample, int part) = Math.DivRem(block, blocks);
                    int start = part * SampleBlock;
                    body(sample, block, start, Math.Min(SampleBlock, shape[2] - start));
                }
            }
        );
    }
}
