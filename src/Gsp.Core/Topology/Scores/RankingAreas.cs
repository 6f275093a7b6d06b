namespace Gsp.Topology;

/// <summary>The two areas that judge a ranking of candidate edges, with ties handled.</summary>
/// <remarks>ROC: the Mann-Whitney statistic with mid-ranks, so a tie between an edge and a non-edge counts one half. Precision-recall: the
/// sum over distinct strengths of (gain in recall) x (precision once all entries of that strength are in).</remarks>
internal static class RankingAreas
{
    /// <summary>Both areas; NaN where one of the classes is empty.</summary>
    public static (double Roc, double PrecisionRecall) Of(double[] strengths, bool[] edges)
    {
        var order = new int[strengths.Length];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }
        var keys = (double[])strengths.Clone();
        Array.Sort(keys, order);

        long positives = edges.LongCount(edge => edge);
        long negatives = edges.LongLength - positives;
        if (positives == 0 || negatives == 0)
        {
            return (double.NaN, double.NaN);
        }
        long truePositives = 0;
        long falsePositives = 0;
        double twiceConcordant = 0;
        double precisionSum = 0;
        for (int end = keys.Length; end > 0; )
        {
            int start = end - 1;
            while (start > 0 && keys[start - 1] == keys[end - 1])
            {
                start--;
            }
            long hits = 0;
            for (int k = start; k < end; k++)
            {
                hits += edges[order[k]] ? 1 : 0;
            }
            long alarms = end - start - hits;
            // Every edge seen so far outranks these non-edges; the ones tied with them count half.
            twiceConcordant += (double)alarms * (2 * truePositives + hits);
            truePositives += hits;
            falsePositives += alarms;
            precisionSum += (double)hits * truePositives / (truePositives + falsePositives);
            end = start;
        }
        return (twiceConcordant / 2 / positives / negatives, precisionSum / positives);
    }
}
