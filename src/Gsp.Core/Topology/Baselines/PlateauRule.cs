namespace Gsp.Topology;

/// <summary>The running state of <see cref="StoppingOptions"/>.</summary>
internal struct PlateauRule
{
    private readonly StoppingOptions options;
    private double best;
    private double left;

    public PlateauRule(StoppingOptions options)
    {
        this.options = options;
        Average = 1;
        best = 1e10; // the study's start value: any first average is progress
        left = options.Patience ?? 0;
    }

    /// <summary>The averaged error E.</summary>
    public double Average { get; private set; }

    /// <summary>Asked before each sample: whether to stop instead of learning it.</summary>
    /// <param name="learned">Number of samples learned so far.</param>
    public bool ShouldStop(long learned)
    {
        if (options.Patience is not int patience)
        {
            return false;
        }
        if ((best - Average) / best > options.MinimumImprovement)
        {
            best = Average;
            left = patience;
        }
        else if (learned > patience)
        {
            left--;
        }
        return left <= 0;
    }

    /// <summary>Takes in the error of a learned sample; a sample without an error changes nothing.</summary>
    public void Add(double error)
    {
        if (!double.IsNaN(error))
        {
            Average += options.Smoothing * (error - Average);
        }
    }

    public readonly void Save(Snapshot snapshot) => snapshot.Put("plateau", [Average, best, left]);

    public void Restore(Snapshot snapshot)
    {
        ReadOnlySpan<double> values = snapshot.Get("plateau");
        Require.SameLength(values.Length, 3, "plateau");
        (Average, best, left) = (values[0], values[1], values[2]);
    }
}
