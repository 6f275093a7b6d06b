namespace Gsp.FSharp

open MathNet.Numerics.LinearAlgebra
open Gsp.Files
open Gsp.Signals

/// Units at the border: a rate in Hz cannot be given where seconds are meant.
[<AutoOpen>]
module Units =
    /// Hertz.
    [<Measure>]
    type Hz

    /// Seconds.
    [<Measure>]
    type s

/// Recordings as [time, node] matrices: reading, filtering, normalising.
[<RequireQualifiedAccess>]
module Signal =
    /// Reads a table of numbers: any separator, header or none, missing cells become NaN.
    val readCsv: path: string -> NumericTable

    /// The numbers of a table.
    val values: table: NumericTable -> Matrix<float>

    /// Writes a matrix as a table without header.
    val writeCsv: path: string -> values: Matrix<float> -> unit

    /// Every column less its mean, over its standard deviation; constant columns become zero.
    val zScore: recording: Matrix<float> -> Matrix<float>

    /// Every column less its straight line.
    val detrend: recording: Matrix<float> -> Matrix<float>

    /// Differences of an order along time.
    val difference: order: int -> recording: Matrix<float> -> Matrix<float>

    /// Zero-phase Butterworth band-pass of order 4.
    val bandPass: low: float<Hz> * high: float<Hz> -> sampleRate: float<Hz> -> recording: Matrix<float> -> Matrix<float>

    /// Zero-phase Butterworth low-pass of order 4.
    val lowPass: cutoff: float<Hz> -> sampleRate: float<Hz> -> recording: Matrix<float> -> Matrix<float>

    /// Zero-phase Butterworth high-pass of order 4.
    val highPass: cutoff: float<Hz> -> sampleRate: float<Hz> -> recording: Matrix<float> -> Matrix<float>

    /// Zero-phase notch at a mains frequency.
    val notch: frequency: float<Hz> -> sampleRate: float<Hz> -> recording: Matrix<float> -> Matrix<float>

    /// Zero-phase Butterworth band-stop of order 4.
    val bandStop: low: float<Hz> * high: float<Hz> -> sampleRate: float<Hz> -> recording: Matrix<float> -> Matrix<float>

    /// Any filter, forward and backward.
    val zeroPhase: filter: IFilter -> recording: Matrix<float> -> Matrix<float>

    /// Any filter, forward only, as it runs on a stream.
    val causal: filter: IFilter -> recording: Matrix<float> -> Matrix<float>

    /// Does to every column what a function does to one.
    val eachChannel: map: (float[] -> float[]) -> recording: Matrix<float> -> Matrix<float>

    /// Every column's running median over a number of samples; missing samples are left out.
    val median: window: int -> recording: Matrix<float> -> Matrix<float>

    /// Every column less the baseline that two medians, of 200 and 600 ms, leave of it.
    val removeBaseline: sampleRate: float<Hz> -> recording: Matrix<float> -> Matrix<float>

    /// Every column at another sample rate, by a polyphase filter.
    val resample: fromRate: float<Hz> -> toRate: float<Hz> -> recording: Matrix<float> -> Matrix<float>

    /// Every column's envelope: filter to a narrow band first.
    val envelope: recording: Matrix<float> -> Matrix<float>

    /// Welch's power spectrum with segments of a duration.
    val welch: segment: float<s> -> sampleRate: float<Hz> -> signal: float[] -> PowerSpectrum

    /// The magnitude-squared coherence of two signals with segments of a duration.
    val coherence: segment: float<s> -> sampleRate: float<Hz> -> x: float[] -> y: float[] -> CoherenceSpectrum

    /// The power spectrum over time with segments of a duration.
    val spectrogram: segment: float<s> -> sampleRate: float<Hz> -> signal: float[] -> Spectrogram

    /// The continuous wavelet transform (Morlet) at the scales of some frequencies.
    val wavelets: frequencies: float<Hz> list -> sampleRate: float<Hz> -> signal: float[] -> ContinuousWavelet

    /// The undecimated wavelet transform with a wavelet such as "db3".
    val stationary: wavelet: string -> levels: int -> signal: float[] -> StationaryWavelet

    /// Every column denoised by shrinking its undecimated wavelet details.
    val denoise: recording: Matrix<float> -> Matrix<float>
