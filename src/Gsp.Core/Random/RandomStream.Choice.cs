namespace Gsp.Random;

public sealed partial class RandomStream
{
    /// <summary>A whole number in [0, bound), every one exactly as likely as another.</summary>
    /// <remarks>One word, except that with a probability below bound / 2^64 (at most 1.2e-10) a word is refused and another drawn; no
    /// fixed number of words can be exactly uniform unless the bound divides a power of two. Lemire, "Fast random integer generation in
    /// an interval", ACM TOMACS 29 (2019).</remarks>
    /// <param name="bound">Number of outcomes, at least 1.</param>
    /// <returns>The number.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The bound is not positive.</exception>
    public int NextInt(int bound)
    {
        Require.InRange(bound, 1, int.MaxValue);
        return (int)NextBelow((ulong)bound);
    }

    /// <summary>A whole number in [low, high). Words as for <see cref="NextInt(int)"/>.</summary>
    /// <param name="low">Smallest outcome.</param>
    /// <param name="high">One beyond the largest outcome.</param>
    /// <returns>The number.</returns>
    /// <exception cref="ArgumentException">The interval is empty.</exception>
    public long NextInt(long low, long high)
    {
        Require.That(
            high > low,
            FormattableString.Invariant($"an integer is drawn from [low, high); [{low}, {high}) is empty"),
            nameof(high)
        );
        return unchecked(low + (long)NextBelow((ulong)high - (ulong)low));
    }

    /// <summary>A random order of 0 .. count - 1, by Fisher and Yates. count - 1 draws of <see cref="NextInt(int)"/>.</summary>
    /// <param name="count">How many, zero or more.</param>
    /// <returns>The permutation.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public int[] Permutation(int count)
    {
        int[] order = Identity(Require.InRange(count, 0, int.MaxValue));
        Shuffle<int>(order);
        return order;
    }

    /// <summary>Puts values in a random order, in place. Length - 1 draws of <see cref="NextInt(int)"/>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="values">The values.</param>
    public void Shuffle<T>(Span<T> values)
    {
        for (int i = values.Length - 1; i > 0; i--)
        {
            int j = NextInt(i + 1);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    /// <summary>Draws indices from 0 .. count - 1, all equally likely. <paramref name="draws"/> draws of <see cref="NextInt(int)"/>.</summary>
    /// <param name="count">Number of indices to choose from.</param>
    /// <param name="draws">How many to draw.</param>
    /// <param name="replace">Whether an index may come again.</param>
    /// <returns>The indices in the order drawn.</returns>
    /// <exception cref="ArgumentException">More draws than indices without replacement, or a count out of range.</exception>
    public int[] Choice(int count, int draws, bool replace)
    {
        Require.InRange(
            draws,
            0,
            replace ? int.MaxValue : count,
            "without replacement there are no more draws than items"
        );
        var chosen = new int[draws];
        if (replace)
        {
            for (int i = 0; i < draws; i++)
            {
                chosen[i] = NextInt(count);
            }
            return chosen;
        }

        // The first draws steps of Fisher and Yates; only displaced entries are remembered.
        var displaced = new Dictionary<int, int>();
        for (int i = 0; i < draws; i++)
        {
            int j = i + NextInt(count - i);
            chosen[i] = displaced.GetValueOrDefault(j, j);
            displaced[j] = displaced.GetValueOrDefault(i, i);
        }
        return chosen;
    }

    /// <summary>Draws an index with the given weights. One word.</summary>
    /// <param name="weights">Weights, zero or more, not all zero; they need not sum to one.</param>
    /// <returns>The index.</returns>
    /// <exception cref="ArgumentException">A weight is negative or not finite, or all are zero.</exception>
    public int Choice(ReadOnlySpan<double> weights) => Choice(weights, 1, replace: true)[0];

    /// <summary>Draws indices with the given weights.</summary>
    /// <remarks>
    /// With replacement: one word a draw, bisection of the cumulated weights. Without: one word an item of positive weight; the items with
    /// the smallest exponential number over weight win, which equals drawing one after the other and removing what was drawn (Efraimidis
    /// and Spirakis, "Weighted random sampling with a reservoir", 2006).
    /// </remarks>
    /// <param name="weights">Weights, zero or more, not all zero; they need not sum to one.</param>
    /// <param name="draws">How many to draw.</param>
    /// <param name="replace">Whether an index may come again.</param>
    /// <returns>The indices in the order drawn.</returns>
    /// <exception cref="ArgumentException">A weight is negative or not finite, all are zero, or fewer positive weights than draws.</exception>
    public int[] Choice(ReadOnlySpan<double> weights, int draws, bool replace)
    {
        var cumulated = new double[weights.Length];
        double total = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            Require.NotNegative(weights[i], FormattableString.Invariant($"weight {i}"), "weights");
            cumulated[i] = total += weights[i];
        }
        Require.That(
            total > 0 && double.IsFinite(total),
            FormattableString.Invariant($"the weights sum to {total:R}; a choice needs a positive, finite sum"),
            nameof(weights)
        );
        return replace ? WithReplacement(cumulated, total, draws) : WithoutReplacement(weights, draws);
    }

    private int[] WithReplacement(double[] cumulated, double total, int draws)
    {
        var chosen = new int[Require.InRange(draws, 0, int.MaxValue)];
        for (int k = 0; k < draws; k++)
        {
            double target = NextUniform() * total;
            // The first index whose cumulated weight exceeds the target: never one of weight zero.
            int low = 0;
            int high = cumulated.Length - 1;
            while (low < high)
            {
                int middle = (low + high) / 2;
                (low, high) = cumulated[middle] > target ? (low, middle) : (middle + 1, high);
            }
            while (low > 0 && cumulated[low] == cumulated[low - 1])
            {
                low--; // rounding put the target on the total, and the last weights are zero
            }
            chosen[k] = low;
        }
        return chosen;
    }

    private int[] WithoutReplacement(ReadOnlySpan<double> weights, int draws)
    {
        int[] items = Positive(weights);
        Require.InRange(
            draws,
            0,
            items.Length,
            "without replacement there are no more draws than items of positive weight"
        );
        var keys = new List<(double Key, int Index)>(items.Length);
        foreach (int item in items)
        {
            keys.Add((Exponential(NextUInt64()) / weights[item], item));
        }
        keys.Sort();
        return [.. keys.Take(draws).Select(pair => pair.Index)];
    }

    private static int[] Positive(ReadOnlySpan<double> weights)
    {
        var items = new List<int>(weights.Length);
        for (int i = 0; i < weights.Length; i++)
        {
            if (weights[i] > 0)
            {
                items.Add(i);
            }
        }
        return [.. items];
    }

    private ulong NextBelow(ulong bound)
    {
        ulong high = Math.BigMul(NextUInt64(), bound, out ulong low);
        if (low < bound)
        {
            ulong refused = unchecked(0 - bound) % bound; // 2^64 mod bound
            while (low < refused)
            {
                high = Math.BigMul(NextUInt64(), bound, out low);
            }
        }
        return high;
    }

    private static int[] Identity(int count)
    {
        var values = new int[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = i;
        }
        return values;
    }
}
