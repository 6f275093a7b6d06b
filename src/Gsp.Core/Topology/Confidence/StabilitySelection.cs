using System.Globalization;
using Gsp.Numerics;
using Gsp.Random;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Topology;

/// <summary>The edges that keep being found in halves of a recording.</summary>
/// <remarks>Immutable; holds matrices, so two results compare by reference.</remarks>
public sealed record StabilitySelectionResult
{
    /// <summary>Share of the halves in which each edge was found, N x N, in [0, 1].</summary>
    public required Matrix<double> Frequency { get; init; }

    /// <summary>1 for the edges selected and 0 elsewhere, N x N.</summary>
    public required Matrix<double> Selected { get; init; }

    /// <summary>The frequency from which on an edge is selected, in (0.5, 1]; above 1 where no threshold keeps the rate.</summary>
    public required double Threshold { get; init; }

    /// <summary>Estimated bound on the expected number of false edges among those selected.</summary>
    public required double FalseEdgeBound { get; init; }

    /// <summary>Mean number of edges found in a half.</summary>
    public required double MeanEdges { get; init; }

    /// <summary>Number of halves.</summary>
    public required int Resamples { get; init; }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"stability selection: {Selected.Enumerate().Count(v => v != 0)} edges found in at least {Threshold:p0} of {Resamples} halves, at most {FalseEdgeBound:g3} false expected"
        );
}

/// <summary>Stability selection of edges with a bound on the share of false ones.</summary>
public static class StabilitySelection
{
    /// <summary>Learns the graph from random halves of the recording and keeps what is found again and again.</summary>
    /// <remarks>
    /// The halves come in complementary pairs of blocks. If q false edges are found in a half on average among m pairs of nodes, the expected number of
    /// false edges found in a share pi or more is at most q^2 / ((2 pi - 1) m), if false edges are exchangeable. q is estimated by the mean
    /// number of edges found in a half that are not selected in the end (the theorem takes all edges found, which says nothing once a graph has
    /// many). The smallest pi is taken for which the bound is at most the asked share of the edges selected.
    /// Cost: as many fits as resamples, T N^2 P (P + 1) operations each. Deterministic for any number of threads. Thread-safe.
    /// Source: Meinshausen and Buehlmann, J. R. Stat. Soc. B 72 (2010), theorem 1; Shah and Samworth, J. R. Stat. Soc. B 75 (2013), for the pairs.
    /// </remarks>
    /// <param name="samples">[time, node], finite.</param>
    /// <param name="stream">The randomness; pair k uses its split k.</param>
    /// <param name="options">The settings; null for the defaults. An odd number of resamples is rounded up to pairs.</param>
    /// <param name="progress">Receives the fraction done.</param>
    /// <param name="cancellation">Stops between pairs.</param>
    /// <returns>Frequencies and the edges selected.</returns>
    /// <exception cref="ArgumentException">A setting or the recording is out of range.</exception>
    public static StabilitySelectionResult Run(
        Matrix<double> samples,
        RandomStream stream,
        ResamplingOptions? options = null,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default
    )
    {
        options ??= new ResamplingOptions();
        options.ValidateFor(samples);
        Require.That(
            options.Level is null,
            "Level is set but stability selection has no intervals; use EdgeBootstrap for them",
            nameof(options)
        );
        int nodes = samples.ColumnCount;
        double[] rows = samples.ToRowMajor();
        double falseEdges = Math.Min(nodes, options.ExpectedFalseEdges ?? nodes / 5.0);
        int count = samples.RowCount - options.Order;
        int pairs = (options.Resamples + 1) / 2;
        var found = new double[pairs][];
        int done = 0;
        ParallelFor.Each(
            pairs,
            options.Threads,
            k =>
            {
                (int[] half, int[] other) = ResampledSelection.DrawHalves(
                    stream.Split(k),
                    options.Order,
                    count,
                    options.BlockLength
                );
                var selection = new ResampledSelection(rows, nodes, options, falseEdges);
                var (first, second) = (new double[nodes * nodes], new double[nodes * nodes]);
                selection.Run(half, first);
                selection.Run(other, second);
                found[k] = [.. first.Zip(second, (a, b) => (a != 0 ? 1.0 : 0) + (b != 0 ? 1 : 0))];
                progress?.Report((double)Interlocked.Increment(ref done) / pairs);
            },
            cancellation
        );
        var frequency = new double[nodes * nodes];
        foreach (double[] pair in found)
        {
            for (int e = 0; e < frequency.Length; e++)
            {
                frequency[e] += pair[e] / (2 * pairs);
            }
        }
        int candidates = options.Support is null
            ? nodes * nodes
            : options.Support.Enumerate().Count(value => value != 0);
        return Choose(frequency, nodes, candidates, 2 * pairs, options.FalseDiscoveryRate);
    }

    private static StabilitySelectionResult Choose(
        double[] frequency,
        int nodes,
        int candidates,
        int halves,
        double rate
    )
    {
        double mean = frequency.Sum();
        double threshold = double.PositiveInfinity;
        double bound = 0;
        for (int k = halves / 2 + 1; k <= halves; k++)
        {
            // Half a step below the frequency k / halves, so that rounding does not decide.
            double share = (k - 0.5) / halves;
            int selected = frequency.Count(f => f >= share);
            double unstable = frequency.Where(f => f < share).Sum();
            double expected = unstable * unstable / ((2.0 * k / halves - 1) * Math.Max(1, candidates));
            if (selected > 0 && expected <= rate * selected)
            {
                (threshold, bound) = (share, expected);
                break;
            }
        }
        return new StabilitySelectionResult
        {
            Frequency = frequency.ToMatrix(nodes, nodes),
            Selected = frequency.Select(f => f >= threshold ? 1.0 : 0).ToArray().ToMatrix(nodes, nodes),
            Threshold = threshold,
            FalseEdgeBound = bound,
            MeanEdges = mean,
            Resamples = halves,
        };
    }
}
