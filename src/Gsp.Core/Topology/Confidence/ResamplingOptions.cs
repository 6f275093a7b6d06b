using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Topology;

/// <summary>The settings of edge confidence by resampling. Immutable; checked when used.</summary>
public sealed record ResamplingOptions
{
    /// <summary>P, the number of lags of the model, 1 to 32.</summary>
    public int Order { get; init; } = 1;

    /// <summary>Expected number of false edges that the tests of one resample allow, greater than 0 and at most N; null for 0.2 in the
    /// bootstrap and N / 5 in stability selection, whose resamples are to show more than the final graph.</summary>
    public double? ExpectedFalseEdges { get; init; }

    /// <summary>Number of resamples, at least 10.</summary>
    public int Resamples { get; init; } = 100;

    /// <summary>Samples in a row that are drawn together, at least 1: longer than the noise is correlated. The model's own memory needs none, as every sample is drawn with its lags.</summary>
    public int BlockLength { get; init; } = 10;

    /// <summary>Expected share of false edges among those selected, in (0, 0.5].</summary>
    public double FalseDiscoveryRate { get; init; } = 0.05;

    /// <summary>Coverage of the bootstrap's intervals, in (0, 1); null for 0.9. Stability selection has no intervals and rejects it.</summary>
    public double? Level { get; init; }

    /// <summary>N x N matrix whose non-zeros may be edges; null for all pairs.</summary>
    public Matrix<double>? Support { get; init; }

    /// <summary>Number of threads, 1 to 64. Never changes the numbers.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Checks every setting that can be checked without the recording.</summary>
    /// <param name="nodes">N, the number of nodes.</param>
    /// <returns>These options.</returns>
    /// <exception cref="ArgumentException">A setting is out of range; the message says which and why.</exception>
    public ResamplingOptions Validate(int nodes)
    {
        Require.InRange(Order, 1, 32, "number of lags");
        Require.InHalfOpen(
            ExpectedFalseEdges ?? 0.1,
            0.0,
            nodes,
            "false edges in all of W",
            nameof(ExpectedFalseEdges)
        );
        Require.InRange(Resamples, 10, 1_000_000, "fewer say nothing about a frequency");
        Require.InRange(BlockLength, 1, int.MaxValue, "samples in a row");
        Require.InHalfOpen(FalseDiscoveryRate, 0.0, 0.5, "share of false edges");
        Require.That(
            Level is null or (> 0 and < 1),
            FormattableString.Invariant($"Level is {Level}; it must lie between 0 and 1"),
            nameof(Level)
        );
        Require.InRange(Threads, 1, 64);
        Require.That(
            Support is null || (Support.RowCount == nodes && Support.ColumnCount == nodes),
            FormattableString.Invariant(
                $"Support is {Support?.RowCount} x {Support?.ColumnCount}; expected one row and column a node"
            ),
            nameof(Support)
        );
        return this;
    }

    /// <summary>Checks the settings and the recording that they are to be used with.</summary>
    internal void ValidateFor(Matrix<double> samples)
    {
        Require.That(
            samples.ColumnCount > 0 && samples.RowCount >= Order + 20,
            FormattableString.Invariant(
                $"the recording is {samples.RowCount} x {samples.ColumnCount}; resampling needs at least {Order + 20} rows (rows are time: is it transposed?)"
            ),
            nameof(samples)
        );
        Validate(samples.ColumnCount);
        Require.InRange(
            BlockLength,
            1,
            Math.Max(1, (samples.RowCount - Order) / 4),
            "at least four blocks must fit into the recording"
        );
        Require.Finite(
            samples.AsColumnMajorArray() ?? samples.ToColumnMajorArray(),
            nameof(samples),
            "fill missing values first"
        );
    }
}
