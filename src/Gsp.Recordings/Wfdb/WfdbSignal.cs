namespace Gsp.Recordings;

/// <summary>One signal line of a WFDB header: where its samples are and what they mean.</summary>
/// <remarks>Physical value = (digital value - <see cref="Baseline"/>) / <see cref="Gain"/>. Source: the WFDB manual, header(5).</remarks>
public sealed record WfdbSignal
{
    /// <summary>The gain of a signal whose header gives none, in steps for one mV.</summary>
    public const double DefaultGain = 200;

    /// <summary>The file that holds the samples, relative to the header; <c>~</c> or <c>*</c> where there is none.</summary>
    public required string FileName { get; init; }

    /// <summary>The storage format's number, such as 16 or 212; 0 for a signal without samples.</summary>
    public required int Format { get; init; }

    /// <summary>Samples in each frame.</summary>
    public int SamplesPerFrame { get; init; } = 1;

    /// <summary>How many frames of this signal lie before the record's first: it was stored this much later than the others.</summary>
    public int Skew { get; init; }

    /// <summary>Bytes in the file before its first sample.</summary>
    public long ByteOffset { get; init; }

    /// <summary>Digital steps for one physical unit; never 0.</summary>
    public double Gain { get; init; } = DefaultGain;

    /// <summary>False where the header gives no gain, or 0: then <see cref="Gain"/> is a guess.</summary>
    public bool IsCalibrated { get; init; } = true;

    /// <summary>The digital value of physical zero.</summary>
    public int Baseline { get; init; }

    /// <summary>The physical unit.</summary>
    public string Unit { get; init; } = "mV";

    /// <summary>Bits of the converter; 0 where the header says 0.</summary>
    public int Resolution { get; init; }

    /// <summary>The digital value at the middle of the converter's range.</summary>
    public int Zero { get; init; }

    /// <summary>The digital value of the first sample; formats of differences start from it.</summary>
    public int InitialValue { get; init; }

    /// <summary>The lowest 16 bits of the sum of all digital samples, as the header writes them (with or without sign); null where it gives none.</summary>
    public int? Checksum { get; init; }

    /// <summary>Block size of special files; 0 for ordinary ones.</summary>
    public int BlockSize { get; init; }

    /// <summary>What the signal is, such as <c>MLII</c>.</summary>
    public required string Description { get; init; }

    /// <summary>The digital value that stands for a missing sample in this signal's format.</summary>
    public int InvalidSample => WfdbFormat.InvalidSample(Format);

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"{Description} [{Unit}], format {Format} in {FileName}, {Gain:g6} steps a unit");
}
