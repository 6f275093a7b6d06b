namespace Gsp.Recordings;

/// <summary>What the header of an EDF file says of one signal.</summary>
/// <param name="Label">The signal's name, such as <c>EEG Fpz-Cz</c>.</param>
/// <param name="Transducer">The kind of electrode or sensor.</param>
/// <param name="Unit">The physical unit, such as <c>uV</c>.</param>
/// <param name="PhysicalMinimum">The physical value of <paramref name="DigitalMinimum"/>.</param>
/// <param name="PhysicalMaximum">The physical value of <paramref name="DigitalMaximum"/>.</param>
/// <param name="DigitalMinimum">The least number of the converter.</param>
/// <param name="DigitalMaximum">Its greatest number.</param>
/// <param name="Prefilter">Filters that were applied, such as <c>HP:0.1Hz LP:75Hz</c>.</param>
/// <param name="SamplesPerRecord">Samples in a data record.</param>
public sealed record EdfSignal(
    string Label,
    string Transducer,
    string Unit,
    double PhysicalMinimum,
    double PhysicalMaximum,
    int DigitalMinimum,
    int DigitalMaximum,
    string Prefilter,
    int SamplesPerRecord
)
{
    /// <summary>Whether the signal holds annotations rather than samples.</summary>
    public bool IsAnnotations => Label is "EDF Annotations" or "BDF Annotations";

    /// <summary>Digital steps for one physical unit; negative where the signal stands upside down.</summary>
    public double Gain => ((double)DigitalMaximum - DigitalMinimum) / (PhysicalMaximum - PhysicalMinimum);

    /// <summary>The physical value of a digital one.</summary>
    internal double Physical(int digital) =>
        PhysicalMinimum
        + (
            ((double)digital - DigitalMinimum)
            * (PhysicalMaximum - PhysicalMinimum)
            / ((double)DigitalMaximum - DigitalMinimum)
        );

    /// <summary>The digital value of a physical one, not rounded.</summary>
    internal double Digital(double physical) => DigitalMinimum + ((physical - PhysicalMinimum) * Gain);
}
