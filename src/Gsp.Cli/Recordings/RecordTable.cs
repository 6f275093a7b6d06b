using System.Globalization;
using System.Text;
using Gsp.Files;
using Gsp.Recordings;

namespace Gsp.Cli;

/// <summary>A recording as a table [time, channel], written as text or as an array.</summary>
/// <param name="Names">The channels' names.</param>
/// <param name="Samples">[channel][time], <c>double[]</c> in physical units or <c>int[]</c> digital.</param>
internal sealed record RecordTable(IReadOnlyList<string> Names, IReadOnlyList<Array> Samples)
{
    /// <summary>Number of rows.</summary>
    public int Length => Samples.Count == 0 ? 0 : Samples[0].Length;

    /// <summary>The samples in physical units.</summary>
    /// <exception cref="CommandError">The channels do not share a rate, so they make no table.</exception>
    public static RecordTable Physical(Recording recording)
    {
        RequireOneRate(
            recording.Name,
            [.. recording.Channels.Select(channel => channel.Rate)],
            [.. recording.Channels.Select(channel => channel.Length)]
        );
        return new RecordTable([.. recording.Names], [.. recording.Channels.Select(channel => channel.Samples)]);
    }

    /// <summary>The samples as the converter gave them.</summary>
    /// <exception cref="CommandError">The channels do not share a rate, so they make no table.</exception>
    public static RecordTable Digital(DigitalRecord record)
    {
        RequireOneRate(
            record.Header.Name,
            [.. record.Header.Signals.Select(record.Header.RateOf)],
            [.. record.Samples.Select(samples => samples.Length)]
        );
        return new RecordTable([.. record.Header.Signals.Select(signal => signal.Description)], record.Samples);
    }

    /// <summary>One header line of names, then one line a time: 17 significant digits or integers, <c>nan</c> where missing.</summary>
    public void WriteCsv(Stream stream)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true)
        {
            NewLine = "\n",
        };
        writer.WriteLine(string.Join(',', Names.Select(name => Csv.Quoted(name, ','))));
        Span<char> text = stackalloc char[32];
        for (int t = 0; t < Length; t++)
        {
            for (int c = 0; c < Samples.Count; c++)
            {
                if (c > 0)
                {
                    writer.Write(',');
                }
                int written = 0;
                if (Samples[c] is double[] physical)
                {
                    if (double.IsNaN(physical[t]))
                    {
                        writer.Write("nan");
                        continue;
                    }
                    physical[t].TryFormat(text, out written, "G17", CultureInfo.InvariantCulture);
                }
                else
                {
                    ((int[])Samples[c])[t].TryFormat(text, out written, default, CultureInfo.InvariantCulture);
                }
                writer.Write(text[..written]);
            }
            writer.Write('\n');
        }
    }

    /// <summary>An array [time, channel] of float64, or of int32 where the samples are digital.</summary>
    /// <exception cref="CommandError">More samples than one array holds.</exception>
    public NpyArray ToNpy()
    {
        long count = (long)Length * Samples.Count;
        if (count > Array.MaxLength)
        {
            throw CommandError.BadInput(
                FormattableString.Invariant(
                    $"{count} samples; one array holds at most {Array.MaxLength}: use --from and --to"
                )
            );
        }
        return Samples.FirstOrDefault() is int[]
            ? new NpyArray(Interleaved<int>(), Length, Samples.Count)
            : new NpyArray(Interleaved<double>(), Length, Samples.Count);
    }

    private T[] Interleaved<T>()
    {
        var rows = new T[Length * Samples.Count];
        for (int c = 0; c < Samples.Count; c++)
        {
            var channel = (T[])Samples[c];
            for (int t = 0; t < channel.Length; t++)
            {
                rows[(t * Samples.Count) + c] = channel[t];
            }
        }
        return rows;
    }

    private static void RequireOneRate(string name, double[] rates, int[] lengths)
    {
        double[] different = [.. rates.Distinct().Order()];
        if (different.Length > 1)
        {
            throw CommandError.BadInput(
                $"{name}: channels at {string.Join(", ", different.Select(rate => FormattableString.Invariant($"{rate:g6}")))} Hz make no one table; choose --channels of one rate"
            );
        }
        if (lengths.Distinct().Count() > 1)
        {
            throw CommandError.BadInput(
                $"{name}: channels have {string.Join(", ", lengths.Distinct())} samples and make no one table; choose --channels of one length"
            );
        }
    }
}
