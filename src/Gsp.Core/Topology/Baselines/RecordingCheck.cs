using Gsp.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Topology;

/// <summary>Checks that a recording can be learned from at all.</summary>
internal static class RecordingCheck
{
    /// <summary>The samples row-major, checked: at least one column, more than <paramref name="order"/> rows, all values finite.</summary>
    public static double[] RowMajor(Matrix<double> samples, int order, string method)
    {
        Shape(samples, order, method);
        double[] rows = samples.ToRowMajor();
        int n = samples.ColumnCount;
        for (int k = 0; k < rows.Length; k++)
        {
            if (!double.IsFinite(rows[k]))
            {
                throw new ArgumentException(
                    $"samples[{k / n}, {k % n}] is {rows[k].ToString(System.Globalization.CultureInfo.InvariantCulture)}; {method} has no model for missing values (fill or drop them before)",
                    nameof(samples)
                );
            }
        }
        return rows;
    }

    /// <summary>At least one column and more than <paramref name="order"/> rows.</summary>
    public static void Shape(Matrix<double> samples, int order, string method)
    {
        ArgumentNullException.ThrowIfNull(samples);
        Require.That(
            samples.ColumnCount > 0 && samples.RowCount > order,
            $"samples are {samples.RowCount} x {samples.ColumnCount} ([time, node]); {method} needs at least one column and more than {order} rows",
            nameof(samples)
        );
    }
}
