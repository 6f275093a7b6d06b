namespace Gsp.Recordings;

/// <summary>How detected beats agree with reference beats.</summary>
public sealed record BeatScore
{
    /// <summary>Number of reference beats found.</summary>
    public required int TruePositives { get; init; }

    /// <summary>Number of detected beats that are none.</summary>
    public required int FalsePositives { get; init; }

    /// <summary>Number of reference beats not found.</summary>
    public required int FalseNegatives { get; init; }

    /// <summary>Detected less reference time of each pair, in seconds.</summary>
    public required IReadOnlyList<double> Errors { get; init; }

    /// <summary>The pairs as indices of (reference, detected) beats; empty for sums of scores.</summary>
    public IReadOnlyList<(int Reference, int Detected)> Pairs { get; init; } = [];

    /// <summary>Share of the reference beats that were found; 1 where there are none.</summary>
    public double Sensitivity => Share(TruePositives, FalseNegatives);

    /// <summary>Share of the detected beats that are some (PPV); 1 where none was detected.</summary>
    public double Precision => Share(TruePositives, FalsePositives);

    /// <summary>Harmonic mean of sensitivity and precision: 2 TP / (2 TP + FP + FN); 1 where there are no beats at all.</summary>
    public double F1 => Share(2 * TruePositives, FalsePositives + FalseNegatives);

    /// <summary>Both scores together.</summary>
    /// <param name="other">The score of other beats.</param>
    public BeatScore Add(BeatScore other) =>
        new()
        {
            TruePositives = TruePositives + other.TruePositives,
            FalsePositives = FalsePositives + other.FalsePositives,
            FalseNegatives = FalseNegatives + other.FalseNegatives,
            Errors = [.. Errors, .. other.Errors],
        };

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant(
            $"F1 {F1:f4} (sensitivity {Sensitivity:f4}, PPV {Precision:f4}; {TruePositives} found, {FalseNegatives} missed, {FalsePositives} false)"
        );

    private static double Share(int good, int bad) => good + bad == 0 ? 1 : (double)good / (good + bad);
}

/// <summary>Pairs detected beats with reference beats.</summary>
public static class BeatMatching
{
    /// <summary>Scores detections: each reference beat is paired with at most one detection within the tolerance, and the number of pairs is the largest possible.</summary>
    /// <remarks>On sorted points with one tolerance, taking from left to right the earliest free detection for each reference beat gives the most pairs.</remarks>
    /// <param name="reference">Reference samples, increasing.</param>
    /// <param name="detected">Detected samples, increasing.</param>
    /// <param name="rate">Samples a second, in Hz.</param>
    /// <param name="toleranceSeconds">Largest distance of a pair: 0.15 by AAMI EC57, 0.075 in CPSC2019.</param>
    /// <exception cref="ArgumentException">Samples decrease, or a number is out of range.</exception>
    public static BeatScore Score(
        IReadOnlyList<int> reference,
        IReadOnlyList<int> detected,
        double rate,
        double toleranceSeconds = 0.15
    )
    {
        CheckOrder(reference, nameof(reference));
        CheckOrder(detected, nameof(detected));
        Require.Positive(rate);
        Require.NotNegative(toleranceSeconds);
        // Half a millionth of a sample forgives the rounding of 0.075 * 360.
        double tolerance = (toleranceSeconds * rate) + 5e-7;
        List<double> errors = [];
        List<(int, int)> pairs = [];
        int d = 0;
        for (int i = 0; i < reference.Count; i++)
        {
            int r = reference[i];
            while (d < detected.Count && detected[d] < r - tolerance)
            {
                d++;
            }
            if (d < detected.Count && detected[d] <= r + tolerance)
            {
                errors.Add((detected[d] - r) / rate);
                pairs.Add((i, d));
                d++;
            }
        }
        return new BeatScore
        {
            TruePositives = errors.Count,
            FalsePositives = detected.Count - errors.Count,
            FalseNegatives = reference.Count - errors.Count,
            Errors = errors,
            Pairs = pairs,
        };
    }

    private static void CheckOrder(IReadOnlyList<int> samples, string name)
    {
        ArgumentNullException.ThrowIfNull(samples, name);
        for (int i = 1; i < samples.Count; i++)
        {
            Require.That(
                samples[i] >= samples[i - 1],
                $"{name}[{i}] = {samples[i]} lies before {samples[i - 1]}; samples must increase",
                name
            );
        }
    }
}
