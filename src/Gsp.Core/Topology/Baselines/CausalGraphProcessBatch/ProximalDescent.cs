using Gsp.Numerics;

namespace Gsp.Topology;

/// <summary>Accelerated proximal gradient descent for smooth(x) + penalty |x|_1 that never climbs.</summary>
/// <remarks>Momentum as in Beck and Teboulle, SIAM J. Imaging Sci. 2 (2009) 183. Where the accelerated point lies higher than the last one, a
/// plain step from the last one is taken instead, which descends because the step length is below the inverse Lipschitz constant.</remarks>
internal static class ProximalDescent
{
    /// <summary>The value of the smooth part at a point, and its gradient there.</summary>
    public delegate double Smooth(double[] point, double[] gradient);

    /// <summary>Descends in place from the given point.</summary>
    /// <param name="smooth">The smooth part.</param>
    /// <param name="penalty">Weight of the l1 norm.</param>
    /// <param name="lipschitz">An upper bound of the gradient's Lipschitz constant.</param>
    /// <param name="point">The start; receives the end.</param>
    /// <param name="tolerance">Ends when a step lowers the objective by less than this.</param>
    /// <param name="maximumSteps">Most steps.</param>
    /// <returns>The objective at the end.</returns>
    public static double Run(
        Smooth smooth,
        double penalty,
        double lipschitz,
        double[] point,
        double tolerance,
        int maximumSteps
    )
    {
        var gradient = new double[point.Length];
        var scratch = new double[point.Length];
        double[] momentum = (double[])point.Clone();
        double[] next = new double[point.Length];
        double objective = smooth(point, gradient) + penalty * Reductions.SumOfMagnitudes(point);
        double weight = 1;
        for (int step = 0; step < maximumSteps && lipschitz > 0; step++)
        {
            smooth(momentum, gradient);
            Shrink(momentum, gradient, lipschitz, penalty, next);
            double value = smooth(next, scratch) + penalty * Reductions.SumOfMagnitudes(next);
            if (value > objective)
            {
                weight = 1;
                smooth(point, gradient);
                Shrink(point, gradient, lipschitz, penalty, next);
                value = smooth(next, scratch) + penalty * Reductions.SumOfMagnitudes(next);
                if (value >= objective)
                {
                    break;
                }
            }
            double nextWeight = (1 + Math.Sqrt(1 + 4 * weight * weight)) / 2;
            double push = (weight - 1) / nextWeight;
            for (int i = 0; i < point.Length; i++)
            {
                momentum[i] = next[i] + push * (next[i] - point[i]);
                point[i] = next[i];
            }
            weight = nextWeight;
            double gain = objective - value;
            objective = value;
            if (gain < tolerance)
            {
                break;
            }
        }
        return objective;
    }

    private static void Shrink(double[] from, double[] gradient, double lipschitz, double penalty, double[] to)
    {
        for (int i = 0; i < to.Length; i++)
        {
            to[i] = GramLasso.SoftThreshold(from[i] - gradient[i] / lipschitz, penalty / lipschitz);
        }
    }
}
