namespace Gsp.FSharp

open Gsp.Networks
open Gsp.Random

/// Networks in single precision: built of layers, trained on arrays, used, kept in files.
[<RequireQualifiedAccess>]
module Network =
    /// A layer that is still to be made: where, and from which random numbers.
    type Plan = Workspace<float32> -> RandomStream -> Layer<float32>

    /// A workspace on all processors; dispose of it when its networks are no longer needed.
    val workspace: unit -> Workspace<float32>

    /// x W^T + b, from a number of inputs to a number of outputs.
    val linear: inputs: int -> outputs: int -> Plan

    /// max(x, 0).
    val relu: Plan

    /// Any function of tensors without parameters.
    val activation: map: (Tensor<float32> -> Tensor<float32>) -> Plan

    /// The layers one after another; initial weights are drawn from the stream.
    val create: workspace: Workspace<float32> -> random: RandomStream -> layers: Plan list -> Sequential<float32>

    /// The mean squared difference.
    val squaredError: predicted: Tensor<float32> -> target: Tensor<float32> -> Tensor<float32>

    /// Trains by Adam with a loss of predictions and targets, one row an example; the network changes in place.
    val trainWith:
        loss: (Tensor<float32> -> Tensor<float32> -> Tensor<float32>) ->
        learningRate: float ->
        options: TrainerOptions ->
        random: RandomStream ->
        inputs: float[,] ->
        targets: float[,] ->
        network: Sequential<float32> ->
            TrainingResult

    /// Trains by Adam on the mean squared error for a number of epochs, in batches of 32.
    val train:
        learningRate: float ->
        epochs: int ->
        random: RandomStream ->
        inputs: float[,] ->
        targets: float[,] ->
        network: Sequential<float32> ->
            TrainingResult

    /// The outputs for inputs, one row an example.
    val predict: inputs: float[,] -> network: Sequential<float32> -> float[,]

    /// Writes the weights to a safetensors file.
    val save: path: string -> network: Sequential<float32> -> unit

    /// Reads the weights from a safetensors file; an error says what does not fit.
    val load: path: string -> network: Sequential<float32> -> unit
