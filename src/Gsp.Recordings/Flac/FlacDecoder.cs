namespace Gsp.Recordings;

/// <summary>Decodes FLAC, the lossless code of audio in which some databases keep their signals, from its specification, RFC 9639.</summary>
/// <remarks>
/// All of the format's streamable parts: 1 to 8 channels of 4 to 32 bits, blocks of fixed and of variable size, constant, verbatim, fixed
/// and linear predictors, wasted bits, both Rice codes with their escapes, all stereo transforms. Every checksum is verified: of each
/// frame's head, of each frame, and the digest of all samples where the stream has one. Not read: Ogg containers.
/// Stateless; thread-safe. Cost: one pass.
/// </remarks>
internal static class FlacDecoder
{
    /// <summary>Decodes a whole stream.</summary>
    /// <param name="data">The stream's bytes.</param>
    /// <param name="path">The name to give in errors.</param>
    /// <param name="maximumSamples">The most samples that all channels together may hold: a run of equal samples costs a few bytes, so a
    /// small file can hold very many.</param>
    /// <returns>The samples, as they were encoded.</returns>
    /// <exception cref="GspFormatException">Not FLAC, damaged, truncated, or more samples than <paramref name="maximumSamples"/>.</exception>
    public static FlacAudio Decode(byte[] data, string path, long maximumSamples)
    {
        using var blocks = new FlacBlocks(data, path);
        var sink = new FlacSamples(blocks.Info, data.Length, path, maximumSamples);
        while (blocks.Next())
        {
            sink.RequireRoom(blocks.Offset, blocks.Size);
            sink.Add(blocks.Samples, blocks.Size);
        }
        return sink.ToAudio();
    }
}
