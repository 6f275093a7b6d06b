namespace Gsp.Networks;

/// <summary>A learning rate that is multiplied by a factor at each of some times: start · factor^(milestones passed).</summary>
public sealed record MultiStepSchedule : ISchedule
{
    private readonly long[] milestones;

    /// <summary>Makes the schedule.</summary>
    /// <param name="start">The rate before the first milestone, zero or more.</param>
    /// <param name="factor">The factor, in (0, 1].</param>
    /// <param name="milestones">The times, in rising order; from each on the lower rate holds.</param>
    public MultiStepSchedule(double start, double factor, params ReadOnlySpan<long> milestones)
    {
        Start = Require.NotNegative(start);
        Factor = Require.InHalfOpen(factor, 0, 1);
        this.milestones = milestones.ToArray();
        for (int k = 0; k < milestones.Length; k++)
        {
            Require.That(
                milestones[k] >= (k == 0 ? 0 : milestones[k - 1] + 1),
                FormattableString.Invariant($"milestone {k} is {milestones[k]}; milestones rise from 0"),
                nameof(milestones)
            );
        }
    }

    /// <summary>The rate before the first milestone.</summary>
    public double Start { get; }

    /// <summary>The factor.</summary>
    public double Factor { get; }

    /// <summary>The times of change.</summary>
    public IReadOnlyList<long> Milestones => milestones;

    /// <inheritdoc/>
    public double LearningRate(long time)
    {
        double rate = Start;
        foreach (long milestone in milestones)
        {
            rate *= time >= milestone ? Factor : 1;
        }
        return rate;
    }
}
