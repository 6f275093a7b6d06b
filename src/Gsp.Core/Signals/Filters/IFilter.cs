using System.Numerics;

namespace Gsp.Signals;

/// <summary>A linear time-invariant filter: coefficients without a state. Immutable and thread-safe.</summary>
public interface IFilter
{
    /// <summary>Number of samples by which a signal is extended at each end for zero-phase filtering: three times the filter's length.</summary>
    int EdgeLength { get; }

    /// <summary>A fresh state, at rest.</summary>
    /// <returns>The state of one stream.</returns>
    FilterState Start();

    /// <summary>The frequency response H(e^(2 pi i f)).</summary>
    /// <param name="frequency">Frequency over sample rate, 0 to 0.5.</param>
    /// <returns>Gain and phase.</returns>
    Complex Response(double frequency);
}
