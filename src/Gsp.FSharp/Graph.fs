[<RequireQualifiedAccess>]
module Gsp.FSharp.Graph

open System
open Gsp.Graphs
open Gsp.Numerics
open Gsp.Random
open Gsp.Topology
open MathNet.Numerics.LinearAlgebra

let private spanOf (values: float array) = ReadOnlySpan<float> values

let undirected (weights: Matrix<float>) = Graph.Undirected weights

let directed (weights: Matrix<float>) = Graph.Directed weights

let private make directed nodes edges =
    let edges =
        edges
        |> Seq.map (fun (source, target, weight) -> GraphEdge(source, target, weight))

    Graph.FromEdges(nodes, edges, directed)

let ofEdges nodes edges = make false nodes edges

let ofDirectedEdges nodes edges = make true nodes edges

let weights (graph: Graph) = graph.ToMatrix()

let edges (graph: Graph) =
    graph.EnumerateEdges()
    |> Seq.map (fun edge -> edge.Source, edge.Target, edge.Weight)
    |> Seq.toArray

let withNames (names: string array) (graph: Graph) = graph.WithNames names

let withCoordinates (positions: Matrix<float>) (graph: Graph) = graph.WithCoordinates positions

let symmetrise (rule: Symmetrisation) (graph: Graph) = graph.Symmetrise rule

let relabel (order: int array) (graph: Graph) = graph.Relabel(ReadOnlySpan<int> order)

[<RequireQualifiedAccess>]
module Make =
    let path nodes = GraphGenerators.Path nodes

    let ring nodes = GraphGenerators.Ring nodes

    let grid rows columns = GraphGenerators.Grid(rows, columns)

    let erdosRenyi nodes probability stream =
        GraphGenerators.ErdosRenyi(nodes, probability, stream)

    let regular nodes degree stream =
        GraphGenerators.RandomRegular(nodes, degree, stream)

    let barabasiAlbert nodes attachments stream =
        GraphGenerators.BarabasiAlbert(nodes, attachments, stream)

    let wattsStrogatz nodes neighbours rewiring stream =
        GraphGenerators.WattsStrogatz(nodes, neighbours, rewiring, stream)

    let community nodes communities inside between stream =
        GraphGenerators.Community(nodes, communities, inside, between, stream)

    let sensor nodes stream =
        GraphGenerators.RandomSensor(nodes, stream)

    let nearest neighbours points =
        NeighbourGraphs.KNearest(points, neighbours)

    let withinRadius radius points =
        NeighbourGraphs.WithinRadius(points, radius)

let laplacian (graph: Graph) = GraphShifts.Laplacian graph

let shift kind (graph: Graph) = GraphShifts.Shift(graph, kind)

let fourier shift = FourierBasis.Of shift

let gft (basis: FourierBasis) signal = basis.Transform(spanOf signal)

let igft (basis: FourierBasis) coefficients = basis.Inverse(spanOf coefficients)

let private kernelOf (kernel: float -> float) = GraphKernel("kernel", kernel)

let filter (basis: FourierBasis) kernel signal =
    (kernelOf kernel).Filter(basis, spanOf signal)

let filterFast (shift: GraphShift) order kernel signal =
    let bound = shift.EstimateLargestEigenvalue().UpperBound
    ChebyshevFilter.Of(kernelOf kernel, bound, order).Filter(shift, spanOf signal)

let polynomial (coefficients: float array) (shift: GraphShift) signal =
    PolynomialFilter(coefficients).Filter(shift, spanOf signal)

let totalVariation (graph: Graph) signal =
    GraphVariation.TotalVariation(graph, spanOf signal)

let dirichletEnergy (graph: Graph) signal =
    GraphVariation.DirichletEnergy(graph, spanOf signal)

let private resultOf (denoised: DenoisedSignal) =
    match denoised.Status with
    | IterationStatus.Converged -> Ok denoised.Signal
    | _ -> Error(string denoised)

let smooth strength (graph: Graph) noisy =
    GraphDenoising.Tikhonov(graph, spanOf noisy, strength) |> resultOf

let denoise strength (graph: Graph) noisy =
    GraphDenoising.TotalVariation(graph, spanOf noisy, strength) |> resultOf

let cluster clusters stream (graph: Graph) =
    SpectralClustering.Cluster(graph, clusters, stream).Labels

let layout stream (graph: Graph) =
    graph.WithCoordinates(GraphLayout.Spring(graph, stream))

let processOn order radius stream (graph: Graph) =
    let coefficients = FilterCoefficients.HigherOrder(order, stream)
    CausalGraphProcess(graph.ToMatrix(), coefficients).ScaledToRadius radius

let simulate samples (stream: RandomStream) (cgp: CausalGraphProcess) =
    if cgp.IsStable then
        Ok(ProcessSimulator.Simulate(cgp, stream, ProcessSimulationOptions(Samples = samples)).Samples)
    else
        Error(string cgp)
