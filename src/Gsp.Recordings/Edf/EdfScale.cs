using System.Globalization;

namespace Gsp.Recordings;

/// <summary>Chooses the range that 16-bit samples of a channel are written over. The header states it in numbers of eight characters, so the scale
/// is that of the rounded numbers.</summary>
internal static class EdfScale
{
    private const int Width = 8;
    private const int Least = short.MinValue;
    private const int Most = short.MaxValue;

    /// <summary>The range of a channel: physical limits as they are written.</summary>
    /// <exception cref="ArgumentException">A sample is missing without a value for it, is infinite, or the header cannot state the range.</exception>
    public static (string Minimum, string Maximum) Of(Channel channel, double? missing)
    {
        (double low, double high) = Range(channel, missing);
        return Known(channel, low, high) ?? Own(channel, low, high);
    }

    // The channel's own scale, where eight characters state it and it covers the values: digital values then stay what they were.
    private static (string, string)? Known(Channel channel, double low, double high)
    {
        if (channel.Gain is not double gain || !double.IsFinite(gain) || gain == 0)
        {
            return null;
        }
        double first = (Least - (double)channel.Baseline) / gain;
        double last = (Most - (double)channel.Baseline) / gain;
        bool covers = Math.Min(first, last) <= low && high <= Math.Max(first, last);
        return covers && Exact(first) is string minimum && Exact(last) is string maximum ? (minimum, maximum) : null;
    }

    private static (string, string) Own(Channel channel, double low, double high)
    {
        if (low == high)
        {
            // A constant channel: room around the value, as small as eight characters allow for its size.
            double room = Math.Max(1, Math.Abs(low) * 1e-3);
            return (Rounded(channel, low - room, up: false), Rounded(channel, high + room, up: true));
        }
        string minimum = Rounded(channel, low, up: false);
        string maximum = Rounded(channel, high, up: true);
        Require.That(
            Number(maximum) - Number(minimum) <= 2 * (high - low),
            FormattableString.Invariant(
                $"channel '{channel.Name}' goes from {low:g6} to {high:g6} {channel.Unit}; EDF states ranges in eight characters, too few for this one: use a unit that makes the numbers larger, or take the offset away"
            ),
            nameof(channel)
        );
        return (minimum, maximum);
    }

    private static (double Low, double High) Range(Channel channel, double? missing)
    {
        (double low, double high) = (double.PositiveInfinity, double.NegativeInfinity);
        for (int t = 0; t < channel.Length; t++)
        {
            double value = channel.Samples[t];
            if (double.IsNaN(value))
            {
                value =
                    missing
                    ?? throw new ArgumentException(
                        $"sample {t} of channel '{channel.Name}' is missing, and EDF has no value for that; fill it, or say which value to write (MissingValue)",
                        nameof(channel)
                    );
            }
            Require.That(
                double.IsFinite(value),
                $"sample {t} of channel '{channel.Name}' is infinite; missing ones are NaN",
                nameof(channel)
            );
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }
        return (low, high);
    }

    /// <summary>The number in eight characters without exponent, if they state it to the last bits.</summary>
    private static string? Exact(double value)
    {
        for (int decimals = 0; decimals < Width - 1; decimals++)
        {
            string text = Text(value, decimals);
            if (text.Length <= Width && Math.Abs(Number(text) - value) <= 1e-14 * Math.Abs(value))
            {
                return text;
            }
        }
        return null;
    }

    /// <summary>The nearest number of eight characters that is not inside the range.</summary>
    private static string Rounded(Channel channel, double value, bool up)
    {
        for (int decimals = Width - 2; decimals >= 0; decimals--)
        {
            double unit = Math.Pow(10, decimals);
            double whole = up ? Math.Ceiling(value * unit) : Math.Floor(value * unit);
            string text = Text(whole / unit, decimals);
            // The product is rounded: one more step where it was rounded inwards.
            if (up ? Number(text) < value : Number(text) > value)
            {
                text = Text((whole + (up ? 1 : -1)) / unit, decimals);
            }
            if (text.Length <= Width)
            {
                return text;
            }
        }
        throw new ArgumentException(
            FormattableString.Invariant(
                $"channel '{channel.Name}' has the value {value:g9} {channel.Unit}; EDF states ranges in eight characters: use a unit that makes the numbers smaller"
            ),
            nameof(channel)
        );
    }

    private static string Text(double value, int decimals)
    {
        string text = value.ToString(
            "F" + decimals.ToString(CultureInfo.InvariantCulture),
            CultureInfo.InvariantCulture
        );
        return text.StartsWith('-') && Number(text) == 0 ? text[1..] : text;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
