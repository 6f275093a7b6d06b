// Your own recording: a table with one column a channel. Here a small one is written first, two leads with drift and mains hum;
// put the name of yours in its place. It is filtered, searched for beats and drawn.
//
//   dotnet build -c Release
//   dotnet fsi examples/04-own-recording.fsx
#load "gsp.fsx"

open System
open System.IO
open Gsp.FSharp

let folder = Path.Combine(__SOURCE_DIRECTORY__, "..", "out", "examples")
Directory.CreateDirectory folder |> ignore
let table = Path.Combine(folder, "04-own.csv")

let rate = 250.0<Hz>

/// Height (mV), time after the R peak (s) and width (s) of the waves of a beat.
let waves = [
    0.12, -0.17, 0.025
    -0.1, -0.03, 0.01
    1.1, 0.0, 0.011
    -0.2, 0.03, 0.01
    0.3, 0.28, 0.05
]

let ecg (time: float) =
    // Beats at 0.4 s, 1.2333 s, ...: 72 a minute.
    let beat = Math.Round((time - 0.4) / (60.0 / 72.0))
    let sinceR = time - 0.4 - beat * (60.0 / 72.0)

    waves
    |> List.sumBy (fun (height, at, width) -> height * exp (-0.5 * ((sinceR - at) / width) ** 2.0))

do
    use file = new StreamWriter(table)
    file.WriteLine "I,II"
    file.WriteLine "mV,mV"

    for k in 0..4999 do
        let time = float k / float rate

        let drift, hum =
            0.3 * sin (2.0 * Math.PI * 0.2 * time), 0.05 * sin (2.0 * Math.PI * 50.0 * time)

        let text (value: float) =
            value.ToString("F4", Globalization.CultureInfo.InvariantCulture)

        file.WriteLine(text (0.6 * ecg time + drift + hum) + "," + text (ecg time - drift + hum))

let recording = Recording.readTable rate table
printfn $"{recording}"

let clean =
    recording
    |> Recording.toMatrix
    |> Signal.bandPass (0.5<Hz>, 40.0<Hz>) rate
    |> fun samples -> Recording.withMatrix samples recording

let found = Recording.beats clean
let seconds = float recording.Channels[0].Duration
printfn $"{found.Beats.Count} beats, {Math.Round(60.0 / Array.average found.Intervals)} a minute"

let lead = Recording.lead "II" clean
let times = Array.init lead.Length (fun k -> float k / float rate)

Chart.Line(times, lead)
|> Chart.withTitle $"Lead II, {seconds:F0} s, {found.Beats.Count} beats"
|> Chart.withXAxisTitle "time (s)"
|> Chart.withYAxisTitle "mV"
|> Figure.save (Path.Combine(folder, "04-beats.html"))
