namespace Gsp.FSharp

open MathNet.Numerics.LinearAlgebra
open Gsp.Recordings

/// Recordings: read from files, chosen by channel name, cut, turned into matrices, searched for beats.
[<RequireQualifiedAccess>]
module Recording =
    /// Reads a WFDB record, named by its path without extension or by its header.
    val readWfdb: record: string -> Recording

    /// Reads an EDF, EDF+ or BDF file.
    val readEdf: path: string -> Recording

    /// Writes an EDF file, EDF+ where there are marks; complete or absent. Gives what a person may want to know, such as shortened names.
    val writeEdf: path: string -> recording: Recording -> string list

    /// Reads a table or NumPy array [time, channel] of known rate; a row of units may follow the header.
    val readTable: rate: float<Hz> -> path: string -> Recording

    /// Reads a file of any format that says its own rate: WFDB, EDF.
    val read: path: string -> Recording

    /// The marks of a WFDB annotation file, such as `100.atr`.
    val readAnnotations: path: string -> Annotation list

    /// The channels, in the file's order.
    val channels: recording: Recording -> Channel list

    /// The channels' names, in the file's order.
    val names: recording: Recording -> string list

    /// The rate that all channels share; an error where they differ.
    val rate: recording: Recording -> float<Hz>

    /// The named channels only, in the given order; other spellings of an ECG lead are found too.
    val select: names: string list -> recording: Recording -> Recording

    /// The samples of one channel by name, in its unit; NaN where missing.
    val lead: name: string -> recording: Recording -> float[]

    /// The samples from one up to another, which is not included.
    val slice: first: int -> last: int -> recording: Recording -> Recording

    /// The part between two times.
    val between: first: float<s> -> last: float<s> -> recording: Recording -> Recording

    /// The samples as [time, channel], the shape that `Signal` and `Topology` take.
    val toMatrix: recording: Recording -> Matrix<float>

    /// The recording with other samples, for instance filtered ones, of the same shape [time, channel].
    val withMatrix: samples: Matrix<float> -> recording: Recording -> Recording

    /// The marks on the samples, by time.
    val annotations: recording: Recording -> Annotation list

    /// The QRS complexes, found on all channels together by the default detector.
    val beats: recording: Recording -> QrsDetection

    /// The QRS complexes, found by a detector of choice.
    val beatsBy: options: QrsOptions -> recording: Recording -> QrsDetection

    /// The P, QRS and T waves at the beats found: [lead][beat], in the order of the channels.
    val delineate: recording: Recording -> BeatWaves[][]
