using Gsp.Statistics;

namespace Gsp.Topology;

/// <summary>The first stage of PCMCI: a small set of lagged variables that screens off each node's other pasts.</summary>
/// <remarks>
/// All NP pasts start as candidates. With k = 0, 1, 2, ... conditions each candidate is tested given the k strongest others and dropped when its
/// partial correlation is not significant; after each round the rest is ranked by the weakest correlation that each has shown. It ends when fewer
/// than k + 1 candidates are left.
/// </remarks>
internal sealed class ConditionSelection(LaggedCorrelation correlation, int nodes, PartialCorrelationOptions options)
{
    /// <summary>The conditions of a node, strongest first, as variables of the correlation matrix.</summary>
    public int[] Of(int target)
    {
        List<(int Variable, double Strength)> candidates =
        [
            .. Enumerable.Range(nodes, nodes * options.Order).Select(v => (v, double.PositiveInfinity)),
        ];
        for (int k = 0; k < candidates.Count; k++)
        {
            int[] ranked = [.. candidates.Select(c => c.Variable)];
            var kept = new List<(int Variable, double Strength)>();
            var conditions = new int[k];
            foreach ((int variable, double strength) in candidates)
            {
                int taken = 0;
                for (int r = 0; taken < k; r++)
                {
                    if (ranked[r] != variable)
                    {
                        conditions[taken++] = ranked[r];
                    }
                }
                double value = Math.Abs(correlation.Partial(variable, target, conditions) ?? 0);
                if (PValue(value, k) <= options.ConditionLevel)
                {
                    kept.Add((variable, Math.Min(strength, value)));
                }
            }
            // A stable order: equal strengths stay in the order of the variables.
            candidates = [.. kept.OrderByDescending(c => c.Strength).ThenBy(c => c.Variable)];
            if (options.MaximumConditions is int most && k >= most)
            {
                break;
            }
        }
        return [.. candidates.Take(options.MaximumConditions ?? int.MaxValue).Select(c => c.Variable)];
    }

    /// <summary>Two-sided p-value of a partial correlation given <paramref name="conditions"/> variables; 1 without degrees of freedom.</summary>
    public double PValue(double value, int conditions)
    {
        double freedom = correlation.Samples - 2 - conditions;
        return freedom <= 0
            ? 1
            : Tails.StudentTwoSided(value * Math.Sqrt(freedom / Math.Max(1e-300, 1 - value * value)), freedom);
    }
}
