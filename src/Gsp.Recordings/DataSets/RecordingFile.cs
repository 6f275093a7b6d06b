using System.Globalization;
using Gsp.Files;

namespace Gsp.Recordings;

/// <summary>Reads a recording from a file of any format of the library, chosen by the file's name.</summary>
/// <remarks>
/// <para>A WFDB record is named by its path without extension or by its header (<c>.hea</c>); its signal file (<c>.dat</c>, <c>.mat</c>)
/// beside the header will do as well. <c>.edf</c>, <c>.bdf</c>, <c>.mat</c>, <c>.npy</c> and tables (<c>.csv</c>, <c>.tsv</c>, <c>.txt</c>) are named whole.</para>
/// <para>An array or table is [time, channel]; in a MAT-file the longer axis is time. They hold no rate: give one in the options.</para>
/// </remarks>
public static class RecordingFile
{
    /// <summary>The extensions of files that are recordings by themselves.</summary>
    public static IReadOnlyList<string> Extensions { get; } =
    [".hea", ".edf", ".bdf", ".mat", ".npy", ".csv", ".tsv", ".txt"];

    /// <summary>Reads a recording in physical units.</summary>
    /// <param name="path">The file or WFDB record.</param>
    /// <param name="options">What to read; null for everything.</param>
    /// <returns>The channels, NaN where a sample is missing.</returns>
    /// <exception cref="FileNotFoundException">There is neither such a file nor such a WFDB record.</exception>
    /// <exception cref="GspFormatException">A file is damaged, or no recording.</exception>
    /// <exception cref="ArgumentException">The recording has no such range or channel, or a rate is needed and not given.</exception>
    public static Recording Read(string path, RecordingFileOptions? options = null)
    {
        options ??= new RecordingFileOptions();
        options.Validate();
        if (WfdbRecord(path) is string record)
        {
            SampleRange range = SampleRange.Of(record, options);
            Recording read = Wfdb.Read(record, range.Frames);
            double rate = range.IsWhole ? 0 : Wfdb.ReadHeader(record).FrameRate * range.PerFrame;
            return range.IsWhole
                ? read
                : read with
                {
                    Channels =
                    [
                        .. read.Channels.Select(
                            (channel, place) =>
                                channel with
                                {
                                    Rate = rate,
                                    Samples = range.Cut(place, channel.Samples),
                                }
                        ),
                    ],
                };
        }
        RefuseHdf5(path);
        Recording whole = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".mat" => MatRecording.Read(path, RateOf(path, options)),
            ".edf" or ".bdf" => Edf.Read(path),
            _ => SignalTable.Read(
                path,
                options.TimeColumn is string time
                    ? new SignalTableOptions { TimeColumn = time }
                    : new SignalTableOptions { Rate = RateOf(path, options) }
            ),
        };
        return Part(whole, options, out _);
    }

    /// <summary>Reads samples as the converter gave them: of a WFDB record, an EDF file or a MAT-file of integers.</summary>
    /// <param name="path">The file or WFDB record.</param>
    /// <param name="options">What to read; null for everything.</param>
    /// <exception cref="FileNotFoundException">There is neither such a file nor such a WFDB record.</exception>
    /// <exception cref="GspFormatException">A file is damaged.</exception>
    /// <returns>The samples; of files that are no WFDB records as in its format 32, so that a missing one is the least 32-bit number.</returns>
    /// <exception cref="ArgumentException">The file holds no digital samples, or has no such range or channel.</exception>
    public static DigitalRecord ReadDigital(string path, RecordingFileOptions? options = null)
    {
        options ??= new RecordingFileOptions();
        options.Validate();
        if (WfdbRecord(path) is not string record)
        {
            return DigitalFile.Read(path, options);
        }
        SampleRange range = SampleRange.Of(record, options);
        DigitalRecord read = Wfdb.ReadDigital(record, range.Frames);
        return range.IsWhole
            ? read
            : read with
            {
                Header = read.Header with
                {
                    Signals =
                    [
                        .. read.Header.Signals.Select(signal => signal with { SamplesPerFrame = range.PerFrame }),
                    ],
                },
                Samples = [.. read.Samples.Select((samples, place) => range.Cut(place, samples))],
            };
    }

    /// <summary>The WFDB record that a path names, without extension; null where it names another file.</summary>
    /// <param name="path">A path.</param>
    /// <exception cref="FileNotFoundException">There is neither such a file nor such a WFDB record.</exception>
    public static string? WfdbRecord(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        string extension = Path.GetExtension(path).ToLowerInvariant();
        string bare = path[..^extension.Length];
        return extension switch
        {
            ".hea" => bare,
            ".dat" or ".mat" when File.Exists(bare + ".hea") => bare,
            _ when File.Exists(path) => null,
            _ when Directory.Exists(path) && !File.Exists(path + ".hea") => throw new FileNotFoundException(
                $"there is no recording {path}: it is a folder; name a file in it, or a WFDB record by its path without extension",
                path
            ),
            _ when File.Exists(path + ".hea") => path,
            _ => throw new FileNotFoundException($"there is no file {path} and no WFDB header {path}.hea", path),
        };
    }

    /// <summary>The files that a recording is read from: the file itself, or a WFDB record's headers and signal files.</summary>
    /// <param name="path">The file or WFDB record.</param>
    /// <exception cref="FileNotFoundException">There is neither such a file nor such a WFDB record.</exception>
    /// <exception cref="GspFormatException">A header is damaged.</exception>
    public static IReadOnlyList<string> Files(string path) =>
        WfdbRecord(path) is string record ? [.. WfdbFiles(record).Distinct(StringComparer.Ordinal)] : [path];

    /// <summary>The channels and the range that the options ask for.</summary>
    /// <param name="whole">The whole recording.</param>
    /// <param name="options">Channels and range.</param>
    /// <param name="places">[channel]: each channel's place in the whole recording.</param>
    internal static Recording Part(Recording whole, RecordingFileOptions options, out int[] places)
    {
        Channel[] chosen = [.. options.Channels?.Select(channel => Find(whole, channel)) ?? whole.Channels];
        places = [.. chosen.Select(channel => whole.Channels.ToList().FindIndex(own => ReferenceEquals(own, channel)))];
        Recording part = options.Channels is null ? whole : whole with { Channels = chosen };
        return options.From == 0 && options.To is null
            ? part
            : part.Slice(options.From, options.To ?? part.Channels.Max(channel => channel.Length));
    }

    // A MAT-file of version 7.3 has a block of text before, which MatFile knows; it says the same and the way out in MATLAB.
    private static void RefuseHdf5(string path)
    {
        ReadOnlySpan<byte> signature = [0x89, (byte)'H', (byte)'D', (byte)'F', 0x0D, 0x0A, 0x1A, 0x0A];
        Span<byte> start = stackalloc byte[8];
        using FileStream stream = File.OpenRead(path);
        int read = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (start[..read].SequenceEqual(signature) && !path.EndsWith(".mat", StringComparison.OrdinalIgnoreCase))
        {
            throw new GspFormatException(
                path,
                0,
                "format",
                "this is an HDF5 file, which is not read: there is no library for it here yet; convert it to NPY, CSV or EDF"
            );
        }
    }

    /// <summary>A channel by name, or by place from 0 where no channel has that name.</summary>
    internal static Channel Find(Recording recording, string channel)
    {
        bool named = recording.Channels.Any(known => known.Name == channel);
        // Digits are a place or a name, never another spelling of a lead ("1" for I).
        if (named || !int.TryParse(channel, NumberStyles.None, CultureInfo.InvariantCulture, out int place))
        {
            return recording[channel];
        }
        return place < recording.Channels.Count
            ? recording.Channels[place]
            : throw new ArgumentException(
                $"recording '{recording.Name}' has no channel '{channel}'; it has {string.Join(", ", recording.Names)}, or 0 to {recording.Channels.Count - 1} by place",
                nameof(channel)
            );
    }

    private static IEnumerable<string> WfdbFiles(string record)
    {
        string folder = Path.GetDirectoryName(record) ?? "";
        WfdbHeader header = Wfdb.ReadHeader(record);
        yield return record + ".hea";
        foreach (WfdbSignal signal in header.Signals.Where(signal => signal.Format != 0))
        {
            yield return Path.Combine(folder, signal.FileName);
        }
        foreach (WfdbSegment segment in header.Segments.Where(segment => !segment.IsNull))
        {
            foreach (string file in WfdbFiles(Path.Combine(folder, segment.Name)))
            {
                yield return file;
            }
        }
    }

    internal static double RateOf(string path, RecordingFileOptions options) =>
        options.Rate
        ?? throw new ArgumentException(
            $"{path} does not say how many samples a second it holds; give the rate in Hz (Rate, --rate on the command line) or, of a table, the column of times (TimeColumn, --time)",
            nameof(options)
        );
}
