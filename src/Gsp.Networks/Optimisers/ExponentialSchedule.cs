namespace Gsp.Networks;

/// <summary>A learning rate that falls by the same factor every time: start · factor^t.</summary>
/// <param name="Start">The rate at 0, zero or more.</param>
/// <param name="Factor">The factor, in (0, 1].</param>
public sealed record ExponentialSchedule(double Start, double Factor) : ISchedule
{
    /// <summary>The rate at 0.</summary>
    public double Start { get; } = Require.NotNegative(Start);

    /// <summary>The factor.</summary>
    public double Factor { get; } = Require.InHalfOpen(Factor, 0, 1);

    /// <inheritdoc/>
    public double LearningRate(long time) => Start * WholePower.Of(Factor, time);
}
