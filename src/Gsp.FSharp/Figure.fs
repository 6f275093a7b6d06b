[<RequireQualifiedAccess>]
module Gsp.FSharp.Figure

open MathNet.Numerics.LinearAlgebra
open Gsp.Figures
open Gsp.Topology

let matrix (values: Matrix<float>) =
    Figure.Of(HeatMapTrace(values.ToArray())).WithXAxis("source").WithYAxis("target")

let adjacency (fit: TopologyFit) = matrix fit.ShiftOperator

let graph (positions: (float * float) array) (weights: Matrix<float>) =
    let x, y = Array.unzip positions
    Figure.Of(GraphTrace.FromAdjacency(x, y, weights.ToArray()))

let support (truth: Matrix<float>) (estimate: Matrix<float>) =
    Figure.Of(SupportMapTrace(truth.ToArray(), estimate.ToArray())).WithXAxis("source").WithYAxis("target")

let title text (figure: Figure) = figure.WithTitle(text, figure.Subtitle)

let subtitle text (figure: Figure) = figure.WithTitle(figure.Title, text)

let size width height (figure: Figure) = figure.WithSize(width, height)

let toSvg (figure: Figure) = figure.ToSvg()

let toHtml (figure: Figure) = figure.ToHtml()

let save path (figure: Figure) = figure.Save path
