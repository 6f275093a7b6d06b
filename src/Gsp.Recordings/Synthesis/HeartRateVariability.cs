using Gsp.Random;

namespace Gsp.Recordings;

/// <summary>Intervals between beats whose spectrum is two Gaussians, for blood pressure (0.1 Hz) and respiration (0.25 Hz).</summary>
/// <remarks>
/// McSharry et al. 2003, equation 5: S(f) = sum over c of s_c^2 / sqrt(2 pi w^2) exp(-(f - f_c)^2 / (2 w^2)), w = 0.01 Hz. Here each peak is a sum of 41 sinusoids on
/// f_c - 4 w .. f_c + 4 w with amplitudes from S and random phases, evaluated at the time of each beat: no grid, any length.
/// </remarks>
internal sealed class HeartRateVariability
{
    private const int Lines = 41;
    private const double Width = 0.01;
    private readonly double mean;
    private readonly double[] frequencies = new double[2 * Lines];
    private readonly double[] amplitudes = new double[2 * Lines];
    private readonly double[] phases = new double[2 * Lines];

    public HeartRateVariability(SyntheticEcgOptions options, RandomStream random)
    {
        mean = 60 / options.HeartRate;
        // A small change of rate changes the interval by 60 / rate^2 times it.
        double deviation = mean * options.HeartRateDeviation / options.HeartRate;
        double low = options.LowToHighRatio / (1 + options.LowToHighRatio);
        for (int peak = 0; peak < 2; peak++)
        {
            double variance = (peak == 0 ? low : 1 - low) * deviation * deviation;
            double total = 0;
            for (int i = 0; i < Lines; i++)
            {
                double z = -4 + (8.0 * i / (Lines - 1));
                int k = (peak * Lines) + i;
                frequencies[k] = (peak == 0 ? 0.1 : 0.25) + (z * Width);
                amplitudes[k] = Math.Exp(-z * z / 2);
                phases[k] = random.NextUniform(0, 2 * Math.PI);
                total += amplitudes[k];
            }
            for (int i = 0; i < Lines; i++)
            {
                int k = (peak * Lines) + i;
                amplitudes[k] = Math.Sqrt(2 * variance * amplitudes[k] / total);
            }
        }
    }

    /// <summary>The interval in seconds of a beat at a time.</summary>
    public double At(double time)
    {
        double interval = mean;
        for (int k = 0; k < frequencies.Length; k++)
        {
            interval += amplitudes[k] * Math.Cos((2 * Math.PI * frequencies[k] * time) + phases[k]);
        }
        return Math.Max(0.3 * mean, interval);
    }
}
