using System.Globalization;

namespace Gsp.Networks;

/// <summary>The stretches of time that a pooling operation looks at, one for each output.</summary>
/// <remarks>Made by the operations; devices read it.</remarks>
public readonly record struct PoolWindows
{
    private readonly int length;
    private readonly int size;
    private readonly int stride;
    private readonly int padding;
    private readonly bool countPadding;
    private readonly bool adaptive;

    private PoolWindows(int length, int size, int stride, int padding, bool countPadding, bool adaptive, int outputs)
    {
        this.length = length;
        this.size = size;
        this.stride = stride;
        this.padding = padding;
        this.countPadding = countPadding;
        this.adaptive = adaptive;
        Outputs = outputs;
    }

    /// <summary>Number of windows.</summary>
    public int Outputs { get; }

    /// <summary>The inputs [start, end) of a window, and what their sum is divided by for an average.</summary>
    /// <param name="output">The output, from 0.</param>
    /// <returns>First input, the one past the last, and the divisor.</returns>
    public (int Start, int End, int Divisor) At(int output)
    {
        if (adaptive)
        {
            int first = (int)((long)output * length / Outputs);
            int past = (int)((((long)output + 1) * length + Outputs - 1) / Outputs);
            return (first, past, past - first);
        }
        int start = (output * stride) - padding;
        int end = Math.Min(length, start + size);
        start = Math.Max(0, start);
        return (start, end, countPadding ? size : end - start);
    }

    internal static PoolWindows Sliding(int length, int size, int stride, int padding, bool countPadding)
    {
        Require.Positive(size);
        Require.Positive(stride);
        Require.That(
            padding >= 0 && padding <= size / 2,
            string.Create(
                CultureInfo.InvariantCulture,
                $"padding {padding} of a window of {size}: it must lie between 0 and half the window, or a window could see padding alone"
            ),
            nameof(padding)
        );
        long room = (long)length + (2L * padding);
        Require.That(
            size <= room,
            string.Create(
                CultureInfo.InvariantCulture,
                $"a window of {size} inputs is longer than the {length} inputs with {padding} of padding on each side: use a longer signal or a shorter window"
            ),
            nameof(size)
        );
        return new PoolWindows(length, size, stride, padding, countPadding, false, (int)((room - size) / stride) + 1);
    }

    internal static PoolWindows Adaptive(int length, int outputs)
    {
        Require.Positive(outputs);
        Require.Positive(length, "adaptive pooling needs at least one input");
        return new PoolWindows(length, 0, 0, 0, false, true, outputs);
    }
}
