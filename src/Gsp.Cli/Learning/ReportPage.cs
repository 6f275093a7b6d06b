using System.Globalization;
using System.Text.Json.Nodes;
using Gsp.Figures;
using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Cli;

/// <summary>The page <c>report.html</c> of a run: the learned graph, its course and its numbers.</summary>
internal static class ReportPage
{
    private const int MostNamedNodes = 40;
    private const int MostDrawnNodes = 60;

    // Single steps are so noisy that a curve of them shows nothing.
    private const int MostPoints = 100;
    private const int MostListedEdges = 20;

    /// <summary>Builds the page.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="recording">The samples.</param>
    /// <param name="result">What was found.</param>
    /// <param name="truth">What is known; null where nothing is.</param>
    /// <param name="metrics">The numbers of <c>metrics.json</c>.</param>
    public static Report Of(
        LearnRequest request,
        LearnSamples recording,
        LearnResult result,
        Truth? truth,
        JsonObject metrics
    )
    {
        TopologyFit fit = result.Fit;
        var report = new Report($"Graph learned from {Path.GetFileName(request.Input)} by {fit.Method}")
        {
            Introduction = $"{fit}. W[i, j] is the effect of node j on node i.",
        };
        report = report.Add(Graph(fit, recording.Names));
        if (result.Steps.Count > 1)
        {
            report = report.Add(Course(result));
        }
        if (truth is not null)
        {
            report = report.Add(Comparison(fit, truth));
        }
        return report.Add(Numbers(metrics));
    }

    private static ReportSection Graph(TopologyFit fit, IReadOnlyList<string> names)
    {
        var section = new ReportSection("The learned graph").AddFigure(
            HeatMap(fit.ShiftOperator, names, ""),
            "The shift operator W: row = target, column = source; white is no edge."
        );
        if (fit.Nodes <= MostDrawnNodes && fit.Edges > 0)
        {
            section = section.AddFigure(
                Circle(fit.ShiftOperator, names),
                "The same graph on a circle: arrows run from source to target, wider for larger |W|."
            );
        }
        return section.AddTable(StrongestEdges(fit.ShiftOperator, names));
    }

    private static Figure HeatMap(Matrix<double> matrix, IReadOnlyList<string> names, string title)
    {
        Figure figure = Figure
            .Of(
                new HeatMapTrace(matrix.ToArray())
                {
                    Colours = new ColourScale
                    {
                        Title = "W",
                        Centre = 0,
                        Map = ColourMap.BlueOrange,
                    },
                }
            )
            .WithTitle(title)
            .WithXAxis("source j")
            .WithYAxis("target i");
        return names.Count > MostNamedNodes
            ? figure
            : figure.MapPanels(panel =>
                panel with
                {
                    X = panel.X with { Categories = names },
                    Y = panel.Y with { Categories = names },
                }
            );
    }

    private static Figure Circle(Matrix<double> matrix, IReadOnlyList<string> names)
    {
        int n = matrix.RowCount;
        double[] angles = [.. Enumerable.Range(0, n).Select(k => 2 * Math.PI * k / n)];
        var edges = new List<DrawnEdge>();
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                if (matrix[i, j] != 0)
                {
                    edges.Add(new DrawnEdge(j, i, matrix[i, j]));
                }
            }
        }
        return Figure.Of(
            new GraphTrace([.. angles.Select(Math.Sin)], [.. angles.Select(Math.Cos)], edges)
            {
                Labels = n <= MostNamedNodes ? names : null,
            }
        );
    }

    private static Table StrongestEdges(Matrix<double> matrix, IReadOnlyList<string> names)
    {
        var table = new Table("source", "target", "W")
        {
            Caption = $"The strongest edges ({MostListedEdges} at most).",
        };
        IEnumerable<(int, int, double)> strongest = matrix
            .EnumerateIndexed(Zeros.AllowSkip)
            .Select(entry => (entry.Item1, entry.Item2, entry.Item3))
            .Where(entry => entry.Item3 != 0)
            .OrderByDescending(entry => Math.Abs(entry.Item3))
            .Take(MostListedEdges);
        foreach ((int target, int source, double weight) in strongest)
        {
            table = table.AddRow(names[source], names[target], TableCell.Number(weight, "0.####"));
        }
        return table;
    }

    private static ReportSection Course(LearnResult result)
    {
        (double[] times, double[] forecast) = Averaged(result.Steps.ForecastErrors);
        (_, double[] prediction) = Averaged(result.Steps.PredictionErrors);
        Figure figure = Figure
            .Of(
                new LineTrace(times, forecast) { Name = "a priori (forecast)" },
                new LineTrace(times, prediction) { Name = "a posteriori" }
            )
            .WithXAxis("step")
            .WithYAxis("relative squared error", "", AxisScale.Log);
        return new ReportSection("The course of learning").AddFigure(
            figure,
            "|x_{t} - Psi z_{t}|^{2} / |x_{t}|^{2}, before (a priori) and after (a posteriori) the step has used the sample; only the first is a forecast. Means over blocks of steps."
        );
    }

    private static ReportSection Comparison(TopologyFit fit, Truth truth)
    {
        TopologyScore score = TopologyScores.Compare(truth.ShiftOperator, fit.ShiftOperator);
        Figure figure = Figure
            .Of(new SupportMapTrace(truth.ShiftOperator.ToArray(), fit.ShiftOperator.ToArray()))
            .WithXAxis("source j")
            .WithYAxis("target i");
        return new ReportSection("Compared with the truth")
            .AddText(score.ToString())
            .AddFigure(figure, "Which edges were found (crosses), invented (triangles) and missed (circles).");
    }

    private static ReportSection Numbers(JsonObject metrics)
    {
        var numbers = new Table("quantity", "value")
        {
            Caption = "The numbers of metrics.json; the time of a step stands there.",
        };
        var settings = new Table("option", "value") { Caption = "The settings in force." };
        foreach ((string name, JsonNode? value) in metrics)
        {
            // A time is another one in every run, and the page of a run shall have the same bytes.
            if (value is not JsonObject && name != "seconds_per_step")
            {
                numbers = numbers.AddRow(name, Text(value));
            }
        }
        foreach ((string name, JsonNode? value) in metrics["settings"]!.AsObject())
        {
            settings = settings.AddRow(name, Text(value));
        }
        return new ReportSection("Numbers and settings").AddTable(numbers).AddTable(settings);
    }

    private static string Text(JsonNode? value) =>
        value switch
        {
            null => "-",
            JsonValue number when number.TryGetValue(out double real) => real.ToString(
                "0.######",
                CultureInfo.InvariantCulture
            ),
            JsonValue text when text.TryGetValue(out string? words) => words,
            _ => value.ToJsonString(),
        };

    /// <summary>Means over blocks of steps, so that long runs stay readable; steps without a number are left out.</summary>
    private static (double[] Times, double[] Means) Averaged(IReadOnlyList<double> values)
    {
        int block = Math.Max(1, (values.Count + MostPoints - 1) / MostPoints);
        int count = (values.Count + block - 1) / block;
        var times = new double[count];
        var means = new double[count];
        for (int k = 0; k < count; k++)
        {
            double[] finite = [.. values.Skip(k * block).Take(block).Where(double.IsFinite)];
            times[k] = (k * block) + (0.5 * (block - 1));
            // A zero has no place on a logarithmic axis.
            means[k] = finite.Length > 0 && finite.Average() > 0 ? finite.Average() : double.NaN;
        }
        return (times, means);
    }
}
