namespace Gsp.Experiments;

/// <summary>The steps over which a reference run's scores are averaged for a table.</summary>
/// <remarks>
/// The authors' rule: for the penalised phase, the last <c>patience</c> steps before it converged; for the debiased one, the steps after it
/// converged in turn; where a run has neither, and in alternating runs, its last <c>patience</c> steps. One case their rule leaves open
/// (it averages nothing): a run whose debiased phase never converges is averaged over its last <c>patience</c> steps.
/// </remarks>
public static class SteadyState
{
    /// <summary>The window of the penalised phase.</summary>
    /// <param name="firstConverged">One flag a step.</param>
    /// <param name="patience">The run's patience.</param>
    /// <returns>First step and the step after the last.</returns>
    public static Range Penalised(IReadOnlyList<double> firstConverged, int patience)
    {
        int converged = IndexOfFirst(firstConverged);
        return converged < 0 ? Last(firstConverged.Count, patience) : Math.Max(0, converged - patience)..converged;
    }

    /// <summary>The window of the debiased phase.</summary>
    /// <param name="secondConverged">One flag a step.</param>
    /// <param name="patience">The run's patience.</param>
    /// <returns>First step and the step after the last.</returns>
    public static Range Debiased(IReadOnlyList<double> secondConverged, int patience)
    {
        int converged = IndexOfFirst(secondConverged);
        return converged < 0 ? Last(secondConverged.Count, patience) : converged..secondConverged.Count;
    }

    /// <summary>The mean over a window.</summary>
    /// <param name="values">One value a step.</param>
    /// <param name="window">The steps to average.</param>
    /// <returns>The mean; NaN for an empty window.</returns>
    public static double Mean(IReadOnlyList<double> values, Range window)
    {
        (int start, int length) = window.GetOffsetAndLength(values.Count);
        double sum = 0;
        for (int t = start; t < start + length; t++)
        {
            sum += values[t];
        }
        return length == 0 ? double.NaN : sum / length;
    }

    private static Range Last(int steps, int patience) => Math.Max(0, steps - patience)..steps;

    private static int IndexOfFirst(IReadOnlyList<double> flags)
    {
        for (int t = 0; t < flags.Count; t++)
        {
            if (flags[t] != 0)
            {
                return t;
            }
        }
        return -1;
    }
}
