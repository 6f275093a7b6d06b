using System.Globalization;
using Gsp.Random;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Topology;

/// <summary>The law of the noise that drives a simulated process; all have mean 0 and variance 1 before scaling.</summary>
public enum NoiseDistribution
{
    /// <summary>Standard normal.</summary>
    Normal,

    /// <summary>Laplace of scale 1/sqrt(2): heavier tails.</summary>
    Laplace,

    /// <summary>Uniform on [-sqrt(3), sqrt(3)].</summary>
    Uniform,
}

/// <summary>How a process is simulated.</summary>
public sealed record ProcessSimulationOptions
{
    /// <summary>Rows to return, at least 1.</summary>
    public int Samples { get; init; } = 1000;

    /// <summary>Rows to throw away first, while the start still shows; the first P rows of all are noise of the chosen law.</summary>
    public int BurnIn { get; init; } = 1000;

    /// <summary>Standard deviation of the noise, greater than zero.</summary>
    public double NoiseScale { get; init; } = 1;

    /// <summary>The law of the noise.</summary>
    public NoiseDistribution Noise { get; init; } = NoiseDistribution.Normal;

    /// <summary>Whether a process of companion radius 1 or more is simulated all the same; it ends in <see cref="FitStatus.Diverged"/> once a value overflows.</summary>
    public bool AllowUnstable { get; init; }

    internal void Validate()
    {
        Require.Positive(Samples);
        Require.NotNegative(BurnIn);
        Require.Positive(NoiseScale);
        Require.That(Enum.IsDefined(Noise), $"no noise law '{Noise}'", nameof(Noise));
    }

    internal Action<Span<double>> Source(RandomStream stream) =>
        values =>
        {
            switch (Noise)
            {
                case NoiseDistribution.Normal:
                    stream.FillNormal(values, 0, NoiseScale);
                    break;
                case NoiseDistribution.Laplace:
                    stream.FillLaplace(values, NoiseScale / Math.Sqrt(2));
                    break;
                default:
                    stream.FillUniform(values, -Math.Sqrt(3) * NoiseScale, Math.Sqrt(3) * NoiseScale);
                    break;
            }
        };
}

/// <summary>Simulated samples with the truth behind them.</summary>
/// <remarks>Holds matrices, so two simulations compare by reference.</remarks>
public sealed record ProcessSimulation
{
    /// <summary>The samples, [time, node].</summary>
    public required Matrix<double> Samples { get; init; }

    /// <summary>Which process made each stretch of rows: it drives the rows from its start to the next one's; the first start is 0.</summary>
    public required IReadOnlyList<(int Start, CausalGraphProcess Process)> Truth { get; init; }

    /// <summary><see cref="FitStatus.Converged"/> for finite samples, <see cref="FitStatus.Diverged"/> where an unstable process overflowed.</summary>
    public required FitStatus Status { get; init; }

    /// <summary>The process that made a row.</summary>
    /// <param name="time">The row, 0 or more.</param>
    /// <returns>The process in force.</returns>
    public CausalGraphProcess ProcessAt(int time)
    {
        Require.InRange(time, 0, Samples.RowCount - 1);
        return Truth.Last(segment => segment.Start <= time).Process;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"simulation: {Samples.RowCount} samples of {Samples.ColumnCount} nodes, {Truth.Count} process{(Truth.Count == 1 ? "" : "es")}, {Status}"
        );
}
