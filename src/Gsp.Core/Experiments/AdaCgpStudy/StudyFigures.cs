using Gsp.Figures;
using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Experiments;

/// <summary>The figures of the study's report.</summary>
internal static class StudyFigures
{
    private static readonly string[] Variants = ["P1-DB", "P1-ADB", "P2-DB", "P2-ADB"];

    /// <summary>Running errors, NMSE(W) and F1 against the step, one column a family.</summary>
    public static Figure Convergence(StudyResult result)
    {
        var panels = new List<Panel>();
        (string Title, AxisScale Scale, Func<StudyCourse, double[]> Values)[] rows =
        [
            ("E_{ψ}", AxisScale.Log, c => c.Prediction),
            ("E_{h}", AxisScale.Log, c => c.CoefficientPrediction),
            ("NMSE(W)", AxisScale.Log, c => c.Shift),
            ("F1", AxisScale.Linear, c => c.F1),
        ];
        foreach ((string title, AxisScale scale, Func<StudyCourse, double[]> values) in rows)
        {
            foreach (string family in PublishedTables.Families)
            {
                panels.Add(
                    new Panel
                    {
                        Title = title == rows[0].Title ? family : "",
                        X = new Axis { Title = title == "F1" ? "step" : "" },
                        Y = new Axis { Title = family == "RANDOM" ? title : "", Scale = scale },
                        Traces =
                        [
                            .. Variants
                                .Select(v => (Name: v, Course: CourseOf(result, v, family)))
                                .Where(v => v.Course is not null)
                                .Select(v => new LineTrace(v.Course!.Steps, Positive(values(v.Course), scale))
                                {
                                    Name = v.Name,
                                }),
                        ],
                    }
                );
            }
        }
        return new Figure
        {
            Panels = panels,
            Columns = 4,
            Width = 1100,
            Height = 900,
            Title = "Convergence of the reference runs, seed 1",
        };
    }

    /// <summary>True graph, mean estimate and support map, one row a family.</summary>
    public static Figure Maps(StudyResult result)
    {
        var panels = new List<Panel>();
        foreach (string family in PublishedTables.Families)
        {
            Matrix<double> truth = result.Truths[family];
            Matrix<double>[] estimates =
            [
                .. result.Published.Where(s => s.Method == "P1-DB" && s.Family == family).Select(s => s.Estimate),
            ];
            Matrix<double> mean = estimates.Aggregate((a, b) => a + b) / estimates.Length;
            Matrix<double> corrected = result
                .Comparison.First(s => s.Method == StudyMethods.Corrected && s.Family == family)
                .Estimate;
            panels.Add(Heat($"{family}: true W", truth));
            panels.Add(Heat("mean of P1-DB", mean));
            panels.Add(Support("support, P1-DB seed 1", truth, estimates[0]));
            panels.Add(Support("support, corrected seed 1", truth, corrected));
        }
        return new Figure
        {
            Panels = panels,
            Columns = 4,
            Width = 1150,
            Height = 1150,
            Title = "Graphs found",
        };
    }

    /// <summary>P_M against P_FA of every method.</summary>
    public static Figure Detection(StudyResult result)
    {
        var panels = new List<Panel>();
        foreach (string family in PublishedTables.Families)
        {
            var traces = new List<Trace>();
            foreach (string method in result.Published.Select(s => s.Method).Distinct())
            {
                MethodScore[] rows = [.. result.Published.Where(s => s.Method == method && s.Family == family)];
                traces.Add(
                    new ScatterTrace([.. rows.Select(s => s.FalseAlarm)], [.. rows.Select(s => s.Miss)])
                    {
                        Name = method,
                    }
                );
            }
            MethodScore[] ours =
            [
                .. result.Comparison.Where(s => s.Method == StudyMethods.Corrected && s.Family == family),
            ];
            traces.Add(
                new ScatterTrace([.. ours.Select(s => s.FalseAlarm)], [.. ours.Select(s => s.Miss)])
                {
                    Name = StudyMethods.Corrected,
                    Marker = Marker.Diamond,
                    MarkerSize = 9,
                    Colour = Rgb.Parse("#000000"),
                }
            );
            panels.Add(
                new Panel
                {
                    Title = family,
                    X = new Axis
                    {
                        Title = "P_{FA}",
                        Minimum = -0.04,
                        Maximum = 1.04,
                    },
                    Y = new Axis
                    {
                        Title = family == "RANDOM" ? "P_{M}" : "",
                        Minimum = -0.04,
                        Maximum = 1.04,
                    },
                    Traces = traces,
                }
            );
        }
        return new Figure
        {
            Panels = panels,
            Columns = 4,
            Width = 1150,
            Height = 400,
            Title = "Missed edges against false alarms, one point a seed",
        };
    }

    /// <summary>NMSE(W) of the compared methods as box plots.</summary>
    public static Figure Boxes(IReadOnlyList<MethodScore> rows, string title)
    {
        string[] methods = [.. rows.Select(r => r.Method).Distinct()];
        var panels = new List<Panel>();
        foreach (string family in PublishedTables.Families)
        {
            panels.Add(
                new Panel
                {
                    Title = family,
                    Y = new Axis { Title = "NMSE(W)", Scale = AxisScale.Log },
                    Traces =
                    [
                        new BoxTrace(
                            methods,
                            [
                                .. methods.Select(m =>
                                    (IReadOnlyList<double>)
                                        [.. rows.Where(r => r.Method == m && r.Family == family).Select(r => r.Shift)]
                                ),
                            ]
                        ),
                    ],
                }
            );
        }
        return new Figure
        {
            Panels = panels,
            Columns = 2,
            Width = 1000,
            Height = 820,
            Title = title,
        };
    }

    /// <summary>NMSE(W) and F1 around the change of the graph.</summary>
    public static Figure Tracking(TrackingResult tracking) =>
        new()
        {
            Panels =
            [
                new Panel
                {
                    X = new Axis { Title = "sample" },
                    Y = new Axis { Title = "NMSE(W)", Scale = AxisScale.Log },
                    Traces = [.. tracking.Courses.Select(c => new LineTrace(c.Steps, c.Shift) { Name = c.Name })],
                    ReferenceLines =
                    [
                        new ReferenceLine(Orientation.Vertical, tracking.Change) { Label = "graph changes" },
                    ],
                },
                new Panel
                {
                    X = new Axis { Title = "sample" },
                    Y = new Axis
                    {
                        Title = "F1",
                        Minimum = 0,
                        Maximum = 1.02,
                    },
                    Traces = [.. tracking.Courses.Select(c => new LineTrace(c.Steps, c.F1) { Name = c.Name })],
                    ReferenceLines =
                    [
                        new ReferenceLine(Orientation.Vertical, tracking.Change),
                        new ReferenceLine(Orientation.Horizontal, 0.9),
                    ],
                },
            ],
            Columns = 2,
            Width = 1100,
            Height = 420,
            Title = "A graph that changes",
        };

    /// <summary>E_h against the number of edges as the penalty moves.</summary>
    public static Figure Sweep(IReadOnlyList<SweepPoint> points, IReadOnlyDictionary<string, Matrix<double>> truths)
    {
        var panels = new List<Panel>();
        foreach (string family in PublishedTables.Families)
        {
            SweepPoint[] own = [.. points.Where(p => p.Family == family && p.Edges > 0).OrderBy(p => p.Edges)];
            panels.Add(
                new Panel
                {
                    Title = family,
                    X = new Axis { Title = "edges found", Scale = AxisScale.Log },
                    Y = new Axis { Title = family == "RANDOM" ? "E_{h}" : "" },
                    Traces =
                    [
                        new LineTrace(
                            [.. own.Select(p => (double)p.Edges)],
                            [.. own.Select(p => p.Score.CoefficientPrediction)]
                        )
                        {
                            Name = "P1-ADB",
                            Marker = Marker.Circle,
                        },
                    ],
                    ReferenceLines =
                    [
                        new ReferenceLine(Orientation.Vertical, truths[family].Enumerate().Count(w => w != 0))
                        {
                            Label = "true",
                        },
                    ],
                }
            );
        }
        return new Figure
        {
            Panels = panels,
            Columns = 4,
            Width = 1150,
            Height = 360,
            Title = "Prediction error against sparsity",
        };
    }

    /// <summary>The searches: errors of the support against the forecast error that the settings are chosen by.</summary>
    public static Figure Search(StudyResult result)
    {
        var panels = new List<Panel>();
        foreach (string family in PublishedTables.Families)
        {
            var traces = new List<Trace>();
            foreach (AdaCgpPath path in new[] { AdaCgpPath.Path1, AdaCgpPath.Path2 })
            {
                ReferenceSearch.Trial[] own = [.. result.Search.Where(t => t.Family == family && t.Path == path)];
                traces.Add(
                    new ScatterTrace(
                        [.. own.Select(t => t.Score.Forecast)],
                        [.. own.Select(t => t.Score.Miss + t.Score.FalseAlarm)]
                    )
                    {
                        Name = FormattableString.Invariant($"P{(int)path}-DB"),
                    }
                );
            }
            panels.Add(
                new Panel
                {
                    Title = family,
                    X = new Axis { Title = "forecast NMSE" },
                    Y = new Axis { Title = family == "RANDOM" ? "P_{M} + P_{FA}" : "" },
                    Traces = traces,
                }
            );
        }
        return new Figure
        {
            Panels = panels,
            Columns = 4,
            Width = 1150,
            Height = 360,
            Title = "Trials of the search",
        };
    }

    /// <summary>Milliseconds a step against the number of nodes.</summary>
    public static Figure Complexity(IReadOnlyList<ComplexityPoint> points) =>
        new()
        {
            Panels =
            [
                new Panel
                {
                    X = new Axis { Title = "nodes", Scale = AxisScale.Log },
                    Y = new Axis
                    {
                        Title = "time of a step",
                        Unit = "ms",
                        Scale = AxisScale.Log,
                    },
                    Traces =
                    [
                        .. points
                            .GroupBy(p => p.Estimator)
                            .Select(g => new LineTrace(
                                [.. g.Select(p => (double)p.Nodes)],
                                [.. g.Select(p => p.Milliseconds)]
                            )
                            {
                                Name = g.Key,
                                Marker = Marker.Circle,
                            }),
                    ],
                },
            ],
            Width = 620,
            Height = 420,
            Title = "Cost of a step on this machine, one thread",
        };

    private static StudyCourse? CourseOf(StudyResult result, string method, string family) =>
        result.Published.FirstOrDefault(s => s.Method == method && s.Family == family && s.Course is not null)?.Course;

    private static double[] Positive(double[] values, AxisScale scale) =>
        scale == AxisScale.Linear ? values : [.. values.Select(v => v > 0 ? v : double.NaN)];

    private static Panel Heat(string title, Matrix<double> matrix) =>
        new() { Title = title, Traces = [new HeatMapTrace(matrix.ToArray())] };

    private static Panel Support(string title, Matrix<double> truth, Matrix<double> estimate) =>
        new() { Title = title, Traces = [new SupportMapTrace(truth.ToArray(), estimate.ToArray())] };
}
