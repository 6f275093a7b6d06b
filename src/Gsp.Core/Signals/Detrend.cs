using Gsp.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Signals;

/// <summary>Removes slow trends and takes differences.</summary>
/// <remarks>Deterministic; pure and thread-safe.</remarks>
public static class Detrend
{
    /// <summary>Subtracts the least-squares polynomial over time: order 0 the mean, 1 a line, and so on.</summary>
    /// <remarks>Fitted in Legendre polynomials of the time mapped to [-1, 1], so high orders stay well conditioned.</remarks>
    /// <param name="signal">Samples at equal distances; NaN marks a missing one, which stays NaN. More samples present than the order.</param>
    /// <param name="order">Degree of the polynomial, 0 to 30.</param>
    /// <returns>The signal without its trend.</returns>
    /// <exception cref="ArgumentException">Too few samples, an infinite one, or an order out of range.</exception>
    public static double[] Polynomial(ReadOnlySpan<double> signal, int order)
    {
        Require.InRange(order, 0, 30);
        int[] present = Present(signal);
        Require.That(
            present.Length > order,
            $"{present.Length} samples are present; a polynomial of degree {order} needs at least {order + 1}",
            nameof(signal)
        );
        double[] values = new double[present.Length];
        for (int i = 0; i < present.Length; i++)
        {
            values[i] = signal[present[i]];
        }
        Require.Finite(values, nameof(signal), "infinite values are no measurements");
        int length = signal.Length;
        Matrix<double> basis = Matrix<double>.Build.Dense(
            present.Length,
            order + 1,
            (i, degree) => Legendre(degree, Position(present[i], length))
        );
        double[] coefficients = LeastSquares.Solve(basis, values).Solution;
        var detrended = new double[length];
        for (int t = 0; t < length; t++)
        {
            double trend = 0;
            for (int degree = 0; degree <= order; degree++)
            {
                trend += coefficients[degree] * Legendre(degree, Position(t, length));
            }
            detrended[t] = signal[t] - trend;
        }
        return detrended;
    }

    /// <summary>Subtracts a polynomial from every channel.</summary>
    /// <param name="recording">[time, node].</param>
    /// <param name="order">Degree of the polynomial, 0 to 30.</param>
    /// <returns>[time, node].</returns>
    /// <exception cref="ArgumentException">Too few samples, an infinite one, or an order out of range.</exception>
    public static Matrix<double> Polynomial(Matrix<double> recording, int order) =>
        Filtering.EachChannel(recording, channel => Polynomial(channel, order));

    /// <summary>Takes the difference of successive samples, a number of times: x_t - x_(t-1) for order 1.</summary>
    /// <param name="signal">More samples than the order.</param>
    /// <param name="order">How often, 1 or more.</param>
    /// <returns>Shorter by the order; NaN where a sample needed is missing.</returns>
    /// <exception cref="ArgumentException">Too few samples or an order out of range.</exception>
    public static double[] Difference(ReadOnlySpan<double> signal, int order = 1)
    {
        Require.InRange(order, 1, int.MaxValue);
        Require.That(
            signal.Length > order,
            $"{signal.Length} samples; a difference of order {order} needs at least {order + 1}",
            nameof(signal)
        );
        double[] values = signal.ToArray();
        for (int k = 1; k <= order; k++)
        {
            for (int t = signal.Length - 1; t >= k; t--)
            {
                values[t] -= values[t - 1];
            }
        }
        return values[order..];
    }

    /// <summary>Takes the difference of successive rows, a number of times.</summary>
    /// <param name="recording">[time, node], more rows than the order.</param>
    /// <param name="order">How often, 1 or more.</param>
    /// <returns>[time, node], shorter by the order.</returns>
    /// <exception cref="ArgumentException">Too few rows or an order out of range.</exception>
    public static Matrix<double> Difference(Matrix<double> recording, int order = 1) =>
        Filtering.EachChannel(recording, channel => Difference(channel, order));

    private static int[] Present(ReadOnlySpan<double> signal)
    {
        var places = new List<int>(signal.Length);
        for (int t = 0; t < signal.Length; t++)
        {
            if (!double.IsNaN(signal[t]))
            {
                places.Add(t);
            }
        }
        return [.. places];
    }

    private static double Position(int t, int length) => length == 1 ? 0 : 2.0 * t / (length - 1) - 1;

    private static double Legendre(int degree, double x)
    {
        double before = 1;
        double value = degree == 0 ? 1 : x;
        for (int k = 2; k <= degree; k++)
        {
            (before, value) = (value, ((2 * k - 1) * x * value - (k - 1) * before) / k);
        }
        return value;
    }
}
