using System.Buffers.Binary;
using System.Diagnostics;
using Gsp.Random;
using Gsp.Testing;
using Xunit;

namespace Gsp.Fuzz;

/// <summary>Feeds a reader with damaged files: it may read them or throw <see cref="GspFormatException"/>, and nothing else; it may
/// neither allocate nor compute without bound.</summary>
/// <remarks>Mutations: every truncation, flipped bits, random bytes, removed, repeated and spliced pieces, and numbers (binary of 1 to 8 bytes,
/// or digits) set to values that length fields are attacked with. 20,000 inputs, 1,000,000 with <c>GSP_SLOW=1</c>; a failure names the
/// input's index and bytes, so that it can be replayed.</remarks>
internal static class FuzzHarness
{
    /// <summary>Largest seed file, so that the ordinary run stays fast.</summary>
    public const int LargestSeed = 4096;

    private const long FixedAllowance = 16 << 20;
    private const int Ordinary = 20_000;
    private const int Deep = 1_000_000;

    private static readonly long[] Attacks =
    [
        -1,
        0,
        1,
        127,
        128,
        255,
        256,
        32767,
        65535,
        65536,
        int.MaxValue,
        uint.MaxValue,
        long.MaxValue,
        long.MinValue,
    ];

    private static readonly string[] DigitAttacks =
    [
        "0",
        "-1",
        "99999",
        "2147483647",
        "2147483648",
        "4294967295",
        "9223372036854775807",
        "1e999",
    ];

    /// <summary>Runs a reader on mutations of seed files.</summary>
    /// <param name="name">Names the random stream, so that each reader has its own inputs.</param>
    /// <param name="seeds">Whole, valid files of at most 4 KiB.</param>
    /// <param name="read">Reads the bytes and touches what it read.</param>
    /// <param name="samples">The number of samples that a file of so many bytes can hold; each may cost 8 bytes.</param>
    public static void Run(string name, IReadOnlyList<byte[]> seeds, Action<byte[]> read, Func<int, long> samples)
    {
        Assert.All(seeds, seed => Assert.InRange(seed.Length, 1, LargestSeed));
        foreach (byte[] seed in seeds)
        {
            // The seeds themselves are good files: otherwise the mutations would only try the first check.
            read(seed);
        }
        int count = Repository.Slow ? Deep : Ordinary;
        RandomStream root = new RandomStream(0x6766).Split(name);
        int index = 0;
        foreach (byte[] seed in seeds)
        {
            for (int length = 0; length < seed.Length && index < count / 2; length++, index++)
            {
                Try(name, index, seed[..length], read, samples);
            }
        }
        for (; index < count; index++)
        {
            Try(name, index, Mutate(seeds, root.Split(index)), read, samples);
        }
    }

    private static void Try(string name, int index, byte[] input, Action<byte[]> read, Func<int, long> samples)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        try
        {
            read(input);
        }
        catch (GspFormatException)
        {
            // What a damaged file is meant to give.
        }
        catch (Exception e)
        {
            Assert.Fail(
                $"{name}, input {index}: {e.GetType().Name}: {e.Message}\n{Convert.ToHexString(input)}\n{e.StackTrace}"
            );
        }
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        long allowance = FixedAllowance + (8 * samples(input.Length));
        if (allocated > allowance)
        {
            Assert.Fail(
                $"{name}, input {index}: allocated {allocated} bytes, allowed {allowance}\n{Convert.ToHexString(input)}"
            );
        }
        // One second a MiB and one for the machine's other work.
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        if (seconds > 1 + (input.Length / 1048576.0))
        {
            Assert.Fail($"{name}, input {index}: took {seconds:f2} s\n{Convert.ToHexString(input)}");
        }
    }

    private static byte[] Mutate(IReadOnlyList<byte[]> seeds, RandomStream random)
    {
        byte[] bytes = (byte[])seeds[Below(random, seeds.Count)].Clone();
        int rounds = 1 + Below(random, 4);
        for (int round = 0; round < rounds && bytes.Length > 0; round++)
        {
            bytes = Below(random, 8) switch
            {
                0 or 1 => FlipBits(bytes, random),
                2 => RandomBytes(bytes, random),
                3 => Cut(bytes, random),
                4 => Repeat(bytes, random),
                5 => Splice(bytes, seeds[Below(random, seeds.Count)], random),
                6 => SetNumber(bytes, random),
                _ => SetDigits(bytes, random),
            };
        }
        return bytes;
    }

    private static byte[] FlipBits(byte[] bytes, RandomStream random)
    {
        for (int flips = 1 + Below(random, 8); flips > 0; flips--)
        {
            bytes[Below(random, bytes.Length)] ^= (byte)(1 << Below(random, 8));
        }
        return bytes;
    }

    private static byte[] RandomBytes(byte[] bytes, RandomStream random)
    {
        for (int count = 1 + Below(random, 8); count > 0; count--)
        {
            bytes[Below(random, bytes.Length)] = (byte)random.NextUInt64();
        }
        return bytes;
    }

    private static byte[] Cut(byte[] bytes, RandomStream random)
    {
        (int start, int end) = Piece(bytes, random);
        return [.. bytes[..start], .. bytes[end..]];
    }

    private static byte[] Repeat(byte[] bytes, RandomStream random)
    {
        (int start, int end) = Piece(bytes, random);
        return bytes.Length > 4 * LargestSeed ? bytes : [.. bytes[..end], .. bytes[start..end], .. bytes[end..]];
    }

    private static byte[] Splice(byte[] bytes, byte[] other, RandomStream random) =>
        [.. bytes[..Below(random, bytes.Length)], .. other[Below(random, other.Length)..]];

    private static byte[] SetNumber(byte[] bytes, RandomStream random)
    {
        Span<byte> number = stackalloc byte[8];
        long value = Attacks[Below(random, Attacks.Length)] + Below(random, 3) - 1;
        if (random.NextUInt64() % 4 == 0)
        {
            BinaryPrimitives.WriteInt64BigEndian(number, value);
        }
        else
        {
            BinaryPrimitives.WriteInt64LittleEndian(number, value);
        }
        int width = Math.Min(1 << Below(random, 4), bytes.Length);
        number[..width].CopyTo(bytes.AsSpan(Below(random, bytes.Length - width + 1)));
        return bytes;
    }

    private static byte[] SetDigits(byte[] bytes, RandomStream random)
    {
        int from = Below(random, bytes.Length);
        int start = bytes.AsSpan(from).IndexOfAnyInRange((byte)'0', (byte)'9');
        if (start < 0)
        {
            return bytes;
        }
        start += from;
        int end = start;
        while (end < bytes.Length && char.IsAsciiDigit((char)bytes[end]))
        {
            end++;
        }
        string digits = DigitAttacks[Below(random, DigitAttacks.Length)];
        return [.. bytes[..start], .. System.Text.Encoding.ASCII.GetBytes(digits), .. bytes[end..]];
    }

    private static (int Start, int End) Piece(byte[] bytes, RandomStream random)
    {
        int start = Below(random, bytes.Length);
        return (start, Math.Min(bytes.Length, start + 1 + Below(random, 64)));
    }

    private static int Below(RandomStream random, int count) => (int)(random.NextUInt64() % (ulong)count);
}
