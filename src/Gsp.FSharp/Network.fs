namespace Gsp.FSharp

open System
open Gsp.Networks
open Gsp.Random

[<RequireQualifiedAccess>]
module Network =
    type Plan = Workspace<float32> -> RandomStream -> Layer<float32>

    let workspace () = new Workspace<float32>()

    let linear inputs outputs : Plan =
        fun space random -> Linear<float32>(space, inputs, outputs, random)

    let activation (map: Tensor<float32> -> Tensor<float32>) : Plan =
        fun space _ -> Activation<float32>(space, Func<_, _> map)

    let relu = activation (fun x -> Operations.Relu x)

    let create (workspace: Workspace<float32>) (random: RandomStream) (layers: Plan list) =
        let made =
            layers |> List.mapi (fun k plan -> plan workspace (random.Split(int64 k)))

        Sequential<float32>(List.toArray made)

    let squaredError (predicted: Tensor<float32>) (target: Tensor<float32>) =
        let difference = predicted - target
        Operations.Mean(difference * difference)

    let trainWith
        (loss: Tensor<float32> -> Tensor<float32> -> Tensor<float32>)
        learningRate
        (options: TrainerOptions)
        (random: RandomStream)
        (inputs: float[,])
        (targets: float[,])
        (network: Sequential<float32>)
        =
        use adam =
            new Adam<float32>(network.NamedParameters(), AdamOptions(LearningRate = learningRate))

        let data = ArrayDataset<float32>(network.Workspace, inputs, targets)

        let lossOf (batch: Examples<float32>) (_: RandomStream) =
            loss (network.Forward batch.Inputs) batch.Targets

        Trainer<float32, Examples<float32>>(network, adam, data, Func<_, _, _> lossOf, random, options).Run()

    let train learningRate epochs random inputs targets network =
        trainWith squaredError learningRate (TrainerOptions(Epochs = Nullable epochs)) random inputs targets network

    let predict (inputs: float[,]) (network: Sequential<float32>) = Prediction.Predict(network, inputs)

    let save (path: string) (network: Sequential<float32>) = network.Save path

    let load (path: string) (network: Sequential<float32>) = network.Load path |> ignore
