using Gsp.Numerics;

namespace Gsp.Signals;

/// <summary>One stream through a <see cref="PolyphaseResampler"/>. The output does not depend on how the input is cut into pieces.</summary>
/// <remarks>An output comes as soon as the last input it needs is there, half the filter's length later. Bounded memory. Not thread-safe.</remarks>
public sealed class PolyphaseStream
{
    private readonly PolyphaseResampler resampler;
    private readonly int reach;
    private double[] window; // inputs first .. first + held - 1
    private int held;
    private long first;
    private long received;
    private long written;

    internal PolyphaseStream(PolyphaseResampler resampler)
    {
        this.resampler = resampler;
        reach = resampler.Banks.Length == 1 && resampler.Banks[0].Length == 1 ? 0 : resampler.Reach;
        window = new double[4 * reach + 64];
        held = reach; // zeros before the first sample
        first = -reach;
    }

    /// <summary>The most outputs that a piece can give.</summary>
    /// <param name="inputs">Number of samples of the piece.</param>
    /// <returns>A number of outputs, at most one more than the piece gives.</returns>
    public int MostOutputs(int inputs) => checked((int)(((long)inputs * resampler.Up + resampler.Down - 1) / resampler.Down + 1));

    /// <summary>Takes the next piece.</summary>
    /// <param name="input">Any number of samples.</param>
    /// <param name="output">Room for what becomes ready; <see cref="MostOutputs"/> is enough. May not be the input.</param>
    /// <returns>Number of outputs written.</returns>
    /// <exception cref="ArgumentException">Too little room.</exception>
    public int Process(ReadOnlySpan<double> input, Span<double> output)
    {
        received += input.Length;
        Append(input);
        // Output m needs inputs up to floor(m down / up) + reach.
        long ready = Math.Max(0, ((received - reach) * resampler.Up + resampler.Down - 1) / resampler.Down);
        return received <= reach ? 0 : Write(ready, output);
    }

    /// <summary>Ends the stream with zeros: writes what still waited for samples and starts anew.</summary>
    /// <param name="output">Room for what is left.</param>
    /// <returns>Number of outputs written; those of all calls together are ceil(n up / down).</returns>
    /// <exception cref="ArgumentException">Too little room.</exception>
    public int Finish(Span<double> output)
    {
        long total = (received * resampler.Up + resampler.Down - 1) / resampler.Down;
        Append(new double[reach + 1]);
        int count = Write(total, output);
        Array.Clear(window);
        (held, first, received, written) = (reach, -reach, 0, 0);
        return count;
    }

    private void Append(ReadOnlySpan<double> input)
    {
        // Forget what no later output needs.
        long needed = written * resampler.Down / resampler.Up - reach;
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
        (long place, long phase) = Math.DivRem(written * resampler.Down, resampler.Up);
        (int wholeStep, int phaseStep) = Math.DivRem(resampler.Down, resampler.Up);
        for (int k = 0; k < count; k++)
        {
            double[] bank = resampler.Banks[phase];
            output[k] = Vectors.Dot<double>(bank, window.AsSpan((int)(place - reach - first), bank.Length));
            place += wholeStep;
            phase += phaseStep;
            if (phase >= resampler.Up)
            {
                phase -= resampler.Up;
                place++;
            }
        }
        written = end;
        return count;
    }
}
