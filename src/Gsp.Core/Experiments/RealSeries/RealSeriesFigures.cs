using Gsp.Figures;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Experiments;

/// <summary>One figure a set.</summary>
internal static class RealSeriesFigures
{
    private const int StrongestEdges = 150;
    private const double LargestShown = 1.6;

    /// <summary>Forecast errors with intervals beside the learned graph on its map.</summary>
    public static Figure OfSeries(RealSeries series, IReadOnlyList<SeriesRow> rows, string drawn)
    {
        Matrix<double> w = rows.First(row => row.Method == drawn).Operator!;
        Panel graph = series.Positions is null ? Operator(series, w) : Map(series, w);
        return new Figure
        {
            Title = series.Title,
            Subtitle =
                $"{series.Nodes.Count} nodes; {series.TrainingRows} training and {series.Samples.RowCount - series.TrainingRows} held-out samples",
            Panels =
            [
                Errors(rows),
                graph with
                {
                    Title = $"{drawn}: " + (series.Positions is null ? "W" : "strongest pairs"),
                },
            ],
            Columns = 2,
            LetterPanels = true,
            Width = 1060,
            Height = 460,
        };
    }

    /// <summary>The areas under the ROC of all methods over the subjects.</summary>
    public static Figure OfNetSim(IReadOnlyList<NetSimRow> rows)
    {
        string[] names = [.. rows.Select(row => row.Method)];
        Panel Box(string title, string axis, Func<NetSimRow, IReadOnlyList<double>> values) =>
            new()
            {
                Title = title,
                Traces = [new BoxTrace(names, [.. rows.Select(values)])],
                Y = new Axis
                {
                    Title = axis,
                    Minimum = 0.2,
                    Maximum = 1,
                },
                ReferenceLines = [new ReferenceLine(Orientation.Horizontal, 0.5) { Label = "chance" }],
            };
        return new Figure
        {
            Title = "NetSim, simulation 3: recovery of the true graph from 200 samples",
            Subtitle = $"{rows[0].Directed.Count} subjects, 15 nodes; diagonal left out",
            Panels =
            [
                Box("directed edges", "area under the ROC", row => row.Directed),
                Box("joined pairs, either direction", "area under the ROC", row => row.Undirected),
                Box("true edges stronger the right way round", "fraction", row => row.Direction),
            ],
            Columns = 1,
            LetterPanels = true,
            Width = 1000,
            Height = 1240,
        };
    }

    /// <summary>The mean strength over subjects, and how errors spread over them.</summary>
    public static Figure OfImaging(
        IReadOnlyList<string> nodes,
        Matrix<double> mean,
        IReadOnlyList<(string Method, double[] Errors)> errors
    ) =>
        new()
        {
            Title = "Functional imaging: eight regions and the stimulus (I), nine subjects",
            Panels =
            [
                new Panel
                {
                    Title = "a-priori error of the held-out quarter, one point a subject",
                    Traces =
                    [
                        new BoxTrace(
                            [.. errors.Select(e => e.Method)],
                            [.. errors.Select(e => (IReadOnlyList<double>)e.Errors)]
                        )
                        {
                            Points = BoxPoints.All,
                        },
                    ],
                    Y = new Axis { Title = "squared error / power", Minimum = 0 },
                },
                Operator(nodes, mean) with
                {
                    Title = "AdaCGP: mean W over subjects",
                },
            ],
            Columns = 2,
            LetterPanels = true,
            Width = 1060,
            Height = 480,
        };

    /// <summary>Activation times with the net flow of the learned graph, and the forecast errors.</summary>
    public static Figure OfOptical(
        OpticalRecording recording,
        IReadOnlyList<SeriesRow> rows,
        NetFlow flow,
        double cosine
    )
    {
        double[] times = recording.ActivationFrames();
        var image = new double[recording.Rows, recording.Columns];
        for (int r = 0; r < recording.Rows; r++)
        {
            for (int c = 0; c < recording.Columns; c++)
            {
                image[r, c] = double.NaN;
            }
        }
        for (int i = 0; i < times.Length; i++)
        {
            image[recording.Cells[i] / recording.Columns, recording.Cells[i] % recording.Columns] = times[i];
        }
        IReadOnlyList<(double X, double Y)> at = recording.Series.Positions!;
        return new Figure
        {
            Title = "Optical mapping: flow of the learned graph over the activation of the first beat",
            Subtitle = FormattableString.Invariant(
                $"arrows run with the excitation (against the net flow); mean cosine with the activation gradient {cosine:0.00}"
            ),
            Panels =
            [
                new Panel
                {
                    Title = "activation (colour) and travel (arrows)",
                    Traces =
                    [
                        new HeatMapTrace(image) { Colours = new ColourScale { Title = "frame" } },
                        Arrows(at, flow),
                    ],
                    X = new Axis { Title = "column", Unit = "blocks of 4 pixels" },
                    Y = new Axis { Title = "row", Unit = "blocks of 4 pixels" },
                    EqualScale = true,
                },
                Errors(rows),
            ],
            Columns = 1,
            LetterPanels = true,
            Width = 860,
            Height = 1000,
        };
    }

    /// <summary>The travel as arrows of at most one block, so that a few strong nodes do not hide the others.</summary>
    private static QuiverTrace Arrows(IReadOnlyList<(double X, double Y)> at, NetFlow flow)
    {
        double[] lengths = [.. flow.U.Zip(flow.V, (u, v) => Math.Sqrt(u * u + v * v))];
        double typical = lengths.Order().ElementAt(lengths.Length * 3 / 4);
        double Shrink(double part, int i) => lengths[i] == 0 ? 0 : -part / Math.Max(lengths[i], typical);
        return new QuiverTrace(
            [.. at.Select(p => p.X)],
            [.. at.Select(p => p.Y)],
            [.. flow.U.Select(Shrink)],
            [.. flow.V.Select(Shrink)]
        )
        {
            Colour = Rgb.Parse("#ffffff"),
            Scale = 0.9,
        };
    }

    private static Panel Errors(IReadOnlyList<SeriesRow> rows)
    {
        SeriesRow[] shown = [.. rows.Where(row => row.Forecast is not null)];
        return new Panel
        {
            Title = "a-priori forecast error of the held-out part",
            Traces =
            [
                new BarTrace([.. shown.Select(row => row.Method)], [.. shown.Select(row => row.Forecast!.Nmse)])
                {
                    Orientation = Orientation.Horizontal,
                    Lower = [.. shown.Select(row => row.Forecast!.Low)],
                    Upper = [.. shown.Select(row => row.Forecast!.High)],
                },
            ],
            X = new Axis
            {
                Title = "squared error / power",
                Minimum = 0,
                // An over-fitted model must not squeeze the others into a corner; its bar runs out of the panel.
                Maximum = shown.Any(row => row.Forecast!.High > LargestShown) ? LargestShown : null,
            },
        };
    }

    private static Panel Map(RealSeries series, Matrix<double> w)
    {
        double[] x = [.. series.Positions!.Select(p => p.X)];
        double[] y = [.. series.Positions!.Select(p => p.Y)];
        List<Trace> traces = [];
        if (series.KnownGraph is Matrix<double> known)
        {
            IEnumerable<(int, int)> roads = Pairs(known).Select(p => (p.Row, p.Column));
            traces.Add(
                Lines(series.Positions!, roads) with
                {
                    Name = series.KnownGraphMeaning,
                    Colour = Rgb.Parse("#bdbdbd"),
                }
            );
        }
        IEnumerable<(int, int)> strongest = Pairs(GraphAgreement.Either(w))
            .OrderByDescending(p => p.Weight)
            .ThenBy(p => p.Row)
            .ThenBy(p => p.Column)
            .Take(StrongestEdges)
            .Select(p => (p.Row, p.Column));
        traces.Add(
            Lines(series.Positions!, strongest) with
            {
                Name = "learned",
                Colour = Rgb.Parse("#d55e00"),
                Width = 1.4,
            }
        );
        traces.Add(new ScatterTrace(x, y) { Colour = Rgb.Parse("#0072b2"), MarkerSize = 4 });
        return new Panel
        {
            Traces = traces,
            X = new Axis { Title = "longitude", Unit = "degrees" },
            Y = new Axis { Title = "latitude", Unit = "degrees" },
        };
    }

    /// <summary>Straight lines between pairs of nodes as one trace, parted by missing points.</summary>
    private static LineTrace Lines(IReadOnlyList<(double X, double Y)> at, IEnumerable<(int From, int To)> pairs)
    {
        List<double> x = [];
        List<double> y = [];
        foreach ((int from, int to) in pairs)
        {
            x.AddRange([at[from].X, at[to].X, double.NaN]);
            y.AddRange([at[from].Y, at[to].Y, double.NaN]);
        }
        return new LineTrace(x, y);
    }

    private static IEnumerable<(int Row, int Column, double Weight)> Pairs(Matrix<double> w) =>
        w.EnumerateIndexed(Zeros.AllowSkip)
            .Where(e => e.Item1 > e.Item2 && e.Item3 != 0)
            .Select(e => (e.Item1, e.Item2, e.Item3));

    private static Panel Operator(RealSeries series, Matrix<double> w) => Operator(series.Nodes, w);

    private static Panel Operator(IReadOnlyList<string> nodes, Matrix<double> w)
    {
        return Panel.Of(
            new HeatMapTrace(w.ToArray())
            {
                Colours = new ColourScale
                {
                    Map = ColourMap.BlueOrange,
                    Centre = 0,
                    Title = "weight",
                },
            }
        ) with
        {
            X = new Axis { Title = "source", Categories = nodes },
            Y = new Axis { Title = "target", Categories = nodes },
        };
    }
}
