using System.Globalization;
using Gsp.Numerics;
using Gsp.Statistics;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Topology;

/// <summary>Forecasts of the next samples with intervals.</summary>
/// <remarks>Immutable; holds matrices, so two paths compare by reference.</remarks>
public sealed record ForecastPath
{
    /// <summary>Expected values, [step, node]: row 0 is one sample ahead. Unit of the recording.</summary>
    public required Matrix<double> Mean { get; init; }

    /// <summary>Standard deviations of the forecast errors, [step, node].</summary>
    public required Matrix<double> StandardError { get; init; }

    /// <summary>Lower ends of the intervals, [step, node].</summary>
    public required Matrix<double> Low { get; init; }

    /// <summary>Upper ends of the intervals, [step, node].</summary>
    public required Matrix<double> High { get; init; }

    /// <summary>Coverage that the intervals aim at.</summary>
    public required double Level { get; init; }

    /// <summary>Number of steps ahead.</summary>
    public int Horizon => Mean.RowCount;

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"forecast: {Mean.ColumnCount} nodes, {Horizon} steps ahead, {Level:p0} intervals"
        );

    /// <summary>Forecasts from filters, the last samples and the noise.</summary>
    /// <remarks>
    /// Means: x_(t+h) = sum of Psi_p x_(t+h-p), forecasts standing in for samples to come. Errors: variance of node i at step h is the sum over k &lt; h and j of Phi_k[i, j]^2
    /// sigma_j^2 with Phi_0 = I and Phi_k = sum of Psi_p Phi_(k-p), for noise that is uncorrelated between nodes. Intervals are normal and take the
    /// filters as known: with few samples they are somewhat narrow. Cost: horizon x P products of N x N. Deterministic; thread-safe.
    /// Source: Luetkepohl, New Introduction to Multiple Time Series Analysis, section 2.2.
    /// </remarks>
    /// <param name="filters">[Psi_1 ... Psi_P], N x NP, lag-major.</param>
    /// <param name="lags">The last P samples, the latest first, NP values.</param>
    /// <param name="noiseVariances">sigma_j^2, N values, zero or more.</param>
    /// <param name="horizon">Steps ahead, 1 to 100,000.</param>
    /// <param name="level">Coverage, in (0, 1).</param>
    /// <returns>The path.</returns>
    /// <exception cref="ArgumentException">Sizes do not fit or a value is out of range.</exception>
    public static ForecastPath Of(
        Matrix<double> filters,
        ReadOnlySpan<double> lags,
        ReadOnlySpan<double> noiseVariances,
        int horizon,
        double level = 0.9
    )
    {
        int nodes = filters.RowCount;
        Require.That(
            nodes > 0 && filters.ColumnCount % nodes == 0,
            $"filters are {filters.RowCount} x {filters.ColumnCount}; expected N x NP",
            nameof(filters)
        );
        Require.SameLength(lags.Length, filters.ColumnCount, nameof(lags), "P samples of N values, the latest first");
        Require.SameLength(noiseVariances.Length, nodes, nameof(noiseVariances), "one value a node");
        Require.Finite(lags, nameof(lags));
        Require.InRange(horizon, 1, 100_000, "steps ahead");
        Require.That(
            level > 0 && level < 1,
            FormattableString.Invariant($"level is {level}; it must lie between 0 and 1"),
            nameof(level)
        );
        Matrix<double> mean = Means(filters, lags, horizon);
        Matrix<double> error = Errors(filters, noiseVariances, horizon);
        double quantile = Tails.NormalUpperQuantile((1 - level) / 2);
        return new ForecastPath
        {
            Mean = mean,
            StandardError = error,
            Low = mean - quantile * error,
            High = mean + quantile * error,
            Level = level,
        };
    }

    /// <summary>Forecasts from an estimator as it stands.</summary>
    /// <param name="estimator">An estimator that has taken samples.</param>
    /// <param name="horizon">Steps ahead.</param>
    /// <param name="level">Coverage, in (0, 1).</param>
    /// <returns>The path.</returns>
    public static ForecastPath Of(OnlineAdaCgp estimator, int horizon, double level = 0.9) =>
        Of(estimator.Filters(), estimator.Lags(), estimator.ResidualVariances(), horizon, level);

    private static Matrix<double> Means(Matrix<double> filters, ReadOnlySpan<double> lags, int horizon)
    {
        (int nodes, int width) = (filters.RowCount, filters.ColumnCount);
        double[] state = lags.ToArray();
        var mean = Matrix<double>.Build.Dense(horizon, nodes);
        for (int h = 0; h < horizon; h++)
        {
            Vector<double> next = filters * Vector<double>.Build.DenseOfArray(state);
            mean.SetRow(h, next);
            Array.Copy(state, 0, state, nodes, width - nodes);
            next.AsArray().CopyTo(state, 0);
        }
        return mean;
    }

    private static Matrix<double> Errors(Matrix<double> filters, ReadOnlySpan<double> variances, int horizon)
    {
        int nodes = filters.RowCount;
        int order = filters.ColumnCount / nodes;
        var responses = new Queue<Matrix<double>>(); // Phi_(k-1), Phi_(k-2), ..., the latest last
        var error = Matrix<double>.Build.Dense(horizon, nodes);
        var sum = new double[nodes];
        Matrix<double> response = Matrix<double>.Build.DenseIdentity(nodes);
        for (int h = 0; h < horizon; h++)
        {
            for (int i = 0; i < nodes; i++)
            {
                for (int j = 0; j < nodes; j++)
                {
                    sum[i] += response[i, j] * response[i, j] * variances[j];
                }
                error[h, i] = Math.Sqrt(sum[i]);
            }
            responses.Enqueue(response);
            if (responses.Count > order)
            {
                responses.Dequeue();
            }
            response = Matrix<double>.Build.Dense(nodes, nodes);
            int lag = responses.Count;
            foreach (Matrix<double> past in responses)
            {
                response += filters.SubMatrix(0, nodes, (lag - 1) * nodes, nodes) * past;
                lag--;
            }
        }
        return error;
    }
}
