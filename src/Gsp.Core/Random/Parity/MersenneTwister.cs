namespace Gsp.Random;

/// <summary>The generator MT19937, which NumPy's legacy interface and Python's <c>random</c> share.</summary>
/// <remarks>Matsumoto and Nishimura, "Mersenne Twister: a 623-dimensionally equidistributed uniform pseudo-random number generator", ACM
/// TOMACS 8 (1998), with the two initialisations of the authors' 2002 revision. For parity with other programs only. Not thread-safe.</remarks>
internal sealed class MersenneTwister
{
    private const int Size = 624;
    private const int Middle = 397;
    private readonly uint[] state = new uint[Size];
    private int next = Size;

    /// <summary>The authors' initialisation by one number.</summary>
    public MersenneTwister(uint seed)
    {
        state[0] = seed;
        for (uint i = 1; i < Size; i++)
        {
            uint previous = state[i - 1];
            state[i] = unchecked(1812433253u * (previous ^ (previous >> 30)) + i);
        }
    }

    /// <summary>The authors' initialisation by an array of at least one number.</summary>
    public MersenneTwister(ReadOnlySpan<uint> key)
        : this(19650218u)
    {
        int i = 1;
        int j = 0;
        for (int k = Math.Max(Size, key.Length); k > 0; k--)
        {
            uint previous = state[i - 1];
            state[i] = unchecked((state[i] ^ ((previous ^ (previous >> 30)) * 1664525u)) + key[j] + (uint)j);
            Advance(ref i);
            j = (j + 1) % key.Length;
        }
        for (int k = Size - 1; k > 0; k--)
        {
            uint previous = state[i - 1];
            state[i] = unchecked((state[i] ^ ((previous ^ (previous >> 30)) * 1566083941u)) - (uint)i);
            Advance(ref i);
        }
        state[0] = 0x80000000u;
    }

    /// <summary>The next 32 random bits.</summary>
    public uint NextUInt32()
    {
        if (next == Size)
        {
            Twist();
        }
        uint y = state[next++];
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c5680u;
        y ^= (y << 15) & 0xefc60000u;
        return y ^ (y >> 18);
    }

    /// <summary>A number in [0, 1) with 53 random bits, from two words: 27 bits of the first, 26 of the second.</summary>
    public double NextDouble()
    {
        uint a = NextUInt32() >> 5;
        uint b = NextUInt32() >> 6;
        return (a * 67108864.0 + b) / 9007199254740992.0;
    }

    private void Advance(ref int i)
    {
        if (++i == Size)
        {
            state[0] = state[Size - 1];
            i = 1;
        }
    }

    private void Twist()
    {
        for (int k = 0; k < Size; k++)
        {
            uint y = (state[k] & 0x80000000u) | (state[(k + 1) % Size] & 0x7fffffffu);
            state[k] = state[(k + Middle) % Size] ^ (y >> 1) ^ ((y & 1) == 0 ? 0u : 0x9908b0dfu);
        }
        next = 0;
    }
}
