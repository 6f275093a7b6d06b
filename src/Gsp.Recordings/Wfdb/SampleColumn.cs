namespace Gsp.Recordings;

/// <summary>One channel's samples, written mostly from front to back; what nobody writes is missing.</summary>
/// <remarks>Only gaps are filled, so that a whole channel passes through memory once.</remarks>
/// <typeparam name="T">The sample's type.</typeparam>
/// <param name="length">Number of samples.</param>
/// <param name="missing">What stands for a missing sample.</param>
internal sealed class SampleColumn<T>(long length, T missing)
    where T : unmanaged
{
    private readonly T[] values = GC.AllocateUninitializedArray<T>(checked((int)length));
    private int written; // all before this is written, and all after it too once it was filled
    private bool filled;

    /// <summary>Room for some samples, which the caller writes.</summary>
    public Span<T> Place(long position, int count)
    {
        if (!filled && position == written)
        {
            written += count;
        }
        else
        {
            FillRest();
        }
        return values.AsSpan((int)position, count);
    }

    /// <summary>All samples.</summary>
    public T[] Finish()
    {
        FillRest();
        return values;
    }

    private void FillRest()
    {
        if (!filled)
        {
            values.AsSpan(written).Fill(missing);
            filled = true;
        }
    }
}
