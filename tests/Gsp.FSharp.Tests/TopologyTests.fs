module Gsp.FSharp.Tests.TopologyTests

open System
open Xunit
open MathNet.Numerics.LinearAlgebra
open Gsp.FSharp
open Gsp.Topology

let private cgp =
    PublishedProcesses.Create(PublishedFamily.KRegular 1, 6, Random.seed 5UL |> Random.split "process")

let private samples =
    ProcessSimulator
        .Simulate(cgp, Random.seed 5UL |> Random.split "noise", ProcessSimulationOptions(Samples = 800))
        .Samples

[<Fact>]
let ``the pipeline is the C# learner`` () =
    let piped = samples |> Topology.automatic |> Fit.orThrow
    Assert.Equal(AdaCgpLearner().Fit(samples).ShiftOperator, Fit.shiftOperator piped)

[<Fact>]
let ``settings reach the estimator`` () =
    let fit = samples |> Topology.learn { AdaCgp.defaults with Order = 2 }
    Assert.Equal(2, fit.Order)

[<Fact>]
let ``a graph is found and its edges are listed strongest first`` () =
    let fit = samples |> Topology.automatic
    Assert.True((Topology.score (cgp.ShiftOperator()) fit).F1 > 0.9)
    let weights = fit |> Fit.edges |> Array.map (fun (_, _, weight) -> abs weight)
    Assert.Equal<float array>(Array.sortDescending weights, weights)

[<Fact>]
let ``following a stream gives the fit of the whole`` () =
    let estimator, _ =
        samples.EnumerateRows()
        |> Seq.map (fun row -> row.ToArray())
        |> Topology.follow 6
        |> Seq.last

    estimator.Settle()
    Assert.Equal((Topology.automatic samples).ShiftOperator, estimator.ShiftOperator())

[<Fact>]
let ``a status that forbids the numbers is an Error`` () =
    let constant = Matrix<float>.Build.Dense(50, 3, 1.0)

    match constant |> Topology.learnBy (Topology.vectorAutoregression 1) |> Fit.toResult with
    | Error message -> Assert.Contains("var", message, StringComparison.Ordinal)
    | Ok _ -> Assert.Fail "a constant recording determines nothing"

[<Fact>]
let ``z-scores have mean zero and deviation one`` () =
    let scored = Signal.zScore samples

    for column in scored.EnumerateColumns() do
        Assert.Equal(0.0, Seq.average column, 10)

[<Fact>]
let ``a zero-phase low-pass keeps a slow tone and removes a fast one`` () =
    let tone frequency =
        Matrix<float>.Build.Dense(1000, 1, fun t _ -> sin (2.0 * Math.PI * frequency * float t / 100.0))

    let power (m: Matrix<float>) =
        m.SubMatrix(200, 600, 0, 1).FrobeniusNorm()

    let low = Signal.lowPass 5.0<Hz> 100.0<Hz>
    Assert.Equal(1.0, power (low (tone 1.0)) / power (tone 1.0), 2)
    Assert.True(power (low (tone 30.0)) < 0.001 * power (tone 30.0))
