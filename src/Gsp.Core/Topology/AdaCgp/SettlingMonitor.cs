namespace Gsp.Topology;

/// <summary>Decides from the smoothed a-priori error that learning has settled (the machine of spec section 3.7, with its waiting time).</summary>
internal sealed class SettlingMonitor
{
    private readonly double smoothing;
    private readonly int patience;
    private readonly int burnIn;
    private readonly double improvement;
    private double best;
    private int left;
    private long seen;

    /// <summary>Creates a monitor.</summary>
    /// <param name="smoothing">Weight of the newest error in the average.</param>
    /// <param name="patience">Steps without improvement that count as settled.</param>
    /// <param name="burnIn">Steps at the start that are not judged.</param>
    /// <param name="improvement">Relative decrease that counts as an improvement.</param>
    public SettlingMonitor(double smoothing, int patience, int burnIn, double improvement)
    {
        (this.smoothing, this.patience, this.burnIn, this.improvement) = (smoothing, patience, burnIn, improvement);
        Reset();
    }

    /// <summary>The smoothed error.</summary>
    public double Smoothed { get; private set; }

    /// <summary>Whether learning has settled.</summary>
    public bool Settled { get; private set; }

    /// <summary>Starts again.</summary>
    public void Reset() => (best, left, seen, Smoothed, Settled) = (double.PositiveInfinity, patience, 0, 1, false);

    /// <summary>Takes the relative error of a step.</summary>
    /// <returns>Whether learning has settled with this step.</returns>
    public bool Observe(double error)
    {
        // A growing mean at first, so that the average does not start from an arbitrary value.
        Smoothed += Math.Max(smoothing, 1.0 / (seen + 1)) * (error - Smoothed);
        seen++;
        if (Settled || seen <= burnIn)
        {
            return false;
        }
        if (double.IsPositiveInfinity(best) || best - Smoothed > improvement * best)
        {
            (best, left) = (Smoothed, patience);
        }
        else
        {
            left--;
        }
        Settled = left <= 0;
        return Settled;
    }

    /// <summary>Saves the state.</summary>
    public void Save(Snapshot snapshot, string name) =>
        snapshot.Put(name, [best, left, seen, Smoothed, Settled ? 1 : 0]);

    /// <summary>Restores a saved state.</summary>
    public void Restore(Snapshot snapshot, string name)
    {
        ReadOnlySpan<double> s = snapshot.Get(name);
        (best, left, seen, Smoothed, Settled) = (s[0], (int)s[1], (long)s[2], s[3], s[4] != 0);
    }
}
