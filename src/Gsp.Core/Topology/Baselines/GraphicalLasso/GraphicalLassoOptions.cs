namespace Gsp.Topology;

/// <summary>What the graphical lasso reports as the graph.</summary>
public enum PrecisionReport
{
    /// <summary>The precision matrix with its diagonal, as the reference study does.</summary>
    Precision,

    /// <summary>The partial correlations -Theta_ij / sqrt(Theta_ii Theta_jj), with a zero diagonal.</summary>
    PartialCorrelation,
}

/// <summary>Settings of <see cref="GraphicalLassoLearner"/>.</summary>
public sealed record GraphicalLassoOptions
{
    /// <summary>Weight of the l1 norm of the off-diagonal precision entries, zero or more, in units of the covariance. At or above the
    /// largest off-diagonal |S_ij| the graph is empty; at 0 the precision is the inverse covariance.</summary>
    public double Penalty { get; init; } = 0.1;

    /// <summary>Added to every variance before the fit, zero or more; makes a singular covariance usable.</summary>
    public double Ridge { get; init; }

    /// <summary>Subtracts each column's mean from samples. The reference study takes the means as zero.</summary>
    public bool Centre { get; init; }

    /// <summary>What is reported as the shift operator.</summary>
    public PrecisionReport Report { get; init; } = PrecisionReport.Precision;

    /// <summary>The fit has converged when the duality gap, in nats, is at most this.</summary>
    public double Tolerance { get; init; } = 1e-6;

    /// <summary>Most sweeps over all columns.</summary>
    public int MaximumSweeps { get; init; } = 200;

    internal void Validate()
    {
        Require.NotNegative(Penalty);
        Require.NotNegative(Ridge);
        Require.Positive(Tolerance);
        Require.InRange(MaximumSweeps, 1, 1_000_000);
        Require.That(
            Enum.IsDefined(Report),
            $"Report is {(int)Report}; it must be one of {string.Join(", ", Enum.GetNames<PrecisionReport>())}"
        );
    }
}
