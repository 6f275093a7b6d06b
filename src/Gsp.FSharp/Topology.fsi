namespace Gsp.FSharp

open System.Collections.Generic
open MathNet.Numerics.LinearAlgebra
open Gsp.Topology

/// The settings of AdaCGP that most users change; `AdaCgp.defaults` and `with` make others.
type AdaCgpSettings = {
    /// Number of lags P.
    Order: int
    /// Forgetting factor, 0 to 1; 1 keeps everything.
    Forgetting: float
    /// Where the commutators are penalised; None keeps edges by their significance instead of by a penalty.
    Path: AdaCgpPath option
    /// When the weights are re-estimated without penalty.
    Debias: AdaCgpDebiasing
    /// Sparsity of each lag as a fraction of the critical penalty, for a path; None for the usual ones.
    Sparsity: float list option
    /// Weight of the commutators, for a path; None for the usual one.
    CommutatorWeight: float option
    /// Expected number of false edges, without a path; None for the usual one.
    ExpectedFalseEdges: float option
    /// Whether a change of the graph is looked for and answered by forgetting.
    DetectChanges: bool
    /// Known neighbourhood, non-zero where an edge may be; None for all.
    Support: Matrix<float> option
}

/// AdaCGP's settings.
[<RequireQualifiedAccess>]
module AdaCgp =
    /// The usual settings; `Topology.automatic` chooses them from the data instead.
    val defaults: AdaCgpSettings

    /// The settings as the C# options record, for what this one leaves out.
    val toOptions: settings: AdaCgpSettings -> AdaCgpOptions

/// Learning graphs from recordings: [time, node] samples, W.[i, j] is the effect of node j on node i.
[<RequireQualifiedAccess>]
module Topology =
    /// Learns by AdaCGP with settings chosen from the forecast error; NaN marks missing samples.
    val automatic: samples: Matrix<float> -> TopologyFit

    /// Learns by AdaCGP with given settings.
    val learn: settings: AdaCgpSettings -> samples: Matrix<float> -> TopologyFit

    /// Learns by any method, for instance `Topology.learnBy Topology.tirso`.
    val learnBy: learner: ITopologyLearner -> samples: Matrix<float> -> TopologyFit

    /// Repeats a run of the AdaCGP authors' programs.
    val repeatReference: options: ReferenceOptions -> samples: Matrix<float> -> TopologyFit

    /// Vector autoregression of an order by least squares; W is the signed first lag.
    val vectorAutoregression: order: int -> ITopologyLearner

    /// Vector autoregression with a Granger test for every pair.
    val granger: order: int -> ITopologyLearner

    /// Least squares pruned by significance and refitted on what is left.
    val prunedLeastSquares: order: int -> ITopologyLearner

    /// TIRSO, streaming group lasso with recursive statistics.
    val tirso: ITopologyLearner

    /// TISO, its instantaneous sibling.
    val tiso: ITopologyLearner

    /// SD-SEM, contemporaneous.
    val sdSem: ITopologyLearner

    /// Graphical lasso; W is the precision matrix.
    val graphicalLasso: ITopologyLearner

    /// GL-SigRep, an undirected graph on which the signals are smooth.
    val glSigRep: ITopologyLearner

    /// PMIME, conditional mutual information by nearest neighbours.
    val pmime: ITopologyLearner

    /// The batch causal graph process of Mei and Moura.
    val causalGraphProcess: ITopologyLearner

    /// Adaptive lasso, row by row.
    val adaptiveLasso: ITopologyLearner

    /// Partial-correlation selection of PCMCI type.
    val partialCorrelation: ITopologyLearner

    /// Streams samples through self-tuning AdaCGP and hands back one update a sample, lazily.
    val follow: nodes: int -> samples: seq<float array> -> seq<SelfTuningAdaCgp * AdaCgpUpdate>

    /// Scores a learned graph against the true one.
    val score: truth: Matrix<float> -> fit: TopologyFit -> TopologyScore

/// What a fit holds.
[<RequireQualifiedAccess>]
module Fit =
    /// The fit, or an exception where its status says that it is not to be used.
    val orThrow: fit: TopologyFit -> TopologyFit

    /// The fit as a result, with its message where it is not to be used.
    val toResult: fit: TopologyFit -> Result<TopologyFit, string>

    /// W.
    val shiftOperator: fit: TopologyFit -> Matrix<float>

    /// The edges as (source, target, weight), strongest first.
    val edges: fit: TopologyFit -> (int * int * float) array

    /// The numbers that the method reports beside the graph.
    val diagnostics: fit: TopologyFit -> IReadOnlyDictionary<string, float>
