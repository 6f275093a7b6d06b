using System.Globalization;
using Gsp.Compute;
using Gsp.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Topology;

/// <summary>A covariance matrix, typed apart from a table of samples so that one is never taken for the other.</summary>
/// <remarks>Immutable as long as the caller leaves the matrix alone: it is copied. Compares by reference.</remarks>
public sealed class SampleCovariance
{
    private readonly Matrix<double> matrix;

    private SampleCovariance(Matrix<double> matrix, int samples) => (this.matrix, Samples) = (matrix, samples);

    /// <summary>The number of samples behind it; 0 where it is not known.</summary>
    public int Samples { get; }

    /// <summary>Number of variables N.</summary>
    public int Nodes => matrix.RowCount;

    /// <summary>A copy of the matrix, N x N and exactly symmetric; squared units of the samples.</summary>
    public Matrix<double> Matrix => matrix.Clone();

    /// <summary>One entry.</summary>
    /// <param name="row">First variable, from 0.</param>
    /// <param name="column">Second variable, from 0.</param>
    public double this[int row, int column] => matrix[row, column];

    /// <summary>The empirical covariance (1/T) sum x x^T.</summary>
    /// <param name="samples">[time, node]: T rows, N columns, finite.</param>
    /// <param name="centre">True subtracts each column's mean first; false takes the means as zero, as the reference study does.</param>
    /// <returns>The covariance with divisor T. Cost: T N^2 operations.</returns>
    /// <exception cref="ArgumentException">No rows, no columns, or values that are not finite.</exception>
    public static SampleCovariance OfSamples(Matrix<double> samples, bool centre = false)
    {
        double[] rows = RecordingCheck.RowMajor(samples, 0, "a covariance");
        (int length, int nodes) = (samples.RowCount, samples.ColumnCount);
        var moments = BatchMoments.Of(rows, nodes, 0, centre, Backend.Reference, 0, length);
        Matrix<double> covariance = moments.TargetGram.ToMatrix(nodes, nodes) / length;
        return new SampleCovariance(covariance, length);
    }

    /// <summary>A covariance computed elsewhere.</summary>
    /// <param name="covariance">N x N, finite, symmetric up to rounding, with a diagonal of zero or more.</param>
    /// <param name="samples">The number of samples behind it, 0 where unknown.</param>
    /// <returns>The covariance, made exactly symmetric.</returns>
    /// <exception cref="ArgumentException">Not square, not symmetric, not finite, or a negative variance.</exception>
    public static SampleCovariance FromMatrix(Matrix<double> covariance, int samples = 0)
    {
        ArgumentNullException.ThrowIfNull(covariance);
        Require.NotNegative(samples);
        int n = covariance.RowCount;
        Require.That(
            n == covariance.ColumnCount && n > 0,
            Invariant(
                $"covariance is {n} x {covariance.ColumnCount}; it must be square (a [time, node] table goes to OfSamples)"
            ),
            nameof(covariance)
        );
        double scale = covariance.Enumerate().Max(Math.Abs);
        var symmetric = Matrix<double>.Build.Dense(n, n);
        for (int i = 0; i < n; i++)
        {
            Require.That(
                covariance[i, i] >= 0,
                Invariant($"covariance[{i}, {i}] is {covariance[i, i]}; a variance is zero or more"),
                nameof(covariance)
            );
            for (int j = 0; j < n; j++)
            {
                double difference = Math.Abs(covariance[i, j] - covariance[j, i]);
                Require.That(
                    difference <= 1e-10 * scale,
                    Invariant(
                        $"covariance[{i}, {j}] and [{j}, {i}] differ by {difference}; a covariance is symmetric and finite"
                    ),
                    nameof(covariance)
                );
                symmetric[i, j] = (covariance[i, j] + covariance[j, i]) / 2;
            }
        }
        return new SampleCovariance(symmetric, samples);
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
