namespace Gsp.Signals;

/// <summary>What a resampler takes for the samples before the first and after the last.</summary>
public enum ResamplingBorder
{
    /// <summary>Zeros: right for a signal that fades out at its ends.</summary>
    Zero,

    /// <summary>The signal's mean: a constant is kept up to the ends.</summary>
    Mean,

    /// <summary>The line through the first and the last sample: a straight line is kept exactly, up to the ends. SciPy's
    /// <c>padtype="line"</c> goes on along the line instead of taking it away, and so lets the ripple of the filter into it.</summary>
    Line,
}
