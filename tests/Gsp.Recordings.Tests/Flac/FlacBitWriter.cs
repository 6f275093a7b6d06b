namespace Gsp.Recordings.Tests;

/// <summary>Writes bits, the most significant first.</summary>
internal sealed class FlacBitWriter
{
    private readonly List<byte> bytes = [];
    private int used;

    public int Length => bytes.Count;

    public void Write(long value, int count)
    {
        for (int bit = count - 1; bit >= 0; bit--)
        {
            if (used == 0)
            {
                bytes.Add(0);
            }
            bytes[^1] |= (byte)(((value >> bit) & 1) << (7 - used));
            used = (used + 1) & 7;
        }
    }

    public void Unary(long zeros)
    {
        for (long k = 0; k < zeros; k++)
        {
            Write(0, 1);
        }
        Write(1, 1);
    }

    public void Align() => used = 0;

    public byte[] ToArray() => [.. bytes];
}
