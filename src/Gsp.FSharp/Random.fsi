/// Random numbers as values of a seed and a name: the same on every machine, for any number of threads.
[<RequireQualifiedAccess>]
module Gsp.FSharp.Random

open Gsp.Random

/// The root stream of a seed.
val seed: seed: uint64 -> RandomStream

/// A stream independent of every other name.
val split: name: string -> stream: RandomStream -> RandomStream

/// The streams 0 .. count - 1 of an index, for parallel work.
val splits: count: int -> stream: RandomStream -> RandomStream array

/// `count` standard normal numbers.
val normal: count: int -> stream: RandomStream -> float array
