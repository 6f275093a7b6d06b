namespace Gsp.FSharp

open System
open MathNet.Numerics.LinearAlgebra
open Gsp.Topology

type AdaCgpSettings = {
    Order: int
    Forgetting: float
    Path: AdaCgpPath option
    Debias: AdaCgpDebiasing
    Sparsity: float list option
    CommutatorWeight: float option
    ExpectedFalseEdges: float option
    DetectChanges: bool
    Support: Matrix<float> option
}

[<RequireQualifiedAccess>]
module AdaCgp =
    let defaults =
        let options = AdaCgpOptions()

        {
            Order = options.Order
            Forgetting = options.Forgetting
            Path = Option.ofNullable options.Path
            Debias = AdaCgpDebiasing.Alternating
            Sparsity = None
            CommutatorWeight = None
            ExpectedFalseEdges = None
            DetectChanges = options.DetectChanges
            Support = None
        }

    let toOptions (settings: AdaCgpSettings) =
        AdaCgpOptions(
            Order = settings.Order,
            Forgetting = settings.Forgetting,
            Path = Option.toNullable settings.Path,
            Debias = Nullable settings.Debias,
            Sparsity = (settings.Sparsity |> Option.map List.toArray |> Option.toObj),
            CommutatorWeight = Option.toNullable settings.CommutatorWeight,
            ExpectedFalseEdges = Option.toNullable settings.ExpectedFalseEdges,
            DetectChanges = settings.DetectChanges,
            Support = Option.toObj settings.Support
        )

[<RequireQualifiedAccess>]
module Topology =
    let learnBy (learner: ITopologyLearner) (samples: Matrix<float>) = learner.Fit samples

    let automatic samples = learnBy (AdaCgpLearner()) samples

    let learn settings samples =
        learnBy (AdaCgpLearner(Options = AdaCgp.toOptions settings)) samples

    let repeatReference options samples =
        learnBy (AdaCgpReferenceLearner options) samples

    let vectorAutoregression order =
        VectorAutoregressionLearner(VectorAutoregressionOptions(Order = order)) :> ITopologyLearner

    let granger order =
        GrangerLearner(GrangerOptions(Order = order)) :> ITopologyLearner

    let prunedLeastSquares order =
        PrunedLeastSquaresLearner(PrunedLeastSquaresOptions(Order = order)) :> ITopologyLearner

    let tirso = TirsoLearner() :> ITopologyLearner
    let tiso = TisoLearner() :> ITopologyLearner
    let sdSem = SdSemLearner() :> ITopologyLearner
    let graphicalLasso = GraphicalLassoLearner() :> ITopologyLearner
    let glSigRep = GlSigRepLearner() :> ITopologyLearner
    let pmime = PmimeLearner() :> ITopologyLearner
    let causalGraphProcess = CausalGraphProcessLearner() :> ITopologyLearner
    let adaptiveLasso = AdaptiveLassoLearner() :> ITopologyLearner
    let partialCorrelation = PartialCorrelationLearner() :> ITopologyLearner

    let follow (nodes: int) (samples: seq<float array>) =
        seq {
            let estimator = SelfTuningAdaCgp nodes

            for sample in samples do
                yield estimator, estimator.Step(ReadOnlySpan sample)
        }

    let score (truth: Matrix<float>) (fit: TopologyFit) =
        TopologyScores.Compare(truth, fit.ShiftOperator)

[<RequireQualifiedAccess>]
module Fit =
    let orThrow (fit: TopologyFit) = fit.OrThrow()

    let toResult (fit: TopologyFit) =
        match fit.Status with
        | FitStatus.Converged
        | FitStatus.NotConverged -> Ok fit
        | status -> Error $"{fit.Method}: {status}: {fit.Message}"

    let shiftOperator (fit: TopologyFit) = fit.ShiftOperator

    let edges (fit: TopologyFit) =
        fit.ShiftOperator.EnumerateIndexed Zeros.AllowSkip
        |> Seq.filter (fun struct (_, _, weight) -> weight <> 0.0)
        |> Seq.map (fun struct (target, source, weight) -> source, target, weight)
        |> Seq.sortByDescending (fun (_, _, weight) -> abs weight)
        |> Seq.toArray

    let diagnostics (fit: TopologyFit) = fit.Diagnostics
