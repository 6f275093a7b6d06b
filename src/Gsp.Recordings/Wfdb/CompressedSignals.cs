namespace Gsp.Recordings;

/// <summary>Formats 508, 516 and 524: a FLAC stream of 8, 16 or 24 bits, one of its channels a signal.</summary>
internal static class CompressedSignals
{
    /// <summary>Unpacks a whole stream.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="path">Its path.</param>
    /// <param name="signals">The signals in it: as many as channels, all with the same samples a frame.</param>
    /// <param name="maximumSamples">Most samples to unpack.</param>
    public static FlacAudio Unpack(Stream stream, string path, IReadOnlyList<WfdbSignal> signals, long maximumSamples)
    {
        WfdbSignal first = signals[0];
        if (signals.Any(signal => signal.SamplesPerFrame != first.SamplesPerFrame))
        {
            throw new GspFormatException(
                path,
                -1,
                "samples per frame",
                "a FLAC file's signals must all have the same; their channels share one rate"
            );
        }
        long length = stream.Length - first.ByteOffset;
        if (length < 0 || length > Array.MaxLength)
        {
            throw new GspFormatException(
                path,
                stream.Length,
                "size",
                FormattableString.Invariant($"{stream.Length} bytes, the samples are to start at {first.ByteOffset}")
            );
        }
        var bytes = new byte[length];
        stream.Position = first.ByteOffset;
        stream.ReadExactly(bytes);
        FlacAudio audio = FlacDecoder.Decode(bytes, path, maximumSamples);
        if (audio.Channels != signals.Count)
        {
            throw new GspFormatException(
                path,
                -1,
                "channels",
                FormattableString.Invariant(
                    $"the FLAC stream has {audio.Channels}, the header puts {signals.Count} signals into it"
                )
            );
        }
        return audio.BitsPerSample <= WfdbFormat.Bits(first.Format)
            ? audio
            : throw new GspFormatException(
                path,
                -1,
                "bits per sample",
                FormattableString.Invariant($"the FLAC stream has {audio.BitsPerSample}, format {first.Format} fewer")
            );
    }
}
