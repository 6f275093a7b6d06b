module Gsp.FSharp.Tests.SignalTests

open System
open Xunit
open MathNet.Numerics.LinearAlgebra
open Gsp.FSharp
open Gsp.Signals

let private rate = 200.0<Hz>

let private tone (frequency: float) =
    Array.init 2000 (fun t -> sin (2.0 * Math.PI * frequency * float t / float rate))

let private recording = Matrix<float>.Build.DenseOfColumnArrays(tone 3.0, tone 50.0)

let private peak (frequencies: float[]) (values: float[]) =
    frequencies[Array.IndexOf(values, Array.max values)]

[<Fact>]
let ``a band-stop removes its band`` () =
    let kept = recording |> Signal.bandStop (45.0<Hz>, 55.0<Hz>) rate
    Assert.True(kept.Column(1).SubVector(500, 1000).AbsoluteMaximum() < 1e-3)
    Assert.Equal(1.0, kept.Column(0).SubVector(500, 1000).AbsoluteMaximum(), 3)

[<Fact>]
let ``spectra have their peak at the tone`` () =
    let spectrum = tone 50.0 |> Signal.welch 1.0<s> rate
    Assert.Equal(50.0, peak spectrum.Frequencies spectrum.Values, 10)

    let column =
        (tone 50.0 |> Signal.spectrogram 1.0<s> rate).Values.Column(2).ToArray()

    Assert.Equal(50.0, peak spectrum.Frequencies column, 10)
    let coherence = Signal.coherence 1.0<s> rate (tone 50.0) (tone 50.0)
    Assert.Equal(1.0, coherence.Values[50], 10)

[<Fact>]
let ``columns go through the C# methods`` () =
    let column = recording.Column(0).ToArray()
    let first (m: Matrix<float>) = m.Column(0).ToArray()
    Assert.Equal<float[]>(MedianFilter.Apply(column, 5), recording |> Signal.median 5 |> first)
    Assert.Equal<float[]>(MedianBaseline.Remove(column, 200.0), recording |> Signal.removeBaseline rate |> first)
    Assert.Equal<float[]>(Hilbert.Envelope column, recording |> Signal.envelope |> first)
    Assert.Equal<float[]>(WaveletDenoising.Apply column, recording |> Signal.denoise |> first)
    Assert.Equal(1250, (recording |> Signal.resample rate 125.0<Hz>).RowCount)

[<Fact>]
let ``wavelets sit at the frequencies asked for`` () =
    let transform = tone 3.0 |> Signal.wavelets [ 3.0<Hz>; 30.0<Hz> ] rate
    Assert.Equal(3.0, transform.Frequencies[0], 12)
    Assert.True(transform.Values[0, 1000].Magnitude > 100.0 * transform.Values[1, 1000].Magnitude)
    let stationary = tone 3.0 |> Signal.stationary "db3" 4
    Assert.Equal(4, stationary.Details.Length)
