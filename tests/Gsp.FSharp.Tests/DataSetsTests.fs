module Gsp.FSharp.Tests.DataSetsTests

open System
open System.IO
open Xunit
open Gsp.FSharp
open Gsp.Recordings
open Gsp.Testing

/// A folder of EDF files `p<patient>-<number>.edf`.
let private withFolder (patients: int) (check: string -> unit) =
    let root = Directory.CreateTempSubdirectory("gsp-fsharp-").FullName

    try
        for patient in 1..patients do
            for number in 1..2 do
                let samples = [| for t in 0..99 -> float (patient * number + t) |]
                let channel = Channel(Name = "II", Unit = "mV", Rate = 100.0, Samples = samples)
                let recording = Recording(Name = "r", Channels = [ channel ])
                Assert.Empty(Recording.writeEdf (Path.Combine(root, $"p{patient}-{number}.edf")) recording)

        check root
    finally
        Directory.Delete(root, true)

[<Fact>]
let ``any folder is a set that splits by patient`` () =
    withFolder 10 (fun root ->
        let set = root |> DataSets.folder (fun id -> id.Split('-')[0])
        Assert.Equal(20, (DataSets.records set).Length)

        let split =
            set |> DataSets.splitRandom (Random.seed 1UL) [ "training", 0.7; "test", 0.3 ]

        let patients name =
            split |> DataSets.part name |> List.map _.Patient |> List.distinct

        Assert.Equal((14, 6), ((DataSets.part "training" split).Length, (DataSets.part "test" split).Length))
        Assert.Empty(Set.intersect (Set.ofList (patients "training")) (Set.ofList (patients "test")))
        let recording = set |> DataSets.find "p2-1" |> DataSets.load
        Assert.Equal(100, (Recording.lead "II" recording).Length)
        Assert.Empty(DataSets.labels (DataSets.find "p2-1" set))
        Assert.Equal(2, (set |> DataSets.filter (fun entry -> entry.Patient = "p3") |> DataSets.records).Length)

        Assert.Throws<ArgumentException>(fun () -> DataSets.find "x" set |> ignore)
        |> ignore

        Assert.Throws<ArgumentException>(fun () ->
            set |> DataSets.splitRandom (Random.seed 1UL) [ "a", 0.7; "b", 0.7 ] |> ignore)
        |> ignore)

[<Fact>]
let ``PTB-XL splits by its folds`` () =
    let set =
        TestData.SharedOrSkip("data", "ptb-xl-mini")
        |> DataSets.ptbXlBy (PtbXlOptions(Table = "ptbxl_database_subset3028.csv"))

    let split =
        set
        |> DataSets.splitByFold [ "training", [ 1..8 ]; "validation", [ 9 ]; "test", [ 10 ] ]

    let expected = PtbXl.Split set

    for name in [ "training"; "validation"; "test" ] do
        Assert.Equal<string list>(
            [ for entry in expected[name].Records -> entry.Id ],
            split |> DataSets.part name |> List.map _.Id
        )

    Assert.Throws<ArgumentException>(fun () -> set |> DataSets.splitByFold [ "a", [ 1; 2 ]; "b", [ 2 ] ] |> ignore)
    |> ignore

[<Fact>]
let ``the other sets open as in C#`` () =
    let ludb = DataSets.ludb (TestData.SharedOrSkip("data", "ludb"))
    Assert.NotEmpty(DataSets.records ludb)
    Assert.NotEmpty((DataSets.records ludb).Head.Waves("II"))
