namespace Gsp.Recordings;

/// <summary>The usual interval about each candidate and what departures from it cost.</summary>
/// <remarks>
/// The usual interval is the median of those of eight chosen beats on either side. With s the median of |ln d/m| of these intervals d about their
/// median m, a departure costs <c>0.2 + 1.8 / (1 + (s / 0.1)^2)</c> times (ln d/m)^2: strict in sinus rhythm, almost nothing in fibrillation.
/// </remarks>
internal sealed class LocalRhythm
{
    private const int Reach = 8;

    private readonly double[] usual;
    private readonly double[] weight;

    /// <summary>A rhythm not yet known: 80 beats a minute, more or less.</summary>
    /// <param name="count">Number of candidates.</param>
    /// <param name="rate">Samples a second.</param>
    public LocalRhythm(int count, double rate)
    {
        (usual, weight) = (new double[count], new double[count]);
        usual.AsSpan().Fill(0.75 * rate);
        weight.AsSpan().Fill(1);
    }

    /// <summary>The rhythm of chosen beats.</summary>
    /// <param name="samples">Candidates' samples.</param>
    /// <param name="chosen">Indices of chosen ones, increasing.</param>
    /// <param name="rate">Samples a second.</param>
    public LocalRhythm(IReadOnlyList<int> samples, List<int> chosen, double rate)
        : this(samples.Count, rate)
    {
        int from = 0;
        for (int b = 0; b < chosen.Count; b++)
        {
            // A candidate belongs to the next beat.
            int to = b == chosen.Count - 1 ? samples.Count : chosen[b] + 1;
            double[] near =
            [
                .. Enumerable
                    .Range(
                        Math.Max(1, b - Reach),
                        Math.Max(0, Math.Min(chosen.Count, b + Reach + 1) - Math.Max(1, b - Reach))
                    )
                    .Select(k => (double)(samples[chosen[k]] - samples[chosen[k - 1]]))
                    .Order(),
            ];
            if (near.Length > 0)
            {
                double median = near[near.Length / 2];
                double[] departures = [.. near.Select(d => Math.Abs(Math.Log(d / median))).Order()];
                double spread = departures[departures.Length / 2] / 0.1;
                usual.AsSpan(from, to - from).Fill(median);
                weight.AsSpan(from, to - from).Fill(0.2 + (1.8 / (1 + (spread * spread))));
            }
            from = to;
        }
    }

    /// <summary>The usual interval about a candidate, in samples.</summary>
    public double Usual(int candidate) => usual[candidate];

    /// <summary>What (ln d/m)^2 costs there.</summary>
    public double Weight(int candidate) => weight[candidate];
}
