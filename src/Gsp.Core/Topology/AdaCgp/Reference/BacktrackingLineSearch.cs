namespace Gsp.Topology;

/// <summary>The authors' backtracking rule, which halves a too long step once more or accepts it untested.</summary>
/// <remarks>Specification section 3.4. Where objective and slope disagree, each round cuts the step by four: 2^-20 in all.</remarks>
internal static class BacktrackingLineSearch
{
    private const int Rounds = 10;
    private const double Decrease = 1e-4;
    private const double Curvature = 0.9;

    /// <summary>What is known of a trial step: the change of the objective and the slope there.</summary>
    public interface ITrial
    {
        /// <summary>The slope at the start, not above zero.</summary>
        double StartSlope { get; }

        /// <summary>Evaluates a step: the objective's change and the slope at the trial point.</summary>
        (double Change, double Slope) At(double step);
    }

    /// <summary>The accepted step.</summary>
    public static double Search<TTrial>(ref TTrial trial, double step)
        where TTrial : ITrial, allows ref struct
    {
        for (int round = 0; round < Rounds; round++)
        {
            (double change, double slope) = trial.At(step);
            // Written as the authors' test so that a NaN is accepted there and here alike.
            if (!(change > Decrease * step * trial.StartSlope))
            {
                break;
            }
            step *= 0.5;
            if (!(slope < Curvature * trial.StartSlope))
            {
                break;
            }
            step *= 0.5;
        }
        return step;
    }
}
