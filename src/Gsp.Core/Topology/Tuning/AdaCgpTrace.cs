namespace Gsp.Topology;

/// <summary>Collects the updates of a run into columns.</summary>
internal sealed class AdaCgpTrace(int steps)
{
    private readonly double[] time = new double[steps];
    private readonly double[] aPriori = new double[steps];
    private readonly double[] aPosteriori = new double[steps];
    private readonly double[] fromCoefficients = new double[steps];
    private readonly double[] smoothed = new double[steps];
    private readonly double[] edges = new double[steps];
    private readonly double[] changed = new double[steps];
    private int count;

    /// <summary>Share of steps whose sample had power.</summary>
    public double Power { get; private set; }

    /// <summary>Mean a-priori error over the second half, where it is finite.</summary>
    public double MeanAPriori => Mean(aPriori);

    /// <summary>Mean a-posteriori error over the second half, where it is finite.</summary>
    public double MeanAPosteriori => Mean(aPosteriori);

    /// <summary>Takes an update; those that only fill lags are left out.</summary>
    public void Add(AdaCgpUpdate update)
    {
        if (update.Phase == AdaCgpPhase.FillingLags || count == steps)
        {
            return;
        }
        time[count] = update.Time;
        aPriori[count] = update.ErrorAPriori;
        aPosteriori[count] = update.ErrorAPosteriori;
        fromCoefficients[count] = update.ErrorFromCoefficients;
        smoothed[count] = update.SmoothedError;
        edges[count] = update.Edges;
        changed[count] = update.Changed ? 1 : 0;
        Power += update.Phase == AdaCgpPhase.Ignored || update.ErrorAPriori == 0 ? 0 : 1.0 / steps;
        count++;
    }

    /// <summary>The columns.</summary>
    public TopologyTrace Finish() =>
        new(
            new("t", time),
            new("error_a_priori", aPriori),
            new("error_a_posteriori", aPosteriori),
            new("error_from_coefficients", fromCoefficients),
            new("error_smoothed", smoothed),
            new("edges", edges),
            new("graph_changed", changed)
        );

    private static double Mean(double[] values)
    {
        double sum = 0;
        int used = 0;
        foreach (double value in values.AsSpan(values.Length / 2))
        {
            if (double.IsFinite(value))
            {
                sum += value;
                used++;
            }
        }
        return used > 0 ? sum / used : double.NaN;
    }
}
