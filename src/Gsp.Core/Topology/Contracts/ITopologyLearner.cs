using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Topology;

/// <summary>A method that learns a graph from a whole recording.</summary>
/// <remarks>Streaming methods offer this too: they run their steps over the rows. A learner is its options and nothing else: it holds no
/// fitted state, so one instance may be used from many threads.</remarks>
public interface ITopologyLearner
{
    /// <summary>The method's name as users write it, for instance <c>tirso</c>.</summary>
    string Name { get; }

    /// <summary>Learns the graph.</summary>
    /// <param name="samples">[time, node]: T rows in time order, N columns.</param>
    /// <param name="progress">Receives the fraction done, 0 to 1; may be null.</param>
    /// <param name="cancellation">Stops the work between steps.</param>
    /// <returns>The learned graph with its status; a numerical failure is a status, not an exception.</returns>
    /// <exception cref="ArgumentException">Too few rows, no columns, or values that are not finite.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    TopologyFit Fit(
        Matrix<double> samples,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default
    );
}
