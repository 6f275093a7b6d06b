namespace Gsp.Recordings;

/// <summary>How two channels were made into others that are cheaper to code (RFC 9639, section 4.2).</summary>
internal enum FlacStereo
{
    /// <summary>Every channel stands for itself.</summary>
    Independent,

    /// <summary>Left, and left minus right.</summary>
    LeftSide,

    /// <summary>Left minus right, and right.</summary>
    SideRight,

    /// <summary>The mean of both, and left minus right.</summary>
    MidSide,
}

/// <summary>The head of one frame (RFC 9639, section 9.1).</summary>
/// <param name="Variable">Whether <paramref name="Number"/> counts samples (blocks of variable size) rather than frames.</param>
/// <param name="Number">The frame's number, or that of its first sample.</param>
/// <param name="BlockSize">Samples of each channel, from 1 to 65535.</param>
/// <param name="Rate">Samples a second; 0 where the stream information holds.</param>
/// <param name="Channels">Number of channels.</param>
/// <param name="BitsPerSample">Bits of a sample; 0 where the stream information holds.</param>
/// <param name="Stereo">What the channels are.</param>
internal readonly record struct FlacFrameHeader(
    bool Variable,
    long Number,
    int BlockSize,
    int Rate,
    int Channels,
    int BitsPerSample,
    FlacStereo Stereo
)
{
    private const uint Sync = 0b111_1111_1111_1100;
    private const int LargestBlock = 65535;

    // Section 9.1.2; the codes that are not here are read from the header itself.
    private static readonly int[] Rates =
    [
        0,
        88200,
        176400,
        192000,
        8000,
        16000,
        22050,
        24000,
        32000,
        44100,
        48000,
        96000,
    ];

    // Section 9.1.4; -1 is reserved.
    private static readonly int[] Depths = [0, 8, 12, -1, 16, 20, 24, 32];

    /// <summary>Reads a head and checks its sum.</summary>
    /// <param name="bits">Stands on the head's first byte.</param>
    /// <param name="data">The whole stream, for the checksum.</param>
    public static FlacFrameHeader Read(ref FlacBits bits, ReadOnlySpan<byte> data)
    {
        const string field = "frame header";
        int start = bits.Byte;
        if (bits.Unsigned(15, field) != Sync)
        {
            throw bits.Error(field, "a frame should start here and its synchronisation code is not there");
        }
        bool variable = bits.Unsigned(1, field) == 1;
        int sizeCode = (int)bits.Unsigned(4, field);
        int rateCode = (int)bits.Unsigned(4, field);
        int channelCode = (int)bits.Unsigned(4, field);
        int depth = Depths[bits.Unsigned(3, field)];
        if (bits.Unsigned(1, field) != 0 || depth < 0 || channelCode > 10 || rateCode == 15 || sizeCode == 0)
        {
            throw bits.Error(field, "a reserved code (damaged, or a version of the format that is not known)");
        }
        long number = CodedNumber(ref bits, field);
        int size = sizeCode switch
        {
            1 => 192,
            <= 5 => 144 << sizeCode,
            6 => (int)bits.Unsigned(8, field) + 1,
            7 => (int)bits.Unsigned(16, field) + 1,
            _ => 1 << sizeCode,
        };
        int rate = rateCode switch
        {
            12 => (int)bits.Unsigned(8, field) * 1000,
            13 => (int)bits.Unsigned(16, field),
            14 => (int)bits.Unsigned(16, field) * 10,
            _ => Rates[rateCode],
        };
        byte expected = FlacChecksum.Crc8(data[start..bits.Byte]);
        if ((byte)bits.Unsigned(8, field) != expected)
        {
            throw bits.Error(field, "the checksum of the frame's header does not match: it is damaged");
        }
        if (size > LargestBlock)
        {
            throw bits.Error(field, $"a block of {size} samples; at most {LargestBlock} are allowed");
        }
        return channelCode < 8
            ? new(variable, number, size, rate, channelCode + 1, depth, FlacStereo.Independent)
            : new(variable, number, size, rate, 2, depth, FlacStereo.LeftSide + (channelCode - 8));
    }

    /// <summary>A number of up to 36 bits in 1 to 7 bytes: the first byte's leading ones count the bytes, each following byte has 6 bits
    /// (section 9.1.5).</summary>
    private static long CodedNumber(ref FlacBits bits, string field)
    {
        ulong first = bits.Unsigned(8, field);
        if (first < 0x80)
        {
            return (long)first;
        }
        int count = System.Numerics.BitOperations.LeadingZeroCount(~(first << 56));
        if (count is 1 or 8)
        {
            throw bits.Error(field, "the frame's number is not coded as it should be (damaged)");
        }
        ulong number = first & (0x7FUL >> count);
        for (int k = 1; k < count; k++)
        {
            ulong next = bits.Unsigned(8, field);
            if (next >> 6 != 0b10)
            {
                throw bits.Error(field, "the frame's number is not coded as it should be (damaged)");
            }
            number = (number << 6) | (next & 0x3F);
        }
        return (long)number;
    }
}
