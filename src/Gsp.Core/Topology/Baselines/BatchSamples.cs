using System.Globalization;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Topology;

/// <summary>The checks that every batch learner makes on its samples.</summary>
internal static class BatchSamples
{
    /// <summary>At least one column, enough rows, and nothing but finite numbers.</summary>
    public static void Check(Matrix<double> samples, int minimumRows, string reason)
    {
        ArgumentNullException.ThrowIfNull(samples);
        if (samples.RowCount < minimumRows)
        {
            string hint = samples.ColumnCount > 10 * minimumRows ? "; rows are time: is the table transposed?" : "";
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"samples is {samples.RowCount} x {samples.ColumnCount}; at least {minimumRows} rows are needed ({reason}{hint})"
                ),
                nameof(samples)
            );
        }
        for (int t = 0; t < samples.RowCount; t++)
        {
            for (int i = 0; i < samples.ColumnCount; i++)
            {
                if (!double.IsFinite(samples[t, i]))
                {
                    throw new ArgumentException(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"samples[{t}, {i}] is {samples[t, i]}; every value must be finite (fill in or drop missing samples first)"
                        ),
                        nameof(samples)
                    );
                }
            }
        }
    }

    /// <summary>A setting as text that reads back to the same number.</summary>
    public static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
