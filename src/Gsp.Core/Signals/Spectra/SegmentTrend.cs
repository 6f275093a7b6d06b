namespace Gsp.Signals;

/// <summary>What is subtracted from each segment before its transform.</summary>
public enum SegmentTrend
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Its mean.</summary>
    Constant,

    /// <summary>Its least-squares line.</summary>
    Linear,
}

/// <summary>The unit of a spectrum.</summary>
public enum SpectrumScaling
{
    /// <summary>Power a hertz: the sum over all bins times their distance is the variance. For noise.</summary>
    Density,

    /// <summary>Power: a sine of amplitude a in the middle of a bin has height a^2 / 2. For lines.</summary>
    Power,
}
