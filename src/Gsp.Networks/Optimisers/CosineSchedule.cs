namespace Gsp.Networks;

/// <summary>A learning rate that rises in a line and then falls along half a cosine, once or again and again.</summary>
/// <remarks>
/// With warm-up W and total N: peak · t / W for t &lt; W, then min + (peak - min) (1 + cos(π (t - W) / (N - W))) / 2, and min from N on. With
/// restarts the cosine begins again at the peak each time it has ended, each cycle <see cref="CycleFactor"/> times as long as the one before.
/// Loshchilov and Hutter, "SGDR: stochastic gradient descent with warm restarts", ICLR 2017, equation 5; the warm-up after Goyal et al.,
/// "Accurate, large minibatch SGD", arXiv 1706.02677, section 2.2.
/// </remarks>
public sealed record CosineSchedule : ISchedule
{
    /// <summary>Makes the schedule.</summary>
    /// <param name="peak">The highest rate, zero or more.</param>
    /// <param name="total">When the (first) cosine has ended, more than the warm-up.</param>
    /// <param name="warmUp">Length of the rise, zero or more.</param>
    /// <param name="minimum">The lowest rate of the cosine, from 0 to the peak.</param>
    /// <param name="restarts">Whether the cosine begins again.</param>
    /// <param name="cycleFactor">How many times as long each cycle is as the one before, 1 or more.</param>
    public CosineSchedule(
        double peak,
        long total,
        long warmUp = 0,
        double minimum = 0,
        bool restarts = false,
        int cycleFactor = 1
    )
    {
        Peak = Require.NotNegative(peak);
        WarmUp = Require.NotNegative(warmUp);
        Total = Require.InRange(total, warmUp + 1, long.MaxValue / 16, "the cosine follows the warm-up");
        Minimum = Require.InRange(minimum, 0, peak);
        Restarts = restarts;
        CycleFactor = Require.InRange(cycleFactor, 1, 1024);
    }

    /// <summary>The highest rate.</summary>
    public double Peak { get; }

    /// <summary>Length of the rise.</summary>
    public long WarmUp { get; }

    /// <summary>When the (first) cosine has ended.</summary>
    public long Total { get; }

    /// <summary>The lowest rate of the cosine.</summary>
    public double Minimum { get; }

    /// <summary>Whether the cosine begins again.</summary>
    public bool Restarts { get; }

    /// <summary>How many times as long each cycle is as the one before.</summary>
    public int CycleFactor { get; }

    /// <inheritdoc/>
    public double LearningRate(long time)
    {
        if (time < WarmUp)
        {
            return Peak * time / WarmUp;
        }
        long cycle = Total - WarmUp;
        long since = time - WarmUp;
        if (since >= cycle && !Restarts)
        {
            return Minimum;
        }
        if (CycleFactor == 1)
        {
            since %= cycle;
        }
        while (since >= cycle)
        {
            since -= cycle;
            cycle *= CycleFactor;
        }
        // Half a turn over the cycle; the library's own cosine, whose bits are the same on every machine.
        return Minimum + ((Peak - Minimum) * (1 + PortableMath.SinCosOfTurn(since, 2 * cycle).Cosine) / 2);
    }
}
