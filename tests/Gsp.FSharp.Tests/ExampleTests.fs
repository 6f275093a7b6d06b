module Gsp.FSharp.Tests.ExampleTests

open System
open System.Diagnostics
open System.IO
open Xunit
open Gsp.Testing

/// Runs a program in the checkout and hands back its exit code and what it printed.
let private run (program: string) (arguments: string list) =
    let start = ProcessStartInfo(program, arguments)
    start.WorkingDirectory <- Repository.Root
    start.RedirectStandardOutput <- true
    start.RedirectStandardError <- true
    use running = Process.Start start |> Option.ofObj |> Option.get
    let errors = running.StandardError.ReadToEndAsync()
    let output = running.StandardOutput.ReadToEnd()
    running.WaitForExit()
    running.ExitCode, output + errors.Result

let private script (name: string) (expected: string) =
    if not (File.Exists(Path.Combine(Repository.Root, "src/Gsp.FSharp/bin/Release/net10.0/Gsp.FSharp.dll"))) then
        Assert.Skip "the scripts load the Release build: dotnet build -c Release"

    let code, output = run "dotnet" [ "fsi"; "--quiet"; Path.Combine("examples", name) ]
    Assert.True((code = 0), output)
    Assert.Contains(expected, output, StringComparison.Ordinal)

[<Fact>]
let ``01 learns a graph and draws it`` () =
    script "01-learn-a-graph.fsx" "F1"
    Assert.True(File.Exists(Path.Combine(Repository.Root, "out/examples/01-graph.html")))

[<Fact>]
let ``02 notices that the graph changes`` () =
    script "02-track-a-changing-graph.fsx" "the graph changed"

[<Fact>]
let ``03 compares methods`` () =
    script "03-compare-methods.fsx" "pruned least squares"

[<Fact>]
let ``04 finds the beats of a table`` () =
    script "04-own-recording.fsx" "24 beats, 72 a minute"
    Assert.True(File.Exists(Path.Combine(Repository.Root, "out/examples/04-beats.html")))

[<Fact>]
let ``05 trains a network on a table`` () =
    script "05-train-a-network.fsx" "Finished after 1000 steps"
    Assert.True(File.Exists(Path.Combine(Repository.Root, "out/examples/05-network.html")))

[<Theory>]
[<InlineData("LearnAGraph.cs", "adacgp")>]
[<InlineData("TrainANetwork.cs", "Finished after 1000 steps")>]
let ``the C# examples run as files`` (name: string, expected: string) =
    let code, output = run "dotnet" [ "run"; Path.Combine("examples", "csharp", name) ]

    Assert.True((code = 0), output)
    Assert.Contains(expected, output, StringComparison.Ordinal)
