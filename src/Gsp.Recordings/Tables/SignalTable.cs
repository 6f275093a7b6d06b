using System.Globalization;
using System.Text;
using Gsp.Files;

namespace Gsp.Recordings;

/// <summary>Reads and writes signals as tables: text with a header of channel names and perhaps a row of units, or a NumPy array.</summary>
/// <remarks>
/// The answer to "how do I use my own data": <c>SignalTable.Read("my.csv", new() { Rate = 500 })</c>. A unit may stand in a row of its own or
/// after a name, as in <c>II [mV]</c>. Missing cells are NaN. Stateless; thread-safe. Cost: text is passed over twice; 8 bytes a sample
/// beside the file's bytes.
/// </remarks>
public static class SignalTable
{
    /// <summary>Reads a recording; an NPY file is known by its first bytes, everything else is text.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How to read it; a rate or a time column is needed.</param>
    /// <exception cref="GspFormatException">Empty, ragged, text where a number should stand, a channel that is not there, uneven times.</exception>
    /// <exception cref="ArgumentException">The options contradict themselves or the number of columns.</exception>
    public static Recording Read(string path, SignalTableOptions options) =>
        Parse(FileBytes.ReadAll(path), options, path);

    /// <summary>Reads a recording from the bytes of a file.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="options">How to read it.</param>
    /// <param name="path">The name to give in errors, and to the recording.</param>
    /// <exception cref="GspFormatException">As in <see cref="Read"/>.</exception>
    /// <exception cref="ArgumentException">The options contradict themselves or the number of columns.</exception>
    public static Recording Parse(byte[] bytes, SignalTableOptions options, string path = "table.csv")
    {
        ArgumentNullException.ThrowIfNull(bytes);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        bool array = bytes.Length > 0 && bytes[0] == 0x93;
        IReadOnlyList<Channel> channels = array
            ? SignalArray.Read(bytes, options, path)
            : SignalTableReader.Read(bytes, options, path);
        return new Recording { Name = Path.GetFileNameWithoutExtension(path), Channels = channels };
    }

    /// <summary>Writes a recording as text: a row of names, a row of units, one row a sample; numbers with 17 digits, <c>nan</c> where
    /// missing, so that reading gives the same bits.</summary>
    /// <param name="path">The file to write; complete or absent.</param>
    /// <param name="recording">Channels of one rate and length.</param>
    /// <param name="separator">The character between cells.</param>
    /// <exception cref="InvalidOperationException">Rates or lengths differ.</exception>
    /// <exception cref="ArgumentException">The separator cannot separate numbers.</exception>
    public static void Write(string path, Recording recording, char separator = ',') =>
        AtomicFile.Write(path, stream => Write(stream, recording, separator));

    /// <summary>Writes a recording as text to a stream.</summary>
    /// <param name="stream">Receives UTF-8; it is left open.</param>
    /// <param name="recording">Channels of one rate and length.</param>
    /// <param name="separator">The character between cells.</param>
    /// <exception cref="InvalidOperationException">Rates or lengths differ.</exception>
    /// <exception cref="ArgumentException">The separator cannot separate numbers.</exception>
    public static void Write(Stream stream, Recording recording, char separator = ',')
    {
        ArgumentNullException.ThrowIfNull(recording);
        new CsvOptions { Separator = separator }.Validate();
        _ = recording.Rate;
        int length = recording.Channels[0].Length;
        if (recording.Channels.FirstOrDefault(channel => channel.Length != length) is Channel other)
        {
            throw new InvalidOperationException(
                $"channel '{other.Name}' has {other.Length} samples, '{recording.Channels[0].Name}' has {length}; a table needs equal ones"
            );
        }
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true)
        {
            NewLine = "\n",
        };
        writer.WriteLine(string.Join(separator, recording.Channels.Select(c => Csv.Quoted(c.Name, separator))));
        if (recording.Channels.Any(channel => channel.Unit.Length > 0))
        {
            writer.WriteLine(string.Join(separator, recording.Channels.Select(c => Csv.Quoted(c.Unit, separator))));
        }
        Span<char> number = stackalloc char[32];
        for (int t = 0; t < length; t++)
        {
            for (int c = 0; c < recording.Channels.Count; c++)
            {
                if (c > 0)
                {
                    writer.Write(separator);
                }
                double value = recording.Channels[c].Samples[t];
                if (double.IsNaN(value))
                {
                    writer.Write("nan");
                    continue;
                }
                value.TryFormat(number, out int digits, "G17", CultureInfo.InvariantCulture);
                writer.Write(number[..digits]);
            }
            writer.Write('\n');
        }
    }
}
