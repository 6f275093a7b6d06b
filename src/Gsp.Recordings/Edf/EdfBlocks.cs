namespace Gsp.Recordings;

/// <summary>How a recording is cut into EDF's data records: all as long, each with a whole number of samples of every channel.</summary>
/// <param name="Duration">Seconds of a data record.</param>
/// <param name="Count">Number of data records.</param>
/// <param name="Samples">[channel]: samples in a data record.</param>
internal sealed record EdfBlocks(double Duration, int Count, int[] Samples)
{
    // The specification asks for data records of at most this size.
    private const int LargestRecord = 61440;
    private const int MostRecords = 99_999_999;

    /// <summary>The cut nearest to one second; one that needs no samples to fill the last data record goes first.</summary>
    /// <exception cref="ArgumentException">Rates have no such cut, or channels are not equally long.</exception>
    public static EdfBlocks Of(Recording recording)
    {
        Channel[] byDuration = [.. recording.Channels.OrderBy(channel => channel.Duration)];
        Require.That(
            byDuration[^1].Duration - byDuration[0].Duration < 1 / recording.Channels.Min(channel => channel.Rate),
            FormattableString.Invariant(
                $"channel '{byDuration[0].Name}' lasts {byDuration[0].Duration:g8} s, '{byDuration[^1].Name}' {byDuration[^1].Duration:g8} s; in EDF all channels last equally long"
            ),
            nameof(recording)
        );
        // Milliseconds up to ten seconds, then whole seconds: eight characters state these exactly.
        IEnumerable<double> durations = Enumerable
            .Range(1, 10_000)
            .Select(milliseconds => milliseconds / 1000.0)
            .Concat(Enumerable.Range(11, 990).Select(seconds => (double)seconds))
            .OrderBy(seconds => Math.Abs(Math.Log(seconds)));
        EdfBlocks[] possible = [.. durations.Select(seconds => Cut(recording, seconds)).OfType<EdfBlocks>()];
        return possible.FirstOrDefault(blocks => blocks.IsSmall && blocks.Fill(recording) == 0)
            ?? possible.FirstOrDefault(blocks => blocks.IsSmall)
            ?? possible.FirstOrDefault()
            ?? throw new ArgumentException(
                $"no data record of EDF holds whole numbers of samples of all channels, and as many records of each: {string.Join(", ", recording.Channels.Select(channel => FormattableString.Invariant($"{channel.Name} {channel.Length} at {channel.Rate:g6} Hz")))}; resample, or choose channels of one rate and length",
                nameof(recording)
            );
    }

    /// <summary>Samples that the last data record holds beyond the recording's, of the channel with most.</summary>
    public int Fill(Recording recording) =>
        recording.Channels.Select((channel, c) => (int)(((long)Count * Samples[c]) - channel.Length)).Max();

    private bool IsSmall => Samples.Sum(samples => 2L * samples) <= LargestRecord;

    private static EdfBlocks? Cut(Recording recording, double seconds)
    {
        var samples = new int[recording.Channels.Count];
        long count = -1;
        for (int c = 0; c < samples.Length; c++)
        {
            Channel channel = recording.Channels[c];
            double whole = Math.Round(channel.Rate * seconds);
            if (whole < 1 || whole > MostRecords || Math.Abs((channel.Rate * seconds) - whole) > 1e-9 * whole)
            {
                return null;
            }
            samples[c] = (int)whole;
            long own = (channel.Length + (long)whole - 1) / (long)whole;
            if ((count >= 0 && own != count) || own > MostRecords)
            {
                return null;
            }
            count = own;
        }
        return new EdfBlocks(seconds, (int)count, samples);
    }
}
