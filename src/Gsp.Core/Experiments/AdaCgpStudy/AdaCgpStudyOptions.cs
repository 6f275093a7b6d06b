namespace Gsp.Experiments;

/// <summary>How much of the AdaCGP study to run.</summary>
public sealed record AdaCgpStudyOptions
{
    /// <summary>Number of recordings a family, seeds 1 to this; 3 in the small mode, 20 in the full one.</summary>
    public int Seeds { get; init; } = 3;

    /// <summary>Whether to run the slow parts too: every method, the sparsity sweep and the tracking study at 20 seeds.</summary>
    public bool Full { get; init; }

    /// <summary>Trials of the search for settings, for each family and path; null for 60 in the full study and none in the small one.</summary>
    public int? SearchTrials { get; init; }

    /// <summary>The number of trials in force.</summary>
    internal int Trials => SearchTrials ?? (Full ? 60 : 0);

    /// <summary>Samples of a recording after its start-up lags; the authors' runs stop by themselves before.</summary>
    public int Samples { get; init; } = 10_000;

    /// <summary>Samples that every method gets in the comparison at equal length.</summary>
    public int ComparisonSamples { get; init; } = 3000;

    /// <summary>Samples after those on which forecasts are scored.</summary>
    public int ForecastSamples { get; init; } = 1000;

    /// <summary>Number of nodes.</summary>
    public int Nodes { get; init; } = 50;

    /// <summary>Forgetting factor of the estimators that follow a changing graph, below 1.</summary>
    public double TrackingForgetting { get; init; } = 0.998;

    /// <summary>Most threads over independent runs; results do not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    internal void Validate()
    {
        Require.InRange(Seeds, 1, 1000, "recordings a family");
        Require.InRange(
            ComparisonSamples,
            500,
            1_000_000,
            "a shorter recording does not determine three lags of 50 nodes"
        );
        Require.InRange(ForecastSamples, 10, 1_000_000);
        Require.InRange(
            Samples,
            ComparisonSamples + ForecastSamples,
            10_000_000,
            "comparison and forecast lie inside the recording"
        );
        Require.InRange(Trials, 0, 100_000, "trials a family and path", nameof(SearchTrials));
        Require.InRange(Nodes, 20, 1000);
        Require.InRange(TrackingForgetting, 0.96, 0.9999, "the window 1 / (1 - this) holds at least 25 samples");
        Require.InRange(Threads, 1, 1024);
    }
}
