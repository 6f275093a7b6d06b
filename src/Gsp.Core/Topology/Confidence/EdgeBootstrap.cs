using System.Globalization;
using Gsp.Numerics;
using Gsp.Random;
using Gsp.Statistics;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Topology;

/// <summary>How sure the edges of a learned graph are, by a block bootstrap of the whole selection.</summary>
/// <remarks>Immutable; holds matrices, so two results compare by reference.</remarks>
public sealed record EdgeBootstrapResult
{
    /// <summary>W of the whole recording, N x N.</summary>
    public required Matrix<double> ShiftOperator { get; init; }

    /// <summary>Share of the resamples in which each edge was found, N x N, in [0, 1].</summary>
    public required Matrix<double> Frequency { get; init; }

    /// <summary>Standard deviation of each weight over the resamples, zero weights included, N x N.</summary>
    public required Matrix<double> StandardError { get; init; }

    /// <summary>Lower ends of the percentile intervals, N x N.</summary>
    public required Matrix<double> Low { get; init; }

    /// <summary>Upper ends of the percentile intervals, N x N.</summary>
    public required Matrix<double> High { get; init; }

    /// <summary>Two-sided normal p-values of the edges of W in units of their standard errors; 1 where there is no edge, N x N.</summary>
    public required Matrix<double> PValue { get; init; }

    /// <summary>W with only the edges that Benjamini and Hochberg's rule keeps, N x N.</summary>
    public required Matrix<double> Selected { get; init; }

    /// <summary>Coverage that the intervals aim at.</summary>
    public required double Level { get; init; }

    /// <summary>Number of resamples.</summary>
    public required int Resamples { get; init; }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"edge bootstrap: {Resamples} resamples, {Count(ShiftOperator)} edges, {Count(Selected)} kept, {Frequency.Enumerate().Count(f => f >= 0.9)} found in nine of ten"
        );

    private static int Count(Matrix<double> w) => w.Enumerate().Count(value => value != 0);
}

/// <summary>Bootstrap confidence of edges.</summary>
public static class EdgeBootstrap
{
    /// <summary>Learns the graph from the recording and from resamples of it.</summary>
    /// <remarks>
    /// Model: x_t = sum of Psi_p x_(t-p) + w_t, edges of Psi_1 by the tests of <see cref="AdaCgp"/>. Every resample draws blocks of consecutive samples with
    /// replacement, each sample with its lags, and repeats the whole selection. p-values use the bootstrap standard error; the edges kept control
    /// the share of false ones by Benjamini and Hochberg's rule over all N^2 pairs. The selection on the same recording makes them somewhat optimistic for edges near the threshold.
    /// Cost: as many fits as resamples, 2 T N^2 P (P + 1) operations each. Deterministic for any number of threads. Thread-safe.
    /// Source: Kuensch, Ann. Statist. 17 (1989); Benjamini and Hochberg, J. R. Stat. Soc. B 57 (1995).
    /// </remarks>
    /// <param name="samples">[time, node], finite.</param>
    /// <param name="stream">The randomness; resample k uses its split k.</param>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <param name="progress">Receives the fraction done.</param>
    /// <param name="cancellation">Stops between resamples.</param>
    /// <returns>Frequencies, intervals and the edges kept.</returns>
    /// <exception cref="ArgumentException">A setting or the recording is out of range.</exception>
    public static EdgeBootstrapResult Run(
        Matrix<double> samples,
        RandomStream stream,
        ResamplingOptions? options = null,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default
    )
    {
        options ??= new ResamplingOptions();
        options.ValidateFor(samples);
        int nodes = samples.ColumnCount;
        double[] rows = samples.ToRowMajor();
        double falseEdges = Math.Min(nodes, options.ExpectedFalseEdges ?? AdaCgpAssembly.DefaultFalseEdges);
        int count = samples.RowCount - options.Order;
        var whole = new double[nodes * nodes];
        new ResampledSelection(rows, nodes, options, falseEdges).Run(
            [.. Enumerable.Range(options.Order, count)],
            whole
        );
        var draws = new double[options.Resamples][];
        int done = 0;
        ParallelFor.Each(
            options.Resamples,
            options.Threads,
            k =>
            {
                int[] drawn = ResampledSelection.DrawBlocks(stream.Split(k), options.Order, count, options.BlockLength);
                draws[k] = new double[nodes * nodes];
                new ResampledSelection(rows, nodes, options, falseEdges).Run(drawn, draws[k]);
                progress?.Report((double)Interlocked.Increment(ref done) / options.Resamples);
            },
            cancellation
        );
        return Summarise(whole, draws, nodes, options);
    }

    private static EdgeBootstrapResult Summarise(double[] whole, double[][] draws, int nodes, ResamplingOptions options)
    {
        int entries = nodes * nodes;
        double level = options.Level ?? 0.9;
        var (frequency, error, low, high, p) = (
            new double[entries],
            new double[entries],
            new double[entries],
            new double[entries],
            new double[entries]
        );
        var column = new double[draws.Length];
        for (int e = 0; e < entries; e++)
        {
            for (int k = 0; k < draws.Length; k++)
            {
                column[k] = draws[k][e];
            }
            frequency[e] = (double)column.Count(v => v != 0) / draws.Length;
            double mean = column.Sum() / draws.Length;
            error[e] = Math.Sqrt(column.Sum(v => (v - mean) * (v - mean)) / Math.Max(1, draws.Length - 1));
            Array.Sort(column);
            low[e] = Descriptive.OfSorted(column, (1 - level) / 2);
            high[e] = Descriptive.OfSorted(column, (1 + level) / 2);
            p[e] =
                whole[e] == 0 ? 1
                : error[e] > 0 ? Tails.NormalTwoSided(whole[e] / error[e])
                : 0;
        }
        double limit = MultipleTesting.BenjaminiHochberg.Threshold(p, options.FalseDiscoveryRate);
        double[] selected = [.. whole.Select((w, e) => p[e] <= limit ? w : 0)];
        Matrix<double> Square(double[] values) => values.ToMatrix(nodes, nodes);
        return new EdgeBootstrapResult
        {
            ShiftOperator = Square(whole),
            Frequency = Square(frequency),
            StandardError = Square(error),
            Low = Square(low),
            High = Square(high),
            PValue = Square(p),
            Selected = Square(selected),
            Level = level,
            Resamples = draws.Length,
        };
    }
}
