module Gsp.FSharp.Tests.RandomTests

open Xunit
open Gsp.FSharp

[<Fact>]
let ``a split depends on seed and name alone`` () =
    let draw () =
        Random.seed 7UL |> Random.split "noise" |> Random.normal 5

    Assert.Equal<float array>(draw (), draw ())
    Assert.NotEqual<float array>(draw (), Random.seed 7UL |> Random.split "signal" |> Random.normal 5)
