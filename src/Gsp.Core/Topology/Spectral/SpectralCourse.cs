using System.Globalization;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Topology;

/// <summary>A spectral measure on a grid of frequencies.</summary>
/// <remarks>Immutable; holds matrices, so two courses compare by reference.</remarks>
public sealed record SpectralCourse
{
    /// <summary>Which measure.</summary>
    public required SpectralMeasure Measure { get; init; }

    /// <summary>The frequencies in Hz, in the order asked for.</summary>
    public required IReadOnlyList<double> Frequencies { get; init; }

    /// <summary>One N x N matrix a frequency: entry (i, j) is from node j to node i. NaN where the model has a pole at that frequency.</summary>
    public required IReadOnlyList<Matrix<double>> Values { get; init; }

    /// <summary>Converged, or Degenerate when a matrix that had to be inverted was singular at some frequency.</summary>
    public required FitStatus Status { get; init; }

    /// <summary>One sentence on the status.</summary>
    public string Message { get; init; } = "";

    /// <summary>The mean over a band.</summary>
    /// <param name="low">Lower end in Hz.</param>
    /// <param name="high">Upper end in Hz, included.</param>
    /// <returns>N x N.</returns>
    /// <exception cref="ArgumentException">No frequency of the grid lies in the band.</exception>
    public Matrix<double> BandMean(double low, double high)
    {
        Matrix<double>[] inside = [.. Values.Where((_, k) => Frequencies[k] >= low && Frequencies[k] <= high)];
        Require.That(
            inside.Length > 0,
            string.Create(CultureInfo.InvariantCulture, $"no frequency of the grid lies in {low:R} to {high:R} Hz"),
            nameof(low)
        );
        Matrix<double> sum = Matrix<double>.Build.Dense(inside[0].RowCount, inside[0].ColumnCount);
        foreach (Matrix<double> values in inside)
        {
            sum += values;
        }
        return sum / inside.Length;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Measure}: {(Values.Count == 0 ? 0 : Values[0].RowCount)} nodes, {Frequencies.Count} frequencies, {Status}{(Message.Length == 0 ? "" : $" ({Message})")}"
        );
}
