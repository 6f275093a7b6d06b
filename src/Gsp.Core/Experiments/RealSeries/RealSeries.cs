using System.Globalization;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Experiments;

/// <summary>A recording made ready for learning: standardised, split in time, with what is known about its graph.</summary>
/// <remarks>Nothing in the samples of the training part depends on the held-out part: means, seasons and scales come from the training rows.
/// Immutable as long as the matrices are left alone; compares by reference.</remarks>
public sealed record RealSeries
{
    /// <summary>A short name, fit for a file name.</summary>
    public required string Name { get; init; }

    /// <summary>What was recorded, in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>What was done to the raw numbers, in order.</summary>
    public required string Processing { get; init; }

    /// <summary>[time, node]: standardised samples, missing values at zero (the training mean).</summary>
    public required Matrix<double> Samples { get; init; }

    /// <summary>[time, node]: 1 where a sample was observed, 0 where it was missing. Only observed samples count in errors.</summary>
    public required Matrix<double> Observed { get; init; }

    /// <summary>Number of rows at the start that models may be fitted on.</summary>
    public required int TrainingRows { get; init; }

    /// <summary>The nodes' names.</summary>
    public required IReadOnlyList<string> Nodes { get; init; }

    /// <summary>A graph known from elsewhere, N x N, non-zero where two nodes are joined; null where none is known.</summary>
    public Matrix<double>? KnownGraph { get; init; }

    /// <summary>What the known graph's edges mean.</summary>
    public string KnownGraphMeaning { get; init; } = "";

    /// <summary>Positions of the nodes in the plane; null where none are known.</summary>
    public IReadOnlyList<(double X, double Y)>? Positions { get; init; }

    /// <summary>The training part, [time, node].</summary>
    public Matrix<double> Training => Samples.SubMatrix(0, TrainingRows, 0, Samples.ColumnCount);

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Name}: {Title}; {Nodes.Count} nodes, {TrainingRows} training and {Samples.RowCount - TrainingRows} held-out samples"
        );
}
