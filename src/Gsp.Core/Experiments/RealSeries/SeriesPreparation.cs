using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Experiments;

/// <summary>Standardises raw recordings by their training part alone.</summary>
internal static class SeriesPreparation
{
    /// <summary>Fraction of missing training samples above which a node is left out.</summary>
    private const double MostMissing = 0.2;

    /// <summary>The indices of the nodes with enough training samples that are not all the same.</summary>
    public static int[] UsableNodes(Matrix<double> raw, int trainingRows) =>
        [
            .. Enumerable
                .Range(0, raw.ColumnCount)
                .Where(node =>
                {
                    double[] seen = Seen(raw, node, trainingRows);
                    return seen.Length >= (1 - MostMissing) * trainingRows && seen.Min() < seen.Max();
                }),
        ];

    /// <summary>Raw numbers less the training mean of the same phase of the period.</summary>
    public static Matrix<double> WithoutSeason(Matrix<double> raw, int period, int trainingRows)
    {
        Matrix<double> result = raw.Clone();
        for (int node = 0; node < raw.ColumnCount; node++)
        {
            for (int phase = 0; phase < period; phase++)
            {
                double sum = 0;
                int count = 0;
                for (int t = phase; t < trainingRows; t += period)
                {
                    if (!double.IsNaN(raw[t, node]))
                    {
                        sum += raw[t, node];
                        count++;
                    }
                }
                for (int t = phase; t < raw.RowCount; t += period)
                {
                    result[t, node] -= sum / Math.Max(1, count);
                }
            }
        }
        return result;
    }

    /// <summary>Zero mean and unit variance over the training part; missing samples become zero. Also which samples were observed.</summary>
    public static (Matrix<double> Samples, Matrix<double> Observed) Standardise(Matrix<double> raw, int trainingRows)
    {
        Matrix<double> samples = raw.Clone();
        Matrix<double> observed = Matrix<double>.Build.Dense(raw.RowCount, raw.ColumnCount);
        for (int node = 0; node < raw.ColumnCount; node++)
        {
            double[] seen = Seen(raw, node, trainingRows);
            double mean = seen.Average();
            double scale = Math.Sqrt(seen.Average(value => (value - mean) * (value - mean)));
            for (int t = 0; t < raw.RowCount; t++)
            {
                bool missing = double.IsNaN(raw[t, node]);
                observed[t, node] = missing ? 0 : 1;
                samples[t, node] = missing ? 0 : (raw[t, node] - mean) / scale;
            }
        }
        return (samples, observed);
    }

    /// <summary>The columns of a matrix by index.</summary>
    public static Matrix<double> Columns(Matrix<double> raw, int[] columns) =>
        Matrix<double>.Build.Dense(raw.RowCount, columns.Length, (t, i) => raw[t, columns[i]]);

    private static double[] Seen(Matrix<double> raw, int node, int rows) =>
        [.. Enumerable.Range(0, rows).Select(t => raw[t, node]).Where(value => !double.IsNaN(value))];
}
