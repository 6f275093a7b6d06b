namespace Gsp.FSharp

open Gsp.Figures

/// Charts with Plotly.NET's verbs: a capital makes a chart, `with` changes one in a pipeline. Every chart is a `Figure`.
/// Colours are written #rrggbb; left out, series take colour-blind-safe ones in turn. NaN is a missing value.
[<AbstractClass; Sealed>]
type Chart =
    /// A line through points; Lower and Upper make a band; Marker draws each point too.
    static member Line:
        x: float seq *
        y: float seq *
        ?Name: string *
        ?Color: string *
        ?Width: float *
        ?Dash: Dash *
        ?Marker: Marker *
        ?Lower: float seq *
        ?Upper: float seq ->
            Figure

    /// Points; Lower and Upper are the ends of vertical intervals, Values colours the points.
    static member Scatter:
        x: float seq *
        y: float seq *
        ?Name: string *
        ?Color: string *
        ?Marker: Marker *
        ?Size: float *
        ?Values: float seq *
        ?Lower: float seq *
        ?Upper: float seq ->
            Figure

    /// A matrix as coloured cells, row 0 at the top.
    static member Heatmap: z: float[,] * ?Colors: ColourScale * ?ShowValues: bool -> Figure

    /// How often values fall into bins.
    static member Histogram: values: float seq * ?Name: string * ?Color: string * ?Bins: int * ?Density: bool -> Figure

    /// Box plots, one a category.
    static member Box: samples: (string * float seq) seq * ?Name: string * ?Color: string * ?Points: BoxPoints -> Figure

    /// Bars, one a category; Horizontal lays them down.
    static member Bar:
        values: (string * float) seq *
        ?Name: string *
        ?Color: string *
        ?Horizontal: bool *
        ?Lower: float seq *
        ?Upper: float seq ->
            Figure

    /// A graph at given node positions; weights.[i, j] is the effect of node j on node i.
    static member Graph:
        x: float seq *
        y: float seq *
        weights: float[,] *
        ?Directed: bool *
        ?Labels: string seq *
        ?NodeValues: float seq *
        ?NodeColors: ColourScale ->
            Figure

    /// Arrows (u, v) at the points (x, y).
    static member Quiver:
        x: float seq * y: float seq * u: float seq * v: float seq * ?Name: string * ?Colors: ColourScale -> Figure

    /// Charts laid over each other in one panel; axes and titles are the first one's.
    static member combine: charts: Figure seq -> Figure

    /// Charts side by side, row by row; titles become panel titles.
    static member grid: columns: int -> ('charts -> Figure) when 'charts :> Figure seq

    /// The chart with a title.
    static member withTitle: title: string -> (Figure -> Figure)

    /// The chart with a title on every x axis.
    static member withXAxisTitle: title: string -> (Figure -> Figure)

    /// The chart with a title on every y axis.
    static member withYAxisTitle: title: string -> (Figure -> Figure)

    /// The chart with logarithmic x axes.
    static member withXLog: chart: Figure -> Figure

    /// The chart with logarithmic y axes.
    static member withYLog: chart: Figure -> Figure

    /// The chart with this range on every x axis.
    static member withXRange: minimum: float * maximum: float -> (Figure -> Figure)

    /// The chart with this range on every y axis.
    static member withYRange: minimum: float * maximum: float -> (Figure -> Figure)

    /// The chart with this width and height in CSS pixels.
    static member withSize: width: float * height: float -> (Figure -> Figure)

    /// The chart with its legend elsewhere.
    static member withLegend: placement: LegendPlacement -> (Figure -> Figure)

    /// The chart with a line at an x, and a text at its end.
    static member withVerticalLine: x: float * ?Label: string -> (Figure -> Figure)

    /// The chart with a line at a y, and a text at its end.
    static member withHorizontalLine: y: float * ?Label: string -> (Figure -> Figure)

    /// The chart with a text at a point.
    static member withAnnotation: x: float * y: float * text: string -> (Figure -> Figure)
