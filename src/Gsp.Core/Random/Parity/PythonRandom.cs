namespace Gsp.Random;

/// <summary>The numbers of Python's <c>random.Random(seed)</c>, for the reproduction of published data (networkx draws from it).</summary>
/// <remarks>Exact for every method here. Gsp's own randomness is <see cref="RandomStream"/>. Not thread-safe.</remarks>
public sealed class PythonRandom
{
    private readonly MersenneTwister generator;

    /// <summary>The stream of <c>random.Random(seed)</c> for a whole number.</summary>
    /// <param name="seed">The seed; Python ignores its sign.</param>
    public PythonRandom(long seed)
    {
        ulong magnitude = seed < 0 ? unchecked((ulong)-seed) : (ulong)seed;
        generator = new MersenneTwister(
            magnitude > uint.MaxValue ? [(uint)magnitude, (uint)(magnitude >> 32)] : [(uint)magnitude]
        );
    }

    /// <summary><c>random()</c>: a number in [0, 1).</summary>
    /// <returns>The number.</returns>
    public double NextUniform() => generator.NextDouble();

    /// <summary><c>uniform(low, high)</c>.</summary>
    /// <param name="low">One end.</param>
    /// <param name="high">The other end.</param>
    /// <returns>low + (high - low) u.</returns>
    public double NextUniform(double low, double high) => low + (high - low) * generator.NextDouble();

    /// <summary><c>getrandbits(count)</c>.</summary>
    /// <param name="count">Number of bits, 0 to 64.</param>
    /// <returns>The bits; the first word drawn is the least significant.</returns>
    /// <exception cref="ArgumentOutOfRangeException">More than 64 bits or fewer than none.</exception>
    public ulong NextBits(int count)
    {
        Require.InRange(count, 0, 64);
        if (count <= 32)
        {
            return count == 0 ? 0 : generator.NextUInt32() >> (32 - count);
        }
        ulong low = generator.NextUInt32();
        return low | ((ulong)(generator.NextUInt32() >> (64 - count)) << 32);
    }

    /// <summary><c>randrange(bound)</c>: a whole number in [0, bound).</summary>
    /// <param name="bound">Number of outcomes, at least 1.</param>
    /// <returns>The number.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The bound is not positive.</exception>
    public long NextInt(long bound)
    {
        Require.InRange(bound, 1, long.MaxValue);
        int bits = 64 - System.Numerics.BitOperations.LeadingZeroCount((ulong)bound);
        ulong value;
        do
        {
            value = NextBits(bits);
        } while (value >= (ulong)bound);
        return (long)value;
    }

    /// <summary><c>choice(values)</c>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="values">At least one value.</param>
    /// <returns>One of them.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    public T Choice<T>(ReadOnlySpan<T> values) => values[(int)NextInt(values.Length)];

    /// <summary><c>shuffle(values)</c>, in place.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="values">The values.</param>
    public void Shuffle<T>(Span<T> values)
    {
        for (int i = values.Length - 1; i > 0; i--)
        {
            int j = (int)NextInt(i + 1);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    /// <summary><c>sample(range(count), draws)</c>: indices without replacement.</summary>
    /// <param name="count">Number of indices to choose from.</param>
    /// <param name="draws">How many to draw.</param>
    /// <returns>The indices in the order drawn.</returns>
    /// <exception cref="ArgumentOutOfRangeException">More draws than indices.</exception>
    public int[] Sample(int count, int draws)
    {
        Require.InRange(draws, 0, count);
        var chosen = new int[draws];
        if (count <= PoolLimit(draws))
        {
            int[] pool = [.. Enumerable.Range(0, count)];
            for (int i = 0; i < draws; i++)
            {
                int j = (int)NextInt(count - i);
                chosen[i] = pool[j];
                pool[j] = pool[count - i - 1];
            }
            return chosen;
        }
        var seen = new HashSet<int>();
        for (int i = 0; i < draws; i++)
        {
            int j;
            do
            {
                j = (int)NextInt(count);
            } while (!seen.Add(j));
            chosen[i] = j;
        }
        return chosen;
    }

    /// <summary>Up to this many items Python draws from a shrinking pool, beyond it by refusing what it has seen.</summary>
    private static long PoolLimit(int draws)
    {
        if (draws <= 5)
        {
            return 21;
        }
        long power = 1; // 4 ^ ceil(log4(3 draws))
        while (power < 3L * draws)
        {
            power *= 4;
        }
        return 21 + power;
    }
}
