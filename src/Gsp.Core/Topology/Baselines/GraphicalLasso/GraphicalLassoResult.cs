using System.Globalization;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Topology;

/// <summary>A sparse inverse covariance with its certificate.</summary>
/// <remarks>Immutable; holds matrices, so two results compare by reference.</remarks>
public sealed record GraphicalLassoResult
{
    /// <summary>The precision matrix Theta, N x N, symmetric; exact zeros are missing edges.</summary>
    public required Matrix<double> Precision { get; init; }

    /// <summary>The covariance estimate W, N x N: the dual variable. At the optimum it is the inverse of the precision.</summary>
    public required Matrix<double> Covariance { get; init; }

    /// <summary>Primal minus dual objective in nats, the most by which the precision misses the optimum; infinite where it is unknown.</summary>
    public required double DualityGap { get; init; }

    /// <summary>The penalised negative log-likelihood -log det Theta + tr(S Theta) + penalty |Theta|_1 off the diagonal, in nats; NaN where the
    /// precision is not positive definite.</summary>
    public required double Objective { get; init; }

    /// <summary>Sweeps made.</summary>
    public required int Sweeps { get; init; }

    /// <summary>How the fit ended.</summary>
    public required FitStatus Status { get; init; }

    /// <summary>One sentence on the status.</summary>
    public required string Message { get; init; }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"graphical lasso: {Precision.RowCount} nodes, {Sweeps} sweeps, gap {DualityGap:g3}, {Status} ({Message})"
        );
}
