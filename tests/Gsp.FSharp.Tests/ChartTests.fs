module Gsp.FSharp.Tests.ChartTests

open System
open System.IO
open MathNet.Numerics.LinearAlgebra
open Xunit
open Gsp.Figures
open Gsp.FSharp

let private x = [| 0.0..0.5..10.0 |]

[<Fact>]
let ``a pipeline makes the figure that C# makes`` () =
    let ours =
        Chart.combine [
            Chart.Line(x, Array.map exp x, Name = "e", Color = "#d55e00")
            Chart.Scatter(x, Array.map exp x, Name = "points", Marker = Marker.Square)
        ]
        |> Chart.withTitle "growth"
        |> Chart.withXAxisTitle "t"
        |> Chart.withYLog
        |> Chart.withVerticalLine (3.0, Label = "change")

    let theirs =
        Figure
            .Of(
                LineTrace(x, Array.map exp x, Name = "e", Colour = Nullable(Rgb.Parse "#d55e00")),
                ScatterTrace(x, Array.map exp x, Name = "points", Marker = Marker.Square)
            )
            .WithTitle("growth")
            .WithXAxis("t")
            .WithYScale(AxisScale.Log)
            .WithVerticalLine(3.0, "change")

    Assert.Equal(theirs.ToSvg(), Figure.toSvg ours)

[<Fact>]
let ``every chart is written`` () =
    let w = array2D [ [ 0.0; 0.5; 0.0 ]; [ -1.0; 0.0; 0.0 ]; [ 0.0; 2.0; 0.0 ] ]

    let charts = [
        Chart.Line(x, x, Lower = Array.map (fun v -> v - 1.0) x, Upper = Array.map ((+) 1.0) x)
        Chart.Scatter(x, x, Values = x)
        Chart.Heatmap(w, ShowValues = true)
        Chart.Histogram(x, Bins = 4)
        Chart.Box([ "a", x; "b", Array.map sqrt x ], Points = BoxPoints.All)
        Chart.Bar([ "a", 1.0; "b", 3.0 ], Horizontal = true)
        Chart.Graph([ 0.0; 1.0; 0.5 ], [ 0.0; 0.0; 1.0 ], w, Labels = [ "p"; "q"; "r" ], NodeValues = [ 1.0; 2.0; 3.0 ])
        Chart.Quiver(x, x, Array.map sin x, Array.map cos x)
    ]

    for chart in charts do
        Assert.StartsWith("<svg", Figure.toSvg chart)

    let path =
        Path.Combine(Directory.CreateTempSubdirectory("gsp-chart").FullName, "all.html")

    charts |> Chart.grid 3 |> Chart.withSize (1000.0, 900.0) |> Figure.save path
    let page = File.ReadAllText path
    Assert.Contains("\"type\":\"heatmap\"", page)
    Assert.Equal(8, page.Split("<g class=\"panel\">").Length - 1)

[<Fact>]
let ``a matrix, its graph and its support`` () =
    let truth = Matrix<float>.Build.DenseOfArray(array2D [ [ 0.0; 1.0 ]; [ 0.0; 0.0 ] ])

    let estimate =
        Matrix<float>.Build.DenseOfArray(array2D [ [ 0.0; 0.8 ]; [ 0.1; 0.0 ] ])

    let figure =
        Figure.Grid(
            3,
            Figure.matrix truth |> Figure.title "true W",
            Figure.graph [| 0.0, 0.0; 1.0, 1.0 |] truth |> Figure.title "graph",
            Figure.support truth estimate |> Figure.title "support"
        )
        |> Figure.title "two nodes"
        |> Figure.subtitle "one edge"

    let svg = Figure.toSvg figure
    Assert.Contains("false positive", svg)
    Assert.DoesNotContain("false negative", svg)
    Assert.Contains(">two nodes</text>", svg)
    Assert.Contains(">one edge</text>", svg)
