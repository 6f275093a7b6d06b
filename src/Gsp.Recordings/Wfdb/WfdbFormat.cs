namespace Gsp.Recordings;

/// <summary>The storage formats of WFDB signal files: how many samples a group of bytes holds, and which value means a missing one.</summary>
/// <remarks>Source: the WFDB manual, signal(5).</remarks>
internal static class WfdbFormat
{
    /// <summary>Formats that are read, 0 (no samples) included.</summary>
    public static readonly int[] Known = [0, 8, 16, 24, 32, 61, 80, 160, 212, 310, 311, 508, 516, 524];

    /// <summary>Formats that are written.</summary>
    public static readonly int[] Writable = [16, 24, 32, 80, 212];

    /// <summary>Whether the file is a FLAC stream.</summary>
    public static bool IsCompressed(int format) => format is 508 or 516 or 524;

    /// <summary>Bits of a sample: its values go from -2^(bits-1) to 2^(bits-1) - 1.</summary>
    public static int Bits(int format) =>
        format switch
        {
            80 or 508 => 8,
            310 or 311 => 10,
            212 => 12,
            24 or 524 => 24,
            // Format 8 stores differences of 8 bits; their sums may be of any size.
            8 or 32 => 32,
            _ => 16,
        };

    /// <summary>The value of a missing sample: the most negative one. Sums of format 8 and signals without samples have no bits of their
    /// own and take that of 16 bits, as the WFDB library does.</summary>
    public static int InvalidSample(int format) => format is 8 ? short.MinValue : int.MinValue >> (32 - Bits(format));

    /// <summary>Bits of the converter where the header does not say.</summary>
    public static int DefaultResolution(int format) =>
        format switch
        {
            8 => 10,
            0 or 16 or 61 => 12,
            _ => Bits(format),
        };

    /// <summary>The smallest whole number of bytes that holds whole samples: 3 bytes hold 2 samples of 212, 4 bytes hold 3 of 310 and 311.</summary>
    public static (int Samples, int Bytes) Group(int format) =>
        format switch
        {
            8 or 80 => (1, 1),
            24 => (1, 3),
            32 => (1, 4),
            212 => (2, 3),
            310 or 311 => (3, 4),
            _ => (1, 2),
        };

    /// <summary>Bytes up to the end of a number of samples, the last group cut after its last byte that is needed.</summary>
    public static long Bytes(int format, long samples)
    {
        (int groupSamples, int groupBytes) = Group(format);
        long rest = samples % groupSamples;
        // The second sample of 310 is the second 16-bit word; the second of 311 ends in the third byte.
        long tail = (format, rest) switch
        {
            (_, 0) => 0,
            (310, 2) => 4,
            (311, 2) => 3,
            _ => 2,
        };
        return samples / groupSamples * groupBytes + tail;
    }

    /// <summary>Whole samples that a number of bytes holds.</summary>
    public static long Capacity(int format, long bytes)
    {
        (int groupSamples, int groupBytes) = Group(format);
        long samples = bytes / groupBytes * groupSamples;
        while (Bytes(format, samples + 1) <= bytes)
        {
            samples++;
        }
        return samples;
    }
}
