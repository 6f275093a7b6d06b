using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Gsp.Recordings;

/// <summary>One signal file of a record, opened: frames of interleaved samples, read block by block.</summary>
internal sealed class SignalFile : IDisposable
{
    // Blocks start at a multiple of 6 frames, so that they start with a whole group of 2 or 3 samples whatever the frame's size.
    private const int Alignment = 6;
    private const int LargestFrame = 1 << 26;
    private const int BlockSamples = 1 << 15;

    private readonly Stream? stream;
    private readonly CompressedSignals? compressed;
    private readonly int format;
    private readonly long byteOffset;
    private readonly long frameSamples;

    /// <summary>Opens a file and counts its frames.</summary>
    /// <param name="folder">Where the record lies.</param>
    /// <param name="header">The header's file name, for messages.</param>
    /// <param name="signals">All signals that the header puts into this file, in order.</param>
    public SignalFile(RecordFolder folder, string header, IReadOnlyList<WfdbSignal> signals)
    {
        WfdbSignal first = signals[0];
        Signals = signals;
        format = first.Format;
        byteOffset = first.ByteOffset;
        Path = folder.PathOf(RecordFolder.Beside(header, first.FileName));
        foreach (WfdbSignal signal in signals)
        {
            frameSamples += signal.SamplesPerFrame;
            // The first line's offset is the file's; later ones may leave it out.
            if (signal.Format != format || (signal.ByteOffset != byteOffset && signal.ByteOffset != 0))
            {
                throw new GspFormatException(
                    folder.PathOf(header),
                    -1,
                    "format",
                    FormattableString.Invariant(
                        $"signals '{first.Description}' and '{signal.Description}' of one file, '{first.FileName}', have formats {format}+{byteOffset} and {signal.Format}+{signal.ByteOffset}"
                    )
                );
            }
        }
        if (frameSamples > LargestFrame)
        {
            throw new GspFormatException(
                folder.PathOf(header),
                -1,
                "samples per frame",
                FormattableString.Invariant(
                    $"{frameSamples} in each frame of '{first.FileName}'; at most {LargestFrame} are read"
                )
            );
        }
        stream = folder.Open(first.FileName, header, "signal file");
        if (WfdbFormat.IsCompressed(format))
        {
            using (stream)
            {
                compressed = new CompressedSignals(stream, Path, signals);
            }
            Frames = compressed.Frames;
        }
        else
        {
            Frames = WfdbFormat.Capacity(format, Math.Max(0, stream.Length - byteOffset)) / frameSamples;
        }
    }

    /// <summary>The file's path, for messages.</summary>
    public string Path { get; }

    /// <summary>All signals of the file, in order.</summary>
    public IReadOnlyList<WfdbSignal> Signals { get; }

    /// <summary>Number of whole frames in the file.</summary>
    public long Frames { get; }

    /// <summary>Reads frames, in order and in blocks.</summary>
    /// <param name="from">The first frame.</param>
    /// <param name="to">The frame after the last; at most <see cref="Frames"/>.</param>
    /// <param name="wanted">Takes each signal's samples; null where a signal is not wanted.</param>
    public void Read(long from, long to, SignalAssembler?[] wanted)
    {
        if (compressed is not null)
        {
            compressed.Read(from, to, wanted);
            return;
        }
        // Differences add up from the file's start.
        long start = format == 8 ? 0 : from - (from % Alignment);
        long blockFrames = Math.Max(1, BlockSamples / (frameSamples * Alignment)) * Alignment;
        blockFrames = Math.Min(blockFrames, to - start);
        var bytes = new byte[WfdbFormat.Bytes(format, blockFrames * frameSamples)];
        var samples = new int[blockFrames * frameSamples];
        var one = new int[blockFrames * Signals.Max(signal => signal.SamplesPerFrame)];
        int[] running = [.. Signals.Select(signal => signal.InitialValue)];
        (int groupSamples, int groupBytes) = WfdbFormat.Group(format);
        for (long frame = start; frame < to; frame += blockFrames)
        {
            int frames = (int)Math.Min(blockFrames, to - frame);
            int count = frames * (int)frameSamples;
            int byteCount = (int)WfdbFormat.Bytes(format, count);
            Fill(byteOffset + (frame * frameSamples / groupSamples * groupBytes), bytes.AsSpan(0, byteCount));
            SampleDecoder.Decode(format, bytes.AsSpan(0, byteCount), samples.AsSpan(0, count));
            int offset = 0;
            for (int s = 0; s < wanted.Length; s++)
            {
                int perFrame = Signals[s].SamplesPerFrame;
                if (wanted[s] is SignalAssembler assembler)
                {
                    Span<int> own = one.AsSpan(0, frames * perFrame);
                    Gather(samples, offset, perFrame, own);
                    if (format == 8)
                    {
                        running[s] = Integrate(own, running[s]);
                    }
                    int skip = (int)Math.Clamp(from - frame, 0, frames);
                    assembler.Accept(frame + skip, own[(skip * perFrame)..]);
                }
                offset += perFrame;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        stream?.Dispose();
        compressed?.Dispose();
    }

    private void Fill(long position, Span<byte> bytes)
    {
        stream!.Position = position;
        int read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (read < bytes.Length)
        {
            throw new GspFormatException(Path, position + read, "samples", "the file became shorter while it was read");
        }
    }

    private void Gather(int[] samples, int offset, int perFrame, Span<int> own)
    {
        int stride = (int)frameSamples;
        if (stride == perFrame)
        {
            samples.AsSpan(0, own.Length).CopyTo(own);
            return;
        }
        if (perFrame == 1)
        {
            int done = stride == 2 && BitConverter.IsLittleEndian ? GatherHalves(samples, offset, own) : 0;
            for (int t = done, at = offset + (done * stride); t < own.Length; t++, at += stride)
            {
                own[t] = samples[at];
            }
            return;
        }
        for (int t = 0, at = offset; t < own.Length; t += perFrame, at += stride)
        {
            samples.AsSpan(at, perFrame).CopyTo(own[t..]);
        }
    }

    // Every second sample: the low or the high half of 64-bit words.
    private static int GatherHalves(int[] samples, int offset, Span<int> own)
    {
        ref long words = ref Unsafe.As<int, long>(ref MemoryMarshal.GetArrayDataReference(samples));
        ref int to = ref MemoryMarshal.GetReference(own);
        int t = 0;
        for (; t <= own.Length - 8; t += 8)
        {
            Vector256<long> first = Vector256.LoadUnsafe(ref words, (nuint)t);
            Vector256<long> second = Vector256.LoadUnsafe(ref words, (nuint)(t + 4));
            (first, second) = offset == 0 ? (first, second) : (first >>> 32, second >>> 32);
            Vector256.Narrow(first, second).StoreUnsafe(ref to, (nuint)t);
        }
        return t;
    }

    private static int Integrate(Span<int> differences, int value)
    {
        for (int t = 0; t < differences.Length; t++)
        {
            value = unchecked(value + differences[t]);
            differences[t] = value;
        }
        return value;
    }
}
