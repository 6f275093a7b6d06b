namespace Gsp.Topology;

/// <summary>Mutual information between a target's future and lagged variables, by k nearest neighbours.</summary>
/// <remarks>
/// <para>Symbols: y the future, v the variables known, w a candidate, k neighbours, n points, psi the digamma function, n_a the number of points
/// (the point itself included) closer in the space of a than the k-th neighbour in the joint space.</para>
/// <para>I(y; w | v) = psi(k) - mean[psi(n_yv) + psi(n_wv) - psi(n_v)] and I(y; w, v) = psi(k) + psi(n) - mean[psi(n_y) + psi(n_wv)]
/// (Kraskov, Stoegbauer and Grassberger, Phys. Rev. E 69 (2004) 066138, algorithm 1; Frenzel and Pompe, Phys. Rev. Lett. 99 (2007) 204101).</para>
/// <para>Closer means by a margin of 1e-10 of the unit range, so that rounding never decides about a point at exactly that distance.</para>
/// <para>All candidates are scanned together, point by point, so the distances in y and v are computed once for all of them.</para>
/// </remarks>
internal sealed class InformationScan
{
    private const double Margin = 1e-10;
    private readonly double[] digamma;
    private readonly double[][] future;
    private readonly int n;
    private readonly double[] nearest;
    private readonly double[] futureRow;
    private readonly double[] pastRow;
    private readonly double[] bothRow;
    private readonly double[] candidateRow;
    private readonly double[] jointRow;

    /// <summary>A scan for one future.</summary>
    /// <param name="future">The columns of y.</param>
    /// <param name="digamma">psi(0) ... psi(n); the first is never read.</param>
    /// <param name="neighbours">k.</param>
    public InformationScan(double[][] future, double[] digamma, int neighbours)
    {
        (this.future, this.digamma) = (future, digamma);
        n = future[0].Length;
        nearest = new double[neighbours];
        futureRow = new double[n];
        pastRow = new double[n];
        bothRow = new double[n];
        candidateRow = new double[n];
        jointRow = new double[n];
    }

    /// <summary>The gain I(y; w | v) and the total I(y; w, v) of every candidate.</summary>
    public void Candidates(double[][] past, double[][] candidates, Span<double> gains, Span<double> totals)
    {
        gains.Clear();
        totals.Clear();
        for (int i = 0; i < n; i++)
        {
            Rows(past, i);
            for (int c = 0; c < candidates.Length; c++)
            {
                pastRow.CopyTo(candidateRow, 0);
                DistanceRows.Extend(candidates[c], i, candidateRow);
                bothRow.CopyTo(jointRow, 0);
                DistanceRows.Extend(candidates[c], i, jointRow);
                double radius = Radius(i);
                double candidatePast = Digamma(candidateRow, radius);
                totals[c] += Digamma(futureRow, radius) + candidatePast;
                gains[c] += past.Length == 0 ? 0 : Digamma(bothRow, radius) + candidatePast - Digamma(pastRow, radius);
            }
        }
        for (int c = 0; c < candidates.Length; c++)
        {
            totals[c] = digamma[nearest.Length] + digamma[n] - totals[c] / n;
            gains[c] = past.Length == 0 ? totals[c] : digamma[nearest.Length] - gains[c] / n;
        }
    }

    /// <summary>I(y; v) of all the variables together, and of each group I(y; group | the others), in one joint space.</summary>
    public double Groups(double[][] past, bool[][] inGroup, Span<double> gains)
    {
        gains.Clear();
        double total = 0;
        for (int i = 0; i < n; i++)
        {
            Rows(past, i);
            bothRow.CopyTo(jointRow, 0);
            double radius = Radius(i);
            double all = Digamma(pastRow, radius);
            total += Digamma(futureRow, radius) + all;
            for (int g = 0; g < inGroup.Length; g++)
            {
                Array.Clear(candidateRow);
                for (int c = 0; c < past.Length; c++)
                {
                    if (!inGroup[g][c])
                    {
                        DistanceRows.Extend(past[c], i, candidateRow);
                    }
                }
                double others = Digamma(candidateRow, radius);
                foreach (double[] column in future)
                {
                    DistanceRows.Extend(column, i, candidateRow);
                }
                gains[g] += Digamma(candidateRow, radius) + all - others;
            }
        }
        for (int g = 0; g < inGroup.Length; g++)
        {
            gains[g] = digamma[nearest.Length] - gains[g] / n;
        }
        return digamma[nearest.Length] + digamma[n] - total / n;
    }

    /// <summary>The distances from point i in y, in v, and in both.</summary>
    private void Rows(double[][] past, int i)
    {
        Array.Clear(futureRow);
        Array.Clear(pastRow);
        foreach (double[] column in future)
        {
            DistanceRows.Extend(column, i, futureRow);
        }
        foreach (double[] column in past)
        {
            DistanceRows.Extend(column, i, pastRow);
        }
        pastRow.CopyTo(bothRow, 0);
        foreach (double[] column in future)
        {
            DistanceRows.Extend(column, i, bothRow);
        }
    }

    /// <summary>Below the distance of the k-th neighbour in the joint space; the point is not its own neighbour.</summary>
    private double Radius(int i)
    {
        jointRow[i] = double.PositiveInfinity;
        return DistanceRows.KthSmallest(jointRow, nearest) - Margin;
    }

    /// <summary>psi of the points within the radius; where even the point itself lies outside (a radius of zero) it alone is counted.</summary>
    private double Digamma(double[] row, double radius) => digamma[Math.Max(1, DistanceRows.Count(row, radius))];
}
