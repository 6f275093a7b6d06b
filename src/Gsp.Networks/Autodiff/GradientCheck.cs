using System.Globalization;
using Gsp.Random;

namespace Gsp.Networks;

/// <summary>What <see cref="GradientCheck.Run"/> found.</summary>
/// <param name="WorstError">The largest |finite difference - g·v| / (|g| |v|) over all directions; 0 is perfect.</param>
/// <param name="GradientNorm">|g|, over all inputs together.</param>
/// <param name="Directions">Directions tried.</param>
public sealed record GradientCheckResult(double WorstError, double GradientNorm, int Directions)
{
    /// <summary>Whether every direction agrees to a relative tolerance.</summary>
    /// <param name="tolerance">For instance 1e-7.</param>
    /// <returns>True where the worst error is at most the tolerance and the gradient is finite.</returns>
    public bool Passes(double tolerance) => WorstError <= tolerance && double.IsFinite(GradientNorm);

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"worst relative error {WorstError:g3} along {Directions} directions, gradient norm {GradientNorm:g4}"
        );
}

/// <summary>Compares gradients with finite differences along random directions, in double precision.</summary>
/// <remarks>
/// Along a direction v through all inputs at once the slope of s(x) = Σ r y(x), with fixed random r, is g·v. The central difference at
/// steps h and h/2 is extrapolated (Richardson), so its error is of order h^4. The cost does not grow with the number of inputs.
/// Points near kinks (|x| of ReLU, ties of a maximum) differ for a reason: choose others.
/// </remarks>
public static class GradientCheck
{
    /// <summary>Checks a function.</summary>
    /// <param name="function">Computes a tensor of any shape; the same for the same values (no fresh random numbers).</param>
    /// <param name="inputs">The inputs and parameters to differentiate by: all that require a gradient; they live outside any scope.</param>
    /// <param name="random">Draws directions and weights.</param>
    /// <param name="directions">How many directions.</param>
    /// <param name="step">The step h, relative to directions of unit length times the square root of the number of values.</param>
    /// <returns>The worst error found.</returns>
    public static GradientCheckResult Run(
        Func<Tensor<double>> function,
        IReadOnlyList<Tensor<double>> inputs,
        RandomStream random,
        int directions = 20,
        double step = 1e-3
    )
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(random);
        Require.That(inputs.Count > 0, "there is nothing to differentiate by", nameof(inputs));
        Workspace<double> workspace = inputs[0].Workspace;
        double[]? weights = null;
        double[][] start = [.. inputs.Select(input => input.ToArray())];
        foreach (Tensor<double> input in inputs)
        {
            input.ClearGradient();
        }
        using (workspace.Scope())
        {
            Tensor<double> y = function();
            weights = new double[y.Elements];
            random.Split("weights").FillNormal(weights);
            y.Backward(workspace.From(weights, y.Shape));
        }
        double[][] gradients = [.. inputs.Select(input => input.Gradient?.ToArray() ?? new double[input.Elements])];
        double norm = Math.Sqrt(gradients.Sum(gradient => gradient.Sum(value => value * value)));
        double worst = 0;
        for (int k = 0; k < directions; k++)
        {
            RandomStream stream = random.Split("directions").Split(k);
            double[][] direction = [.. start.Select(values => Normal(stream, values.Length))];
            double length = Math.Sqrt(direction.Sum(part => part.Sum(value => value * value)));
            double slope = gradients.Zip(direction, (g, v) => g.Zip(v, (a, b) => a * b).Sum()).Sum();
            double coarse = Difference(direction, step);
            double fine = Difference(direction, step / 2);
            double difference = ((4 * fine) - coarse) / 3;
            double error = Math.Abs(difference - slope) / Math.Max(norm * length, 1e-12);
            worst = double.IsNaN(error) ? double.PositiveInfinity : Math.Max(worst, error);
        }
        Restore(0, start);
        return new GradientCheckResult(worst, norm, directions);

        double Difference(double[][] direction, double h)
        {
            double above = Value(h, direction);
            double below = Value(-h, direction);
            return (above - below) / (2 * h);
        }

        double Value(double h, double[][] direction)
        {
            Restore(h, direction);
            using Scope<double> scope = workspace.Scope();
            using IDisposable quiet = workspace.NoGradient();
            double[] y = function().ToArray();
            double sum = 0;
            for (int i = 0; i < y.Length; i++)
            {
                sum += weights[i] * y[i];
            }
            return sum;
        }

        void Restore(double h, double[][] direction)
        {
            for (int k = 0; k < inputs.Count; k++)
            {
                double[] moved = [.. start[k].Zip(direction[k], (x, v) => h == 0 ? x : x + (h * v))];
                inputs[k].Set(moved);
            }
        }
    }

    private static double[] Normal(RandomStream stream, int count)
    {
        var values = new double[count];
        stream.FillNormal(values);
        return values;
    }
}
