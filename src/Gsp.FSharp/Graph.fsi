/// Graphs, shifts, Fourier bases, filters and simulated processes. Data last, so that everything pipes.
/// W[i, j] is the effect of node j on node i. Randomness is always an explicit stream.
[<RequireQualifiedAccess>]
module Gsp.FSharp.Graph

open Gsp.Graphs
open Gsp.Random
open Gsp.Topology
open MathNet.Numerics.LinearAlgebra

/// An undirected graph from a symmetric matrix.
val undirected: weights: Matrix<float> -> Graph

/// A directed graph from any square matrix.
val directed: weights: Matrix<float> -> Graph

/// An undirected graph from (node, node, weight) triples.
val ofEdges: nodes: int -> edges: seq<int * int * float> -> Graph

/// A directed graph from (source, target, weight) triples.
val ofDirectedEdges: nodes: int -> edges: seq<int * int * float> -> Graph

/// The weights as a dense matrix.
val weights: graph: Graph -> Matrix<float>

/// (source, target, weight) of every edge; undirected ones once.
val edges: graph: Graph -> (int * int * float) array

/// Gives the nodes names.
val withNames: names: string array -> graph: Graph -> Graph

/// Gives the nodes coordinates, N x d.
val withCoordinates: positions: Matrix<float> -> graph: Graph -> Graph

/// Joins opposite weights by a rule.
val symmetrise: rule: Symmetrisation -> graph: Graph -> Graph

/// Renumbers the nodes: node i of the result is node order[i].
val relabel: order: int array -> graph: Graph -> Graph

/// Makes random and regular graphs.
[<RequireQualifiedAccess>]
module Make =
    /// A path of N nodes.
    val path: nodes: int -> Graph

    /// A ring of N nodes.
    val ring: nodes: int -> Graph

    /// A grid of rows x columns nodes.
    val grid: rows: int -> columns: int -> Graph

    /// The Erdos-Renyi graph G(N, p).
    val erdosRenyi: nodes: int -> probability: float -> stream: RandomStream -> Graph

    /// Every node with k neighbours, at random.
    val regular: nodes: int -> degree: int -> stream: RandomStream -> Graph

    /// Barabasi-Albert preferential attachment.
    val barabasiAlbert: nodes: int -> attachments: int -> stream: RandomStream -> Graph

    /// Watts-Strogatz small world.
    val wattsStrogatz: nodes: int -> neighbours: int -> rewiring: float -> stream: RandomStream -> Graph

    /// Communities with one probability inside and one between.
    val community: nodes: int -> communities: int -> inside: float -> between: float -> stream: RandomStream -> Graph

    /// Sensors in the unit square, joined to their nearest ones.
    val sensor: nodes: int -> stream: RandomStream -> Graph

    /// The k nearest neighbours of each point, Gaussian weights; points are the rows.
    val nearest: neighbours: int -> points: Matrix<float> -> Graph

    /// All points within a radius, Gaussian weights; points are the rows.
    val withinRadius: radius: float -> points: Matrix<float> -> Graph

/// The combinatorial Laplacian.
val laplacian: graph: Graph -> GraphShift

/// Any standard shift.
val shift: kind: ShiftKind -> graph: Graph -> GraphShift

/// The orthonormal Fourier basis of a symmetric shift.
val fourier: shift: GraphShift -> FourierBasis

/// The graph Fourier transform.
val gft: basis: FourierBasis -> signal: float array -> float array

/// The inverse graph Fourier transform.
val igft: basis: FourierBasis -> coefficients: float array -> float array

/// Filters a signal by a kernel, exactly.
val filter: basis: FourierBasis -> kernel: (float -> float) -> signal: float array -> float array

/// Filters a signal by a Chebyshev series of the given order, without a basis.
val filterFast: shift: GraphShift -> order: int -> kernel: (float -> float) -> signal: float array -> float array

/// Filters a signal by the polynomial c0 + c1 S + c2 S^2 + ... of any shift, directed ones included.
val polynomial: coefficients: float array -> shift: GraphShift -> signal: float array -> float array

/// The total variation of a signal.
val totalVariation: graph: Graph -> signal: float array -> float

/// The Dirichlet energy of a signal.
val dirichletEnergy: graph: Graph -> signal: float array -> float

/// Removes noise by Tikhonov smoothing; Error where the iteration did not converge.
val smooth: strength: float -> graph: Graph -> noisy: float array -> Result<float array, string>

/// Removes noise by total variation, keeping jumps; Error where the iteration did not converge.
val denoise: strength: float -> graph: Graph -> noisy: float array -> Result<float array, string>

/// Spectral clustering: the cluster of each node.
val cluster: clusters: int -> stream: RandomStream -> graph: Graph -> int array

/// The graph with coordinates from springs along its edges, for drawing.
val layout: stream: RandomStream -> graph: Graph -> Graph

/// A stable causal graph process on a graph whose later lags matter, with the given companion radius.
val processOn: order: int -> radius: float -> stream: RandomStream -> graph: Graph -> CausalGraphProcess

/// Samples of a causal graph process, [time, node]; Error where it is unstable.
val simulate: samples: int -> stream: RandomStream -> cgp: CausalGraphProcess -> Result<Matrix<float>, string>
