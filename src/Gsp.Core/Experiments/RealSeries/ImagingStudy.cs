using Gsp.Compute;
using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Experiments;

/// <summary>What the imaging series of all subjects gave.</summary>
/// <param name="Nodes">The regions' names.</param>
/// <param name="Errors">For each forecasting method its error for each subject.</param>
/// <param name="MeanOperator">AdaCGP's W, averaged over the subjects.</param>
/// <param name="Consistency">For each method with a graph the mean correlation of two subjects' off-diagonal weights.</param>
internal sealed record ImagingResult(
    IReadOnlyList<string> Nodes,
    IReadOnlyList<(string Method, double[] Errors)> Errors,
    Matrix<double> MeanOperator,
    IReadOnlyDictionary<string, double> Consistency
);

/// <summary>The imaging series, where no graph is known: forecasts, and whether two subjects' graphs resemble one another.</summary>
internal static class ImagingStudy
{
    public static ImagingResult Run(string data, Backend backend, CancellationToken cancellation)
    {
        IReadOnlyList<RealSeries> subjects = NetworkSeries.Imaging(data);
        IReadOnlyList<SeriesRow>[] rows =
        [
            .. subjects.Select(subject => SeriesStudy.Run(subject, backend, null, cancellation)),
        ];
        string[] methods = [.. rows[0].Select(row => row.Method)];
        List<(string Method, double[] Errors)> errors = [];
        Dictionary<string, double> consistency = [];
        for (int m = 0; m < methods.Length; m++)
        {
            if (rows.All(subject => subject[m].Forecast is not null))
            {
                errors.Add((methods[m], [.. rows.Select(subject => subject[m].Forecast!.Nmse)]));
            }
            if (rows.All(subject => subject[m].Operator is not null))
            {
                consistency[methods[m]] = MeanCorrelation([.. rows.Select(subject => subject[m].Operator!)]);
            }
        }
        int shown = Array.IndexOf(methods, SeriesStudy.Shown);
        Matrix<double> mean = rows.Select(subject => subject[shown].Operator!).Aggregate((a, b) => a + b) / rows.Length;
        return new ImagingResult(subjects[0].Nodes, errors, mean, consistency);
    }

    private static double MeanCorrelation(Matrix<double>[] operators)
    {
        double sum = 0;
        int pairs = 0;
        for (int a = 0; a < operators.Length; a++)
        {
            for (int b = 0; b < a; b++)
            {
                sum += Correlation(OffDiagonal(operators[a]), OffDiagonal(operators[b]));
                pairs++;
            }
        }
        return sum / pairs;
    }

    private static double[] OffDiagonal(Matrix<double> w) =>
        [.. w.EnumerateIndexed(Zeros.Include).Where(e => e.Item1 != e.Item2).Select(e => e.Item3)];

    /// <summary>The correlation of two lists; zero where one does not vary.</summary>
    private static double Correlation(double[] a, double[] b)
    {
        (double meanA, double meanB) = (a.Average(), b.Average());
        double product = a.Zip(b, (x, y) => (x - meanA) * (y - meanB)).Sum();
        double scale = Math.Sqrt(a.Sum(x => (x - meanA) * (x - meanA)) * b.Sum(y => (y - meanB) * (y - meanB)));
        return scale == 0 ? 0 : product / scale;
    }
}
