namespace Gsp.Signals;

/// <summary>What a running median takes for the samples before the first and after the last.</summary>
public enum MedianBorder
{
    /// <summary>Nothing: the window shrinks at the ends.</summary>
    Shrink,

    /// <summary>The first and the last sample, repeated.</summary>
    Repeat,

    /// <summary>Zeros.</summary>
    Zero,
}

/// <summary>The running median of a whole signal.</summary>
/// <remarks>Pure and thread-safe. Removes what is shorter than half the window and keeps edges. Not linear, but commutes with shifts, with
/// increasing maps (odd windows without missing samples) and with adding a constant.</remarks>
public static class MedianFilter
{
    /// <summary>Replaces each sample by the median of a window about it.</summary>
    /// <remarks>The window of output t holds t - window/2 .. t + (window - 1)/2 (whole divisions): centred for an odd window.
    /// O(log window) a sample. Odd windows: SciPy's <c>medfilt</c> with <see cref="MedianBorder.Zero"/>, <c>ndimage.median_filter(mode="nearest")</c>
    /// with <see cref="MedianBorder.Repeat"/>.</remarks>
    /// <param name="signal">Any number of samples; NaN marks a missing one, which the median leaves out.</param>
    /// <param name="window">Number of samples in the window, at least 1.</param>
    /// <param name="border">What lies beyond the ends.</param>
    /// <returns>As many samples; NaN where the window holds none.</returns>
    /// <exception cref="ArgumentException">A parameter is out of range.</exception>
    public static double[] Apply(ReadOnlySpan<double> signal, int window, MedianBorder border = MedianBorder.Shrink)
    {
        Require.That(Enum.IsDefined(border), $"{(int)border} is no border", nameof(border));
        var running = new RunningMedian(window);
        var output = new double[signal.Length];
        if (signal.Length == 0)
        {
            return output;
        }
        (double before, double after) = border switch
        {
            MedianBorder.Repeat => (signal[0], signal[^1]),
            MedianBorder.Zero => (0, 0),
            _ => (double.NaN, double.NaN),
        };
        for (int k = 0; k < window / 2; k++)
        {
            running.Push(before);
        }
        int ahead = (window - 1) / 2;
        for (int t = 0; t < signal.Length + ahead; t++)
        {
            double median = running.Push(t < signal.Length ? signal[t] : after);
            if (t >= ahead)
            {
                output[t - ahead] = median;
            }
        }
        return output;
    }
}
