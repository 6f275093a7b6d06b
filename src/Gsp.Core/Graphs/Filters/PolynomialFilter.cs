using System.Globalization;
using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Graphs;

/// <summary>A polynomial graph filter H(S) = c_0 I + c_1 S + ... + c_K S^K on any shift, directed ones included.</summary>
/// <remarks>Applied by Horner's rule: K applications of the shift, O(K edges). Commutes with the shift; an output depends on nodes at most K
/// edges away. For high orders on a symmetric shift use <see cref="ChebyshevFilter"/>, whose coefficients stay small. Immutable and
/// thread-safe.</remarks>
public sealed class PolynomialFilter
{
    private readonly double[] coefficients;

    /// <summary>Takes a copy of the coefficients.</summary>
    /// <param name="coefficients">c_0 .. c_K, at least one, finite.</param>
    public PolynomialFilter(params IReadOnlyList<double> coefficients)
    {
        Require.Positive(coefficients.Count, "a polynomial has at least a constant term", nameof(coefficients));
        this.coefficients = [.. coefficients];
        Require.Finite(this.coefficients, nameof(coefficients));
    }

    /// <summary>c_0 .. c_K.</summary>
    public IReadOnlyList<double> Coefficients => coefficients;

    /// <summary>The order K.</summary>
    public int Order => coefficients.Length - 1;

    /// <summary>The response at a (complex) frequency.</summary>
    /// <param name="frequency">An eigenvalue of the shift.</param>
    /// <returns>The polynomial's value.</returns>
    public Complex Evaluate(Complex frequency)
    {
        Complex value = 0;
        for (int k = Order; k >= 0; k--)
        {
            value = value * frequency + coefficients[k];
        }
        return value;
    }

    /// <summary>Filters a signal.</summary>
    /// <param name="shift">The shift.</param>
    /// <param name="signal">x, N values.</param>
    /// <returns>H(S) x.</returns>
    public double[] Filter(GraphShift shift, ReadOnlySpan<double> signal)
    {
        Require.SameLength(signal.Length, shift.Nodes, nameof(signal), "one value a node");
        var result = new double[signal.Length];
        var shifted = new double[signal.Length];
        for (int k = Order; k >= 0; k--)
        {
            shift.Apply(result, shifted);
            for (int i = 0; i < result.Length; i++)
            {
                result[i] = shifted[i] + coefficients[k] * signal[i];
            }
        }
        return result;
    }

    /// <summary>The filter as a dense matrix. Cost: K dense products.</summary>
    /// <param name="shift">The shift.</param>
    /// <returns>H(S), N x N.</returns>
    public Matrix<double> ToMatrix(GraphShift shift)
    {
        Matrix<double> s = shift.ToMatrix();
        Matrix<double> identity = Matrix<double>.Build.DenseIdentity(shift.Nodes);
        Matrix<double> result = identity * coefficients[Order];
        for (int k = Order - 1; k >= 0; k--)
        {
            result = result * s + identity * coefficients[k];
        }
        return result;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"polynomial filter of order {Order}");
}
