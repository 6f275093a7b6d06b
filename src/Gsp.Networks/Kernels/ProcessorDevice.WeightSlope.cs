using Gsp.Numerics;

namespace Gsp.Networks;

public sealed unsafe partial class ProcessorDevice<T>
{
    /// <summary>The gradient of one group's weights.</summary>
    private sealed class WeightSlope
    {
        /// <summary>Elements of scratch for which samples are taken together.</summary>
        private const int WeightScratch = 2 << 20;

        /// <summary>Rows of the product that a unit of work computes: its part of the product stays in a near cache.</summary>
        private const int WeightRows = 128;

        private readonly ProcessorDevice<T> device;
        private readonly ConvolutionOptions options;
        private readonly int channels;
        private readonly int outputs;
        private readonly int taps;
        private readonly int length;
        private readonly int times;
        private readonly int batch;
        private readonly int period;
        private readonly int samples;
        private readonly int vectors;
        private readonly nint signalStride;
        private readonly T* x;
        private readonly nint sampleStride;
        private readonly T* g;
        private readonly nint gradientStride;
        private T* signals;
        private T* panels;
        private T* product;

        public WeightSlope(
            ProcessorDevice<T> device,
            Tensor<T> source,
            Tensor<T> gradient,
            ConvolutionOptions options,
            Shape weight,
            int group
        )
        {
            this.device = device;
            this.options = options;
            (outputs, channels, taps) = (weight[0] / options.Groups, weight[1], weight[2]);
            (batch, length, times) = (source.Shape[0], source.Shape[2], gradient.Shape[2]);
            (sampleStride, gradientStride) = ((nint)source.Shape[1] * length, (nint)weight[0] * times);
            x = Pointer(source) + ((nint)group * channels * length);
            g = Pointer(gradient) + ((nint)group * outputs * times);
            // Strides that a sample takes on the common time axis: no window reaches into the next sample.
            period =
                (((times - 1) * options.Stride) + ((taps - 1) * options.Dilation) + options.Stride) / options.Stride;
            vectors = (outputs + Convolutions.Count - 1) / Convolutions.Count;
            long each = ((long)channels * period * options.Stride) + ((long)vectors * Convolutions.Count * period);
            samples = (int)Math.Clamp(WeightScratch / each, 1, batch);
            signalStride = ((nint)samples * period * options.Stride) + ((nint)(taps - 1) * options.Dilation);
        }

        private int Width => vectors * Convolutions.Count;

        public void Run(Workspace<T> workspace, T* target, bool accumulate)
        {
            signals = Pointer(workspace.Empty([channels, checked((int)signalStride)]));
            panels = Pointer(workspace.Empty([samples * period, Width]));
            product = Pointer(workspace.Empty([taps * channels, Width]));
            for (int first = 0; first < batch; first += samples)
            {
                int count = Math.Min(samples, batch - first);
                LayOut(first, count);
                Multiply(count * period, add: first > 0);
            }
            Transpose(target, accumulate);
        }

        /// <summary>Lays the signals and the gradients of some samples out along the common time axis.</summary>
        private void LayOut(int first, int count)
        {
            device.For(
                channels,
                Math.Max(1, Grain / Math.Max(1, count * length)),
                (start, end) =>
                {
                    for (int channel = start; channel < end; channel++)
                    {
                        LayOutSignal(channel, first, count);
                    }
                }
            );
            device.For(
                count,
                1,
                (start, end) =>
                {
                    for (int sample = start; sample < end; sample++)
                    {
                        LayOutGradient(first + sample, sample, count * period);
                    }
                }
            );
        }

        private void LayOutSignal(int channel, int first, int count)
        {
            T* to = signals + (channel * signalStride);
            T* end = to + signalStride;
            int stretch = period * options.Stride;
            int inFront = Math.Min(options.PadBefore, stretch);
            int inside = Math.Clamp(length, 0, stretch - inFront);
            for (int sample = 0; sample < count; sample++)
            {
                T* from = x + ((first + sample) * sampleStride) + ((nint)channel * length);
                new Span<T>(to, inFront).Clear();
                new ReadOnlySpan<T>(from, inside).CopyTo(new Span<T>(to + inFront, inside));
                new Span<T>(to + inFront + inside, stretch - inFront - inside).Clear();
                to += stretch;
            }
            new Span<T>(to, (int)(end - to)).Clear();
        }

        private void LayOutGradient(int from, int sample, int depth)
        {
            int across;
            for (int vector = 0; vector < vectors; vector += across)
            {
                across = GemmBlocking.PanelVectors(vectors - vector);
                int output = vector * Convolutions.Count;
                int width = across * Convolutions.Count;
                T* to = panels + ((nint)output * depth) + ((nint)sample * period * width);
                Convolutions.PackTransposed(
                    g + (from * gradientStride) + ((nint)output * times),
                    times,
                    times,
                    Math.Min(width, outputs - output),
                    width,
                    to
                );
                new Span<T>(to + ((nint)times * width), (period - times) * width).Clear();
            }
        }

        /// <summary>Adds the products of some samples: product[tap, channel, output] += Σ_v signal[channel, v stride + tap dilation] gradient[v, output].</summary>
        private void Multiply(int depth, bool add)
        {
            // The four rows of a register tile have one stride: channels of one tap, or taps of one channel where channels are few.
            bool byTap = channels >= GemmBlocking.TileRows || channels >= taps;
            (int outer, int rows) = byTap ? (taps, channels) : (channels, taps);
            (nint outerStart, nint rowStart) = byTap
                ? (options.Dilation, signalStride)
                : (signalStride, (nint)options.Dilation);
            (nint outerRow, nint row) = byTap ? ((nint)channels * Width, (nint)Width) : (Width, (nint)channels * Width);
            int chunks = (rows + WeightRows - 1) / WeightRows;
            int across = PanelCount(vectors);
            int blocks = GemmBlocking.DepthBlocks(depth);
            device.For(
                across * outer * chunks,
                1,
                (start, end) =>
                {
                    for (int unit = start; unit < end; unit++)
                    {
                        (int rest, int chunk) = Math.DivRem(unit, chunks);
                        (int panel, int index) = Math.DivRem(rest, outer);
                        (int vector, int width) = PanelAt(panel);
                        int r = chunk * WeightRows;
                        T* a = signals + (index * outerStart) + (r * rowStart);
                        T* c = product + (index * outerRow) + (r * row) + (vector * Convolutions.Count);
                        T* b = panels + ((nint)vector * Convolutions.Count * depth);
                        for (int block = 0; block < blocks; block++)
                        {
                            int k = GemmBlocking.DepthStart(depth, blocks, block);
                            int terms = GemmBlocking.DepthStart(depth, blocks, block + 1) - k;
                            Convolutions.MultiplyPanel(
                                a + ((nint)k * options.Stride),
                                GemmBlocking.TileRows * rowStart,
                                rowStart,
                                options.Stride,
                                Math.Min(WeightRows, rows - r),
                                terms,
                                b + ((nint)k * width * Convolutions.Count),
                                width,
                                c,
                                row,
                                add || block > 0
                            );
                        }
                    }
                }
            );
        }

        /// <summary>The product [tap, channel, output] becomes the gradient [output, channel, tap].</summary>
        private void Transpose(T* target, bool accumulate)
        {
            const int strip = 64;
            device.For(
                (outputs + strip - 1) / strip,
                Math.Max(1, Grain / (strip * channels * taps)),
                (start, end) =>
                {
                    for (int output = start * strip; output < Math.Min(outputs, end * strip); output += strip)
                    {
                        for (int channel = 0; channel < channels; channel += strip)
                        {
                            Transpose(
                                target,
                                output,
                                Math.Min(strip, outputs - output),
                                channel,
                                Math.Min(strip, channels - channel),
                                accumulate
                            );
                        }
                    }
                }
            );
        }

        /// <summary>One block of the transposition, small enough for the nearest cache and its pages.</summary>
        private void Transpose(T* target, int output, int outputCount, int channel, int channelCount, bool accumulate)
        {
            const int line = 16;
            nint terms = (nint)channels * taps;
            for (int first = 0; first < outputCount; first += line)
            {
                int count = Math.Min(line, outputCount - first);
                for (int c = channel; c < channel + channelCount; c++)
                {
                    for (int tap = 0; tap < taps; tap++)
                    {
                        T* from = product + ((((nint)tap * channels) + c) * Width) + output + first;
                        T* to = target + ((output + first) * terms) + ((nint)c * taps) + tap;
                        for (int i = 0; i < count; i++)
                        {
                            *to = accumulate ? *to + from[i] : from[i];
                            to += terms;
                        }
                    }
                }
            }
        }

        private static int PanelCount(int vectors)
        {
            int panels = 0;
            for (int vector = 0; vector < vectors; vector += GemmBlocking.PanelVectors(vectors - vector))
            {
                panels++;
            }
            return panels;
        }

        private (int Vector, int Width) PanelAt(int panel)
        {
            int vector = 0;
            for (; panel > 0; panel--)
            {
                vector += GemmBlocking.PanelVectors(vectors - vector);
            }
            return (vector, GemmBlocking.PanelVectors(vectors - vector));
        }
    }
}
