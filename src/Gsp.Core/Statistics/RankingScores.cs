namespace Gsp.Statistics;

/// <summary>How well scores rank positives before negatives.</summary>
/// <remarks>Only the order of the scores counts: any increasing map of them leaves the results as they are. Equal scores are treated as one
/// threshold, so the order of the input does not matter. Cost: one sort. Pure and thread-safe.</remarks>
public static class RankingScores
{
    /// <summary>The area under the receiver operating characteristic: the probability that a positive scores above a negative, ties counting half.</summary>
    /// <param name="scores">One score an item; no NaN.</param>
    /// <param name="positive">Whether each item is positive.</param>
    /// <returns>In [0, 1]; NaN where all items are of one class.</returns>
    /// <exception cref="ArgumentException">The lengths differ or a score is NaN.</exception>
    public static double AreaUnderRoc(ReadOnlySpan<double> scores, ReadOnlySpan<bool> positive)
    {
        (double area, _) = Areas(scores, positive);
        return area;
    }

    /// <summary>The average precision: the sum over thresholds of precision times the gain in recall (no interpolation).</summary>
    /// <param name="scores">One score an item; no NaN.</param>
    /// <param name="positive">Whether each item is positive.</param>
    /// <returns>In [0, 1]; NaN where no item is positive.</returns>
    /// <exception cref="ArgumentException">The lengths differ or a score is NaN.</exception>
    public static double AveragePrecision(ReadOnlySpan<double> scores, ReadOnlySpan<bool> positive)
    {
        (_, double precision) = Areas(scores, positive);
        return precision;
    }

    /// <summary>Both at the cost of one sort.</summary>
    internal static (double Roc, double Precision) Areas(ReadOnlySpan<double> scores, ReadOnlySpan<bool> positive)
    {
        Require.SameLength(positive.Length, scores.Length, nameof(positive));
        double[] keys = scores.ToArray();
        Require.That(!keys.Any(double.IsNaN), "a score is NaN; such an item cannot be ranked", nameof(scores));
        bool[] labels = positive.ToArray();
        Array.Sort(keys, labels);
        long positives = labels.LongCount(label => label);
        long negatives = labels.Length - positives;
        long found = 0;
        long wrong = 0;
        double pairs = 0; // positive-negative pairs in the right order, twice, in whole numbers
        double precision = 0;
        for (int end = keys.Length; end > 0; )
        {
            int start = end - 1;
            while (start > 0 && keys[start - 1] == keys[end - 1])
            {
                start--;
            }
            long hits = 0;
            for (int i = start; i < end; i++)
            {
                hits += labels[i] ? 1 : 0;
            }
            long misses = end - start - hits;
            pairs += 2.0 * misses * found + (double)misses * hits;
            found += hits;
            wrong += misses;
            precision += (double)hits * found / (found + wrong);
            end = start;
        }
        return (
            positives == 0 || negatives == 0 ? double.NaN : pairs / (2.0 * positives * negatives),
            positives == 0 ? double.NaN : precision / positives
        );
    }
}
