namespace Gsp.FSharp

open Gsp.Random
open Gsp.Recordings

/// Data sets from a folder, their recordings read on demand, and splits in which no patient lies in two parts.
[<RequireQualifiedAccess>]
module DataSets =
    /// PTB-XL with records of 500 Hz, labelled by its super-classes.
    val ptbXl: folder: string -> RecordingSet<PtbXlRecord>

    /// PTB-XL with a choice of rate, labels and records.
    val ptbXlBy: options: PtbXlOptions -> folder: string -> RecordingSet<PtbXlRecord>

    /// PhysioNet/CinC Challenge 2020 and 2021, labelled by the scored diagnoses.
    val cinc2021: folder: string -> RecordingSet<Cinc2021Record>

    /// CPSC 2018.
    val cpsc2018: folder: string -> RecordingSet<Cpsc2018Record>

    /// LUDB; each record's `Waves` are its marked waves.
    val ludb: folder: string -> RecordingSet<LudbRecord>

    /// MIT-BIH, with the marks of the annotation files `.atr`.
    val mitBih: folder: string -> RecordingSet<FileRecord>

    /// PhysioNet 2012: intensive-care stays, with outcomes from a file where one is given.
    val physioNet2012: outcomes: string option -> folder: string -> RecordingSet<IcuStay>

    /// Any folder of recordings; the function finds the patient in a recording's name.
    val folder: patient: (string -> string) -> folder: string -> RecordingSet<FileRecord>

    /// The recordings of a set, in its order.
    val records: set: RecordingSet<'Record> -> 'Record list when 'Record :> RecordingEntry

    /// The recordings for which a rule holds.
    val filter:
        rule: ('Record -> bool) -> set: RecordingSet<'Record> -> RecordingSet<'Record> when 'Record :> RecordingEntry

    /// A recording by name.
    val find: id: string -> set: RecordingSet<'Record> -> 'Record when 'Record :> RecordingEntry

    /// The labels of a recording, in order.
    val labels: entry: #RecordingEntry -> string list

    /// Reads the samples of a recording.
    val load: entry: #RecordingEntry -> Recording

    /// Parts of given shares, such as `["training", 0.8; "test", 0.2]`, drawn by patient; an error where a share leaves a part empty.
    val splitRandom: random: RandomStream -> parts: (string * float) list -> set: #IRecordingSet -> PatientSplit

    /// Parts from the set's own folds; an error where a patient lies in two parts.
    val splitByFold: parts: (string * int list) list -> set: #IRecordingSet -> PatientSplit

    /// The recordings of one part of a split.
    val part: name: string -> split: PatientSplit -> RecordingEntry list
