using System.Globalization;
using System.Numerics;
using Gsp.Numerics;

namespace Gsp.Networks;

/// <summary>S4 kernels of frozen systems by the linear map from C~ to the kernel, computed once.</summary>
/// <remarks>
/// With log Delta, Lambda, B and P fixed the kernel is linear in (Re C~, Im C~): N rows of length L a channel. Forwards and backwards are then
/// a product with a matrix, 2 N L operations a channel and direction; memory H N L numbers, whose reading is the cost. At N = 64, L = 1000 in
/// float it takes a third of the time of <see cref="S4Kernel"/> for 64 channels (16 MB), 0.6 of it for 512 (131 MB a layer). Arithmetic is that of T. The
/// same bits for any number of threads. Immutable and thread-safe; calls do not allocate.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed unsafe class S4KernelMap<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[][] rows; // [channel][re and im of each mode][time]

    /// <summary>Computes the map.</summary>
    /// <param name="kernel">Shape and mode.</param>
    /// <param name="parameters">The frozen systems, with P.</param>
    /// <param name="threads">The most threads to use.</param>
    /// <exception cref="ArgumentException">A wrong number of values.</exception>
    public S4KernelMap(S4Kernel kernel, StateSpaceParameters<T> parameters, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        parameters.RequireShapes(kernel.Channels, kernel.Modes, lowRank: true);
        Kernel = kernel;
        rows = new T[kernel.Channels][];
        int size = 2 * kernel.Modes;
        // The kernels of the unit rows: every direction of a single channel has its own.
        var single = new S4Kernel(1, kernel.Modes, kernel.Length, size, kernel.Mode);
        var units = new T[size * size];
        for (int k = 0; k < size; k++)
        {
            units[k * size + k] = T.One;
        }
        T[] step = parameters.LogStep.ToArray();
        T[] lambda = parameters.Lambda.ToArray();
        T[] input = parameters.Input.ToArray();
        T[] lowRank = parameters.LowRank.ToArray();
        ParallelFor.Each(
            kernel.Channels,
            threads,
            h =>
            {
                rows[h] = new T[size * kernel.Length];
                Range own = (size * h)..(size * (h + 1));
                single.Forward(
                    new StateSpaceParameters<T>(
                        [step[h]],
                        lambda.AsSpan()[own],
                        input.AsSpan()[own],
                        lowRank.AsSpan()[own]
                    ),
                    units,
                    rows[h]
                );
            }
        );
    }

    /// <summary>Shape and mode.</summary>
    public S4Kernel Kernel { get; }

    /// <summary>The kernels of all channels.</summary>
    /// <param name="output">C~, [direction, H, N/2, 2].</param>
    /// <param name="kernel">Receives the kernels, [direction, H, L].</param>
    /// <param name="threads">The most threads to use.</param>
    /// <exception cref="ArgumentException">A wrong number of values.</exception>
    public void Forward(ReadOnlySpan<T> output, Span<T> kernel, int threads = 1)
    {
        RequireShapes(output.Length, kernel.Length);
        fixed (
            T* c = output,
                k = kernel
        )
        {
            ParallelFor.Run(Kernel.Channels, threads, new ForwardBody(this, c, k));
        }
    }

    /// <summary>Adds the gradient of a loss to that of C~.</summary>
    /// <param name="kernelGradient">Derivatives of the loss with respect to the kernels, [direction, H, L].</param>
    /// <param name="outputGradient">Derivatives with respect to C~ are added here, [direction, H, N/2, 2].</param>
    /// <param name="threads">The most threads to use.</param>
    /// <exception cref="ArgumentException">A wrong number of values.</exception>
    public void Backward(ReadOnlySpan<T> kernelGradient, Span<T> outputGradient, int threads = 1)
    {
        RequireShapes(outputGradient.Length, kernelGradient.Length);
        fixed (
            T* k = kernelGradient,
                c = outputGradient
        )
        {
            ParallelFor.Run(Kernel.Channels, threads, new BackwardBody(this, k, c));
        }
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"map of {Kernel}");

    private void RequireShapes(int output, int kernel)
    {
        int row = Kernel.Directions * Kernel.Channels;
        Require.SameLength(output, 2 * row * Kernel.Modes, nameof(output), "[direction, channel, mode, re and im]");
        Require.SameLength(kernel, row * Kernel.Length, nameof(kernel), "[direction, channel, time]");
    }

    private ReadOnlySpan<T> Row(int channel, int k) => rows[channel].AsSpan(k * Kernel.Length, Kernel.Length);

    private readonly struct ForwardBody(S4KernelMap<T> map, T* output, T* kernel) : IRangeBody
    {
        public void Run(int start, int end)
        {
            (int size, int length) = (2 * map.Kernel.Modes, map.Kernel.Length);
            for (int h = start; h < end; h++)
            {
                for (int d = 0; d < map.Kernel.Directions; d++)
                {
                    long at = (long)d * map.Kernel.Channels + h;
                    var target = new Span<T>(kernel + at * length, length);
                    target.Clear();
                    for (int k = 0; k < size; k++)
                    {
                        Vectors.AddScaled(output[at * size + k], map.Row(h, k), target);
                    }
                }
            }
        }
    }

    private readonly struct BackwardBody(S4KernelMap<T> map, T* kernelGradient, T* outputGradient) : IRangeBody
    {
        public void Run(int start, int end)
        {
            (int size, int length) = (2 * map.Kernel.Modes, map.Kernel.Length);
            for (int h = start; h < end; h++)
            {
                for (int d = 0; d < map.Kernel.Directions; d++)
                {
                    long at = (long)d * map.Kernel.Channels + h;
                    var gradient = new ReadOnlySpan<T>(kernelGradient + at * length, length);
                    for (int k = 0; k < size; k++)
                    {
                        outputGradient[at * size + k] += Vectors.Dot(map.Row(h, k), gradient);
                    }
                }
            }
        }
    }
}
