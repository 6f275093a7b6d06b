using System.Text;

namespace Gsp.Recordings;

/// <summary>Writes records: all signals into one file, frame by frame, and the header after it, so that a header never promises samples
/// that are not there.</summary>
internal static class RecordWriter
{
    private const int BlockSamples = 1 << 15;

    /// <summary>Writes a digital record.</summary>
    public static void Write(DigitalRecord record, string path, WfdbWriteOptions? options)
    {
        string stem = path.EndsWith(".hea", StringComparison.OrdinalIgnoreCase) ? path[..^4] : path;
        string folder = Path.GetDirectoryName(stem) ?? "";
        foreach ((string file, Action<Stream> write) in Files(record, Path.GetFileName(stem), options))
        {
            AtomicFile.Write(Path.Combine(folder, file), write);
        }
    }

    /// <summary>The files of a digital record, in the order of writing; everything that can be refused is refused here.</summary>
    public static IReadOnlyList<(string File, Action<Stream> Write)> Files(
        DigitalRecord record,
        string name,
        WfdbWriteOptions? options
    )
    {
        options = (options ?? new WfdbWriteOptions()).Validate();
        long frames = Frames(record);
        int[][] samples =
        [
            .. record.Samples.Select((channel, s) => Checked(record.Header.Signals[s], channel, options.Format)),
        ];
        WfdbHeader header = record.Header with
        {
            Name = name,
            Length = frames,
            SignalCount = samples.Length,
            Segments = [],
            Signals =
            [
                .. record.Header.Signals.Select((signal, s) => Stored(signal, samples[s], name, options.Format)),
            ],
        };
        byte[] text = Encoding.UTF8.GetBytes(WfdbHeaderWriter.Text(header));
        var files = new List<(string, Action<Stream>)>();
        if (samples.Length > 0)
        {
            files.Add((name + ".dat", stream => WriteSamples(stream, header, samples, frames)));
        }
        if (record.Annotations.Count > 0)
        {
            byte[] marks = AnnotationWriter.Bytes(record.Annotations, null);
            files.Add(($"{name}.{options.AnnotationExtension}", stream => stream.Write(marks)));
        }
        files.Add((name + ".hea", stream => stream.Write(text)));
        return files;
    }

    private static long Frames(DigitalRecord record)
    {
        IReadOnlyList<WfdbSignal> signals = record.Header.Signals;
        Require.SameLength(record.Samples.Length, signals.Count, "Samples", "one array for each signal of the header");
        long frames =
            signals.Count > 0 ? record.Samples[0].Length / signals[0].SamplesPerFrame : record.Header.Length ?? 0;
        for (int s = 0; s < signals.Count; s++)
        {
            Require.That(
                record.Samples[s].Length == frames * signals[s].SamplesPerFrame,
                FormattableString.Invariant(
                    $"signal '{signals[s].Description}' has {record.Samples[s].Length} samples; {frames} frames of {signals[s].SamplesPerFrame} were expected, for all signals have the same number of frames"
                ),
                nameof(record)
            );
        }
        return frames;
    }

    // Every value must lie in the format's range, and only missing samples may have the value that means missing.
    private static int[] Checked(WfdbSignal signal, int[] samples, int format)
    {
        int invalid = WfdbFormat.InvalidSample(format);
        int highest = -(invalid + 1);
        int own = signal.InvalidSample;
        var stored = new int[samples.Length];
        for (int t = 0; t < samples.Length; t++)
        {
            int value = samples[t];
            if (value != own && (value <= invalid || value > highest))
            {
                throw new ArgumentException(
                    FormattableString.Invariant(
                        $"sample {t} of '{signal.Description}' is {value}; format {format} holds {invalid + 1} to {highest} (choose a format with more bits, or a smaller gain)"
                    ),
                    nameof(samples)
                );
            }
            stored[t] = value == own ? invalid : value;
        }
        return stored;
    }

    private static WfdbSignal Stored(WfdbSignal signal, int[] samples, string name, int format)
    {
        int sum = 0;
        foreach (int sample in samples)
        {
            sum = unchecked(sum + sample);
        }
        return signal with
        {
            FileName = name + ".dat",
            Format = format,
            Skew = 0,
            ByteOffset = 0,
            BlockSize = 0,
            Checksum = (short)sum,
            InitialValue = samples.Length > 0 ? samples[0] : signal.Zero,
        };
    }

    private static void WriteSamples(Stream stream, WfdbHeader header, int[][] samples, long frames)
    {
        IReadOnlyList<WfdbSignal> signals = header.Signals;
        int format = signals[0].Format;
        int frameSamples = signals.Sum(signal => signal.SamplesPerFrame);
        // A multiple of 2 frames is a whole number of 212's pairs.
        int blockFrames = Math.Max(1, BlockSamples / (2 * frameSamples)) * 2;
        var block = new int[blockFrames * frameSamples];
        var bytes = new byte[WfdbFormat.Bytes(format, block.Length)];
        for (long frame = 0; frame < frames; frame += blockFrames)
        {
            int count = (int)Math.Min(blockFrames, frames - frame);
            int offset = 0;
            for (int s = 0; s < signals.Count; s++)
            {
                int perFrame = signals[s].SamplesPerFrame;
                ReadOnlySpan<int> own = samples[s].AsSpan((int)(frame * perFrame), count * perFrame);
                for (int t = 0; t < count; t++)
                {
                    own.Slice(t * perFrame, perFrame).CopyTo(block.AsSpan((t * frameSamples) + offset));
                }
                offset += perFrame;
            }
            int byteCount = (int)WfdbFormat.Bytes(format, count * frameSamples);
            SampleEncoder.Encode(format, block.AsSpan(0, count * frameSamples), bytes.AsSpan(0, byteCount));
            stream.Write(bytes, 0, byteCount);
        }
    }
}
