namespace Gsp.FSharp

open System
open System.Collections.Generic
open Gsp.Figures

module private Given =
    /// A list that a trace may do without.
    let list (items: 'a seq option) : IReadOnlyList<'a> | null =
        match items with
        | Some values -> Array.ofSeq values
        | None -> null

    let colour (text: string option) : Nullable<Rgb> =
        text |> Option.map Rgb.Parse |> Option.toNullable

    let scale (colours: ColourScale option) : ColourScale | null = Option.toObj colours

    let name (text: string option) = defaultArg text ""

[<AbstractClass; Sealed>]
type Chart =
    static member Line
        (
            x: float seq,
            y: float seq,
            ?Name: string,
            ?Color: string,
            ?Width: float,
            ?Dash: Dash,
            ?Marker: Marker,
            ?Lower: float seq,
            ?Upper: float seq
        ) =
        Figure.Of(
            LineTrace(
                Array.ofSeq x,
                Array.ofSeq y,
                Name = Given.name Name,
                Colour = Given.colour Color,
                Width = defaultArg Width 1.6,
                Dash = Option.toNullable Dash,
                Marker = defaultArg Marker Gsp.Figures.Marker.None,
                Lower = Given.list Lower,
                Upper = Given.list Upper
            )
        )

    static member Scatter
        (
            x: float seq,
            y: float seq,
            ?Name: string,
            ?Color: string,
            ?Marker: Marker,
            ?Size: float,
            ?Values: float seq,
            ?Lower: float seq,
            ?Upper: float seq
        ) =
        Figure.Of(
            ScatterTrace(
                Array.ofSeq x,
                Array.ofSeq y,
                Name = Given.name Name,
                Colour = Given.colour Color,
                Marker = defaultArg Marker Gsp.Figures.Marker.Circle,
                MarkerSize = defaultArg Size 6.0,
                Values = Given.list Values,
                Lower = Given.list Lower,
                Upper = Given.list Upper
            )
        )

    static member Heatmap(z: float[,], ?Colors: ColourScale, ?ShowValues: bool) =
        Figure.Of(HeatMapTrace(z, Colours = Given.scale Colors, ShowValues = defaultArg ShowValues false))

    static member Histogram(values: float seq, ?Name: string, ?Color: string, ?Bins: int, ?Density: bool) =
        Figure.Of(
            HistogramTrace(
                Array.ofSeq values,
                Name = Given.name Name,
                Colour = Given.colour Color,
                Bins = Option.toNullable Bins,
                Density = defaultArg Density false
            )
        )

    static member Box(samples: (string * float seq) seq, ?Name: string, ?Color: string, ?Points: BoxPoints) =
        let categories, values = samples |> Array.ofSeq |> Array.unzip

        let lists: IReadOnlyList<float> array = values |> Array.map (fun v -> Array.ofSeq v)

        Figure.Of(
            BoxTrace(
                categories,
                lists,
                Name = Given.name Name,
                Colour = Given.colour Color,
                Points = defaultArg Points BoxPoints.Outliers
            )
        )

    static member Bar
        (
            values: (string * float) seq,
            ?Name: string,
            ?Color: string,
            ?Horizontal: bool,
            ?Lower: float seq,
            ?Upper: float seq
        ) =
        let categories, ends = values |> Array.ofSeq |> Array.unzip

        Figure.Of(
            BarTrace(
                categories,
                ends,
                Name = Given.name Name,
                Colour = Given.colour Color,
                Orientation =
                    (if defaultArg Horizontal false then
                         Orientation.Horizontal
                     else
                         Orientation.Vertical),
                Lower = Given.list Lower,
                Upper = Given.list Upper
            )
        )

    static member Graph
        (
            x: float seq,
            y: float seq,
            weights: float[,],
            ?Directed: bool,
            ?Labels: string seq,
            ?NodeValues: float seq,
            ?NodeColors: ColourScale
        ) =
        let xs, ys = Array.ofSeq x, Array.ofSeq y
        let directed = defaultArg Directed true
        let bare = GraphTrace.FromAdjacency(xs, ys, weights, directed)

        Figure.Of(
            GraphTrace(
                xs,
                ys,
                bare.Edges,
                Directed = directed,
                Labels = Given.list Labels,
                NodeValues = Given.list NodeValues,
                NodeColours = Given.scale NodeColors
            )
        )

    static member Quiver(x: float seq, y: float seq, u: float seq, v: float seq, ?Name: string, ?Colors: ColourScale) =
        Figure.Of(
            QuiverTrace(
                Array.ofSeq x,
                Array.ofSeq y,
                Array.ofSeq u,
                Array.ofSeq v,
                Name = Given.name Name,
                Colours = Given.scale Colors
            )
        )

    static member combine(charts: Figure seq) = Figure.Combine(Array.ofSeq charts)

    static member grid<'charts when 'charts :> Figure seq>(columns: int) =
        fun (charts: 'charts) -> Figure.Grid(columns, Array.ofSeq charts)

    static member withTitle(title: string) =
        fun (chart: Figure) -> chart.WithTitle(title, chart.Subtitle)

    static member withXAxisTitle(title: string) =
        fun (chart: Figure) -> chart.WithXAxis title

    static member withYAxisTitle(title: string) =
        fun (chart: Figure) -> chart.WithYAxis title

    static member withXLog(chart: Figure) = chart.WithXScale AxisScale.Log

    static member withYLog(chart: Figure) = chart.WithYScale AxisScale.Log

    static member withXRange(minimum: float, maximum: float) =
        fun (chart: Figure) -> chart.WithXRange(minimum, maximum)

    static member withYRange(minimum: float, maximum: float) =
        fun (chart: Figure) -> chart.WithYRange(minimum, maximum)

    static member withSize(width: float, height: float) =
        fun (chart: Figure) -> chart.WithSize(width, height)

    static member withLegend(placement: LegendPlacement) =
        fun (chart: Figure) -> chart.WithLegend placement

    static member withVerticalLine(x: float, ?Label: string) =
        fun (chart: Figure) -> chart.WithVerticalLine(x, Given.name Label)

    static member withHorizontalLine(y: float, ?Label: string) =
        fun (chart: Figure) -> chart.WithHorizontalLine(y, Given.name Label)

    static member withAnnotation(x: float, y: float, text: string) =
        fun (chart: Figure) -> chart.WithAnnotation(Annotation(x, y, text))
