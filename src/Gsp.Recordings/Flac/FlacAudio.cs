namespace Gsp.Recordings;

/// <summary>What a FLAC stream holds: whole numbers, exactly as they were encoded.</summary>
/// <remarks>Holds arrays, so two instances compare by reference of their samples.</remarks>
internal sealed record FlacAudio
{
    /// <summary>Number of channels, from 1 to 8.</summary>
    public required int Channels { get; init; }

    /// <summary>Bits of a sample, from 4 to 32; samples are signed.</summary>
    public required int BitsPerSample { get; init; }

    /// <summary>Samples a second as the stream says; carriers of other signals often write a number without meaning here.</summary>
    public required int Rate { get; init; }

    /// <summary>Number of samples of each channel.</summary>
    public required int Length { get; init; }

    /// <summary>[channel][time]: the samples; every array holds <see cref="Length"/> of them.</summary>
    public required int[][] Samples { get; init; }

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant(
            $"FLAC, {Channels} channels of {Length} samples, {BitsPerSample} bits at {Rate} Hz"
        );
}
