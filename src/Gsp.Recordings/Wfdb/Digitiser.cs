namespace Gsp.Recordings;

/// <summary>From physical samples to digital ones.</summary>
internal static class Digitiser
{
    // A frame rate is sought among the lowest rate's fractions down to this one.
    private const int LargestFraction = 64;

    /// <summary>A recording's digital record in a format.</summary>
    /// <exception cref="ArgumentException">Rates or lengths do not make frames, or a value does not fit the format.</exception>
    public static DigitalRecord ToDigital(Recording recording, WfdbWriteOptions options)
    {
        options.Validate();
        double frameRate = FrameRate(recording);
        WfdbSignal[] signals = [.. recording.Channels.Select(channel => Signal(channel, frameRate, options))];
        DateTime? start = recording.Start;
        return new DigitalRecord
        {
            Header = new WfdbHeader
            {
                Name = recording.Name,
                FrameRate = frameRate,
                SignalCount = signals.Length,
                Signals = signals,
                BaseTime = start is DateTime time ? TimeOnly.FromDateTime(time) : null,
                BaseDate = start is DateTime date ? DateOnly.FromDateTime(date) : null,
                Comments = recording.Comments,
            },
            Samples = [.. recording.Channels.Select((channel, c) => Digital(channel, signals[c]))],
            Annotations = recording.Annotations,
        };
    }

    private static double FrameRate(Recording recording)
    {
        if (recording.Channels.Count == 0)
        {
            return WfdbHeader.DefaultRate;
        }
        double lowest = recording.Channels.Min(channel => channel.Rate);
        for (int fraction = 1; fraction <= LargestFraction; fraction++)
        {
            double rate = lowest / fraction;
            if (recording.Channels.All(channel => IsWhole(channel.Rate / rate)))
            {
                return rate;
            }
        }
        throw new ArgumentException(
            $"mixed rates: {string.Join(", ", recording.Channels.Select(channel => FormattableString.Invariant($"{channel.Name} {channel.Rate:g6} Hz")))} have no frame with a whole number of samples of each; resample",
            nameof(recording)
        );
    }

    private static bool IsWhole(double ratio) => Math.Abs(ratio - Math.Round(ratio)) < 1e-9 * ratio;

    private static WfdbSignal Signal(Channel channel, double frameRate, WfdbWriteOptions options)
    {
        channel.Validate();
        int bits = WfdbFormat.Bits(options.Format);
        (double gain, int baseline) =
            channel.Gain is double known && !options.Rescale ? (known, channel.Baseline) : Scale(channel, bits);
        Require.That(
            double.IsFinite(gain) && gain != 0,
            FormattableString.Invariant($"channel '{channel.Name}' has gain {gain}; it must be finite and not zero"),
            nameof(channel)
        );
        return new WfdbSignal
        {
            FileName = "",
            Format = options.Format,
            SamplesPerFrame = (int)Math.Round(channel.Rate / frameRate),
            Gain = gain,
            Baseline = baseline,
            Unit = channel.Unit.Length > 0 ? channel.Unit : "NU",
            Resolution = channel.Resolution > 0 ? channel.Resolution : bits,
            Description = channel.Name,
        };
    }

    // The channel's range on the format's, with a step to spare at both ends; a constant channel gets one step a unit.
    private static (double Gain, int Baseline) Scale(Channel channel, int bits)
    {
        (double low, double high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (double value in channel.Samples)
        {
            if (!double.IsNaN(value))
            {
                Require.That(
                    double.IsFinite(value),
                    $"channel '{channel.Name}' has an infinite sample; missing ones are NaN",
                    nameof(channel)
                );
                (low, high) = (Math.Min(low, value), Math.Max(high, value));
            }
        }
        double steps = Math.Pow(2, bits) - 4;
        if (!(high > low))
        {
            // Twice the value's size as the range, so that zero and the value fit.
            double size = low is 0 || !double.IsFinite(low) ? 1 : Math.Abs(low);
            return (steps / (4 * size), 0);
        }
        double gain = steps / (high - low);
        double baseline = Math.Round(-gain * (low + ((high - low) / 2)));
        if (double.IsFinite(gain) && Math.Abs(baseline) < int.MaxValue)
        {
            return (gain, (int)baseline);
        }
        // An offset so large that the zero does not fit 32 bits: use the range around zero.
        return (steps / (2 * Math.Max(Math.Abs(low), Math.Abs(high))), 0);
    }

    private static int[] Digital(Channel channel, WfdbSignal signal)
    {
        var digital = new int[channel.Length];
        int invalid = signal.InvalidSample;
        int highest = -(invalid + 1);
        for (int t = 0; t < digital.Length; t++)
        {
            double value = channel.Samples[t];
            double step = Math.Round((value * signal.Gain) + signal.Baseline);
            if (double.IsNaN(value))
            {
                digital[t] = invalid;
                continue;
            }
            digital[t] =
                step > invalid && step <= highest
                    ? (int)step
                    : throw new ArgumentException(
                        FormattableString.Invariant(
                            $"sample {t} of '{channel.Name}', {value} {channel.Unit}, is digital value {step}; format {signal.Format} holds {invalid + 1} to {highest} (choose a format with more bits, or Rescale)"
                        ),
                        nameof(channel)
                    );
        }
        return digital;
    }
}
