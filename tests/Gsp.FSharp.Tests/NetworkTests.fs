module Gsp.FSharp.Tests.NetworkTests

open System
open System.IO
open Xunit
open Gsp.FSharp
open Gsp.Networks

let private inputs = Array2D.init 200 2 (fun i j -> sin (float (i * (7 + 4 * j))))

let private targets =
    Array2D.init 200 1 (fun i _ -> inputs[i, 0] * inputs[i, 1] + 0.5 * inputs[i, 0])

let private layers = [ Network.linear 2 16; Network.relu; Network.linear 16 1 ]

let private meanSquare (predicted: float[,]) =
    Seq.init 200 (fun i -> (predicted[i, 0] - targets[i, 0]) ** 2.0) |> Seq.average

[<Fact>]
let ``a network learns and keeps what it learnt in a file`` () =
    use space = Network.workspace ()
    let random = Random.seed 1UL
    let network = Network.create space (Random.split "layers" random) layers
    let before = network |> Network.predict inputs |> meanSquare

    let result =
        network |> Network.train 1e-2 40 (Random.split "run" random) inputs targets

    Assert.Equal(TrainingStatus.Finished, result.Status)
    let after = network |> Network.predict inputs
    Assert.True(meanSquare after < 0.05 * before, $"{before} to {meanSquare after}")

    let path =
        Path.Combine(Path.GetTempPath(), $"gsp-network-{Guid.NewGuid():N}.safetensors")

    try
        network |> Network.save path
        let other = Network.create space (Random.seed 2UL) layers
        other |> Network.load path
        Assert.Equal<float[,]>(after, other |> Network.predict inputs)

        let wider =
            Network.create space random [ Network.linear 2 17; Network.relu; Network.linear 17 1 ]

        Assert.Throws<ArgumentException>(fun () -> wider |> Network.load path) |> ignore
    finally
        File.Delete path

[<Fact>]
let ``the loss and the options are the caller's`` () =
    use space = Network.workspace ()

    let network =
        Network.create space (Random.seed 3UL) [
            Network.linear 2 4
            Network.activation (fun x -> x * x)
            Network.linear 4 1
        ]

    let options = TrainerOptions(Steps = Nullable 5L, BatchSize = 50)

    let loss predicted target =
        2.0 * Network.squaredError predicted target

    let result =
        network |> Network.trainWith loss 1e-3 options (Random.seed 4UL) inputs targets

    Assert.Equal(5L, result.Steps)
    Assert.Equal(5, result.Losses.Count)
