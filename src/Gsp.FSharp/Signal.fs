namespace Gsp.FSharp

open System
open MathNet.Numerics.LinearAlgebra
open Gsp.Files
open Gsp.Signals

[<AutoOpen>]
module Units =
    [<Measure>]
    type Hz

    [<Measure>]
    type s

[<RequireQualifiedAccess>]
module Signal =
    let private order = 4

    let readCsv (path: string) = Csv.Read path

    let values (table: NumericTable) = table.Values

    let writeCsv (path: string) (values: Matrix<float>) = Csv.Write(path, values)

    let zScore (recording: Matrix<float>) =
        (Standardisation.ZScore recording).Values

    let detrend (recording: Matrix<float>) = Detrend.Polynomial(recording, 1)

    let difference (order: int) (recording: Matrix<float>) = Detrend.Difference(recording, order)

    let zeroPhase (filter: IFilter) (recording: Matrix<float>) =
        Filtering.ApplyZeroPhase(filter, recording, Nullable())

    let causal (filter: IFilter) (recording: Matrix<float>) = Filtering.Apply(filter, recording)

    let bandPass (low: float<Hz>, high: float<Hz>) (sampleRate: float<Hz>) recording =
        zeroPhase (ButterworthDesign.BandPass(order, float low, float high, float sampleRate)) recording

    let lowPass (cutoff: float<Hz>) (sampleRate: float<Hz>) recording =
        zeroPhase (ButterworthDesign.LowPass(order, float cutoff, float sampleRate)) recording

    let highPass (cutoff: float<Hz>) (sampleRate: float<Hz>) recording =
        zeroPhase (ButterworthDesign.HighPass(order, float cutoff, float sampleRate)) recording

    let notch (frequency: float<Hz>) (sampleRate: float<Hz>) recording =
        zeroPhase (ButterworthDesign.Notch(float frequency, 30.0, float sampleRate)) recording
