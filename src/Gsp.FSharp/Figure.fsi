/// Figures as values: change them in a pipeline, save them at its end.
[<RequireQualifiedAccess>]
module Gsp.FSharp.Figure

open MathNet.Numerics.LinearAlgebra
open Gsp.Figures
open Gsp.Topology

/// The shift operator of a fit as a heat map, row 0 at the top, blue negative and orange positive.
val adjacency: fit: TopologyFit -> Figure

/// A matrix as a heat map, row 0 at the top; NaN is shown apart.
val matrix: values: Matrix<float> -> Figure

/// A graph at given node positions; weights.[i, j] is the effect of node j on node i, so that its arrow runs from j to i.
val graph: positions: (float * float) array -> weights: Matrix<float> -> Figure

/// Which entries of the true matrix the estimate found, missed and invented.
val support: truth: Matrix<float> -> estimate: Matrix<float> -> Figure

/// The figure with a title.
val title: text: string -> figure: Figure -> Figure

/// The figure with a second, paler line below its title.
val subtitle: text: string -> figure: Figure -> Figure

/// The figure with this width and height in CSS pixels (96 to the inch).
val size: width: float -> height: float -> figure: Figure -> Figure

/// The figure as an SVG document, the same text on every machine.
val toSvg: figure: Figure -> string

/// The figure as a page: readable offline, interactive where plotly.js can be loaded.
val toHtml: figure: Figure -> string

/// Writes the figure; the path's ending chooses between .svg, .html and .json (Plotly).
val save: path: string -> figure: Figure -> unit
