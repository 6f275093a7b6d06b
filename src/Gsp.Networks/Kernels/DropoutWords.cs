using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Gsp.Random;

namespace Gsp.Networks;

/// <summary>Random words by element: the same for every thread count, vector width and device.</summary>
/// <remarks>
/// Elements are numbered in chunks of 64: element 64 c + 16 w + r has word w of the Philox block with counter 16 c + r (upper counter words 0 and
/// "DROP") under the key. So a word of sixteen neighbouring blocks goes to sixteen neighbouring elements, which suits vectors. Salmon, Moraes,
/// Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
/// </remarks>
public static unsafe class DropoutWords
{
    /// <summary>Elements of a chunk.</summary>
    public const int Chunk = 64;

    private const int Blocks = 16;
    private const uint Purpose = 0x44524F50; // "DROP"

    /// <summary>The words of one chunk, by the definition.</summary>
    /// <param name="key">The key.</param>
    /// <param name="chunk">The chunk's number.</param>
    /// <param name="words">Receives 64 words.</param>
    public static void Fill(ulong key, ulong chunk, Span<uint> words)
    {
        for (int r = 0; r < Blocks; r++)
        {
            ulong counter = (chunk * Blocks) + (ulong)r;
            (words[r], words[Blocks + r], words[(2 * Blocks) + r], words[(3 * Blocks) + r]) = Philox.Block(
                (uint)counter,
                (uint)(counter >> 32),
                0,
                Purpose,
                (uint)key,
                (uint)(key >> 32)
            );
        }
    }

    /// <summary>The same words by vectors of eight blocks, where the machine multiplies 32-bit numbers to 64 bits in vectors.</summary>
    internal static void FillFast(ulong key, ulong chunk, uint* words)
    {
        if (!Avx2.IsSupported)
        {
            Fill(key, chunk, new Span<uint>(words, Chunk));
            return;
        }
        for (int half = 0; half < Blocks; half += Vector512<ulong>.Count)
        {
            Eight(key, (chunk * Blocks) + (ulong)half, words + half);
        }
    }

    /// <summary>Ten rounds on eight counters, each word in a lane of 64 bits; the upper halves of lanes are left to be whatever they are, since the
    /// multiplication and the final narrowing do not look at them.</summary>
    private static void Eight(ulong key, ulong counter, uint* words)
    {
        Vector512<ulong> counters = Vector512.Create(counter) + Vector512<ulong>.Indices;
        Vector512<ulong> a = counters;
        Vector512<ulong> b = counters >> 32;
        Vector512<ulong> c = Vector512<ulong>.Zero;
        Vector512<ulong> d = Vector512.Create((ulong)Purpose);
        Vector512<ulong> multiplier0 = Vector512.Create(0xD2511F53ul);
        Vector512<ulong> multiplier1 = Vector512.Create(0xCD9E8D57ul);
        uint key0 = (uint)key;
        uint key1 = (uint)(key >> 32);
        for (int round = 0; round < 10; round++)
        {
            Vector512<ulong> product0 = Product(multiplier0, a);
            Vector512<ulong> product1 = Product(multiplier1, c);
            a = (product1 >> 32) ^ b ^ Vector512.Create((ulong)key0);
            b = product1;
            c = (product0 >> 32) ^ d ^ Vector512.Create((ulong)key1);
            d = product0;
            key0 = unchecked(key0 + 0x9E3779B9);
            key1 = unchecked(key1 + 0xBB67AE85);
        }
        Narrow(a).Store(words);
        Narrow(b).Store(words + Blocks);
        Narrow(c).Store(words + (2 * Blocks));
        Narrow(d).Store(words + (3 * Blocks));
    }

    private static Vector512<ulong> Product(Vector512<ulong> x, Vector512<ulong> y) =>
        Avx512F.IsSupported
            ? Avx512F.Multiply(x.AsUInt32(), y.AsUInt32())
            : Vector512.Create(
                Avx2.Multiply(x.GetLower().AsUInt32(), y.GetLower().AsUInt32()),
                Avx2.Multiply(x.GetUpper().AsUInt32(), y.GetUpper().AsUInt32())
            );

    private static Vector256<uint> Narrow(Vector512<ulong> x) => Vector256.Narrow(x.GetLower(), x.GetUpper());
}
