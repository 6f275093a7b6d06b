namespace Gsp.Random;

/// <summary>The numbers of NumPy's <c>numpy.random.seed(...)</c> interface (<c>RandomState</c>), for the reproduction of published data.</summary>
/// <remarks>
/// NumPy has frozen this stream, so a study that seeded it can be rebuilt draw by draw. Nothing else uses it: Gsp's own randomness is
/// <see cref="RandomStream"/>. Integers and uniform numbers are exact; normal and Laplace numbers call the platform's logarithm as NumPy
/// does, so their last bit may differ from NumPy's where the mathematics libraries differ. Not thread-safe.
/// </remarks>
public sealed class NumpyLegacyRandom
{
    private readonly MersenneTwister generator;
    private double? spareNormal;

    /// <summary>The stream after <c>numpy.random.seed(seed)</c>.</summary>
    /// <param name="seed">The seed, 0 to 2^32 - 1.</param>
    public NumpyLegacyRandom(uint seed) => generator = new MersenneTwister(seed);

    /// <summary>The stream after <c>numpy.random.seed([a, b, ...])</c>.</summary>
    /// <param name="seeds">At least one number.</param>
    /// <exception cref="ArgumentException">The array is empty.</exception>
    public NumpyLegacyRandom(ReadOnlySpan<uint> seeds)
    {
        Require.That(seeds.Length > 0, "a seed array holds at least one number", nameof(seeds));
        generator = new MersenneTwister(seeds);
    }

    /// <summary><c>random_sample()</c>: a number in [0, 1).</summary>
    /// <returns>The number.</returns>
    public double NextUniform() => generator.NextDouble();

    /// <summary><c>uniform(low, high)</c>.</summary>
    /// <param name="low">Lower end.</param>
    /// <param name="high">Upper end.</param>
    /// <returns>low + (high - low) u.</returns>
    public double NextUniform(double low, double high) => low + (high - low) * generator.NextDouble();

    /// <summary><c>standard_normal()</c>: the polar method, which makes two numbers and keeps the second for the next call.</summary>
    /// <returns>The number.</returns>
    public double NextNormal()
    {
        if (spareNormal is double spare)
        {
            spareNormal = null;
            return spare;
        }
        double x;
        double y;
        double squares;
        do
        {
            x = 2.0 * generator.NextDouble() - 1.0;
            y = 2.0 * generator.NextDouble() - 1.0;
            squares = x * x + y * y;
        } while (squares is >= 1.0 or 0.0);
        double factor = Math.Sqrt(-2.0 * Math.Log(squares) / squares);
        spareNormal = factor * x;
        return factor * y;
    }

    /// <summary><c>normal(mean, deviation)</c>.</summary>
    /// <param name="mean">Mean.</param>
    /// <param name="deviation">Standard deviation.</param>
    /// <returns>The number.</returns>
    public double NextNormal(double mean, double deviation) => mean + deviation * NextNormal();

    /// <summary><c>laplace(mean, scale)</c>.</summary>
    /// <param name="mean">Mean.</param>
    /// <param name="scale">Scale.</param>
    /// <returns>The number.</returns>
    public double NextLaplace(double mean = 0, double scale = 1)
    {
        while (true)
        {
            double u = generator.NextDouble();
            if (u >= 0.5)
            {
                return mean - scale * Math.Log(2.0 - u - u);
            }
            if (u > 0)
            {
                return mean + scale * Math.Log(u + u);
            }
        }
    }

    /// <summary><c>exponential(scale)</c>.</summary>
    /// <param name="scale">Mean.</param>
    /// <returns>The number.</returns>
    public double NextExponential(double scale = 1) => scale * -Math.Log(1.0 - generator.NextDouble());

    /// <summary><c>randint(low, high)</c> with its default type: words are masked to the range's bits and refused above it.</summary>
    /// <param name="low">Smallest outcome.</param>
    /// <param name="high">One beyond the largest outcome.</param>
    /// <returns>The number.</returns>
    /// <exception cref="ArgumentException">The interval is empty.</exception>
    public long NextInt(long low, long high)
    {
        Require.That(high > low, $"randint needs low < high; got [{low}, {high})", nameof(high));
        return unchecked(low + (long)Interval((ulong)high - (ulong)low - 1));
    }

    /// <summary><c>permutation(count)</c>.</summary>
    /// <param name="count">How many, zero or more.</param>
    /// <returns>A random order of 0 .. count - 1.</returns>
    public int[] Permutation(int count)
    {
        int[] order = [.. Enumerable.Range(0, Require.InRange(count, 0, int.MaxValue))];
        Shuffle<int>(order);
        return order;
    }

    /// <summary><c>shuffle(values)</c>, in place.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="values">The values.</param>
    public void Shuffle<T>(Span<T> values)
    {
        for (int i = values.Length - 1; i > 0; i--)
        {
            int j = (int)Interval((ulong)i);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    /// <summary><c>choice(count, draws, replace)</c>.</summary>
    /// <param name="count">Number of indices to choose from.</param>
    /// <param name="draws">How many to draw.</param>
    /// <param name="replace">Whether an index may come again.</param>
    /// <returns>The indices.</returns>
    /// <exception cref="ArgumentException">More draws than indices without replacement.</exception>
    public int[] Choice(int count, int draws, bool replace = true)
    {
        Require.InRange(
            draws,
            0,
            replace ? int.MaxValue : count,
            "without replacement there are no more draws than items"
        );
        if (!replace)
        {
            return Permutation(count)[..draws];
        }
        var chosen = new int[draws];
        for (int i = 0; i < draws; i++)
        {
            chosen[i] = (int)NextInt(0, count);
        }
        return chosen;
    }

    /// <summary><c>choice(p.size, draws, replace, p)</c>.</summary>
    /// <param name="probabilities">Probabilities, zero or more; they sum to one.</param>
    /// <param name="draws">How many to draw.</param>
    /// <param name="replace">Whether an index may come again.</param>
    /// <returns>The indices.</returns>
    /// <exception cref="ArgumentException">Fewer positive probabilities than draws without replacement.</exception>
    public int[] Choice(ReadOnlySpan<double> probabilities, int draws, bool replace = true)
    {
        double[] p = probabilities.ToArray();
        Require.That(
            replace || draws <= p.Count(value => value > 0),
            "without replacement there are no more draws than items of positive probability",
            nameof(draws)
        );
        var chosen = new List<int>(draws);
        while (chosen.Count < draws)
        {
            var uniforms = new double[draws - chosen.Count];
            for (int i = 0; i < uniforms.Length; i++)
            {
                uniforms[i] = generator.NextDouble();
            }
            double[] cumulated = Cumulated(p);
            foreach (double u in uniforms)
            {
                int index = UpperBound(cumulated, u);
                if (replace)
                {
                    chosen.Add(index);
                }
                else if (p[index] > 0)
                {
                    chosen.Add(index);
                    p[index] = 0; // what was drawn leaves the urn, for the rest of this round and for the next
                }
            }
        }
        return [.. chosen];
    }

    private static double[] Cumulated(double[] p)
    {
        var sums = new double[p.Length];
        double total = 0;
        for (int i = 0; i < p.Length; i++)
        {
            sums[i] = total += p[i];
        }
        for (int i = 0; i < p.Length; i++)
        {
            sums[i] /= total;
        }
        return sums;
    }

    private static int UpperBound(double[] sorted, double value)
    {
        int low = 0;
        int high = sorted.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = sorted[middle] > value ? (low, middle) : (middle + 1, high);
        }
        return low;
    }

    /// <summary>A number in [0, largest] by masked refusal, from 32-bit words where they suffice and else from pairs, high word first.</summary>
    private ulong Interval(ulong largest)
    {
        if (largest == 0)
        {
            return 0;
        }
        ulong mask = ulong.MaxValue >> System.Numerics.BitOperations.LeadingZeroCount(largest);
        ulong value;
        do
        {
            value = generator.NextUInt32();
            if (largest > uint.MaxValue)
            {
                value = (value << 32) | generator.NextUInt32();
            }
            value &= mask;
        } while (value > largest);
        return value;
    }
}
