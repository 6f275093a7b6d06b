using Gsp.Figures;
using Gsp.Random;

namespace Gsp.Core.Tests.Figures;

/// <summary>Figures, numbers and texts from a seed, nasty ones included.</summary>
internal static class RandomFigures
{
    private static readonly string[] Pieces =
    [
        "a",
        "W",
        "node 7",
        " ",
        "<script>alert(1)</script>",
        "&amp;",
        "&",
        "\"",
        "'",
        "]]>",
        "<!--",
        "E_{h}",
        "10^{-3}",
        "_{",
        "}",
        "µV",
        "‖W‖",
        "\u0000",
        "\u0007",
        "\uD800",
        "\uDC00",
        "\uFFFF",
        "🫀",
        "日本",
        "\n",
        "\t",
        "</svg>",
        "x_1",
        "very long label that goes on and on",
    ];

    private static readonly string[] PlainPieces = ["a", "W", "node 7", " ", "x", "µV", "10", "(mV)", "label"];

    private static readonly double[] Nasty =
    [
        0,
        -0.0,
        double.NaN,
        double.PositiveInfinity,
        double.NegativeInfinity,
        double.MaxValue,
        double.MinValue,
        double.Epsilon,
        1e-310,
        1e300,
        -1e300,
        1,
        1 + 1e-15,
        1e15,
        1e15 + 1,
        1e-15,
        -3,
        0.1,
    ];

    public static RandomStream Stream(ulong seed, string name) => new RandomStream(seed).Split(name);

    public static int Below(RandomStream stream, int n) => (int)(stream.NextUInt64() % (ulong)n);

    /// <summary>A text of random pieces; plain ones hold no markup and no control characters.</summary>
    public static string Text(ulong seed, string name, bool plain = false)
    {
        RandomStream stream = Stream(seed, name);
        string[] pieces = plain ? PlainPieces : Pieces;
        return string.Concat(Enumerable.Range(0, Below(stream, 8)).Select(_ => pieces[Below(stream, pieces.Length)]));
    }

    /// <summary>Numbers: tame, nasty, or all alike, by the stream.</summary>
    public static double[] Numbers(RandomStream stream, int count)
    {
        int kind = Below(stream, 4);
        double scale = Math.Pow(10, Below(stream, 13) - 6);
        double same = stream.NextNormal() * scale;
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(_ =>
                    kind == 0 ? Nasty[Below(stream, Nasty.Length)]
                    : kind == 1 ? same
                    : kind == 2 ? Math.Exp(3 * stream.NextNormal()) * scale
                    : stream.NextNormal() * scale
                ),
        ];
    }

    public static double[] Finite(RandomStream stream, int count) =>
        [.. Numbers(stream, count).Select(v => double.IsFinite(v) ? v : 2)];

    /// <summary>A figure of one to six panels with one to three traces of any kind each.</summary>
    public static Figure Make(ulong seed)
    {
        RandomStream stream = Stream(seed, "figure");
        int panels = 1 + Below(stream, 4);
        Figure figure = new()
        {
            Panels = [.. Enumerable.Range(0, panels).Select(_ => MakePanel(stream, seed))],
            Columns = 1 + Below(stream, 3),
            Title = Text(seed, "title"),
            Subtitle = Text(seed, "subtitle"),
            Legend = (LegendPlacement)Below(stream, 9),
            LetterPanels = Below(stream, 2) == 0,
        };
        return figure;
    }

    /// <summary>One trace of any kind.</summary>
    public static Trace MakeTrace(RandomStream stream, string name)
    {
        int n = Below(stream, 12);
        double[] x = Numbers(stream, n);
        double[] y = Numbers(stream, n);
        string[] categories = [.. Enumerable.Range(0, n).Select(i => $"c{i} {name[..Math.Min(3, name.Length)]}")];
        switch (Below(stream, 11))
        {
            case 0:
                return new LineTrace(x, y)
                {
                    Name = name,
                    Lower = Numbers(stream, n),
                    Upper = Numbers(stream, n),
                };
            case 1:
                return new LineTrace(x, y)
                {
                    Name = name,
                    Marker = (Marker)Below(stream, 10),
                    Dash = (Dash)Below(stream, 4),
                };
            case 2:
                return new ScatterTrace(x, y)
                {
                    Name = name,
                    Values = Numbers(stream, n),
                    Left = Numbers(stream, n),
                    Upper = Numbers(stream, n),
                };
            case 3:
                return new HeatMapTrace(Matrix(stream, 1 + n, 1 + Below(stream, 9)))
                {
                    ShowValues = Below(stream, 2) == 0,
                };
            case 4:
                (double[] gx, double[] gy) = (Finite(stream, n + 1), Finite(stream, n + 1));
                DrawnEdge[] edges =
                [
                    .. Enumerable
                        .Range(0, 2 * n)
                        .Select(_ => new DrawnEdge(Below(stream, n + 1), Below(stream, n + 1), stream.NextNormal())),
                ];
                return new GraphTrace(gx, gy, edges) { Labels = [.. Enumerable.Range(0, n + 1).Select(i => name + i)] };
            case 5:
                return new QuiverTrace(x, y, Numbers(stream, n), Numbers(stream, n)) { Name = name, Colours = new() };
            case 6:
                return new BoxTrace(categories, [.. categories.Select(_ => Numbers(stream, Below(stream, 9)))])
                {
                    Name = name,
                    Points = (BoxPoints)Below(stream, 3),
                };
            case 7:
                return new BarTrace(categories, y)
                {
                    Name = name,
                    Lower = Numbers(stream, n),
                    Orientation = (Orientation)Below(stream, 2),
                };
            case 8:
                return new HistogramTrace(x) { Name = name, Density = Below(stream, 2) == 0 };
            case 9:
                return new SurfaceTrace(
                    Vertices(stream),
                    new[,]
                    {
                        { 0, 1, 2 },
                        { 1, 2, 3 },
                    }
                )
                {
                    Values = Numbers(stream, 4),
                };
            default:
                return new ImageTrace(Matrix(stream, 1 + n, 1 + Below(stream, 9)));
        }
    }

    private static Panel MakePanel(RandomStream stream, ulong seed)
    {
        Trace[] traces =
        [
            .. Enumerable.Range(0, Below(stream, 4)).Select(i => MakeTrace(stream, Text(seed, $"name{i}"))),
        ];
        bool log =
            Below(stream, 3) == 0
            && traces.All(t => t is not (ImageTrace or SurfaceTrace))
            && traces.All(t => t.XCategories.Count + t.YCategories.Count == 0);
        double at = Finite(stream, 1)[0];
        return new Panel
        {
            Traces = traces,
            Title = Text(seed, "panel"),
            X = new Axis { Title = Text(seed, "x"), Scale = log ? AxisScale.Log : AxisScale.Linear },
            Y = new Axis
            {
                Title = Text(seed, "y"),
                Unit = "mV",
                Reversed = Below(stream, 3) == 0 ? true : null,
            },
            ReferenceLines =
            [
                new(Orientation.Vertical, at) { Label = Text(seed, "line") },
                new(Orientation.Horizontal, at),
            ],
            Annotations = [new(at, at, Text(seed, "note")) { Arrow = true }],
        };
    }

    private static double[,] Matrix(RandomStream stream, int rows, int columns)
    {
        double[] values = Numbers(stream, rows * columns);
        double[,] matrix = new double[rows, columns];
        Buffer.BlockCopy(values, 0, matrix, 0, sizeof(double) * values.Length);
        return matrix;
    }

    private static double[,] Vertices(RandomStream stream)
    {
        double[] values = Finite(stream, 12);
        double[,] vertices = new double[4, 3];
        Buffer.BlockCopy(values, 0, vertices, 0, sizeof(double) * 12);
        return vertices;
    }
}
