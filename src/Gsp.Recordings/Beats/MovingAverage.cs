namespace Gsp.Recordings;

/// <summary>The mean of the last n values, with zeros before the first.</summary>
/// <remarks>The running sum is replaced by a fresh one each time the window has passed, so that rounding of a large artefact does not stay.</remarks>
internal sealed class MovingAverage(int length)
{
    private readonly double[] ring = new double[Math.Max(1, length)];
    private double sum;
    private double fresh;
    private int next;

    /// <summary>Adds a value and returns the mean.</summary>
    public double Next(double value)
    {
        sum += value - ring[next];
        fresh += value;
        ring[next++] = value;
        if (next == ring.Length)
        {
            (sum, fresh, next) = (fresh, 0, 0);
        }
        return sum / ring.Length;
    }
}
