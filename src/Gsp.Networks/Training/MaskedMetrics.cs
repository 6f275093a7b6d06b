using System.Globalization;

namespace Gsp.Networks;

/// <summary>Errors of a reconstruction over the entries that a mask chooses.</summary>
/// <remarks>With e = estimate - truth. A figure whose divisor is 0 is NaN.</remarks>
/// <param name="Count">Number of chosen entries.</param>
/// <param name="MeanAbsoluteError">Mean of |e|.</param>
/// <param name="MeanSquaredError">Mean of e².</param>
/// <param name="MeanRelativeError">Σ |e| / Σ |truth|.</param>
/// <param name="NormalisedRootMeanSquaredError">√(mean of e²) over the standard deviation (divisor n) of the truth.</param>
/// <param name="Correlation">Pearson's r of estimate and truth.</param>
public sealed record MaskedMetrics(
    long Count,
    double MeanAbsoluteError,
    double MeanSquaredError,
    double MeanRelativeError,
    double NormalisedRootMeanSquaredError,
    double Correlation
)
{
    /// <summary>√(mean of e²).</summary>
    public double RootMeanSquaredError => Math.Sqrt(MeanSquaredError);

    /// <summary>Measures an estimate.</summary>
    /// <param name="estimate">The reconstruction.</param>
    /// <param name="truth">What it should be; may be anything (also NaN) where the mask is 0.</param>
    /// <param name="mask">Not 0 where an entry counts.</param>
    /// <returns>The figures. Two passes, in double precision.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or the mask chooses nothing.</exception>
    public static MaskedMetrics Of(ReadOnlySpan<double> estimate, ReadOnlySpan<double> truth, ReadOnlySpan<double> mask)
    {
        Require.SameLength(estimate.Length, truth.Length, nameof(estimate), "one for each true value");
        Require.SameLength(mask.Length, truth.Length, nameof(mask), "one for each true value");
        long count = 0;
        (double sumEstimate, double sumTruth) = (0, 0);
        for (int i = 0; i < mask.Length; i++)
        {
            if (mask[i] != 0)
            {
                count++;
                sumEstimate += estimate[i];
                sumTruth += truth[i];
            }
        }
        Require.That(count > 0, "the mask chooses no entry: there is nothing to measure", nameof(mask));
        (double meanEstimate, double meanTruth) = (sumEstimate / count, sumTruth / count);
        (double absolute, double squared, double magnitude) = (0, 0, 0);
        (double varianceEstimate, double varianceTruth, double covariance) = (0, 0, 0);
        for (int i = 0; i < mask.Length; i++)
        {
            if (mask[i] == 0)
            {
                continue;
            }
            double error = estimate[i] - truth[i];
            absolute += Math.Abs(error);
            squared += error * error;
            magnitude += Math.Abs(truth[i]);
            (double a, double b) = (estimate[i] - meanEstimate, truth[i] - meanTruth);
            varianceEstimate += a * a;
            varianceTruth += b * b;
            covariance += a * b;
        }
        return new(
            count,
            absolute / count,
            squared / count,
            Ratio(absolute, magnitude),
            Ratio(Math.Sqrt(squared), Math.Sqrt(varianceTruth)),
            Ratio(covariance, Math.Sqrt(varianceEstimate) * Math.Sqrt(varianceTruth))
        );
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Count} entries: MAE {MeanAbsoluteError:g4}, RMSE {RootMeanSquaredError:g4}, MRE {MeanRelativeError:g4}, NRMSE {NormalisedRootMeanSquaredError:g4}, r {Correlation:g4}"
        );

    private static double Ratio(double a, double b) => b == 0 ? double.NaN : a / b;
}
