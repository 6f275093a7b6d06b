namespace Gsp.Recordings;

/// <summary>Feeds a filter through missing samples: the last value is held, and what follows is shifted to continue from it, so that neither end of a gap is a step.</summary>
/// <remarks>The shift is a constant, which every detector's band-pass removes. Causal: the output depends on the past only.</remarks>
internal sealed class GapBridge
{
    private double shift = double.NaN;
    private double held;
    private bool isOpen;

    /// <summary>The next sample, shifted so that the first is zero; the held value where it is missing.</summary>
    public double Next(double sample)
    {
        if (double.IsNaN(sample))
        {
            isOpen = true;
            return held;
        }
        if (double.IsNaN(shift))
        {
            shift = sample;
        }
        else if (isOpen)
        {
            shift = sample - held;
        }
        isOpen = false;
        held = sample - shift;
        return held;
    }

    /// <summary>A whole lead without gaps.</summary>
    public static double[] Fill(ReadOnlySpan<double> lead)
    {
        var bridge = new GapBridge();
        var filled = new double[lead.Length];
        for (int t = 0; t < filled.Length; t++)
        {
            filled[t] = bridge.Next(lead[t]);
        }
        return filled;
    }
}
