// A network learns a curve from noisy samples. The samples are made up here; put your own arrays in their place, one row an example.
//
//   dotnet build -c Release
//   dotnet fsi examples/05-train-a-network.fsx
#load "gsp.fsx"

open System.IO
open Gsp.FSharp

let random = Random.seed 1UL
let noise = Random.split "noise" random |> Random.normal 400

let inputs =
    Array2D.init 400 1 (fun i _ -> 6.0 * float ((i * 89) % 400) / 400.0 - 3.0)

let targets =
    Array2D.init 400 1 (fun i _ -> sin (2.0 * inputs[i, 0]) + 0.1 * noise[i])

use space = Network.workspace ()

let network =
    Network.create space (Random.split "weights" random) [
        Network.linear 1 64
        Network.relu
        Network.linear 64 64
        Network.relu
        Network.linear 64 1
    ]

let result =
    network
    |> Network.trainWith
        Network.squaredError
        3e-3
        (Gsp.Networks.TrainerOptions(Steps = System.Nullable 1000L))
        (Random.split "run" random)
        inputs
        targets

printfn $"{result}"

let folder = Path.Combine(__SOURCE_DIRECTORY__, "..", "out", "examples")
network |> Network.save (Path.Combine(folder, "05-network.safetensors"))

let grid = Array2D.init 300 1 (fun i _ -> 6.0 * float i / 299.0 - 3.0)
let curve = network |> Network.predict grid

Chart.Line(Array.init 300 (fun i -> grid[i, 0]), Array.init 300 (fun i -> curve[i, 0]))
|> Chart.withTitle $"After {result.Steps} steps"
|> Chart.withXAxisTitle "input"
|> Chart.withYAxisTitle "output"
|> Figure.save (Path.Combine(folder, "05-network.html"))
