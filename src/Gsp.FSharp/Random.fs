[<RequireQualifiedAccess>]
module Gsp.FSharp.Random

open System
open Gsp.Random

let seed (seed: uint64) = RandomStream seed

let split (name: string) (stream: RandomStream) = stream.Split name

let splits count (stream: RandomStream) =
    Array.init count (fun index -> stream.Split(int64 index))

let normal count (stream: RandomStream) =
    let values = Array.zeroCreate count
    stream.FillNormal(values.AsSpan())
    values
