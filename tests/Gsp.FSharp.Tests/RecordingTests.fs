module Gsp.FSharp.Tests.RecordingTests

open System
open System.IO
open Xunit
open Gsp.FSharp
open Gsp.Testing

/// Writes a table of two channels and reads it back at 100 Hz.
let private table () =
    let path = Path.Combine(Path.GetTempPath(), $"gsp-fsharp-{Guid.NewGuid():N}.csv")
    File.WriteAllText(path, "MLII,V1\nmV,mV\n1,5\n2,6\n3,nan\n4,8\n")

    try
        Recording.readTable 100.0<Hz> path
    finally
        File.Delete path

[<Fact>]
let ``channels are found by name and by lead`` () =
    let recording = table ()
    Assert.Equal<string list>([ "MLII"; "V1" ], Recording.names recording)
    Assert.Equal(100.0<Hz>, Recording.rate recording)
    Assert.Equal<float[]>([| 1.0; 2.0; 3.0; 4.0 |], Recording.lead "II" recording)
    Assert.Equal<string list>([ "V1" ], recording |> Recording.select [ "V1" ] |> Recording.names)
    Assert.Equal("mV", (Recording.channels recording).Head.Unit)
    Assert.Throws<ArgumentException>(fun () -> recording |> Recording.lead "aVR" |> ignore)

[<Fact>]
let ``parts and matrices keep names and rate`` () =
    let recording = table ()
    let part = recording |> Recording.between 0.01<s> 0.03<s>
    Assert.Equal<float[]>([| 2.0; 3.0 |], Recording.lead "II" part)
    Assert.Equal<float[]>(Recording.lead "V1" part, recording |> Recording.slice 1 3 |> Recording.lead "V1")
    let matrix = Recording.toMatrix recording
    Assert.Equal((4, 2), (matrix.RowCount, matrix.ColumnCount))
    let doubled = recording |> Recording.withMatrix (2.0 * matrix)
    Assert.Equal<float[]>([| 2.0; 4.0; 6.0; 8.0 |], Recording.lead "II" doubled)

    Assert.Throws<ArgumentException>(fun () ->
        recording |> Recording.withMatrix (matrix.SubMatrix(0, 4, 0, 1)) |> ignore)

[<Fact>]
let ``beats of a real record agree with its marks in number`` () =
    let record = TestData.SharedOrSkip("data", "wfdb-sample-data", "100.hea")

    let recording = Recording.readWfdb record |> Recording.between 0.0<s> 60.0<s>

    let marks =
        Recording.readAnnotations (record.Replace(".hea", ".atr", StringComparison.Ordinal))
        |> List.filter (fun mark -> mark.Sample < 21600L && (mark.Symbol = "N" || mark.Symbol = "A"))

    Assert.Empty(Recording.annotations recording)
    let beats = Recording.beats recording
    Assert.Equal(marks.Length, beats.Beats.Count)

    let pairs =
        Seq.zip (marks |> Seq.map (fun mark -> mark.Sample)) (beats.Beats |> Seq.map (fun beat -> beat.Sample))

    Assert.All(pairs, (fun (mark, beat) -> Assert.InRange(beat - mark, -27L, 27L)))
