using Gsp.Random;
using Gsp.Signals;

namespace Gsp.Recordings;

/// <summary>Noise to be added to a lead; each returns the noise alone, so that kinds can be added up.</summary>
public static class EcgNoise
{
    /// <summary>Baseline wander: three sinusoids of random frequencies 0.05 to 0.5 Hz and phases, of the given root mean square over long times.</summary>
    /// <param name="length">Number of samples.</param>
    /// <param name="rate">Samples a second, in Hz.</param>
    /// <param name="amplitude">Root mean square, in the unit wanted.</param>
    /// <param name="random">The stream of chances.</param>
    /// <exception cref="ArgumentException">A number is out of range.</exception>
    public static double[] BaselineWander(int length, double rate, double amplitude, RandomStream random)
    {
        Check(length, rate, amplitude, random);
        var noise = new double[length];
        for (int k = 0; k < 3; k++)
        {
            double frequency = random.NextUniform(0.05, 0.5);
            double phase = random.NextUniform(0, 2 * Math.PI);
            for (int t = 0; t < length; t++)
            {
                noise[t] += amplitude * Math.Sqrt(2.0 / 3) * Math.Sin((2 * Math.PI * frequency * t / rate) + phase);
            }
        }
        return noise;
    }

    /// <summary>Powerline interference: a sinusoid with a third harmonic of a fifth of its amplitude where the rate can carry it.</summary>
    /// <param name="length">Number of samples.</param>
    /// <param name="rate">Samples a second, in Hz.</param>
    /// <param name="amplitude">Root mean square of the fundamental.</param>
    /// <param name="random">The stream of chances (phase).</param>
    /// <param name="frequency">50 or 60 Hz.</param>
    /// <exception cref="ArgumentException">A number is out of range, or the frequency is not below half the rate.</exception>
    public static double[] Powerline(
        int length,
        double rate,
        double amplitude,
        RandomStream random,
        double frequency = 50
    )
    {
        Check(length, rate, amplitude, random);
        Require.InRange(frequency, double.Epsilon, rate / 2, "below half the rate");
        double phase = random.NextUniform(0, 2 * Math.PI);
        double harmonic = 3 * frequency < rate / 2 ? 0.2 : 0;
        var noise = new double[length];
        for (int t = 0; t < length; t++)
        {
            double angle = (2 * Math.PI * frequency * t / rate) + phase;
            noise[t] = amplitude * Math.Sqrt(2) * (Math.Sin(angle) + (harmonic * Math.Sin(3 * angle)));
        }
        return noise;
    }

    /// <summary>Muscle noise: white noise above 20 Hz (Butterworth of order 2), scaled to the given root mean square of this piece.</summary>
    /// <param name="length">Number of samples.</param>
    /// <param name="rate">Samples a second, above 50 Hz.</param>
    /// <param name="amplitude">Root mean square.</param>
    /// <param name="random">The stream of chances.</param>
    /// <exception cref="ArgumentException">A number is out of range.</exception>
    public static double[] Muscle(int length, double rate, double amplitude, RandomStream random)
    {
        Check(length, rate, amplitude, random);
        Require.InRange(rate, 50, 1e6, "muscle noise lies above 20 Hz");
        double[] white = [.. Enumerable.Range(0, length).Select(_ => random.NextNormal())];
        double[] noise = ButterworthDesign.HighPass(2, 20, rate).Apply(white);
        double power = Math.Sqrt(noise.Sum(x => x * x) / Math.Max(1, length));
        return power == 0 ? noise : [.. noise.Select(x => x * amplitude / power)];
    }

    /// <summary>A lead with noises added.</summary>
    /// <param name="lead">The lead.</param>
    /// <param name="noises">Noises of its length.</param>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    public static double[] Add(double[] lead, params IReadOnlyList<double[]> noises)
    {
        ArgumentNullException.ThrowIfNull(lead);
        double[] sum = [.. lead];
        foreach (double[] noise in noises)
        {
            Require.SameLength(noise.Length, lead.Length, nameof(noises), "noise is as long as the lead");
            for (int t = 0; t < sum.Length; t++)
            {
                sum[t] += noise[t];
            }
        }
        return sum;
    }

    private static void Check(int length, double rate, double amplitude, RandomStream random)
    {
        Require.NotNegative(length, "number of samples");
        Require.Positive(rate);
        Require.NotNegative(amplitude);
        ArgumentNullException.ThrowIfNull(random);
    }
}
