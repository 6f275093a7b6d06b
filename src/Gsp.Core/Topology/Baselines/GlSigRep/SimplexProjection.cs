namespace Gsp.Topology;

/// <summary>The Euclidean projection on the simplex of non-negative vectors with a given sum.</summary>
/// <remarks>Michelot's finite algorithm (J. Optim. Theory Appl. 50 (1986)): subtract the mean excess of the entries still positive until none
/// turns negative. A few passes in practice, at most one for each entry; deterministic.</remarks>
internal static class SimplexProjection
{
    /// <summary>Projects in place.</summary>
    public static void Project(Span<double> values, double total)
    {
        double threshold = double.NegativeInfinity;
        int active = -1;
        while (true)
        {
            double sum = 0;
            int count = 0;
            foreach (double value in values)
            {
                if (value > threshold)
                {
                    sum += value;
                    count++;
                }
            }
            if (count == active)
            {
                break;
            }
            active = count;
            threshold = (sum - total) / count;
        }
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Math.Max(0, values[i] - threshold);
        }
    }
}
