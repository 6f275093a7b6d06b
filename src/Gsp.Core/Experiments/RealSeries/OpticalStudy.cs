using System.Diagnostics;
using Gsp.Random;
using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Experiments;

/// <summary>The net flow over the heart's surface that a learned graph implies.</summary>
/// <param name="U">Along the columns, one a node.</param>
/// <param name="V">Down the rows, one a node.</param>
internal sealed record NetFlow(double[] U, double[] V);

/// <summary>AdaCGP on real cardiac propagation: forecasts of the second beat and the flow of the learned graph.</summary>
/// <remarks>Every node's parents are itself and its eight neighbours, as in the study's cardiac form. Deterministic except for the seconds.</remarks>
internal static class OpticalStudy
{
    /// <summary>The row whose graph the figure shows.</summary>
    public const int ShownRow = 2;

    /// <summary>Forecasts of the second beat, from the first.</summary>
    public static IReadOnlyList<SeriesRow> Run(OpticalRecording recording, CancellationToken cancellation)
    {
        RealSeries series = recording.Series;
        (string Name, Func<ForecastRun> Run)[] methods =
        [
            ("persistence", () => Forecaster.Persistence(series)),
            ("own past, 3 lags", () => Forecaster.OwnPast(series)),
            ("neighbours, all kept, order 1", () => Learned(Whole(recording, 1), false)),
            ("neighbours, all kept, order 2", () => Learned(Whole(recording, 2), false)),
            ("AdaCGP, significant neighbours, left alone", () => Learned(Significant(recording), false)),
            ("AdaCGP, significant neighbours, learning on", () => Learned(Significant(recording), true)),
        ];
        List<SeriesRow> rows = [];
        foreach ((string name, Func<ForecastRun> run) in methods)
        {
            cancellation.ThrowIfCancellationRequested();
            var watch = Stopwatch.StartNew();
            ForecastRun result = run();
            rows.Add(
                new SeriesRow
                {
                    Method = name,
                    Forecast = ForecastScore.Of(
                        series,
                        result.Forecasts!,
                        new RandomStream(RealSeriesStudy.Seed).Split("optical").Split(name)
                    ),
                    Edges = result
                        .Operator?.EnumerateIndexed(Zeros.AllowSkip)
                        .Count(entry => entry.Item1 != entry.Item2 && entry.Item3 != 0),
                    Operator = result.Operator,
                    Seconds = watch.Elapsed.TotalSeconds,
                }
            );
        }
        return rows;

        ForecastRun Learned(AdaCgpOptions options, bool online) =>
            online
                ? Forecaster.Online(series, new AdaCgp(series.Nodes.Count, options), cancellation)
                : Forecaster.Frozen(series, new AdaCgpLearner { Options = options }, cancellation);
    }

    /// <summary>The flow map of the study: every node keeps its strongest outgoing weight; a node's flow is the sum over neighbours of the unit vector
    /// towards the neighbour times what comes in less what goes out.</summary>
    public static NetFlow Flow(OpticalRecording recording, Matrix<double> w)
    {
        int n = w.RowCount;
        Matrix<double> strongest = Matrix<double>.Build.Dense(n, n);
        for (int source = 0; source < n; source++)
        {
            int target = Enumerable.Range(0, n).Where(i => i != source).MaxBy(i => w[i, source]);
            strongest[target, source] = w[target, source];
        }
        IReadOnlyList<(double X, double Y)> at = recording.Series.Positions!;
        var u = new double[n];
        var v = new double[n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                double net = strongest[i, j] - strongest[j, i];
                if (net != 0)
                {
                    (double dx, double dy) = (at[j].X - at[i].X, at[j].Y - at[i].Y);
                    double length = Math.Sqrt(dx * dx + dy * dy);
                    u[i] += net * dx / length;
                    v[i] += net * dy / length;
                }
            }
        }
        return new NetFlow(u, v);
    }

    /// <summary>The mean cosine between the direction of travel (against the flow, which points to the sources) and the gradient of the
    /// activation times, over nodes where both are defined; 1 is perfect agreement, 0 none.</summary>
    public static (double Cosine, int Nodes) AgreementWithActivation(OpticalRecording recording, NetFlow flow)
    {
        double[] times = recording.ActivationFrames();
        Dictionary<int, int> nodeOf = recording
            .Cells.Select((cell, i) => (cell, i))
            .ToDictionary(p => p.cell, p => p.i);
        double sum = 0;
        int count = 0;
        for (int i = 0; i < times.Length; i++)
        {
            int cell = recording.Cells[i];
            if (
                cell % recording.Columns is 0
                || cell % recording.Columns == recording.Columns - 1
                || !nodeOf.TryGetValue(cell - 1, out int left)
                || !nodeOf.TryGetValue(cell + 1, out int right)
                || !nodeOf.TryGetValue(cell - recording.Columns, out int up)
                || !nodeOf.TryGetValue(cell + recording.Columns, out int down)
            )
            {
                continue;
            }
            (double gx, double gy) = (times[right] - times[left], times[down] - times[up]);
            double scale = Math.Sqrt((gx * gx + gy * gy) * (flow.U[i] * flow.U[i] + flow.V[i] * flow.V[i]));
            if (scale > 0)
            {
                sum -= (gx * flow.U[i] + gy * flow.V[i]) / scale;
                count++;
            }
        }
        return (count == 0 ? double.NaN : sum / count, count);
    }

    private static AdaCgpOptions Whole(OpticalRecording recording, int order) =>
        new()
        {
            Order = order,
            Support = recording.Neighbourhood(),
            KeepWholeSupport = true,
            Polynomial = PolynomialStructure.Off,
            DetectChanges = false,
        };

    private static AdaCgpOptions Significant(OpticalRecording recording) =>
        new()
        {
            Order = 2,
            Support = recording.Neighbourhood(),
            ExpectedFalseEdges = recording.Cells.Length / 10.0,
            Polynomial = PolynomialStructure.Off,
            DetectChanges = false,
        };
}
