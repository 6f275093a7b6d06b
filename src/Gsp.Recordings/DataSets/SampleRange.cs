namespace Gsp.Recordings;

/// <summary>Where a range of samples lies in the frames of a WFDB record.</summary>
internal sealed class SampleRange
{
    private readonly int[] perFrame;
    private readonly int most;
    private readonly long skip;
    private readonly long? count;

    private SampleRange(WfdbReadOptions frames, int[] perFrame, int most, long skip, long? count) =>
        (Frames, this.perFrame, this.most, this.skip, this.count) = (frames, perFrame, most, skip, count);

    /// <summary>What to read: whole frames.</summary>
    public WfdbReadOptions Frames { get; }

    /// <summary>Whether the frames' samples are what was asked for, as they are.</summary>
    public bool IsWhole => most == 1;

    /// <summary>Samples in a frame of the result, where it <see cref="IsWhole">is not whole</see>.</summary>
    public int PerFrame => most;

    /// <exception cref="ArgumentException">Sample numbers mean different times in channels of different rates.</exception>
    public static SampleRange Of(string record, RecordingFileOptions options)
    {
        var frames = new WfdbReadOptions
        {
            Channels = options.Channels,
            Frames = options.Frames == FrameSamples.Smoothed ? WfdbFrames.Smoothed : WfdbFrames.Expanded,
            AllowTruncated = options.AllowDamaged,
            VerifyChecksums = !options.AllowDamaged,
        };
        bool all = options.From == 0 && options.To is null && options.Frames != FrameSamples.Repeated;
        int[] perFrame = all || options.Frames == FrameSamples.Smoothed ? [1] : SamplesPerFrame(record, frames);
        int most = perFrame.DefaultIfEmpty(1).Max();
        if (options.Frames == FrameSamples.Expanded && perFrame.Any(own => own != most))
        {
            throw new ArgumentException(
                $"channels of {record} have {string.Join(", ", perFrame.Distinct())} samples in a frame, so a sample number is not one time; choose channels of one rate, or smoothed frames",
                nameof(options)
            );
        }
        long first = options.From / most;
        return new SampleRange(
            frames with
            {
                From = first,
                To = (options.To + most - 1) / most,
            },
            perFrame,
            most,
            options.From - (first * most),
            options.To - options.From
        );
    }

    /// <summary>The range's samples of one channel.</summary>
    /// <param name="channel">The channel's place among those read.</param>
    /// <param name="samples">Its samples in the frames that were read.</param>
    public T[] Cut<T>(int channel, T[] samples)
    {
        int own = perFrame[channel];
        long available = ((long)samples.Length / own * most) - skip;
        var cut = new T[count ?? Math.Max(0, available)];
        for (int i = 0; i < cut.Length; i++)
        {
            (long frame, long place) = Math.DivRem(skip + i, most);
            cut[i] = samples[(frame * own) + (place * own / most)];
        }
        return cut;
    }

    private static int[] SamplesPerFrame(string record, WfdbReadOptions frames)
    {
        double frameRate = Wfdb.ReadHeader(record).FrameRate;
        // No samples, only what the channels are.
        Recording none = Wfdb.Read(record, frames with { From = 0, To = 0 });
        return [.. none.Channels.Select(channel => (int)Math.Round(channel.Rate / frameRate))];
    }
}
