using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Experiments;

/// <summary>The scores of one method on one simulated recording.</summary>
/// <remarks>Holds a matrix, so two scores compare by reference.</remarks>
public sealed record MethodScore
{
    /// <summary>The method's name.</summary>
    public required string Method { get; init; }

    /// <summary>The graph family.</summary>
    public required string Family { get; init; }

    /// <summary>The seed of the recording.</summary>
    public required int Seed { get; init; }

    /// <summary>NMSE of the prediction as the paper prints it: after the update for streaming methods; NaN where there is none.</summary>
    public required double Prediction { get; init; }

    /// <summary>NMSE of the true forecast, made before the sample is seen; NaN where there is none.</summary>
    public required double Forecast { get; init; }

    /// <summary>NMSE of the prediction from the polynomial coefficients, after the update; NaN where there is none.</summary>
    public double CoefficientPrediction { get; init; } = double.NaN;

    /// <summary>NMSE(W).</summary>
    public required double Shift { get; init; }

    /// <summary>P_M.</summary>
    public required double Miss { get; init; }

    /// <summary>P_FA.</summary>
    public required double FalseAlarm { get; init; }

    /// <summary>Number of samples used.</summary>
    public required int Steps { get; init; }

    /// <summary>Wall seconds.</summary>
    public double Seconds { get; init; }

    /// <summary>The estimated shift operator at the end.</summary>
    public required Matrix<double> Estimate { get; init; }

    /// <summary>The course of the run, for the convergence figure; null where it was not asked for.</summary>
    public StudyCourse? Course { get; init; }
}

/// <summary>The course of one run, thinned for a figure: one value each at the given steps.</summary>
/// <param name="Steps">The steps, ascending.</param>
/// <param name="Prediction">Running average of the prediction error.</param>
/// <param name="CoefficientPrediction">Running average of the coefficients' error.</param>
/// <param name="Shift">NMSE(W).</param>
/// <param name="Precision">Share of the found edges that are true.</param>
/// <param name="Recall">Share of the true edges that are found.</param>
/// <param name="F1">Their harmonic mean.</param>
public sealed record StudyCourse(
    double[] Steps,
    double[] Prediction,
    double[] CoefficientPrediction,
    double[] Shift,
    double[] Precision,
    double[] Recall,
    double[] F1
);
