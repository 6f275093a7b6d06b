namespace Gsp.Signals;

/// <summary>One stream through a <see cref="PolyphaseResampler"/>. The output does not depend on how the input is cut into pieces.</summary>
/// <remarks>An output comes as soon as the last input it needs is there, half the filter's length later. Bounded memory. Not thread-safe.</remarks>
public sealed class PolyphaseStream
{
    private readonly PolyphaseResampler resampler;
    private double[] window; // inputs first .. first + held - 1
    private int held;
    private long first;
    private long received;
    private long written;

    internal PolyphaseStream(PolyphaseResampler resampler)
    {
        this.resampler = resampler;
        window = new double[2 * (resampler.Before + resampler.After) + 64];
        held = resampler.Before; // zeros before the first sample
        first = -resampler.Before;
    }

    /// <summary>The most outputs that a piece can give.</summary>
    /// <param name="inputs">Number of samples of the piece.</param>
    /// <returns>A number of outputs, at most one more than the piece gives.</returns>
    public int MostOutputs(int inputs) =>
        checked((int)(((long)inputs * resampler.Up + resampler.Down - 1) / resampler.Down + 1));

    /// <summary>Takes the next piece.</summary>
    /// <param name="input">Any number of samples.</param>
    /// <param name="output">Room for what becomes ready; <see cref="MostOutputs"/> is enough. May not be the input.</param>
    /// <returns>Number of outputs written.</returns>
    /// <exception cref="ArgumentException">Too little room.</exception>
    public int Process(ReadOnlySpan<double> input, Span<double> output)
    {
        received += input.Length;
        Append(input);
        // Output m needs inputs up to floor(m down / up) + After.
        long placed = Math.Max(0, received - resampler.After);
        return Write((placed * resampler.Up + resampler.Down - 1) / resampler.Down, output);
    }

    /// <summary>Ends the stream with zeros: writes what still waited for samples and starts anew.</summary>
    /// <param name="output">Room for what is left.</param>
    /// <returns>Number of outputs written; those of all calls together are ceil(n up / down).</returns>
    /// <exception cref="ArgumentException">Too little room.</exception>
    public int Finish(Span<double> output)
    {
        long total = (received * resampler.Up + resampler.Down - 1) / resampler.Down;
        Append(new double[resampler.After]);
        int count = Write(total, output);
        Array.Clear(window);
        (held, first, received, written) = (resampler.Before, -resampler.Before, 0, 0);
        return count;
    }

    private void Append(ReadOnlySpan<double> input)
    {
        // Forget what no later output needs.
        long needed = written * resampler.Down / resampler.Up - resampler.Before;
        int drop = (int)Math.Clamp(needed - first, 0, held);
        window.AsSpan(drop, held - drop).CopyTo(window);
        (held, first) = (held - drop, first + drop);
        if (held + input.Length > window.Length)
        {
            Array.Resize(ref window, Math.Max(2 * window.Length, held + input.Length));
        }
        input.CopyTo(window.AsSpan(held));
        held += input.Length;
    }

    private int Write(long end, Span<double> output)
    {
        int count = (int)(end - written);
        Require.That(
            output.Length >= count,
            $"the output has room for {output.Length} samples; {count} are ready",
            nameof(output)
        );
        resampler.Run(window.AsSpan(0, held), first, written, output[..count]);
        written = end;
        return count;
    }
}
