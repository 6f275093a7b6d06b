using System.Globalization;
using Gsp.Numerics;

namespace Gsp.Graphs;

/// <summary>A kernel approximated by a Chebyshev series on [0, largest frequency], so that it filters without an eigendecomposition.</summary>
/// <remarks>
/// g(x) = c_0 / 2 + sum over k = 1 .. K of c_k T_k(2 x / lmax - 1). K applications of the shift, O(K edges). For a kernel analytic around the
/// interval the error falls exponentially with K, for one with a jump like 1/K near the jump. Immutable and thread-safe. Hammond,
/// Vandergheynst and Gribonval, "Wavelets on graphs via spectral graph theory", ACHA 30 (2011), section 6.
/// </remarks>
public sealed class ChebyshevFilter
{
    private readonly double[] coefficients;

    private ChebyshevFilter(double[] coefficients, double largestFrequency) =>
        (this.coefficients, LargestFrequency) = (coefficients, largestFrequency);

    /// <summary>The series' coefficients c_0 .. c_K; c_0 enters by half.</summary>
    public IReadOnlyList<double> Coefficients => coefficients;

    /// <summary>The order K.</summary>
    public int Order => coefficients.Length - 1;

    /// <summary>The right end of the interval; the shift's eigenvalues must lie in [0, this].</summary>
    public double LargestFrequency { get; }

    /// <summary>Approximates a kernel.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="largestFrequency">An upper bound of the spectrum, for instance <see cref="LargestEigenvalue.UpperBound"/>.</param>
    /// <param name="order">K, zero or more.</param>
    /// <returns>The filter. Cost: O(K^2) and 2 K + 2 evaluations of the kernel.</returns>
    public static ChebyshevFilter Of(GraphKernel kernel, double largestFrequency, int order = 30)
    {
        Require.Positive(largestFrequency, "a graph without edges has no spectrum to approximate on");
        Require.NotNegative(order);
        int points = 2 * (order + 1); // twice as many as needed: less aliasing of the series' tail
        var values = new double[points];
        for (int m = 0; m < points; m++)
        {
            values[m] = kernel.Evaluate(0.5 * largestFrequency * (Math.Cos(Math.PI * (m + 0.5) / points) + 1));
        }
        var coefficients = new double[order + 1];
        for (int k = 0; k <= order; k++)
        {
            double sum = 0;
            for (int m = 0; m < points; m++)
            {
                sum += values[m] * Math.Cos(Math.PI * k * (m + 0.5) / points);
            }
            coefficients[k] = 2 * sum / points;
        }
        return new ChebyshevFilter(coefficients, largestFrequency);
    }

    /// <summary>The response of the approximation at one frequency.</summary>
    /// <param name="frequency">A number in [0, <see cref="LargestFrequency"/>].</param>
    /// <returns>The series' value, by Clenshaw's rule.</returns>
    public double Evaluate(double frequency)
    {
        double x = 2 * frequency / LargestFrequency - 1;
        double one = 0;
        double two = 0;
        for (int k = Order; k >= 1; k--)
        {
            (one, two) = (2 * x * one - two + coefficients[k], one);
        }
        return x * one - two + 0.5 * coefficients[0];
    }

    /// <summary>Filters a signal.</summary>
    /// <param name="shift">A symmetric shift with eigenvalues in [0, <see cref="LargestFrequency"/>].</param>
    /// <param name="signal">x, N values.</param>
    /// <returns>The approximation of g(S) x.</returns>
    /// <exception cref="InvalidOperationException">The shift is not symmetric.</exception>
    public double[] Filter(GraphShift shift, ReadOnlySpan<double> signal)
    {
        shift.RequireSymmetric("Chebyshev filters need a real spectrum; use PolynomialFilter on a directed shift");
        Require.SameLength(signal.Length, shift.Nodes, nameof(signal), "one value a node");
        double[] previous = signal.ToArray();
        var current = new double[signal.Length];
        var next = new double[signal.Length];
        var result = new double[signal.Length];
        Vectors.AddScaled(0.5 * coefficients[0], previous, result);
        for (int k = 1; k <= Order; k++)
        {
            // T_1 = y x and T_k = 2 y T_(k-1) - T_(k-2) with y = 2 S / lmax - 1.
            ReadOnlySpan<double> from = k == 1 ? previous : current;
            shift.Apply(from, next);
            double factor = k == 1 ? 1 : 2;
            for (int i = 0; i < next.Length; i++)
            {
                double y = 2 * next[i] / LargestFrequency - from[i];
                next[i] = k == 1 ? y : factor * y - previous[i];
            }
            if (k > 1)
            {
                (previous, current, next) = (current, next, previous);
            }
            else
            {
                (current, next) = (next, current);
            }
            Vectors.AddScaled(coefficients[k], current, result);
        }
        return result;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"Chebyshev filter of order {Order} on [0, {LargestFrequency:g6}]");
}
