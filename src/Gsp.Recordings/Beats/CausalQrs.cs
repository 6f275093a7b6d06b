namespace Gsp.Recordings;

/// <summary>A detector that needs only the past: it is stepped one sample of all leads at a time.</summary>
internal abstract class CausalQrs
{
    /// <summary>The longest a detection may lie before the newest sample.</summary>
    public const double MaximalDelaySeconds = 6;

    /// <summary>Takes one sample of each lead, without gaps.</summary>
    /// <param name="frame">One value a lead.</param>
    /// <param name="found">Receives what was found, by time.</param>
    public abstract void Step(ReadOnlySpan<double> frame, List<Beat> found);

    /// <summary>Ends the stream: what was waiting for more samples is decided.</summary>
    /// <param name="found">Receives what was found.</param>
    public abstract void Finish(List<Beat> found);
}
