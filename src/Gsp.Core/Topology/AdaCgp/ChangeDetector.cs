namespace Gsp.Topology;

/// <summary>Notices from the a-priori errors alone that the graph has changed.</summary>
/// <remarks>
/// Two questions, one after the other. Are the errors larger than they were? A one-sided cumulative sum (Page, Biometrika 41, 1954) of
/// the mean over the nodes of e_i^2 / sigma_i^2, in units of its own standard deviation. And is that because the graph is wrong, not
/// because the noise is stronger? If the filters are right, errors are unpredictable, so for t != s the products (e_t . e_s)(z_t . z_s) have mean zero
/// whatever the variances; their sum over the last samples, in units of its standard deviation, is the test.
/// Cost: O(N) a sample; O(m^2 N) with m = 128 every eighth sample while the first question is answered yes. Memory: 2 m N numbers.
/// </remarks>
internal sealed class ChangeDetector
{
    private const int Memory = 128;
    private const int HoldOff = 128;
    private const double Slack = 0.5;
    private const double Alarm = 18; // about one false alarm in exp(2 x 0.5 x 18) = 6e7 samples for normal errors
    private const double LargestStep = 4; // one artefact is not a change
    private const double Proof = 4;
    private const double Rate = 1.0 / 1000;

    private readonly int nodes;
    private readonly double[] variance;
    private readonly double[] errors; // ring, Memory x N
    private readonly double[] lags; // ring, Memory x N, the first lag
    private long seen;
    private double mean;
    private double spread;
    private double sum;

    /// <summary>Creates a detector for N nodes.</summary>
    public ChangeDetector(int nodes)
    {
        this.nodes = nodes;
        variance = new double[nodes];
        errors = new double[Memory * nodes];
        lags = new double[Memory * nodes];
        Reset();
    }

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        Array.Clear(variance);
        (seen, mean, spread, sum) = (0, 1, 0, 0);
    }

    /// <summary>Takes the a-priori errors of a sample.</summary>
    /// <param name="error">N errors, zero where the sample was missing.</param>
    /// <param name="firstLag">The sample before it, N values.</param>
    /// <returns>Whether the graph has changed; the detector has then been reset.</returns>
    public bool Observe(ReadOnlySpan<double> error, ReadOnlySpan<double> firstLag)
    {
        double excess = 0;
        double rate = Math.Max(Rate, 1.0 / (seen + 1));
        for (int i = 0; i < nodes; i++)
        {
            double square = error[i] * error[i];
            excess += variance[i] > 0 ? Math.Min(square / variance[i], 10) : 1;
            variance[i] += rate * (square - variance[i]);
        }
        excess /= nodes;
        int slot = (int)(seen % Memory) * nodes;
        error.CopyTo(errors.AsSpan(slot, nodes));
        firstLag.CopyTo(lags.AsSpan(slot, nodes));
        seen++;
        double deviation = excess - mean;
        bool ready = seen > HoldOff;
        if (ready && spread > 0)
        {
            double step = Math.Clamp(deviation / Math.Sqrt(spread), -LargestStep, LargestStep);
            sum = Math.Max(0, sum + step - Slack);
        }
        mean += rate * deviation;
        spread += rate * (deviation * deviation - spread);
        if (sum < Alarm || seen % 8 != 0)
        {
            return false;
        }
        if (!GraphIsWrong())
        {
            return false;
        }
        Reset();
        return true;
    }

    /// <summary>Saves the state.</summary>
    public void Save(Snapshot snapshot, string name) =>
        snapshot
            .Put($"{name}.variance", variance)
            .Put($"{name}.errors", errors)
            .Put($"{name}.lags", lags)
            .Put($"{name}.scalars", [seen, mean, spread, sum]);

    /// <summary>Restores a saved state.</summary>
    public void Restore(Snapshot snapshot, string name)
    {
        snapshot.CopyTo($"{name}.variance", variance);
        snapshot.CopyTo($"{name}.errors", errors);
        snapshot.CopyTo($"{name}.lags", lags);
        ReadOnlySpan<double> scalars = snapshot.Get($"{name}.scalars");
        (seen, mean, spread, sum) = ((long)scalars[0], scalars[1], scalars[2], scalars[3]);
    }

    /// <summary>The test over the last 16, 32, 64 and 128 samples; the change may be recent.</summary>
    private bool GraphIsWrong()
    {
        double statistic = 0;
        double square = 0;
        int held = (int)Math.Min(seen, Memory);
        for (int back = 1; back < held; back++)
        {
            // Add the pairs of the sample "back" steps ago with all later ones.
            int old = Slot(back);
            for (int later = 0; later < back; later++)
            {
                int slot = Slot(later);
                double product =
                    RowKernels.Dot(errors.AsSpan(old, nodes), errors.AsSpan(slot, nodes))
                    * RowKernels.Dot(lags.AsSpan(old, nodes), lags.AsSpan(slot, nodes));
                statistic += product;
                square = Math.FusedMultiplyAdd(product, product, square);
            }
            bool look = back + 1 >= 16 && ((back + 1) & back) == 0;
            if (look && statistic > Proof * Math.Sqrt(square))
            {
                return true;
            }
        }
        return false;
    }

    private int Slot(int back) => (int)((seen - 1 - back) % Memory) * nodes;
}
