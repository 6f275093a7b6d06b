using System.Globalization;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Topology;

/// <summary>The prediction error of a streaming estimator, before and after it has seen each sample.</summary>
/// <remarks>
/// The a-priori error is a forecast: the sample is predicted by the model of the step before. The a-posteriori error is measured with the model
/// already updated by the very sample, as the published study reports it; it can lie below the noise floor and must not be read as a forecast.
/// Both are ‖x_t − x̂_t‖² / ‖x_t‖², averaged over the steps.
/// </remarks>
public sealed record PredictionScore
{
    /// <summary>Mean over the steps of the forecast's relative squared error.</summary>
    public required double APriori { get; init; }

    /// <summary>Mean over the steps of the fitted value's relative squared error.</summary>
    public required double APosteriori { get; init; }

    /// <summary>Number of steps counted; steps with a zero sample have no relative error and are left out.</summary>
    public required int Steps { get; init; }

    /// <summary>Scores a fixed set of lag filters on samples that it was not fitted on.</summary>
    /// <param name="samples">[time, node].</param>
    /// <param name="filters">[Ψ_1 ... Ψ_P], N x NP.</param>
    /// <returns>The mean over t = P ... T−1 of ‖x_t − Ψ z_t‖² / ‖x_t‖²; NaN where no sample has a value other than zero.</returns>
    /// <exception cref="ArgumentException">The filters do not fit the samples' number of nodes, or there are no more than P samples.</exception>
    public static double ForecastNmse(Matrix<double> samples, Matrix<double> filters)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(filters);
        int n = samples.ColumnCount;
        Require.That(
            filters.RowCount == n && n > 0 && filters.ColumnCount % n == 0,
            $"filters are {filters.RowCount} x {filters.ColumnCount}; expected N x NP with N = {n}, the samples' columns",
            nameof(filters)
        );
        int order = filters.ColumnCount / n;
        Require.That(
            samples.RowCount > order,
            $"{samples.RowCount} samples leave nothing to forecast from {order} lags",
            nameof(samples)
        );
        double sum = 0;
        int steps = 0;
        for (int t = order; t < samples.RowCount; t++)
        {
            double error = 0;
            double power = 0;
            for (int i = 0; i < n; i++)
            {
                double forecast = 0;
                for (int p = 0; p < order; p++)
                {
                    for (int j = 0; j < n; j++)
                    {
                        forecast += filters[i, p * n + j] * samples[t - 1 - p, j];
                    }
                }
                double x = samples[t, i];
                error += (x - forecast) * (x - forecast);
                power += x * x;
            }
            if (power > 0)
            {
                sum += error / power;
                steps++;
            }
        }
        return steps == 0 ? double.NaN : sum / steps;
    }

    /// <summary>Averages the errors that a streaming estimator reported.</summary>
    /// <param name="aPriori">Relative squared forecast errors, one a step; NaN where a step had none.</param>
    /// <param name="aPosteriori">Relative squared fitted errors, one a step; NaN where a step had none.</param>
    /// <returns>The score.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static PredictionScore Of(ReadOnlySpan<double> aPriori, ReadOnlySpan<double> aPosteriori)
    {
        Require.SameLength(aPosteriori.Length, aPriori.Length, nameof(aPosteriori), "one of each a step");
        double before = 0;
        double after = 0;
        int steps = 0;
        for (int t = 0; t < aPriori.Length; t++)
        {
            if (!double.IsNaN(aPriori[t]) && !double.IsNaN(aPosteriori[t]))
            {
                before += aPriori[t];
                after += aPosteriori[t];
                steps++;
            }
        }
        return new PredictionScore
        {
            APriori = steps == 0 ? double.NaN : before / steps,
            APosteriori = steps == 0 ? double.NaN : after / steps,
            Steps = steps,
        };
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"NMSE of prediction: a priori {APriori:0.####}, a posteriori {APosteriori:0.####} over {Steps} steps"
        );
}
