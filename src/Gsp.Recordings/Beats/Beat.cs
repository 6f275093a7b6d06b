namespace Gsp.Recordings;

/// <summary>One heart beat.</summary>
/// <param name="Sample">Index of its R sample (the extremum of the QRS complex, up or down).</param>
/// <param name="Confidence">How far the detector's evidence was above its threshold: 0 just at it, 1 at the level of the neighbouring beats.</param>
public readonly record struct Beat(long Sample, double Confidence);
