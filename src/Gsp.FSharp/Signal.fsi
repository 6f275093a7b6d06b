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

    /// Any filter, forward and backward.
    val zeroPhase: filter: IFilter -> recording: Matrix<float> -> Matrix<float>

    /// Any filter, forward only, as it runs on a stream.
    val causal: filter: IFilter -> recording: Matrix<float> -> Matrix<float>
