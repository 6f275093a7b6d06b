using System.Globalization;
using Gsp.Numerics;
using Gsp.Random;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Topology;

/// <summary>The simulated processes of the AdaCGP study: with streams of our own, or number for number as the released code makes them.</summary>
/// <remarks>
/// The parity methods rebuild the authors' data from its seeds: NumPy's legacy generator for weights, coefficients, start and noise, Python's
/// for the block model's support. They agree to rounding (eigenvalues and logarithms are computed by other libraries).
/// </remarks>
public static class PublishedProcesses
{
    private const int Attempts = 100;

    /// <summary>Smallest max |Re lambda| that a weight matrix is divided by; below it the graph is (numerically) acyclic.</summary>
    private const double Nilpotent = 1e-8;

    /// <summary>A scaled weight matrix of a family.</summary>
    /// <param name="family">The family.</param>
    /// <param name="nodes">N, at least 1.</param>
    /// <param name="stream">The randomness; a draw without cycles, which cannot be scaled, is made again from the next split.</param>
    /// <returns>W, N x N.</returns>
    /// <exception cref="InvalidOperationException">100 draws gave no cycle: the graph is too small or too sparse.</exception>
    public static Matrix<double> Graph(PublishedFamily family, int nodes, RandomStream stream)
    {
        Require.Positive(nodes);
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            if (Scaled(family, nodes, new StreamDraws(stream.Split(attempt))) is { } graph)
            {
                return graph;
            }
        }
        throw new InvalidOperationException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Attempts} graphs of family {family.Name} with {nodes} nodes had no cycle, so there is no eigenvalue to scale by; take more nodes"
            )
        );
    }

    /// <summary>A process of a family with the study's law of coefficients.</summary>
    /// <param name="family">The family.</param>
    /// <param name="nodes">N, at least 1.</param>
    /// <param name="stream">The randomness; <c>graph</c> and <c>coefficients</c> are splits of it.</param>
    /// <param name="order">P, at least 1.</param>
    /// <returns>The process; look at its stability.</returns>
    public static CausalGraphProcess Create(PublishedFamily family, int nodes, RandomStream stream, int order = 3) =>
        new(
            Graph(family, nodes, stream.Split("graph")),
            FilterCoefficients.Published(order, stream.Split("coefficients"))
        );

    /// <summary>A process on a graph of a family whose later lags matter, scaled to a stable radius: here commutation tells something.</summary>
    /// <param name="family">The family.</param>
    /// <param name="nodes">N, at least 1.</param>
    /// <param name="stream">The randomness; <c>graph</c> and <c>coefficients</c> are splits of it.</param>
    /// <param name="order">P, at least 2.</param>
    /// <param name="strength">Size of the later coefficients, see <see cref="FilterCoefficients.HigherOrder"/>.</param>
    /// <param name="radius">Companion radius of the result, in (0, 1).</param>
    /// <returns>The stable process.</returns>
    public static CausalGraphProcess CreateHigherOrder(
        PublishedFamily family,
        int nodes,
        RandomStream stream,
        int order = 3,
        double strength = 1,
        double radius = 0.9
    )
    {
        Require.InRange(order, 2, int.MaxValue, "a process of order 1 has no later lags");
        // Brought to spectral radius 1 first, so that the coefficients decide how strong the later lags are.
        Matrix<double> graph = Graph(family, nodes, stream.Split("graph"));
        return new CausalGraphProcess(
            graph / Spectra.Radius(graph),
            FilterCoefficients.HigherOrder(order, stream.Split("coefficients"), strength)
        ).ScaledToRadius(radius);
    }

    /// <summary>The study's own process for a topology seed.</summary>
    /// <param name="family">The family; not <see cref="PublishedFamily.PowerLaw"/>, which the released code cannot make.</param>
    /// <param name="nodes">N; the study has 50.</param>
    /// <param name="topologySeed">The seed of graph and coefficients; the study has 42 throughout.</param>
    /// <param name="order">P; the study has 3.</param>
    /// <returns>The process.</returns>
    /// <exception cref="InvalidOperationException">The graph has no cycle, so that the released code divides by zero.</exception>
    public static CausalGraphProcess CreateParity(PublishedFamily family, int nodes, uint topologySeed, int order = 3)
    {
        Require.Positive(nodes);
        Require.That(
            family is not PublishedFamily.PowerLaw,
            "the released code cannot make power-law graphs, so there is nothing to match; use Create",
            nameof(family)
        );
        var numpy = new NumpyLegacyRandom(topologySeed);
        Matrix<double> graph =
            Scaled(family, nodes, new ParityDraws(numpy))
            ?? throw new InvalidOperationException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the {family.Name} graph of seed {topologySeed} with {nodes} nodes has no cycle; the released code divides by zero here"
                )
            );
        return new CausalGraphProcess(graph, FilterCoefficients.Published(order, numpy.NextUniform, numpy.NextUniform));
    }

    /// <summary>The study's own samples for a data seed.</summary>
    /// <param name="process">The process, from <see cref="CreateParity"/>.</param>
    /// <param name="dataSeed">The seed of start and noise; the study has 1 to 20.</param>
    /// <param name="targets">T, number of targets: rows after the P start-up lags.</param>
    /// <param name="burnIn">Steps thrown away before; the study has 1000.</param>
    /// <param name="noiseScale">Standard deviation of the noise (the released code's <c>noise_factor</c>).</param>
    /// <returns>The samples: P start-up rows, then T targets.</returns>
    public static ProcessSimulation SimulateParity(
        CausalGraphProcess process,
        uint dataSeed,
        int targets,
        int burnIn = 1000,
        double noiseScale = 1
    )
    {
        Require.Positive(targets);
        Require.NotNegative(burnIn);
        Require.Positive(noiseScale);
        var numpy = new NumpyLegacyRandom(dataSeed);
        int startRows = process.Order;
        return ProcessSimulator.Run(
            [(0, process)],
            process.Order + targets,
            burnIn,
            values =>
            {
                // The start is standard normal; only the noise after it is scaled.
                double scale = startRows-- > 0 ? 1 : noiseScale;
                for (int i = 0; i < values.Length; i++)
                {
                    values[i] = scale * numpy.NextNormal();
                }
            }
        );
    }

    private static Matrix<double>? Scaled(PublishedFamily family, int nodes, IFamilyDraws draws)
    {
        Matrix<double> w = family.Draw(nodes, draws).ToMatrix(nodes, nodes);
        double largest = Spectra.LargestRealPart(w);
        return largest < Nilpotent ? null : w / (family.ScalingFactor * largest);
    }
}
