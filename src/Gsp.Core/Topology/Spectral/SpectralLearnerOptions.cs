namespace Gsp.Topology;

/// <summary>Settings of <see cref="SpectralLearner"/>.</summary>
public sealed record SpectralLearnerOptions
{
    /// <summary>The measure whose band mean becomes the graph.</summary>
    public SpectralMeasure Measure { get; init; } = SpectralMeasure.PartialDirectedCoherence;

    /// <summary>Number of lags P of the fitted autoregression; at least 1.</summary>
    public int Order { get; init; } = 3;

    /// <summary>Whether the autoregression has a constant term a node.</summary>
    public bool Intercept { get; init; } = true;

    /// <summary>f_s in Hz, greater than 0.</summary>
    public double SampleRate { get; init; } = 1;

    /// <summary>Lower end of the band in Hz.</summary>
    public double LowFrequency { get; init; }

    /// <summary>Upper end of the band in Hz; null for half the sampling rate.</summary>
    public double? HighFrequency { get; init; }

    /// <summary>Number of equally spaced frequencies from the lower to the upper end; at least 1 (then the lower end).</summary>
    public int Frequencies { get; init; } = 33;

    /// <summary>Band means at or below this become zero; in [0, 1).</summary>
    public double Threshold { get; init; }

    /// <summary>ρ of the fit: fraction of each regressor's power added to it, for fewer samples than unknowns; 0 or more.</summary>
    public double Ridge { get; init; }

    internal double High => HighFrequency ?? SampleRate / 2;

    internal void Validate()
    {
        Require.Positive(Order, "the number of lags");
        Require.Positive(SampleRate, "in Hz");
        Require.InRange(
            High,
            0,
            SampleRate / 2,
            "half the sampling rate is the highest frequency",
            nameof(HighFrequency)
        );
        Require.InRange(LowFrequency, 0, High, "the band's lower end in Hz");
        Require.Positive(Frequencies);
        Require.That(
            Threshold is >= 0 and < 1,
            $"Threshold is {Threshold:R}; it must lie in [0, 1)",
            nameof(Threshold)
        );
        Require.NotNegative(Ridge);
    }
}
