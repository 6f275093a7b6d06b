namespace Gsp.Topology;

/// <summary>Chooses among estimates that run side by side, from their a-priori forecast errors alone.</summary>
/// <remarks>
/// Candidates stand in order of preference, simplest first. Errors are averaged over the last samples: a quarter of those seen, so that how the
/// candidates did while they were still forming soon stops to count, up to the horizon. The choice is the first one whose mean squared error is within two
/// standard errors of the best one's, the errors being compared sample by sample (paired), so that noise common to all cancels. There is no
/// memory of the choice itself: the same errors always give the same choice. Cost: K^2 operations a sample for K candidates.
/// </remarks>
internal sealed class CandidateSelector
{
    private const double StandardErrors = 2;
    private const double RecentShare = 0.25;
    private const double ShortestHorizon = 100;

    private readonly int count;
    private readonly double horizon;
    private readonly double[] difference; // K x K means of E_k - E_l
    private readonly double[] square; // K x K means of (E_k - E_l)^2
    private double observed;
    private double weight;
    private double squaredWeight;

    /// <summary>Creates a selector.</summary>
    /// <param name="count">K.</param>
    /// <param name="horizon">Number of samples over which forecasts are compared.</param>
    public CandidateSelector(int count, double horizon)
    {
        this.count = count;
        this.horizon = horizon;
        difference = new double[count * count];
        square = new double[count * count];
    }

    /// <summary>The candidate chosen.</summary>
    public int Current { get; private set; }

    /// <summary>Takes the squared forecast errors of one sample, one a candidate.</summary>
    public void Observe(ReadOnlySpan<double> errors)
    {
        if (count == 1)
        {
            return;
        }
        observed++;
        double rate = 1 - 1 / Math.Min(horizon, Math.Max(ShortestHorizon, RecentShare * observed));
        weight = rate * weight + 1;
        squaredWeight = rate * rate * squaredWeight + 1;
        for (int k = 0; k < count; k++)
        {
            for (int l = 0; l < count; l++)
            {
                double d = errors[k] - errors[l];
                difference[k * count + l] += (d - difference[k * count + l]) / weight;
                square[k * count + l] += (d * d - square[k * count + l]) / weight;
            }
        }
        Choose();
    }

    /// <summary>Forgets the past errors but keeps the choice until new ones decide.</summary>
    public void Reset()
    {
        Array.Clear(difference);
        Array.Clear(square);
        (observed, weight, squaredWeight) = (0, 0, 0);
    }

    /// <summary>Returns to the choice made before the first sample.</summary>
    public void Forget() => Current = 0;

    /// <summary>Mean excess of a candidate's squared error over the chosen one's.</summary>
    public double Excess(int candidate) => difference[candidate * count + Current];

    /// <summary>Saves the state.</summary>
    public void Save(Snapshot snapshot, string name) =>
        snapshot
            .Put($"{name}.difference", difference)
            .Put($"{name}.square", square)
            .Put($"{name}.scalars", [observed, weight, squaredWeight, Current]);

    /// <summary>Restores a saved state.</summary>
    public void Restore(Snapshot snapshot, string name)
    {
        snapshot.CopyTo($"{name}.difference", difference);
        snapshot.CopyTo($"{name}.square", square);
        ReadOnlySpan<double> scalars = snapshot.Get($"{name}.scalars");
        (observed, weight, squaredWeight, Current) = (scalars[0], scalars[1], scalars[2], (int)scalars[3]);
    }

    private void Choose()
    {
        int best = 0;
        for (int k = 1; k < count; k++)
        {
            best = difference[k * count + best] < 0 ? k : best;
        }
        int chosen = 0;
        while (chosen != best && IsWorse(chosen, best))
        {
            chosen++;
        }
        Current = chosen;
    }

    private bool IsWorse(int candidate, int best)
    {
        double mean = difference[candidate * count + best];
        double variance = Math.Max(0, square[candidate * count + best] - mean * mean);
        return mean > StandardErrors * Math.Sqrt(variance * squaredWeight) / weight;
    }
}
