namespace Gsp.Recordings;

/// <summary>Digital samples of files that are no WFDB records: those of EDF, and MAT-files of integers.</summary>
internal static class DigitalFile
{
    // 32 bits hold every digital value of these files, and one that none of them has, for missing samples.
    private const int Format = 32;

    /// <summary>Reads the digital samples.</summary>
    /// <exception cref="ArgumentException">The file holds none, or has no such range or channel.</exception>
    public static DigitalRecord Read(string path, RecordingFileOptions options)
    {
        switch (Path.GetExtension(path).ToLowerInvariant())
        {
            case ".edf" or ".bdf":
                EdfContents contents = Edf.ReadContents(path);
                EdfSignal[] signals = [.. contents.Header.Signals.Where(signal => !signal.IsAnnotations)];
                return Of(contents.Recording, options, place => signals[place].Digital);
            case ".mat":
                (Recording recording, MatKind kind) = MatRecording.ReadWithKind(
                    path,
                    RecordingFile.RateOf(path, options)
                );
                Require.That(
                    kind is >= MatKind.Int8 and <= MatKind.Int32,
                    $"{path} holds {kind} numbers, so it has no digital samples; only MAT-files of integers of up to 32 bits with sign, or 16 without, do",
                    nameof(path)
                );
                return Of(recording, options, _ => value => value);
            default:
                throw new ArgumentException(
                    $"{path} holds no digital samples: a table or array holds numbers without a converter's scale; WFDB records, EDF files and MAT-files of integers have them",
                    nameof(path)
                );
        }
    }

    private static DigitalRecord Of(
        Recording whole,
        RecordingFileOptions options,
        Func<int, Func<double, double>> scale
    )
    {
        Recording read = RecordingFile.Part(whole, options, out int[] places);
        double rate = read.Channels.Select(channel => channel.Rate).DefaultIfEmpty(1).Min();
        return new DigitalRecord
        {
            Header = new WfdbHeader
            {
                Name = read.Name,
                FrameRate = rate,
                SignalCount = places.Length,
                Signals = [.. read.Channels.Select(channel => Signal(channel, rate))],
                Comments = read.Comments,
            },
            Samples = [.. read.Channels.Select((channel, c) => Digital(channel.Samples, scale(places[c])))],
            Annotations = read.Annotations,
        };
    }

    private static WfdbSignal Signal(Channel channel, double rate) =>
        new()
        {
            FileName = "",
            Format = Format,
            SamplesPerFrame = (int)Math.Round(channel.Rate / rate),
            Gain = channel.Gain ?? 1,
            IsCalibrated = channel.Gain is not null,
            Baseline = channel.Baseline,
            Unit = channel.Unit,
            Resolution = channel.Resolution,
            Description = channel.Name,
        };

    private static int[] Digital(double[] samples, Func<double, double> scale) =>
        Array.ConvertAll(
            samples,
            value => double.IsNaN(value) ? WfdbFormat.InvalidSample(Format) : (int)Math.Round(scale(value))
        );
}
