// The same samples, several methods, one table.
//
//   dotnet build -c Release
//   dotnet fsi examples/03-compare-methods.fsx
#load "gsp.fsx"

open Gsp.FSharp
open Gsp.Topology

let stream = Random.seed 3UL

let cgp =
    PublishedProcesses.Create(PublishedFamily.Random(), 15, Random.split "process" stream)

let samples =
    ProcessSimulator.Simulate(cgp, Random.split "noise" stream, ProcessSimulationOptions(Samples = 1500)).Samples

let methods = [
    "AdaCGP", Topology.automatic
    "pruned least squares", Topology.learnBy (Topology.prunedLeastSquares 3)
    "VAR(3)", Topology.learnBy (Topology.vectorAutoregression 3)
    "VAR + Granger", Topology.learnBy (Topology.granger 3)
    "adaptive lasso", Topology.learnBy Topology.adaptiveLasso
    "TIRSO", Topology.learnBy Topology.tirso
]

printfn "%-22s %8s %8s %8s %8s" "method" "NMSE(W)" "P_M" "P_FA" "F1"

for name, learn in methods do
    let score = samples |> learn |> Topology.score (cgp.ShiftOperator())
    printfn "%-22s %8.4f %8.3f %8.3f %8.3f" name score.Nmse score.MissProbability score.FalseAlarmProbability score.F1
