using System.Globalization;

namespace Gsp.Networks;

/// <summary>How a convolution steps over its input.</summary>
/// <remarks>
/// Output t sees the inputs t <see cref="Stride"/> + j <see cref="Dilation"/> - <see cref="PadBefore"/>, for taps j = 0 ... k - 1; inputs outside the
/// signal are zero. Immutable; compared by value.
/// </remarks>
public sealed record ConvolutionOptions
{
    /// <summary>Stride 1, no padding, dilation 1, one group.</summary>
    public static ConvolutionOptions Default { get; } = new();

    /// <summary>Inputs from one output to the next, 1 or more.</summary>
    public int Stride
    {
        get;
        init => field = Require.Positive(value);
    } = 1;

    /// <summary>Zeros in front of the input, 0 or more.</summary>
    public int PadBefore
    {
        get;
        init => field = Require.NotNegative(value);
    }

    /// <summary>Zeros behind the input, 0 or more.</summary>
    public int PadAfter
    {
        get;
        init => field = Require.NotNegative(value);
    }

    /// <summary>Inputs from one tap to the next, 1 or more.</summary>
    public int Dilation
    {
        get;
        init => field = Require.Positive(value);
    } = 1;

    /// <summary>Groups of channels that do not see each other; as many as input channels make a depthwise convolution.</summary>
    public int Groups
    {
        get;
        init => field = Require.Positive(value);
    } = 1;

    /// <summary>The same number of zeros on both sides.</summary>
    /// <param name="padding">The zeros on each side.</param>
    /// <param name="stride">Inputs from one output to the next.</param>
    /// <returns>The options.</returns>
    public static ConvolutionOptions Padded(int padding, int stride = 1) =>
        new()
        {
            Stride = stride,
            PadBefore = padding,
            PadAfter = padding,
        };

    /// <summary>Zeros in front only, as many as the kernel reaches back: an output sees no later input.</summary>
    /// <param name="taps">Taps of the kernel.</param>
    /// <param name="dilation">Inputs from one tap to the next.</param>
    /// <returns>The options.</returns>
    public static ConvolutionOptions Causal(int taps, int dilation = 1) =>
        new() { PadBefore = (Require.Positive(taps) - 1) * Require.Positive(dilation), Dilation = dilation };

    /// <summary>The number of outputs.</summary>
    /// <param name="length">Inputs.</param>
    /// <param name="taps">Taps of the kernel.</param>
    /// <returns>⌊(length + padding - dilation (taps - 1) - 1) / stride⌋ + 1.</returns>
    /// <exception cref="ArgumentException">The kernel is longer than the padded input.</exception>
    public int OutputLength(int length, int taps)
    {
        long room = (long)Require.NotNegative(length) + PadBefore + PadAfter;
        long reach = ((long)Dilation * (Require.Positive(taps) - 1)) + 1;
        Require.That(
            reach <= room,
            string.Create(
                CultureInfo.InvariantCulture,
                $"a kernel of {taps} taps with dilation {Dilation} reaches over {reach} inputs, but there are {length} and {PadBefore} + {PadAfter} zeros of padding: use a longer signal, more padding or a shorter kernel"
            ),
            nameof(length)
        );
        return checked((int)(((room - reach) / Stride) + 1));
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"stride {Stride}, padding {PadBefore} + {PadAfter}, dilation {Dilation}, groups {Groups}"
        );
}
