namespace Gsp.Topology;

/// <summary>A line search for the strong Wolfe conditions, in the form that the cardiac program calls.</summary>
/// <remarks>
/// J. Nocedal and S. Wright, Numerical Optimization, algorithms 3.5 and 3.6: the bracket grows by doubling from 1; the zoom tries the
/// cubic through the two ends and the last discarded point, then the quadratic, then the middle. The guards (0.2 and 0.1 of the
/// bracket), the ten rounds of a zoom and the outcome without a bracket follow SciPy 1.10, whose runs are to be matched. Not a descent
/// direction is no error: the search then usually fails, as it does there.
/// </remarks>
internal static class StrongWolfeLineSearch
{
    private const double Decrease = 1e-4;
    private const double Curvature = 0.9;
    private const int ZoomRounds = 10;

    /// <summary>The step, or null where none was found.</summary>
    /// <param name="objective">phi(step).</param>
    /// <param name="slope">phi'(step).</param>
    /// <param name="rounds">Most doublings of the bracket.</param>
    public static double? Search(Func<double, double> objective, Func<double, double> slope, int rounds)
    {
        var start = new Point(0, objective(0), slope(0));
        Point previous = start;
        double step = 1;
        double value = objective(step);
        for (int round = 0; round < rounds; round++)
        {
            if (value > start.Value + Decrease * step * start.Slope || (value >= previous.Value && round > 0))
            {
                return Zoom(previous, step, value, start, objective, slope);
            }
            var current = new Point(step, value, slope(step));
            if (Math.Abs(current.Slope) <= -Curvature * start.Slope)
            {
                return step;
            }
            if (current.Slope >= 0)
            {
                return Zoom(current, previous.Step, previous.Value, start, objective, slope);
            }
            previous = current;
            step *= 2;
            value = objective(step);
        }
        return step;
    }

    private static double? Zoom(
        Point low,
        double highStep,
        double highValue,
        Point start,
        Func<double, double> objective,
        Func<double, double> slope
    )
    {
        double discardedStep = 0;
        double discardedValue = start.Value;
        for (int round = 0; round <= ZoomRounds; round++)
        {
            double width = highStep - low.Step;
            double step = double.NaN;
            if (round > 0)
            {
                step = Inside(
                    CubicMinimum(low, highStep, highValue, discardedStep, discardedValue),
                    low.Step,
                    highStep,
                    0.2 * width
                );
            }
            if (double.IsNaN(step))
            {
                step = Inside(QuadraticMinimum(low, highStep, highValue), low.Step, highStep, 0.1 * width);
            }
            if (double.IsNaN(step))
            {
                step = low.Step + 0.5 * width;
            }
            double value = objective(step);
            if (value > start.Value + Decrease * step * start.Slope || value >= low.Value)
            {
                (discardedStep, discardedValue) = (highStep, highValue);
                (highStep, highValue) = (step, value);
                continue;
            }
            var trial = new Point(step, value, slope(step));
            if (Math.Abs(trial.Slope) <= -Curvature * start.Slope)
            {
                return step;
            }
            if (trial.Slope * (highStep - low.Step) >= 0)
            {
                (discardedStep, discardedValue) = (highStep, highValue);
                (highStep, highValue) = (low.Step, low.Value);
            }
            else
            {
                (discardedStep, discardedValue) = (low.Step, low.Value);
            }
            low = trial;
        }
        return null;
    }

    /// <summary>The candidate where it keeps the guard's distance from both ends, else NaN. The guard has the sign of the bracket.</summary>
    private static double Inside(double candidate, double end, double otherEnd, double guard)
    {
        double lower = Math.Min(end, otherEnd);
        double upper = Math.Max(end, otherEnd);
        return !double.IsFinite(candidate) || candidate > upper - guard || candidate < lower + guard
            ? double.NaN
            : candidate;
    }

    private static double CubicMinimum(Point a, double bStep, double bValue, double cStep, double cValue)
    {
        double b = bStep - a.Step;
        double c = cStep - a.Step;
        double scale = (b * c) * (b * c) * (b - c);
        double fb = bValue - a.Value - a.Slope * b;
        double fc = cValue - a.Value - a.Slope * c;
        double cubic = (c * c * fb - b * b * fc) / scale;
        double square = (-(c * c * c) * fb + b * b * b * fc) / scale;
        return a.Step + (-square + Math.Sqrt(square * square - 3 * cubic * a.Slope)) / (3 * cubic);
    }

    private static double QuadraticMinimum(Point a, double bStep, double bValue)
    {
        double b = bStep - a.Step;
        double square = (bValue - a.Value - a.Slope * b) / (b * b);
        return a.Step - a.Slope / (2 * square);
    }

    private readonly record struct Point(double Step, double Value, double Slope);
}
