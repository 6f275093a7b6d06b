using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Experiments;

/// <summary>A simulated recording with its truth.</summary>
/// <param name="Family">RANDOM, ER, KR or SBM.</param>
/// <param name="Seed">The seed of the noise.</param>
/// <param name="Samples">[time, node]; the first P rows are start-up lags.</param>
/// <param name="Truth">The true shift operator, N x N.</param>
/// <param name="Filters">The true filters, N x NP.</param>
public sealed record StudyRecording(
    string Family,
    int Seed,
    Matrix<double> Samples,
    Matrix<double> Truth,
    Matrix<double> Filters
)
{
    /// <summary>The seed of graph and coefficients throughout the published study: one graph a family.</summary>
    public const uint TopologySeed = 42;

    /// <summary>The published study's own recording, rebuilt number by number.</summary>
    /// <param name="family">RANDOM, ER, KR or SBM.</param>
    /// <param name="seed">1 to 20 in the study.</param>
    /// <param name="targets">Number of samples after the start-up lags.</param>
    /// <param name="nodes">N; 50 in the study.</param>
    /// <returns>The recording.</returns>
    public static StudyRecording Published(string family, int seed, int targets, int nodes = 50)
    {
        CausalGraphProcess process = PublishedProcesses.CreateParity(FamilyOf(family), nodes, TopologySeed);
        Matrix<double> samples = PublishedProcesses.SimulateParity(process, (uint)seed, targets).Samples;
        return new StudyRecording(family, seed, samples, process.ShiftOperator(), process.Filters());
    }

    /// <summary>The family of a name.</summary>
    /// <param name="name">RANDOM, ER, KR or SBM.</param>
    /// <returns>The family with the study's arguments.</returns>
    /// <exception cref="ArgumentException">The name is none of the four.</exception>
    public static PublishedFamily FamilyOf(string name) =>
        name switch
        {
            "RANDOM" => new PublishedFamily.Random(),
            "ER" => new PublishedFamily.ErdosRenyi(),
            "KR" => new PublishedFamily.KRegular(),
            "SBM" => new PublishedFamily.StochasticBlock(),
            _ => throw new ArgumentException(
                $"'{name}' is no family of the study; it has RANDOM, ER, KR and SBM",
                nameof(name)
            ),
        };

    /// <summary>The recording up to a number of rows.</summary>
    /// <param name="rows">Rows to keep.</param>
    /// <returns>The first rows.</returns>
    public StudyRecording Head(int rows) => this with { Samples = Samples.SubMatrix(0, rows, 0, Samples.ColumnCount) };
}
