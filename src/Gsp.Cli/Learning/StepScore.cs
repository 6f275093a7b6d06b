using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Cli;

/// <summary>How close W is to the truth at one step: the scores that need no ranking, so that they can be had every step.</summary>
internal readonly record struct StepScore(double Nmse, double Miss, double FalseAlarm, double Precision, double Recall)
{
    /// <summary>The harmonic mean of precision and recall; 0 where both are.</summary>
    public double F1 => Precision + Recall > 0 ? 2 * Precision * Recall / (Precision + Recall) : 0;

    /// <summary>Compares.</summary>
    /// <param name="truth">The true W.</param>
    /// <param name="estimate">The estimate, row-major.</param>
    public static StepScore Of(Matrix<double> truth, ReadOnlySpan<double> estimate)
    {
        int n = truth.RowCount;
        (double error, double power) = (0, 0);
        (int edges, int found, int hits) = (0, 0, 0);
        for (int k = 0; k < estimate.Length; k++)
        {
            double w = truth[k / n, k % n];
            double e = estimate[k];
            error += (w - e) * (w - e);
            power += w * w;
            edges += w != 0 ? 1 : 0;
            found += e != 0 ? 1 : 0;
            hits += w != 0 && e != 0 ? 1 : 0;
        }
        return new StepScore(
            error / power,
            Ratio(edges - hits, edges),
            Ratio(found - hits, estimate.Length - edges),
            Ratio(hits, found),
            Ratio(hits, edges)
        );
    }

    private static double Ratio(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}
