namespace Gsp.Networks;

/// <summary>A learning rate that is multiplied by a factor whenever a measure has not improved for a while.</summary>
/// <remarks>A measure improves where it is below (1 - threshold) times the best before (for a best below zero, (1 + threshold) times). After more
/// than <see cref="Patience"/> evaluations in a row without, the rate falls, and the count begins again.</remarks>
public sealed class PlateauSchedule : ISchedule
{
    private double best = double.PositiveInfinity;
    private int waited;
    private double rate;

    /// <summary>Makes the schedule.</summary>
    /// <param name="start">The rate at the beginning, zero or more.</param>
    /// <param name="factor">The factor, in (0, 1).</param>
    /// <param name="patience">Evaluations without improvement that are borne, zero or more.</param>
    /// <param name="threshold">The least relative improvement, in [0, 1).</param>
    /// <param name="minimum">The rate does not fall below this; from 0 to the start.</param>
    public PlateauSchedule(
        double start,
        double factor = 0.1,
        int patience = 10,
        double threshold = 1e-4,
        double minimum = 0
    )
    {
        rate = Require.NotNegative(start);
        Factor = Require.InHalfOpen(factor, 0, Math.BitDecrement(1.0));
        Patience = Require.NotNegative(patience);
        Threshold = Require.InRange(threshold, 0, Math.BitDecrement(1.0));
        Minimum = Require.InRange(minimum, 0, start);
    }

    /// <summary>The factor.</summary>
    public double Factor { get; }

    /// <summary>Evaluations without improvement that are borne.</summary>
    public int Patience { get; }

    /// <summary>The least relative improvement.</summary>
    public double Threshold { get; }

    /// <summary>The lowest rate.</summary>
    public double Minimum { get; }

    /// <inheritdoc/>
    public double LearningRate(long time) => rate;

    /// <inheritdoc/>
    public void Observe(double measure)
    {
        // The first measure is the best yet; NaN never is.
        if (double.IsPositiveInfinity(best) ? measure < best : measure < best - (Threshold * Math.Abs(best)))
        {
            best = measure;
            waited = 0;
        }
        else if (++waited > Patience)
        {
            rate = Math.Max(Minimum, rate * Factor);
            waited = 0;
        }
    }

    /// <inheritdoc/>
    public double[] Save() => [best, waited, rate];

    /// <inheritdoc/>
    public void Restore(ReadOnlySpan<double> state)
    {
        Require.SameLength(state.Length, 3, nameof(state), "the state of a plateau schedule");
        (best, waited, rate) = (state[0], (int)state[1], state[2]);
    }
}
