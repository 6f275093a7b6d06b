namespace Gsp.Recordings;

/// <summary>Whether frames follow each other without a gap: each says its number, or that of its first sample.</summary>
internal sealed class FlacFrameOrder
{
    private long frames;
    private int blockSize;
    private bool variable;
    private bool ended;

    /// <summary>Checks the next frame.</summary>
    /// <param name="bits">For the error's place.</param>
    /// <param name="header">The frame's head.</param>
    /// <param name="samples">Samples a channel decoded before.</param>
    public void Check(ref FlacBits bits, FlacFrameHeader header, long samples)
    {
        if (frames == 0)
        {
            (variable, blockSize) = (header.Variable, header.BlockSize);
        }
        long expected = variable ? samples : frames;
        if (header.Variable != variable || header.Number != expected)
        {
            throw bits.Error(
                "frame header",
                $"number {header.Number} where {expected} should follow: frames are missing, doubled or out of order"
            );
        }
        // Blocks of fixed size all have that size; only the last may be smaller.
        if (ended || (!variable && header.BlockSize > blockSize))
        {
            throw bits.Error("frame header", $"a block of another size than {blockSize} before the last one");
        }
        ended = !variable && header.BlockSize < blockSize;
        frames++;
    }
}
