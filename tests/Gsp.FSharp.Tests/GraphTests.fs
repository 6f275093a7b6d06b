module Gsp.FSharp.Tests.GraphTests

open Gsp.FSharp
open Gsp.Graphs
open Xunit

let private signal nodes seed = Random.seed seed |> Random.normal nodes

[<Fact>]
let ``transform and inverse pipe`` () =
    let basis = Graph.Make.ring 12 |> Graph.laplacian |> Graph.fourier
    let x = signal 12 1UL
    let back = x |> Graph.gft basis |> Graph.igft basis
    Array.iter2 (fun (a: float) b -> Assert.Equal(a, b, 1e-12)) x back

[<Fact>]
let ``a fast filter agrees with the exact one`` () =
    let shift = Random.seed 2UL |> Graph.Make.sensor 30 |> Graph.laplacian
    let kernel x = exp (-0.5 * x)
    let x = signal 30 3UL
    let exact = x |> Graph.filter (Graph.fourier shift) kernel
    let fast = x |> Graph.filterFast shift 30 kernel
    Array.iter2 (fun (a: float) b -> Assert.Equal(a, b, 1e-10)) exact fast

[<Fact>]
let ``edges go in and out as triples`` () =
    let triples = [| 0, 1, 2.0; 1, 2, 3.0 |]
    Assert.Equal<(int * int * float) array>(triples, triples |> Graph.ofDirectedEdges 3 |> Graph.edges)
    Assert.Equal(3.0, (triples |> Graph.ofEdges 3 |> Graph.weights)[1, 2])

[<Fact>]
let ``denoising lowers the variation`` () =
    let graph = Graph.Make.grid 5 5
    let noisy = signal 25 4UL

    for method in [ Graph.smooth 2.0; Graph.denoise 0.5 ] do
        match method graph noisy with
        | Ok x -> Assert.True(Graph.totalVariation graph x < Graph.totalVariation graph noisy)
        | Error message -> Assert.Fail message

[<Fact>]
let ``a process on a graph is simulated and an unstable one is an error`` () =
    let stream = Random.seed 5UL
    let graph = stream |> Random.split "graph" |> Graph.Make.community 20 2 0.9 0.05
    let stable = graph |> Graph.processOn 3 0.8 (stream |> Random.split "h")
    Assert.Equal(0.8, stable.CompanionRadius, 1e-6)

    match stable |> Graph.simulate 50 (stream |> Random.split "noise") with
    | Ok samples -> Assert.Equal((50, 20), (samples.RowCount, samples.ColumnCount))
    | Error message -> Assert.Fail message

    let unstable =
        Gsp.Topology.CausalGraphProcess(Graph.weights graph, Gsp.Topology.FilterCoefficients.FirstLagOnly 1)

    Assert.True(unstable |> Graph.simulate 50 stream |> Result.isError)
    Assert.Equal(20, (graph |> Graph.cluster 2 stream).Length)
    Assert.Equal(2, (graph |> Graph.layout stream).CoordinateDimension)
    Assert.True((graph |> Graph.shift ShiftKind.NormalisedLaplacian).IsSymmetric)
