using System.Numerics;

namespace Gsp.Signals;

/// <summary>The short-time Fourier transform of a stream: each frame as soon as its last sample is there.</summary>
/// <remarks>
/// All frames together are those of <see cref="ShortTimeSpectrum.Compute"/> to the bit, however the stream is cut into pieces: frame m is
/// centred at sample m Hop, zeros lie beyond the ends. It comes half a frame after its centre. Memory: a frame and the largest piece; no
/// allocation a call once the largest piece has been seen. Not thread-safe: one object a stream.
/// </remarks>
public sealed class ShortTimeStream
{
    private readonly StftOptions options;
    private readonly ShortTimeFrames frames;
    private double[] samples; // first .. received - 1
    private long first;
    private long received;

    /// <summary>Starts a stream.</summary>
    /// <param name="options">Settings; null for the usual ones.</param>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public ShortTimeStream(StftOptions? options = null)
    {
        this.options = options ?? new StftOptions();
        frames = new ShortTimeFrames(this.options);
        samples = new double[2 * this.options.Length];
    }

    /// <summary>Number of amplitudes of a frame; amplitude k belongs to the frequency k / TransformLength of the sample rate.</summary>
    public int Bins => frames.Bins;

    /// <summary>Number of frames given so far; the next one is centred at sample FrameCount Hop.</summary>
    public long FrameCount { get; private set; }

    /// <summary>The most frames that a piece, or the end, can give.</summary>
    /// <param name="inputs">Number of samples of the piece; 0 for the end.</param>
    /// <returns>A number of frames.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A negative number.</exception>
    public int MostFrames(int inputs) => (Require.NotNegative(inputs) + options.Length) / options.Hop + 2;

    /// <summary>Takes the next piece.</summary>
    /// <param name="input">Any number of samples; NaN spreads to every amplitude of the frames that hold it.</param>
    /// <param name="amplitudes">Receives [frame, bin]; room for <see cref="MostFrames"/> times <see cref="Bins"/> is enough.</param>
    /// <returns>Number of frames that became complete.</returns>
    /// <exception cref="ArgumentException">Too little room; the piece is then not taken.</exception>
    public int Process(ReadOnlySpan<double> input, Span<Complex> amplitudes)
    {
        // Frame m is complete when m Hop - Length / 2 + Length samples are there.
        long last = received + input.Length - options.Length + options.Length / 2;
        int count = Room(last < 0 ? 0 : last / options.Hop + 1, amplitudes.Length);
        Append(input);
        Write(count, amplitudes);
        return count;
    }

    /// <summary>Ends the stream: gives the frames that reach beyond its last sample, then starts anew.</summary>
    /// <param name="amplitudes">Receives [frame, bin]; room for <see cref="MostFrames"/>(0) times <see cref="Bins"/> is enough.</param>
    /// <returns>Number of frames; 0 for a stream without samples.</returns>
    /// <exception cref="ArgumentException">Too little room; the stream is then not ended.</exception>
    public int Finish(Span<Complex> amplitudes)
    {
        int count = Room(received == 0 ? 0 : ShortTimeFrames.Count(received, options), amplitudes.Length);
        Write(count, amplitudes);
        (first, received, FrameCount) = (0, 0, 0);
        return count;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"short-time stream, {Bins} bins, {FrameCount} frames of {received} samples");

    private int Room(long frameEnd, int room)
    {
        int count = (int)Math.Max(0, frameEnd - FrameCount);
        if (room < (long)count * Bins)
        {
            throw new ArgumentException(
                $"the output has room for {room} amplitudes; {count} frames of {Bins} are ready",
                "amplitudes"
            );
        }
        return count;
    }

    private void Write(int count, Span<Complex> amplitudes)
    {
        for (int f = 0; f < count; f++)
        {
            int start = (int)(ShortTimeFrames.Start(FrameCount, options) - first);
            frames.Transform(samples.AsSpan(0, (int)(received - first)), start, amplitudes.Slice(f * Bins, Bins));
            FrameCount++;
        }
    }

    private void Append(ReadOnlySpan<double> input)
    {
        int held = (int)(received - first);
        // Forget what no later frame holds.
        int drop = (int)Math.Clamp(ShortTimeFrames.Start(FrameCount, options) - first, 0, held);
        samples.AsSpan(drop, held - drop).CopyTo(samples);
        (held, first) = (held - drop, first + drop);
        if (held + input.Length > samples.Length)
        {
            Array.Resize(ref samples, Math.Max(2 * samples.Length, held + input.Length));
        }
        input.CopyTo(samples.AsSpan(held));
        received += input.Length;
    }
}
