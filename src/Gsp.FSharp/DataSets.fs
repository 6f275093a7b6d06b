namespace Gsp.FSharp

open System
open System.Collections.Generic
open Gsp.Random
open Gsp.Recordings

[<RequireQualifiedAccess>]
module DataSets =
    let ptbXlBy (options: PtbXlOptions) (folder: string) = PtbXl.Open(folder, options)

    let ptbXl (folder: string) =
        ptbXlBy (PtbXlOptions(View = LabelView.Superclass)) folder

    let cinc2021 (folder: string) = Cinc2021.Open folder

    let cpsc2018 (folder: string) = Cpsc2018.Open folder

    let ludb (folder: string) = Ludb.Open folder

    let mitBih (folder: string) = MitBih.Open folder

    let physioNet2012 (outcomes: string option) (folder: string) =
        PhysioNet2012.Open(folder, Option.toObj outcomes)

    let folder (patient: string -> string) (folder: string) =
        RecordingFolder.Open(folder, null, Func<string, string> patient)

    let records (set: RecordingSet<'Record>) = List.ofSeq set.Records

    let filter (rule: 'Record -> bool) (set: RecordingSet<'Record>) = set.Where(Func<'Record, bool> rule)

    let find (id: string) (set: RecordingSet<'Record>) = set[id]

    let labels (entry: #RecordingEntry) = List.ofSeq entry.Labels

    let load (entry: #RecordingEntry) = entry.Load()

    let splitRandom (random: RandomStream) (parts: (string * float) list) (set: #IRecordingSet) =
        PatientSplit.Random(set, random, [| for name, share in parts -> struct (name, share) |])

    let splitByFold (parts: (string * int list) list) (set: #IRecordingSet) =
        PatientSplit.ByFold(
            set,
            [|
                for name, folds in parts -> struct (name, List.toArray folds :> IReadOnlyList<int>)
            |]
        )

    let part (name: string) (split: PatientSplit) = List.ofSeq split[name].Records
