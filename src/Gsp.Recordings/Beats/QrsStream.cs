namespace Gsp.Recordings;

/// <summary>Finds beats while samples arrive, by a causal detector; the beats do not depend on how the stream is cut into pieces.</summary>
/// <remarks>
/// Decisions start once 2 s (Pan-Tompkins) or 5 s (Christov) are known, and then include those seconds; later beats are reported within 0.5 s, those
/// found by searching back within two intervals. Bounded memory. Not thread-safe: one a stream.
/// </remarks>
public sealed class QrsStream
{
    private readonly CausalQrs detector;
    private readonly GapBridge[] bridges;
    private readonly History[] samples;
    private readonly double[] frame;
    private readonly Queue<Beat> waiting = new();
    private readonly RefinedPosition refined;
    private readonly int refractory;
    private readonly int tail;
    private long last = long.MinValue / 2;
    private long count;

    /// <summary>A stream of leads.</summary>
    /// <param name="leads">Number of leads.</param>
    /// <param name="rate">Samples a second, 100 to 1000 Hz.</param>
    /// <param name="options">Null for Pan-Tompkins with the defaults.</param>
    /// <exception cref="ArgumentException">An argument is out of range, or the method is not causal.</exception>
    public QrsStream(int leads, double rate, QrsOptions? options = null)
    {
        options = (options ?? new QrsOptions { Method = QrsMethod.PanTompkins }).Validate();
        Require.Positive(leads, "number of leads");
        QrsOptions.ValidateRate(rate);
        detector = options.Method switch
        {
            QrsMethod.PanTompkins => new PanTompkinsQrs(leads, rate, options),
            QrsMethod.Christov => new ChristovQrs(leads, rate, options),
            _ => throw new ArgumentException(
                $"{options.Method} needs the future; stream by PanTompkins or Christov",
                nameof(options)
            ),
        };
        refractory = (int)Math.Round(options.RefractorySeconds * rate);
        tail = (int)Math.Round(0.4 * rate);
        refined = new RefinedPosition(rate, options.RefinementSeconds);
        int kept = (int)(rate * (CausalQrs.MaximalDelaySeconds + 1)) + 4 * refined.Reach;
        bridges = [.. Enumerable.Range(0, leads).Select(_ => new GapBridge())];
        samples = [.. Enumerable.Range(0, leads).Select(_ => new History(kept))];
        frame = new double[leads];
    }

    /// <summary>Takes the next samples.</summary>
    /// <param name="piece">[channel][time], any equal number of samples; NaN where missing.</param>
    /// <returns>The beats decided by now and not reported before.</returns>
    /// <exception cref="ArgumentException">The number of leads or the lengths do not fit, or a sample is infinite.</exception>
    public IReadOnlyList<Beat> Push(IReadOnlyList<double[]> piece)
    {
        LeadChecks.Leads(piece);
        Require.SameLength(piece.Count, frame.Length, nameof(piece), "one array a lead");
        List<Beat> found = [];
        List<Beat> raw = [];
        for (int t = 0; t < piece[0].Length; t++)
        {
            for (int c = 0; c < frame.Length; c++)
            {
                samples[c].Add(piece[c][t]);
                frame[c] = bridges[c].Next(piece[c][t]);
            }
            count++;
            detector.Step(frame, raw);
            Settle(raw, found, count - 1 - refined.Reach);
        }
        return found;
    }

    /// <summary>Ends the stream.</summary>
    /// <returns>The last beats.</returns>
    public IReadOnlyList<Beat> Finish()
    {
        List<Beat> found = [];
        List<Beat> raw = [];
        // The last values held for a while, so that a beat at the very end passes through the filters.
        for (int t = 0; t < tail && count > 0; t++)
        {
            detector.Step(frame, raw);
        }
        detector.Finish(raw);
        Settle(raw, found, long.MaxValue);
        return found;
    }

    /// <summary>Refines what is old enough that its whole neighbourhood is known.</summary>
    private void Settle(List<Beat> raw, List<Beat> found, long known)
    {
        raw.ForEach(waiting.Enqueue);
        raw.Clear();
        while (waiting.TryPeek(out Beat beat) && beat.Sample <= known)
        {
            waiting.Dequeue();
            long sample = refined.Of(
                Math.Clamp(beat.Sample, 0, count - 1),
                count,
                (c, t) => samples[c][t],
                frame.Length
            );
            if (sample >= 0 && sample - last >= refractory)
            {
                found.Add(new Beat(sample, beat.Confidence));
                last = sample;
            }
        }
    }
}
