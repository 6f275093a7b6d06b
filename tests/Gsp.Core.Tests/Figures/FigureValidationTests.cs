using Gsp.Figures;
using Xunit;

namespace Gsp.Core.Tests.Figures;

public sealed class FigureValidationTests
{
    private static readonly LineTrace Line = new([1, 2, 3]);

    public static TheoryData<string, Action> Mistakes =>
        new()
        {
            { "y holds 1 values; expected 2", () => _ = new LineTrace([1, 2], [1]) },
            { "Lower holds 1 values; expected 3", () => Figure.Of(Line with { Lower = [1], Upper = [1, 2, 3] }) },
            { "a band needs both", () => Figure.Of(Line with { Upper = [1, 2, 3] }) },
            { "Opacity is 0", () => Figure.Of(Line with { Opacity = 0 }) },
            { "Width is -1", () => Figure.Of(Line with { Width = -1 }) },
            { "Values holds 1 values; expected 2", () => Figure.Of(new ScatterTrace([1, 2], [1, 2]) { Values = [1] }) },
            { "Colours needs Values", () => Figure.Of(new ScatterTrace([1], [1]) { Colours = new() }) },
            {
                "minimum must be smaller",
                () =>
                    Figure.Of(
                        new HeatMapTrace(new double[2, 2])
                        {
                            Colours = new() { Minimum = 1, Maximum = 1 },
                        }
                    )
            },
            { "values is 0 x 3", () => _ = new HeatMapTrace(new double[0, 3]) },
            {
                "RowPositions must increase",
                () => Figure.Of(new HeatMapTrace(new double[2, 1]) { RowPositions = [1, 1] })
            },
            {
                "ColumnPositions[1] is NaN",
                () => Figure.Of(new HeatMapTrace(new double[1, 2]) { ColumnPositions = [1, double.NaN] })
            },
            { "x[1] is NaN", () => _ = new GraphTrace([0, double.NaN], [0, 0], []) },
            { "edge 0 is", () => _ = new GraphTrace([0, 1], [0, 1], [new(0, 2)]) },
            {
                "matrix' rows holds 3 values; expected 2",
                () => _ = GraphTrace.FromAdjacency([0, 1], [0, 1], new double[3, 2])
            },
            {
                "Labels holds 1 values; expected 2",
                () => Figure.Of(new GraphTrace([0, 1], [0, 1], []) { Labels = ["a"] })
            },
            { "u holds 1 values; expected 2", () => _ = new QuiverTrace([1, 2], [1, 2], [1], [1, 2]) },
            { "named twice", () => _ = new BarTrace(["a", "a"], [1, 2]) },
            {
                "samples holds 1 values; expected 2",
                () =>
                    _ = new BoxTrace(
                        ["a", "b"],
                        [
                            [1.0],
                        ]
                    )
            },
            { "not both", () => Figure.Of(new HistogramTrace([1, 2]) { Bins = 3, BinEdges = [0, 1] }) },
            {
                "estimate's rows holds 3 values; expected 2",
                () => _ = new SupportMapTrace(new double[2, 2], new double[3, 2])
            },
            {
                "entry [1, 0] is missing",
                () =>
                    _ = new SupportMapTrace(
                        new double[2, 1],
                        new[,]
                        {
                            { 0.0 },
                            { double.NaN },
                        }
                    )
            },
            {
                "triangles must name vertices 0 to 1",
                () =>
                    _ = new SurfaceTrace(
                        new double[2, 3],
                        new[,]
                        {
                            { 0, 1, 2 },
                        }
                    )
            },
            { "each vertex holds 2 values; expected 3", () => _ = new SurfaceTrace(new double[2, 2], new int[0, 3]) },
            { "at least one panel", () => _ = new Figure { Panels = [] } },
            { "only figures of one panel", () => Figure.Combine(Figure.Of(Line).AddPanel(new Panel())) },
            {
                "limits must be greater than zero",
                () => Figure.Of(Line).WithYAxis("y", scale: AxisScale.Log).WithYRange(0, 1).ToSvg()
            },
            { "minimum must be smaller than its maximum", () => Figure.Of(Line).WithXRange(2, 1).ToSvg() },
            {
                "one tick label",
                () => Figure.Of(Line).MapPanels(p => p with { X = new() { TickLabels = ["a"] } }).ToSvg()
            },
            { "leaves no room", () => Figure.Of(Line).WithXAxis("x").WithYAxis("y").WithSize(45, 45).ToSvg() },
            {
                "must agree on its scale",
                () =>
                    (
                        Figure.Grid(2, Figure.Of(Line), Figure.Of(Line).WithXAxis("x", scale: AxisScale.Log)) with
                        {
                            ShareX = AxisSharing.All,
                        }
                    ).ToSvg()
            },
            {
                "an image needs linear axes",
                () => Figure.Of(new ImageTrace(new double[2, 2])).WithXAxis("x", scale: AxisScale.Log).ToSvg()
            },
            { "ends in '.pdf'", () => Figure.Of(Line).Save("figure.pdf") },
        };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void AMistakeIsNamed(string part, Action mistake) =>
        Assert.Contains(part, Assert.ThrowsAny<ArgumentException>(mistake).Message);

    [Fact]
    public void ArraysAreCopied()
    {
        double[] y = [1, 2, 3];
        Figure figure = Figure.Of(new LineTrace(y));
        string before = figure.ToSvg();
        y[1] = 100;
        Assert.Equal(before, figure.ToSvg());
    }

    [Fact]
    public void VerbsLeaveTheOriginalAlone()
    {
        Figure figure = Figure.Of(Line);
        string before = figure.ToSvg();
        _ = figure
            .WithTitle("t")
            .Add(Line)
            .WithXAxis("x")
            .WithHorizontalLine(1)
            .WithSize(300, 200)
            .AddPanel(new Panel());
        Assert.Equal(before, figure.ToSvg());
        Assert.Equal("Figure '': 1 panel(s), 1 trace(s)", figure.ToString());
    }

    [Fact]
    public void ANameHasOneColourInEveryPanel()
    {
        Figure grid = Figure.Grid(
            2,
            Figure.Of(new LineTrace([1, 2]) { Name = "a" }, new LineTrace([2, 1]) { Name = "b" }),
            Figure.Of(new LineTrace([2, 1]) { Name = "b" }, new LineTrace([3, 1]))
        );
        FigureModel model = new(grid);
        Assert.Equal(model.Panels[0].Seats[1].Colour, model.Panels[1].Seats[0].Colour);
        Assert.Equal(3, model.Panels.SelectMany(p => p.Seats).Select(s => s.Colour).Distinct().Count());
    }

    [Fact]
    public void SupportCountsByHand()
    {
        SupportMapTrace map = new(
            new[,]
            {
                { 1.0, 0 },
                { 2, 0 },
            },
            new[,]
            {
                { 0.5, 0.1 },
                { 0, 0 },
            }
        );
        Assert.Equal((1, 1, 1), (map.TruePositives, map.FalsePositives, map.FalseNegatives));
    }
}
