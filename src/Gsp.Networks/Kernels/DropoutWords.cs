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

    /// <summary>The same words by vectors, where the machine multiplies 32-bit numbers to 64 bits in vectors.</summary>
    /// <remarks>Each word of a block has a lane of 64 bits. What is in the upper halves does not matter: neither the multiplication nor the final
    /// narrowing looks at them. Two vectors of eight blocks go side by side, because a round waits for its multiplications.</remarks>
    internal static void FillFast(ulong key, ulong chunk, uint* words)
    {
        if (!Avx2.IsSupported)
        {
            Fill(key, chunk, new Span<uint>(words, Chunk));
            return;
        }
        Vector512<ulong> counters = Vector512.Create(chunk * Blocks) + Vector512<ulong>.Indices;
        Vector512<ulong> multiplier0 = Vector512.Create(0xD2511F53ul);
        Vector512<ulong> multiplier1 = Vector512.Create(0xCD9E8D57ul);
        Vector512<ulong> a = counters;
        Vector512<ulong> b = counters >> 32;
        Vector512<ulong> c = Vector512<ulong>.Zero;
        Vector512<ulong> d = Vector512.Create((ulong)Purpose);
        Vector512<ulong> e = counters + Vector512.Create((ulong)Vector512<ulong>.Count);
        Vector512<ulong> f = e >> 32;
        Vector512<ulong> g = c;
        Vector512<ulong> h = d;
        uint key0 = (uint)key;
        uint key1 = (uint)(key >> 32);
        for (int round = 0; round < 10; round++)
        {
            Vector512<ulong> roundKey0 = Vector512.Create((ulong)key0);
            Vector512<ulong> roundKey1 = Vector512.Create((ulong)key1);
            Vector512<ulong> product0 = Product(multiplier0, a);
            Vector512<ulong> product1 = Product(multiplier1, c);
            Vector512<ulong> product2 = Product(multiplier0, e);
            Vector512<ulong> product3 = Product(multiplier1, g);
            a = (product1 >> 32) ^ b ^ roundKey0;
            b = product1;
            c = (product0 >> 32) ^ d ^ roundKey1;
            d = product0;
            e = (product3 >> 32) ^ f ^ roundKey0;
            f = product3;
            g = (product2 >> 32) ^ h ^ roundKey1;
            h = product2;
            key0 = unchecked(key0 + 0x9E3779B9);
            key1 = unchecked(key1 + 0xBB67AE85);
        }
        Vector512.Narrow(a, e).Store(words);
        Vector512.Narrow(b, f).Store(words + Blocks);
        Vector512.Narrow(c, g).Store(words + (2 * Blocks));
        Vector512.Narrow(d, h).Store(words + (3 * Blocks));
    }

    private static Vector512<ulong> Product(Vector512<ulong> x, Vector512<ulong> y) =>
        Avx512F.IsSupported
            ? Avx512F.Multiply(x.AsUInt32(), y.AsUInt32())
            : Vector512.Create(
                Avx2.Multiply(x.GetLower().AsUInt32(), y.GetLower().AsUInt32()),
                Avx2.Multiply(x.GetUpper().AsUInt32(), y.GetUpper().AsUInt32())
            );
}
