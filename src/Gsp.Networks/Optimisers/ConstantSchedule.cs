namespace Gsp.Networks;

/// <summary>The same learning rate throughout.</summary>
/// <param name="Value">The rate, zero or more.</param>
public sealed record ConstantSchedule(double Value) : ISchedule
{
    /// <summary>The rate.</summary>
    public double Value { get; } = Require.NotNegative(Value);

    /// <inheritdoc/>
    public double LearningRate(long time) => Value;
}
