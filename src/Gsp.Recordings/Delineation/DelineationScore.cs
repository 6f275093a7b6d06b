namespace Gsp.Recordings;

/// <summary>How well one kind of wave was found, and where its boundaries were put.</summary>
/// <param name="Kind">Which wave.</param>
/// <param name="Peaks">Agreement of the peaks.</param>
/// <param name="Onset">Error of the onsets of paired waves, detected less reference.</param>
/// <param name="Offset">Error of their offsets.</param>
public sealed record DelineationScore(WaveKind Kind, BeatScore Peaks, BoundaryError Onset, BoundaryError Offset)
{
    /// <summary>Scores the waves of one kind: peaks are paired within the tolerance, boundaries compared within the pairs.</summary>
    /// <param name="reference">Reference waves by peak.</param>
    /// <param name="detected">Detected waves by peak.</param>
    /// <param name="rate">Samples a second, in Hz.</param>
    /// <param name="toleranceSeconds">Largest distance of paired peaks.</param>
    /// <exception cref="ArgumentException">Peaks decrease, or waves are of several kinds.</exception>
    public static DelineationScore Of(
        IReadOnlyList<Wave> reference,
        IReadOnlyList<Wave> detected,
        double rate,
        double toleranceSeconds = 0.15
    )
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(detected);
        WaveKind[] kinds = [.. reference.Concat(detected).Select(wave => wave.Kind).Distinct()];
        Require.That(kinds.Length <= 1, "waves of several kinds; score each kind by itself", nameof(reference));
        BeatScore peaks = BeatMatching.Score(
            [.. reference.Select(wave => wave.Peak)],
            [.. detected.Select(wave => wave.Peak)],
            rate,
            toleranceSeconds
        );
        List<double> onsets = [];
        List<double> offsets = [];
        foreach ((int r, int d) in peaks.Pairs)
        {
            onsets.Add((detected[d].Onset - reference[r].Onset) / rate);
            offsets.Add((detected[d].Offset - reference[r].Offset) / rate);
        }
        return new DelineationScore(kinds.FirstOrDefault(), peaks, BoundaryError.Of(onsets), BoundaryError.Of(offsets));
    }

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"{Kind}: {Peaks}; onset {Onset}, offset {Offset}");
}

/// <summary>Mean and standard deviation of boundary errors.</summary>
/// <param name="Mean">Mean error in ms; positive is late; NaN of no error.</param>
/// <param name="Deviation">Standard deviation in ms (n - 1); NaN of fewer than two.</param>
/// <param name="Count">Number of errors.</param>
public readonly record struct BoundaryError(double Mean, double Deviation, int Count)
{
    /// <summary>Summarises errors.</summary>
    /// <param name="errors">Errors in seconds.</param>
    public static BoundaryError Of(IReadOnlyCollection<double> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        double mean = errors.Count == 0 ? double.NaN : errors.Average();
        double squares = errors.Sum(e => (e - mean) * (e - mean));
        double deviation = errors.Count < 2 ? double.NaN : Math.Sqrt(squares / (errors.Count - 1));
        return new BoundaryError(1000 * mean, 1000 * deviation, errors.Count);
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Mean:f1} ± {Deviation:f1} ms");
}
