using Gsp.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Signals;

/// <summary>A recording brought to mean zero and deviation one, with what is needed to go back.</summary>
/// <remarks>Compares its arrays by reference.</remarks>
public sealed record StandardisedRecording
{
    /// <summary>[time, node]; missing values stay NaN, constant channels are zero.</summary>
    public required Matrix<double> Values { get; init; }

    /// <summary>The mean of each channel over its values present; NaN where none is.</summary>
    public required double[] Means { get; init; }

    /// <summary>The population standard deviation of each channel; zero for a constant one, NaN where no value is present.</summary>
    public required double[] Deviations { get; init; }

    /// <summary>The channels that are constant or hold no value: they carry no information and were not divided by.</summary>
    public required int[] ConstantChannels { get; init; }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Values.RowCount} x {Values.ColumnCount} standardised"
        + (ConstantChannels.Length == 0 ? "" : $"; constant channels: {string.Join(", ", ConstantChannels)}");
}

/// <summary>Brings channels to a common scale.</summary>
public static class Standardisation
{
    /// <summary>Subtracts each channel's mean and divides by its population standard deviation, over the values present.</summary>
    /// <remarks>A channel counts as constant when its deviation is below 1e-13 of its largest magnitude: what is left of it is rounding.
    /// Deterministic; pure and thread-safe. Cost: three passes.</remarks>
    /// <param name="recording">[time, node]; NaN marks a missing value.</param>
    /// <returns>The standardised recording.</returns>
    /// <exception cref="ArgumentException">A value is infinite.</exception>
    public static StandardisedRecording ZScore(Matrix<double> recording)
    {
        var means = new double[recording.ColumnCount];
        var deviations = new double[recording.ColumnCount];
        var constant = new List<int>();
        Matrix<double> values = recording.Clone();
        for (int j = 0; j < recording.ColumnCount; j++)
        {
            double[] channel = recording.Column(j).ToArray();
            double[] present = [.. channel.Where(v => !double.IsNaN(v))];
            Require.Finite(present, $"channel {j}", "infinite values are no measurements");
            double mean = Reductions.CompensatedSum(present) / present.Length; // NaN for an empty channel
            double[] centred = [.. present.Select(v => v - mean)];
            double deviation = Reductions.Norm(centred) / Math.Sqrt(present.Length);
            bool flat = !(deviation > 1e-13 * Reductions.MaxMagnitude(present));
            (means[j], deviations[j]) = (mean, flat && present.Length > 0 ? 0 : deviation);
            if (flat)
            {
                constant.Add(j);
            }
            for (int t = 0; t < channel.Length; t++)
            {
                values[t, j] = double.IsNaN(channel[t]) ? double.NaN : (flat ? 0 : (channel[t] - mean) / deviation);
            }
        }
        return new StandardisedRecording
        {
            Values = values,
            Means = means,
            Deviations = deviations,
            ConstantChannels = [.. constant],
        };
    }
}
