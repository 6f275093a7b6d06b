namespace Gsp.Recordings;

/// <summary>The header of a part of a record: its clock and counter start later.</summary>
internal static class HeaderRange
{
    /// <summary>Moves the start to a frame.</summary>
    public static WfdbHeader From(WfdbHeader header, long frame)
    {
        if (frame == 0)
        {
            return header;
        }
        double seconds = frame / header.FrameRate;
        header = header with
        {
            BaseCounter = header.BaseCounter + (seconds * (header.CounterRate ?? header.FrameRate)),
        };
        double ticks = Math.Round(seconds * TimeSpan.TicksPerSecond);
        if (header.BaseTime is not TimeOnly time || ticks > TimeSpan.TicksPerDay * 3_652_059.0)
        {
            return header;
        }
        TimeOnly later = time.Add(TimeSpan.FromTicks((long)ticks), out int days);
        return header with
        {
            BaseTime = later,
            BaseDate =
                header.BaseDate is DateOnly date && (long)date.DayNumber + days <= DateOnly.MaxValue.DayNumber
                    ? date.AddDays(days)
                    : null,
        };
    }
}
