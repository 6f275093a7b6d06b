namespace Gsp.Recordings;

/// <summary>When the data records of an EDF file begin.</summary>
/// <remarks>Only a discontinuous file needs a number for each.</remarks>
internal sealed class EdfTimes(int count, double duration, bool gaps)
{
    private readonly double[] begins = new double[gaps ? count : Math.Min(count, 1)];

    /// <summary>Number of records.</summary>
    public int Count => count;

    /// <summary>Seconds from the start that the header states to the first sample.</summary>
    public double First => begins.Length > 0 ? begins[0] : 0;

    /// <summary>Takes what a record says of its begin.</summary>
    /// <param name="record">The record; in order.</param>
    /// <param name="begin">Seconds; null where it says nothing.</param>
    /// <returns>Why this cannot be; null where it can.</returns>
    public string? Set(int record, double? begin)
    {
        if (record >= begins.Length)
        {
            return null;
        }
        if (gaps && begin is null)
        {
            return "the record does not say when it begins, as a discontinuous file has to";
        }
        begins[record] = begin ?? 0;
        // Times are written with few digits: a hundredth of a record is no overlap.
        return record > 0 && begins[record] < begins[record - 1] + (0.99 * duration)
            ? FormattableString.Invariant(
                $"the record begins at {begins[record]} s, before the one before it ends (out of order, or damaged)"
            )
            : null;
    }

    /// <summary>The sample at which a record begins, from the first sample of the file; whole, but perhaps beyond any integer.</summary>
    public double Sample(int record, double rate) =>
        Math.Round(gaps ? (begins[record] - begins[0]) * rate : record * duration * rate);
}
