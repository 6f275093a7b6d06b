// Who influences whom? Simulates a process on a known graph, learns the graph from the samples alone, scores and draws it.
//
//   dotnet build -c Release
//   dotnet fsi examples/01-learn-a-graph.fsx
#load "gsp.fsx"

open System.IO
open Gsp.FSharp
open Gsp.Topology

let stream = Random.seed 1UL
let family = PublishedFamily.KRegular()
let cgp = PublishedProcesses.Create(family, 20, Random.split "process" stream)

let samples =
    ProcessSimulator.Simulate(cgp, Random.split "noise" stream, ProcessSimulationOptions(Samples = 2000)).Samples

let fit = samples |> Topology.automatic |> Fit.orThrow
printfn $"{fit}"
printfn $"{Topology.score (cgp.ShiftOperator()) fit}"

let folder = Path.Combine(__SOURCE_DIRECTORY__, "..", "out", "examples")
Directory.CreateDirectory folder |> ignore

fit
|> Figure.adjacency
|> Figure.title "The learned shift operator"
|> Figure.save (Path.Combine(folder, "01-graph.html"))

Figure.support (cgp.ShiftOperator()) (Fit.shiftOperator fit)
|> Figure.title "Found, missed and invented edges"
|> Figure.save (Path.Combine(folder, "01-support.html"))
