using Gsp.Random;

namespace Gsp.Recordings;

/// <summary>Twelve-lead ECGs with known beats and waves, after McSharry et al., IEEE Trans. Biomed. Eng. 50 (2003) 289-294.</summary>
/// <remarks>
/// On the limit cycle the phase advances by 2 pi in each interval and the ECG obeys equation 1: z' = -sum over events of a_i omega d_i exp(-d_i^2 / (2 b_i^2)) - (z - z_0), d_i =
/// (theta - theta_i) wrapped to [-pi, pi), z_0 respiration. Each lead integrates it by Runge-Kutta of order 4 at 1000 Hz or more. Widths and the angles of Q and S scale
/// by the square root of the rate over 60, those of P and T by its fourth root, as in the authors' program.
/// </remarks>
public static class SyntheticEcg
{
    private const double Reach = 2.5;

    // P, Q, R, S, T: table 1's angles and widths; amplitudes for R near 1 mV in lead II.
    private static readonly EcgWave[] Normal =
    [
        new(-70, 1.2, 0.25),
        new(-15, -5, 0.1),
        new(0, 30, 0.1),
        new(15, -7.5, 0.1),
        new(100, 0.75, 0.4),
    ];

    /// <summary>Makes an ECG.</summary>
    /// <param name="random">The stream of chances; the same stream gives the same ECG.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static SyntheticEcgResult Generate(RandomStream random, SyntheticEcgOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(random);
        options = (options ?? new SyntheticEcgOptions()).Validate();
        List<Cycle> cycles = Cycles(options, random);
        int length = Math.Max(1, (int)Math.Round(options.Seconds * options.Rate));
        List<BeatWaves> beats = [];
        List<bool> ectopic = [];
        foreach (Cycle cycle in cycles)
        {
            int r = (int)Math.Round(cycle.R * options.Rate);
            if (r >= 0 && r < length)
            {
                beats.Add(Truth(cycle, r, options.Rate));
                ectopic.Add(cycle.IsEctopic);
            }
        }
        double breath = random.NextUniform(0, 2 * Math.PI);
        return new SyntheticEcgResult
        {
            Recording = new Recording
            {
                Name = "synthetic ECG",
                Channels =
                [
                    .. LeadNames.Standard.Select(name => new Channel
                    {
                        Name = name,
                        Unit = "mV",
                        Rate = options.Rate,
                        Samples = Lead(cycles, LeadAmplitudes.Of(name), length, breath, options),
                    }),
                ],
            },
            Beats = beats,
            IsEctopic = ectopic,
        };
    }

    /// <summary>One turn of the phase, from -pi over R at 0 to pi.</summary>
    private sealed record Cycle(double Start, double End, bool IsEctopic, EcgWave[] Waves)
    {
        public double R => (Start + End) / 2;

        public double Time(double angle) => Start + ((angle + Math.PI) / (2 * Math.PI) * (End - Start));
    }

    private static List<Cycle> Cycles(SyntheticEcgOptions options, RandomStream random)
    {
        var variability = new HeartRateVariability(options, random);
        double mean = 60 / options.HeartRate;
        List<Cycle> cycles = [];
        // Three turns before the start, so that the equation has forgotten its initial value.
        double start = -3 * mean - random.NextUniform(0, mean);
        for (int beat = 1; start < options.Seconds + mean; beat++)
        {
            double interval =
                options.Rhythm == SyntheticRhythm.Sinus
                    ? variability.At(start)
                    : mean * Math.Clamp(1 + (options.Irregularity * random.NextNormal()), 0.5, 2);
            bool isEctopic = options.EctopicEvery > 0 && beat % options.EctopicEvery == 0;
            bool isAfterEctopic = options.EctopicEvery > 1 && beat > 1 && (beat - 1) % options.EctopicEvery == 0;
            bool isPause = options.PauseEvery > 0 && beat % options.PauseEvery == 0;
            interval *=
                isEctopic ? 0.75
                : isAfterEctopic ? 1.25
                : 1;
            cycles.Add(new Cycle(start, start + interval, isEctopic, Waves(interval, isEctopic, options)));
            start += interval;
            if (isPause)
            {
                // Silence between two turns: the phase rests where every event is far.
                start += interval;
            }
        }
        return cycles;
    }

    private static EcgWave[] Waves(double interval, bool isEctopic, SyntheticEcgOptions options)
    {
        // Waves last about as long at any rate, so on the cycle they widen as it shortens.
        double root = Math.Sqrt(Math.Clamp(1 / interval, 0.4, 3));
        double fourth = Math.Sqrt(root);
        var waves = new EcgWave[Normal.Length];
        for (int i = 0; i < waves.Length; i++)
        {
            EcgWave wave = Normal[i];
            bool isHump = i is 0 or 4;
            double amplitude = wave.Amplitude;
            double widening = 1;
            if (i == 0 && (isEctopic || options.Rhythm == SyntheticRhythm.Irregular))
            {
                amplitude = 0;
            }
            if (i == 4)
            {
                amplitude *= (options.InvertedT ? -1 : 1) * (isEctopic ? -2 : 1);
            }
            else if (isEctopic && i > 0)
            {
                // A wide complex: three times the width keeps a third of the strength for the same height.
                (widening, amplitude) = (i == 2 ? 2.5 : 1.5, amplitude * (i == 2 ? 0.25 : 0.1));
            }
            waves[i] = new EcgWave(
                wave.AngleDegrees * (isHump ? fourth : root) * (i is 1 or 3 && isEctopic ? 1.5 : 1),
                amplitude,
                wave.Width * root * widening
            );
        }
        return waves;
    }

    private static BeatWaves Truth(Cycle cycle, int r, double rate)
    {
        Wave? Hump(WaveKind kind, EcgWave wave) =>
            wave.Amplitude == 0
                ? null
                : new Wave(
                    kind,
                    At(Angle(wave) - (Reach * wave.Width)),
                    At(Angle(wave)),
                    At(Angle(wave) + (Reach * wave.Width))
                );
        int At(double angle) => (int)Math.Round(cycle.Time(angle) * rate);
        int first = At(cycle.Waves[1..4].Min(wave => Angle(wave) - (Reach * wave.Width)));
        int last = At(cycle.Waves[1..4].Max(wave => Angle(wave) + (Reach * wave.Width)));
        return new BeatWaves(
            r,
            Hump(WaveKind.P, cycle.Waves[0]),
            new Wave(WaveKind.Qrs, first, r, last),
            Hump(WaveKind.T, cycle.Waves[4])
        );
    }

    private static double Angle(EcgWave wave) => wave.AngleDegrees * Math.PI / 180;

    private static double[] Lead(
        List<Cycle> cycles,
        double[] factors,
        int length,
        double breath,
        SyntheticEcgOptions options
    )
    {
        int substeps = Math.Max(1, (int)Math.Ceiling(1000 / options.Rate));
        double step = 1 / (options.Rate * substeps);
        int before = (int)Math.Ceiling(2 * 60 / options.HeartRate * options.Rate);
        var samples = new double[length];
        double z = 0;
        int cycle = 0;
        for (int t = -before; t < length; t++)
        {
            if (t >= 0)
            {
                samples[t] = z;
            }
            for (int k = 0; k < substeps; k++)
            {
                double time = (t / options.Rate) + (k * step);
                while (cycle + 1 < cycles.Count && cycles[cycle].End <= time && cycles[cycle + 1].Start <= time)
                {
                    cycle++;
                }
                double Slope(double at, double value) => Derivative(cycles[cycle], factors, at, value, breath, options);
                double k1 = Slope(time, z);
                double k2 = Slope(time + (step / 2), z + (step / 2 * k1));
                double k3 = Slope(time + (step / 2), z + (step / 2 * k2));
                double k4 = Slope(time + step, z + (step * k3));
                z += step / 6 * (k1 + (2 * k2) + (2 * k3) + k4);
            }
        }
        return samples;
    }

    /// <summary>Equation 1 of the paper for z.</summary>
    private static double Derivative(
        Cycle cycle,
        double[] factors,
        double time,
        double z,
        double breath,
        SyntheticEcgOptions options
    )
    {
        double z0 = options.RespirationAmplitude * Math.Sin((2 * Math.PI * 0.25 * time) + breath);
        double slope = z0 - z;
        if (time < cycle.Start || time >= cycle.End)
        {
            return slope;
        }
        double omega = 2 * Math.PI / (cycle.End - cycle.Start);
        double theta = (omega * (time - cycle.Start)) - Math.PI;
        for (int i = 0; i < factors.Length; i++)
        {
            EcgWave wave = cycle.Waves[i];
            double d = theta - Angle(wave);
            d -= 2 * Math.PI * Math.Round(d / (2 * Math.PI));
            double b2 = wave.Width * wave.Width;
            slope -= Scale(i) * factors[i] * wave.Amplitude * omega * d * Math.Exp(-d * d / (2 * b2));
        }
        return slope;
    }

    // Table 1's strengths integrate to heights of a b^2; these factors give P 0.1, Q -0.05, R 1, S -0.1 and T 0.25 mV or so in lead II at 60 beats a minute.
    private static double Scale(int wave) =>
        wave switch
        {
            0 => 1.4,
            2 => 3.4,
            4 => 2.1,
            1 => 1.0,
            _ => 1.4,
        };
}
