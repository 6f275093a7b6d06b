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

    let bandStop (low: float<Hz>, high: float<Hz>) (sampleRate: float<Hz>) recording =
        zeroPhase (ButterworthDesign.BandStop(order, float low, float high, float sampleRate)) recording

    let eachChannel (map: float[] -> float[]) (recording: Matrix<float>) = Filtering.EachChannel(recording, map)

    let median (window: int) recording =
        eachChannel (fun channel -> MedianFilter.Apply(channel, window)) recording

    let removeBaseline (sampleRate: float<Hz>) recording =
        eachChannel (fun channel -> MedianBaseline.Remove(channel, float sampleRate)) recording

    let resample (fromRate: float<Hz>) (toRate: float<Hz>) recording =
        let resampler =
            PolyphaseResampler.BetweenRates(
                float fromRate,
                float toRate,
                PolyphaseOptions(Border = ResamplingBorder.Mean)
            )

        eachChannel (fun channel -> resampler.Apply channel) recording

    let envelope recording =
        eachChannel (fun channel -> Hilbert.Envelope channel) recording

    let private segments (segment: float<s>) (sampleRate: float<Hz>) =
        SegmentOptions(Length = int (Math.Round(float segment * float sampleRate)))

    let welch segment (sampleRate: float<Hz>) (signal: float[]) =
        Welch.Power(signal, float sampleRate, segments segment sampleRate)

    let coherence segment (sampleRate: float<Hz>) (x: float[]) (y: float[]) =
        Welch.Coherence(x, y, float sampleRate, segments segment sampleRate)

    let spectrogram segment (sampleRate: float<Hz>) (signal: float[]) =
        Spectrogram.Compute(signal, float sampleRate, segments segment sampleRate)

    let wavelets (frequencies: float<Hz> list) (sampleRate: float<Hz>) (signal: float[]) =
        let scales =
            frequencies
            |> List.map (fun frequency -> ContinuousWavelet.ScaleOf(float frequency, float sampleRate))
            |> List.toArray

        ContinuousWavelet.Compute(signal, float sampleRate, scales)

    let stationary (wavelet: string) (levels: int) (signal: float[]) =
        StationaryWavelet.Compute(signal, OrthogonalWavelet.Named wavelet, levels)

    let denoise recording =
        eachChannel (fun channel -> WaveletDenoising.Apply channel) recording
