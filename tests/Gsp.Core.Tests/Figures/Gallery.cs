using Gsp.Figures;

namespace Gsp.Core.Tests.Figures;

/// <summary>One figure of every kind, from fixed numbers; what the golden and writer tests draw.</summary>
internal static class Gallery
{
    public static IReadOnlyDictionary<string, Func<Figure>> All { get; } =
        new SortedDictionary<string, Func<Figure>>(StringComparer.Ordinal)
        {
            ["lines"] = Lines,
            ["scatter"] = Scatter,
            ["heatmap"] = HeatMap,
            ["heatmap-large"] = LargeHeatMap,
            ["heatmap-values"] = HeatMapValues,
            ["image-quiver"] = ImageQuiver,
            ["graph"] = Graph,
            ["graph-weights"] = WeightedGraph,
            ["quiver"] = Quiver,
            ["boxes"] = Boxes,
            ["bars"] = Bars,
            ["bars-lying"] = LyingBars,
            ["histogram"] = Histogram,
            ["support"] = Support,
            ["surface"] = Surface,
            ["grid"] = Grid,
            ["topology"] = Topology,
            ["notes"] = Notes,
        };

    /// <summary>The small ones, compared byte for byte.</summary>
    public static IReadOnlyList<string> Golden { get; } =
    ["bars", "boxes", "graph", "heatmap-values", "notes", "support", "surface"];

    public static double[] Range(int count, double from, double to) =>
        [.. Enumerable.Range(0, count).Select(i => from + ((to - from) * i / Math.Max(1, count - 1)))];

    // Not the library's own streams: golden figures must not move when those do.
    private static IEnumerable<double> Uniform(string name)
    {
        uint state = name.Aggregate(2166136261u, (hash, c) => (hash ^ c) * 16777619u);
        while (true)
        {
            state = (state * 1664525u) + 1013904223u;
            yield return (state >> 8) / 16777216.0;
        }
    }

    // Twelve uniform numbers less six: nearly normal, and exact on every machine.
    private static double[] Normal(string name, int count)
    {
        double[] uniform = [.. Uniform(name).Take(12 * count)];
        return [.. Enumerable.Range(0, count).Select(i => uniform.AsSpan(12 * i, 12).ToArray().Sum() - 6)];
    }

    private static Figure Lines()
    {
        double[] x = Range(1200, 0, 6000);
        Trace Curve(string name, double speed, double floor)
        {
            double[] noise = Normal(name, x.Length);
            double[] y = [.. x.Select((t, i) => (floor + Math.Exp(-t / speed)) * Math.Exp(0.08 * noise[i]))];
            return new LineTrace(x, y)
            {
                Name = name,
                Lower = [.. y.Select(v => v * 0.75)],
                Upper = [.. y.Select(v => v * 1.35)],
            };
        }
        return Figure
            .Of(
                Curve("P1-DB", 500, 0.02),
                Curve("P1-ADB", 700, 0.03),
                Curve("P2-DB", 1000, 0.2),
                Curve("TIRSO", 300, 0.8)
            )
            .WithTitle("Convergence on Erdős–Rényi graphs", "median and interquartile range over 20 seeds, N = 50")
            .WithXAxis("iteration")
            .WithYAxis("NMSE(W)", scale: AxisScale.Log);
    }

    private static Figure Scatter()
    {
        double[] a = Normal("a", 60);
        double[] b = Normal("b", 60);
        double[] y = [.. a.Zip(b, (u, v) => (0.8 * u) + (0.4 * v))];
        return Figure
            .Of(
                new ScatterTrace(a, y)
                {
                    Values = [.. a.Zip(b, (u, v) => u * v)],
                    Colours = new() { Title = "product" },
                    Lower = [.. y.Select(v => v - 0.2)],
                    Upper = [.. y.Select(v => v + 0.2)],
                }
            )
            .WithXAxis("first difference", "mV")
            .WithYAxis("response E_{h}", "mV s^{-1}");
    }

    private static double[,] Sparse(int n, string name, double share = 0.12)
    {
        double[] uniform = [.. Uniform(name).Take(n * n)];
        double[] sizes = Normal(name + "-size", n * n);
        double[,] w = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                w[i, j] = i != j && uniform[(i * n) + j] < share ? sizes[(i * n) + j] : 0;
            }
        }
        return w;
    }

    private static Figure HeatMap()
    {
        double[,] w = Sparse(24, "map", 0.3);
        w[3, 4] = double.NaN;
        w[3, 5] = double.NaN;
        return Figure
            .Of(new HeatMapTrace(w) { Colours = new() { Title = "weight W_{ij}" } })
            .WithTitle("Estimated shift operator")
            .WithXAxis("source j")
            .WithYAxis("target i");
    }

    private static Figure LargeHeatMap()
    {
        double[,] z = new double[80, 120];
        for (int i = 0; i < 80; i++)
        {
            for (int j = 0; j < 120; j++)
            {
                z[i, j] = Math.Exp(-(((i - 40.0) * (i - 40)) + ((j - 50.0) * (j - 50))) / 600) * 3e-6;
            }
        }
        return Figure
            .Of(
                new HeatMapTrace(z)
                {
                    Colours = new() { Title = "power", Map = ColourMap.Cividis },
                }
            )
            .WithXAxis("frame")
            .WithYAxis("channel");
    }

    private static Figure HeatMapValues() =>
        Figure
            .Of(
                new HeatMapTrace(
                    new[,]
                    {
                        { 0.06, 0.02, 0.13, double.NaN },
                        { 0.07, 0.03, 0.25, 0.15 },
                        { 1.08, 1.07, 0.78, 1.42 },
                    }
                )
                {
                    ShowValues = true,
                    Colours = new()
                    {
                        Map = ColourMap.Blues,
                        Minimum = 0,
                        Title = "NMSE(W)",
                    },
                }
            )
            .MapPanels(p =>
                p with
                {
                    X = p.X with { Categories = ["RANDOM", "ER", "KR", "SBM"] },
                    Y = p.Y with { Categories = ["P1-DB", "P1-ADB", "TIRSO"] },
                }
            );

    private static Figure ImageQuiver()
    {
        double[,] image = new double[20, 26];
        List<double> x = [];
        List<double> y = [];
        List<double> u = [];
        List<double> v = [];
        for (int i = 0; i < 20; i++)
        {
            for (int j = 0; j < 26; j++)
            {
                (double dy, double dx) = (i - 9.5, j - 12.5);
                double r = Math.Sqrt((dx * dx) + (dy * dy));
                image[i, j] = r > 9.5 ? double.NaN : 0.75 + (0.25 * Math.Cos(r / 2));
                if (r < 9 && i % 2 == 0 && j % 2 == 0)
                {
                    x.Add(j);
                    y.Add(i);
                    u.Add(-dy / 9);
                    v.Add(dx / 9);
                }
            }
        }
        return Figure
            .Of(
                new ImageTrace(image) { Black = 0 },
                new QuiverTrace(x, y, u, v) { Colours = new() { Title = "net flow" } }
            )
            .WithTitle("Net flow at 50 µM")
            .WithXAxis("column")
            .WithYAxis("row");
    }

    private static (double[] X, double[] Y) Circle(int n) =>
        (
            [.. Enumerable.Range(0, n).Select(i => Math.Cos(2 * Math.PI * i / n))],
            [.. Enumerable.Range(0, n).Select(i => Math.Sin(2 * Math.PI * i / n))]
        );

    private static Figure Graph()
    {
        (double[] x, double[] y) = Circle(8);
        DrawnEdge[] edges =
        [
            new(0, 1, 1),
            new(1, 0, 0.4),
            new(2, 5, 0.9),
            new(3, 3, 0.5),
            new(4, 7, 0.2),
            new(6, 1, 0.7),
            new(7, 6, 1),
        ];
        return Figure
            .Of(
                new GraphTrace(x, y, edges)
                {
                    Labels = [.. Enumerable.Range(0, 8).Select(i => i == 2 ? "sensor 2" : $"{i}")],
                    NodeSizes = [16, 16, 16, 16, 16, 16, 16, 24],
                }
            )
            .WithTitle("A small directed graph");
    }

    private static Figure WeightedGraph()
    {
        (double[] x, double[] y) = Circle(30);
        return Figure.Of(
            GraphTrace.FromAdjacency(x, y, Sparse(30, "graph", 0.06)) with
            {
                NodeValues = Normal("nodes", 30),
                NodeColours = new() { Title = "out − in degree" },
            }
        );
    }

    private static Figure Quiver()
    {
        double[] x = [.. Enumerable.Range(0, 80).Select(i => (double)(i % 10))];
        double[] y = [.. Enumerable.Range(0, 80).Select(i => (double)(i / 10))];
        return Figure
            .Of(
                new QuiverTrace(x, y, [.. y.Select(v => Math.Cos(v / 2))], [.. x.Select(v => Math.Sin(v / 2))])
                {
                    Name = "velocity",
                }
            )
            .WithLegend(LegendPlacement.Top)
            .WithXAxis("x", "mm")
            .WithYAxis("y", "mm");
    }

    private static Figure Boxes()
    {
        string[] doses = ["0 µM", "10 µM", "30 µM", "50 µM", "80 µM"];
        double[] centre = [1.08, 0.91, 0.78, 0.67, 0.77];
        IReadOnlyList<double>[] Samples(string name, double factor) =>
            [
                .. centre.Select(
                    (c, i) =>
                        (IReadOnlyList<double>)[.. Normal(name + i, 40).Select(v => factor * c * (1 + (0.12 * v)))]
                ),
            ];
        return Figure
            .Of(
                new BoxTrace(doses, Samples("p1", 1)) { Name = "P1" },
                new BoxTrace(doses, Samples("p2", 0.35)) { Name = "P2" }
            )
            .WithTitle("Graph stability by dose")
            .WithXAxis("rotigaptide")
            .WithYAxis("‖W(t) − W(t+Δ)‖_{F}");
    }

    private static Figure Bars()
    {
        string[] families = ["RANDOM", "ER", "KR", "SBM"];
        return Figure
            .Of(
                new BarTrace(families, [0.06, 0.02, 0.13, 0.09])
                {
                    Name = "P1-DB",
                    Lower = [0.05, 0.015, 0.11, 0.05],
                    Upper = [0.07, 0.03, 0.15, 0.2],
                },
                new BarTrace(families, [0.04, 0.2, 0.33, 0.19])
                {
                    Name = "P2-DB",
                    Lower = [0.03, 0.18, 0.3, 0.17],
                    Upper = [0.05, 0.22, 0.36, 0.22],
                },
                new BarTrace(families, [0.21, double.NaN, 0.4, 0.31]) { Name = "VAR" }
            )
            .WithYAxis("NMSE(W)")
            .WithXAxis("graph family");
    }

    private static Figure LyingBars() =>
        Figure
            .Of(
                new BarTrace(
                    [
                        "pruned, refitted least squares",
                        "AdaCGP P1-DB",
                        "vector autoregression + Granger",
                        "TIRSO",
                        "graphical lasso",
                    ],
                    [0.012, 0.06, 1.86, 1.08, 1.72]
                )
                {
                    Orientation = Orientation.Horizontal,
                }
            )
            .WithXAxis("NMSE(W)", scale: AxisScale.Log);

    private static Figure Histogram() =>
        Figure
            .Of(new HistogramTrace(Normal("h", 2000)) { Name = "residual" })
            .WithXAxis("residual", "mV")
            .WithYAxis("count")
            .WithVerticalLine(0, "mean");

    private static Figure Support()
    {
        double[,] truth = Sparse(12, "truth", 0.2);
        double[,] estimate = (double[,])truth.Clone();
        (estimate[0, 3], estimate[7, 7], estimate[11, 2]) = (0.1, 0.2, 0.3);
        int dropped = 0;
        for (int i = 0; i < 12 && dropped < 3; i++)
        {
            for (int j = 0; j < 12 && dropped < 3; j++)
            {
                if (truth[i, j] != 0 && (i + j) % 3 == 0)
                {
                    estimate[i, j] = 0;
                    dropped++;
                }
            }
        }
        return Figure
            .Of(new SupportMapTrace(truth, estimate))
            .WithTitle("Support of W")
            .WithXAxis("source j")
            .WithYAxis("target i");
    }

    private static Figure Surface()
    {
        const int N = 9;
        double[,] vertices = new double[N * N, 3];
        double[] values = new double[N * N];
        List<int> triangles = [];
        for (int i = 0; i < N; i++)
        {
            for (int j = 0; j < N; j++)
            {
                (double x, double y) = ((i / 4.0) - 1, (j / 4.0) - 1);
                double z = 0.8 * (1 - (x * x)) * (1 - (y * y));
                (vertices[(i * N) + j, 0], vertices[(i * N) + j, 1], vertices[(i * N) + j, 2]) = (x, y, z);
                values[(i * N) + j] = z * 100;
                if (i > 0 && j > 0)
                {
                    int v = (i * N) + j;
                    triangles.AddRange([v, v - 1, v - N, v - 1, v - N - 1, v - N]);
                }
            }
        }
        int[,] corners = new int[triangles.Count / 3, 3];
        Buffer.BlockCopy(triangles.ToArray(), 0, corners, 0, sizeof(int) * triangles.Count);
        return Figure.Of(
            new SurfaceTrace(vertices, corners)
            {
                Values = values,
                Colours = new() { Title = "activation (ms)" },
            }
        );
    }

    private static Figure Grid()
    {
        double[] x = Range(60, 0, 10);
        Figure[] panels =
        [
            .. Enumerable
                .Range(0, 6)
                .Select(k =>
                    Figure
                        .Of(
                            new LineTrace(x, [.. x.Select(t => Math.Sin(t + k) * (k + 1))]) { Name = "measured" },
                            new LineTrace(x, [.. x.Select(t => Math.Cos(t * 0.9) * (k + 1))])
                            {
                                Name = "forecast",
                                Dash = Dash.Dashed,
                            }
                        )
                        .WithTitle($"lead {k + 1}")
                        .WithXAxis("time", "s")
                        .WithYAxis("potential", "mV")
                ),
        ];
        return Figure.Grid(3, panels) with
        {
            ShareX = AxisSharing.All,
            ShareY = AxisSharing.Lines,
            LetterPanels = true,
            Title = "Small multiples share axes and titles",
        };
    }

    private static Figure Topology()
    {
        double[,] truth = Sparse(20, "t");
        double[,] estimate = (double[,])truth.Clone();
        for (int i = 0; i < 20; i++)
        {
            estimate[i, (i * 7) % 20] += 0.3;
            estimate[i, (i * 3) % 20] *= 0.0;
        }
        ColourScale scale = new()
        {
            Minimum = -2,
            Maximum = 2,
            Map = ColourMap.BlueOrange,
        };
        return Figure.Grid(
            3,
            Figure
                .Of(new HeatMapTrace(truth) { Colours = scale with { ShowBar = false } })
                .WithTitle("true W")
                .WithXAxis("source")
                .WithYAxis("target"),
            Figure.Of(new HeatMapTrace(estimate) { Colours = scale }).WithTitle("estimate").WithXAxis("source"),
            Figure.Of(new SupportMapTrace(truth, estimate)).WithTitle("support").WithXAxis("source")
        );
    }

    private static Figure Notes() =>
        Figure
            .Of(
                new LineTrace([0, 1, 2, double.NaN, 4, 5, 6, double.NaN, 8], [1, 4, 2, 3, 5, 3, 4, 1, 2])
                {
                    Name = "forecast",
                    Marker = Marker.Circle,
                },
                new LineTrace([0, 8], [1.5e0, 4.5e0]) { Name = "trend", Dash = Dash.Dotted }
            )
            .WithTitle("Reference lines & <annotations>", "missing values leave gaps")
            .WithVerticalLine(3, "graph changes")
            .WithHorizontalLine(4.2, "oracle floor")
            .WithAnnotation(
                new(5, 3, "a remark")
                {
                    Arrow = true,
                    OffsetX = 20,
                    OffsetY = -30,
                }
            )
            .WithLegend(LegendPlacement.BottomRight)
            .WithXAxis("time", "s")
            .WithYAxis("E_{h}");
}
