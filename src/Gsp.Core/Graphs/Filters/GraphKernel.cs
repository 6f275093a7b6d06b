namespace Gsp.Graphs;

/// <summary>A spectral kernel: a function g of graph frequency, which defines the filter g(S) = U g(frequencies) U^T.</summary>
/// <remarks>Immutable; as thread-safe as its function.</remarks>
public sealed class GraphKernel
{
    private readonly Func<double, double> response;

    /// <summary>Names a function of frequency.</summary>
    /// <param name="name">For figures and messages, for instance <c>heat 0.5</c>.</param>
    /// <param name="response">The function; must be finite on the spectrum it is used on.</param>
    public GraphKernel(string name, Func<double, double> response) => (Name, this.response) = (name, response);

    /// <summary>The kernel's name.</summary>
    public string Name { get; }

    /// <summary>The response at one frequency.</summary>
    /// <param name="frequency">The frequency, in the units of the shift's eigenvalues.</param>
    /// <returns>g(frequency).</returns>
    /// <exception cref="InvalidOperationException">The response is not finite there.</exception>
    public double Evaluate(double frequency)
    {
        double value = response(frequency);
        return double.IsFinite(value)
            ? value
            : throw new InvalidOperationException(
                FormattableString.Invariant(
                    $"kernel '{Name}' is {value} at frequency {frequency:R}; a response must be finite on the whole spectrum"
                )
            );
    }

    /// <summary>Filters a signal exactly, in the Fourier basis. Cost: 4 N^2.</summary>
    /// <param name="basis">The basis.</param>
    /// <param name="signal">x, N values.</param>
    /// <returns>U g U^T x.</returns>
    public double[] Filter(FourierBasis basis, ReadOnlySpan<double> signal)
    {
        double[] coefficients = basis.Transform(signal);
        for (int k = 0; k < coefficients.Length; k++)
        {
            coefficients[k] *= Evaluate(basis.Frequencies[k]);
        }
        return basis.Inverse(coefficients);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
