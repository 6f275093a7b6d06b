namespace Gsp.Figures;

/// <summary>Collects the values that an axis must show and settles its range.</summary>
/// <remarks>Values that are not finite, and values not above zero on a logarithmic axis, are missing and do not count.</remarks>
internal sealed class DataRange(AxisScale scale)
{
    /// <summary>Values beyond are drawn at this value, so that differences never overflow.</summary>
    public const double Limit = 1e300;

    private const double Room = 0.04;
    private const double SmallestLog = 1e-300;

    private double low = double.PositiveInfinity;
    private double high = double.NegativeInfinity;
    private bool lowExact;
    private bool highExact;

    public AxisScale Scale { get; } = scale;

    /// <summary>A value to show with a little room beyond it.</summary>
    public void Include(double value) => Include(value, exact: false);

    /// <summary>Values to show with a little room beyond them.</summary>
    public void Include(IEnumerable<double> values)
    {
        foreach (double value in values)
        {
            Include(value, exact: false);
        }
    }

    /// <summary>A value at which the axis may end without room: the edge of a cell, the foot of a bar.</summary>
    public void IncludeEdge(double value) => Include(value, exact: true);

    /// <summary>The range, with the caller's own limits where there are some.</summary>
    public AxisRange Settle(double? minimum, double? maximum)
    {
        bool log = Scale == AxisScale.Log;
        (double a, double b) =
            low <= high ? (low, high)
            : log ? (1, 10)
            : (0, 1);
        if (log)
        {
            (a, b) = (Math.Log10(a), Math.Log10(b));
            minimum = minimum is double m ? Math.Log10(Math.Clamp(m, SmallestLog, Limit)) : null;
            maximum = maximum is double n ? Math.Log10(Math.Clamp(n, SmallestLog, Limit)) : null;
        }
        double room = Room * (b - a);
        a = minimum ?? (lowExact ? a : a - room);
        b = maximum ?? (highExact ? b : b + room);
        // Closer together than numbers can tell apart: widen what the caller left open (both ends where both were given).
        double smallest = log ? 1e-6 : Math.Max(Math.Max(Math.Abs(a), Math.Abs(b)) * 1e-11, SmallestLog);
        if (!(b - a >= smallest))
        {
            double half = log ? 0.3 : Math.Max(Math.Max(Math.Abs(a), Math.Abs(b)) * 0.1, a == 0 && b == 0 ? 0.5 : 0);
            half = Math.Max(half, SmallestLog);
            bool open = minimum is null == maximum is null;
            a -= open || minimum is null ? half : 0;
            b += open || maximum is null ? half : 0;
            // A caller's limit beyond all data.
            b = minimum is not null && maximum is null ? Math.Max(b, a + half) : b;
            a = maximum is not null && minimum is null ? Math.Min(a, b - half) : a;
        }
        double limit = log ? 301 : 1.2 * Limit;
        return new AxisRange(Math.Clamp(a, -limit, limit), Math.Clamp(b, -limit, limit), Scale);
    }

    private void Include(double value, bool exact)
    {
        if (!double.IsFinite(value) || (Scale == AxisScale.Log && value <= 0))
        {
            return;
        }
        double v = Math.Clamp(value, Scale == AxisScale.Log ? SmallestLog : -Limit, Limit);
        if (v < low || (v == low && exact))
        {
            (low, lowExact) = (v, exact);
        }
        if (v > high || (v == high && exact))
        {
            (high, highExact) = (v, exact);
        }
    }
}

/// <summary>A settled range; on a logarithmic axis in powers of ten.</summary>
internal readonly record struct AxisRange(double Low, double High, AxisScale Scale)
{
    /// <summary>A value on the range's own scale; NaN where it has no place.</summary>
    public double Forward(double value) =>
        !double.IsFinite(value) ? double.NaN
        : Scale == AxisScale.Linear ? Math.Clamp(value, -DataRange.Limit, DataRange.Limit)
        : value > 0 ? Math.Log10(Math.Clamp(value, 1e-300, DataRange.Limit))
        : double.NaN;

    /// <summary>The value at a place of the range's own scale.</summary>
    public double Backward(double place) => Scale == AxisScale.Linear ? place : Math.Pow(10, place);
}
