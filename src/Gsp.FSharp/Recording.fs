namespace Gsp.FSharp

open System
open MathNet.Numerics.LinearAlgebra
open Gsp.Recordings

[<RequireQualifiedAccess>]
module Recording =
    let readWfdb (record: string) = Wfdb.Read record

    let readEdf (path: string) = Edf.Read path

    let writeEdf (path: string) (recording: Recording) =
        Edf.Write(recording, path) |> List.ofSeq

    let readTable (rate: float<Hz>) (path: string) =
        SignalTable.Read(path, SignalTableOptions(Rate = Nullable(float rate)))

    let read (path: string) = RecordingFile.Read path

    let readAnnotations (path: string) = Wfdb.ReadAnnotations path |> List.ofSeq

    let channels (recording: Recording) = List.ofSeq recording.Channels

    let names (recording: Recording) = List.ofSeq recording.Names

    let rate (recording: Recording) = recording.Rate * 1.0<Hz>

    let select (names: string list) (recording: Recording) = recording.Select names

    let lead (name: string) (recording: Recording) = recording[name].Samples

    let slice (first: int) (last: int) (recording: Recording) =
        recording.Slice(int64 first, int64 last)

    let between (first: float<s>) (last: float<s>) (recording: Recording) =
        let sample (time: float<s>) =
            int64 (Math.Round(float time * recording.Rate))

        recording.Slice(sample first, sample last)

    let toMatrix (recording: Recording) = recording.ToMatrix()

    let withMatrix (samples: Matrix<float>) (recording: Recording) = recording.WithMatrix samples

    let annotations (recording: Recording) = List.ofSeq recording.Annotations

    let beats (recording: Recording) = QrsDetector.Detect recording

    let beatsBy (options: QrsOptions) (recording: Recording) = QrsDetector.Detect(recording, options)

    let delineate (recording: Recording) = Delineator.Delineate recording
