namespace Gsp.Topology;

/// <summary>How a level of significance is shared between many tests.</summary>
public enum MultipleTesting
{
    /// <summary>Each test at the level: the expected fraction of false alarms among the absent edges is the level.</summary>
    None,

    /// <summary>Each test at level / tests: the probability of any false alarm is at most the level.</summary>
    Bonferroni,

    /// <summary>Benjamini and Hochberg's step-up rule: the expected fraction of false edges among the found ones is at most the level
    /// (independent or positively dependent tests).</summary>
    BenjaminiHochberg,
}

/// <summary>The largest p-value that is still significant.</summary>
internal static class MultipleTestingRule
{
    /// <summary>The threshold τ such that the tests with p ≤ τ are the selected ones; negative where none is.</summary>
    public static double Threshold(this MultipleTesting rule, ReadOnlySpan<double> pValues, double level)
    {
        if (rule != MultipleTesting.BenjaminiHochberg)
        {
            return rule == MultipleTesting.None ? level : level / Math.Max(1, pValues.Length);
        }
        double[] sorted = pValues.ToArray();
        Array.Sort(sorted);
        for (int k = sorted.Length; k >= 1; k--)
        {
            if (sorted[k - 1] <= level * k / sorted.Length)
            {
                return sorted[k - 1];
            }
        }
        return -1;
    }
}
