// A graph that is replaced in mid-stream: AdaCGP follows sample by sample, notices the change and forgets.
//
//   dotnet build -c Release
//   dotnet fsi examples/02-track-a-changing-graph.fsx
#load "gsp.fsx"

open System.IO
open Gsp.FSharp
open Gsp.Topology

let stream = Random.seed 2UL
let change = 2000

let make name =
    PublishedProcesses.Create(PublishedFamily.Random(), 15, Random.split name stream)

let before, after = make "before", make "after"

let samples =
    ProcessSimulator
        .Simulate(
            [| struct (0, before); struct (change, after) |],
            Random.split "noise" stream,
            ProcessSimulationOptions(Samples = 4000)
        )
        .Samples

let truth time =
    (if time < change then before else after).ShiftOperator()

let course =
    samples.EnumerateRows()
    |> Seq.map (fun row -> row.ToArray())
    |> Topology.follow samples.ColumnCount
    |> Seq.mapi (fun time (estimator, update) ->
        if update.Changed then
            printfn $"sample {time}: the graph changed"

        if time % 50 = 49 then
            Some(float time, TopologyScores.Compare(truth time, estimator.ShiftOperator()))
        else
            None)
    |> Seq.choose id
    |> Seq.toArray

for time, score in course |> Array.filter (fun (time, _) -> int time % 500 = 499) do
    printfn $"sample {time}: {score}"

let folder = Path.Combine(__SOURCE_DIRECTORY__, "..", "out", "examples")
Directory.CreateDirectory folder |> ignore

Chart.Line(course |> Array.map fst, course |> Array.map (fun (_, score) -> score.F1))
|> Chart.withTitle "The graph changes at sample 2000"
|> Chart.withXAxisTitle "sample"
|> Chart.withYAxisTitle "F1 of the edges"
|> Figure.save (Path.Combine(folder, "02-tracking.html"))
