using Gsp.Random;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Experiments;

/// <summary>The error of forecasts on a held-out part: squared error over power, summed over all observed samples, with an interval.</summary>
/// <remarks>The interval is a moving-block bootstrap over time (blocks of the square root of the length), so that it allows for
/// errors that follow one another. The same stream gives the same bits.</remarks>
public sealed record ForecastScore
{
    private const int Resamples = 1000;

    /// <summary>Sum of squared errors over sum of squares.</summary>
    public required double Nmse { get; init; }

    /// <summary>Lower end of the 95 % interval.</summary>
    public required double Low { get; init; }

    /// <summary>Upper end of the 95 % interval.</summary>
    public required double High { get; init; }

    /// <summary>Scores forecasts of the rows after the training part.</summary>
    /// <param name="series">The series.</param>
    /// <param name="forecasts">[held-out time, node].</param>
    /// <param name="stream">Randomness of the interval; its position moves.</param>
    /// <returns>The score.</returns>
    /// <exception cref="ArgumentException">The forecasts are not as many as the held-out samples.</exception>
    public static ForecastScore Of(RealSeries series, Matrix<double> forecasts, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(forecasts);
        ArgumentNullException.ThrowIfNull(stream);
        int held = series.Samples.RowCount - series.TrainingRows;
        Require.SameLength(forecasts.RowCount, held, nameof(forecasts), "rows, one a held-out sample");
        Require.SameLength(forecasts.ColumnCount, series.Samples.ColumnCount, nameof(forecasts), "columns, one a node");
        var errors = new double[held];
        var powers = new double[held];
        for (int t = 0; t < held; t++)
        {
            for (int i = 0; i < forecasts.ColumnCount; i++)
            {
                int row = series.TrainingRows + t;
                double x = series.Samples[row, i];
                double miss = (x - forecasts[t, i]) * series.Observed[row, i];
                errors[t] += miss * miss;
                powers[t] += x * x * series.Observed[row, i];
            }
        }
        double[] draws = Bootstrap(errors, powers, stream);
        return new ForecastScore
        {
            Nmse = errors.Sum() / powers.Sum(),
            Low = draws[(int)(0.025 * Resamples)],
            High = draws[(int)(0.975 * Resamples)],
        };
    }

    private static double[] Bootstrap(double[] errors, double[] powers, RandomStream stream)
    {
        int block = (int)Math.Ceiling(Math.Sqrt(errors.Length));
        int blocks = (errors.Length + block - 1) / block;
        var draws = new double[Resamples];
        for (int b = 0; b < Resamples; b++)
        {
            double error = 0;
            double power = 0;
            for (int k = 0; k < blocks; k++)
            {
                int start = (int)(stream.NextUniform() * (errors.Length - block + 1));
                for (int t = start; t < start + block; t++)
                {
                    error += errors[t];
                    power += powers[t];
                }
            }
            draws[b] = error / power;
        }
        Array.Sort(draws);
        return draws;
    }
}
