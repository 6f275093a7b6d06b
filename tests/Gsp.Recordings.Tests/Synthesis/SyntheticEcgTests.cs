using Gsp.Random;
using Gsp.Testing;
using Xunit;

namespace Gsp.Recordings.Tests.Synthesis;

public sealed class SyntheticEcgTests
{
    [Fact]
    public void TheSameStreamGivesTheSameEcgAndLeadsObeyEinthoven() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            var options = new SyntheticEcgOptions
            {
                Rate = 250,
                HeartRate = 40 + (seed % 100),
                EctopicEvery = (int)(seed % 5),
                PauseEvery = (int)(seed % 7),
            };
            SyntheticEcgResult a = SyntheticEcg.Generate(new RandomStream(seed), options);
            SyntheticEcgResult b = SyntheticEcg.Generate(new RandomStream(seed), options);
            double[] Lead(string name) => a.Recording[name].Samples;
            // Goldberger: aVR + aVL + aVF = 0; Einthoven: I + III = II. Respiration is common to all leads and relaxes in, so it is taken out by its amplitude.
            double largest = Enumerable
                .Range(0, a.Recording["I"].Length)
                .Max(t => Math.Abs(Lead("I")[t] + Lead("III")[t] - Lead("II")[t]));
            return Lead("V2").SequenceEqual(b.Recording["V2"].Samples)
                && a.Beats.SequenceEqual(b.Beats)
                && largest <= options.RespirationAmplitude;
        });

    [Fact]
    public void WithoutRespirationEinthovenHoldsExactly()
    {
        Recording ecg = SyntheticEcg
            .Generate(new RandomStream(1), new SyntheticEcgOptions { RespirationAmplitude = 0 })
            .Recording;
        Assert.All(
            Enumerable.Range(0, ecg["I"].Length),
            t => Assert.Equal(ecg["II"].Samples[t], ecg["I"].Samples[t] + ecg["III"].Samples[t], 1e-13)
        );
    }

    [Fact]
    public void RIsWhereTheTruthSays()
    {
        SyntheticEcgResult ecg = SyntheticEcg.Generate(
            new RandomStream(5),
            new SyntheticEcgOptions
            {
                Seconds = 30,
                HeartRate = 75,
                RespirationAmplitude = 0,
            }
        );
        double[] lead = ecg.Recording["II"].Samples;
        foreach (int r in ecg.RSamples.Where(r => r > 50 && r < lead.Length - 50))
        {
            int top = Enumerable.Range(r - 50, 101).MaxBy(t => lead[t]);
            Assert.InRange(top, r - 3, r + 3);
            Assert.InRange(lead[top], 0.6, 1.6);
        }
    }

    [Fact]
    public void IntervalsHaveTheMeanDeviationAndSpectrumAskedFor()
    {
        SyntheticEcgResult ecg = SyntheticEcg.Generate(
            new RandomStream(9),
            new SyntheticEcgOptions
            {
                Seconds = 600,
                Rate = 100,
                HeartRate = 60,
                HeartRateDeviation = 2,
                LowToHighRatio = 3,
            }
        );
        double[] rr = [.. ecg.RSamples.Zip(ecg.RSamples.Skip(1), (a, b) => (b - a) / 100.0)];
        double mean = rr.Average();
        Assert.InRange(mean, 0.98, 1.02);
        Assert.InRange(Math.Sqrt(rr.Average(x => (x - mean) * (x - mean))), 0.023, 0.045);
        Assert.True(Power(0.1) > 1.5 * Power(0.25), $"{Power(0.1)} {Power(0.25)}");
        Assert.True(Power(0.25) > 5 * Power(0.4));

        // Power near a frequency; beats are about a second apart.
        double Power(double centre) =>
            Enumerable
                .Range(-20, 41)
                .Sum(k =>
                {
                    double f = centre + (k * 0.0015);
                    double re = rr.Select((x, i) => (x - mean) * Math.Cos(2 * Math.PI * f * i)).Sum();
                    double im = rr.Select((x, i) => (x - mean) * Math.Sin(2 * Math.PI * f * i)).Sum();
                    return (re * re) + (im * im);
                });
    }

    [Fact]
    public void OptionsShow()
    {
        SyntheticEcgResult Make(SyntheticEcgOptions options) =>
            SyntheticEcg.Generate(new RandomStream(3), options with { Seconds = 20, HeartRateDeviation = 0 });
        double[] Rr(SyntheticEcgResult ecg) => [.. ecg.RSamples.Zip(ecg.RSamples.Skip(1), (a, b) => (double)(b - a))];
        SyntheticEcgResult plain = Make(new());
        Assert.All(Rr(plain), rr => Assert.InRange(rr, 499, 501));
        SyntheticEcgResult ectopic = Make(new() { EctopicEvery = 5 });
        Assert.Contains(true, ectopic.IsEctopic);
        Assert.All(ectopic.Beats.Zip(ectopic.IsEctopic), pair => Assert.Equal(pair.Second, pair.First.P is null));
        Assert.True(Rr(Make(new() { PauseEvery = 6 })).Max() > 900);
        Assert.All(Make(new() { Rhythm = SyntheticRhythm.Irregular }).Beats, beat => Assert.Null(beat.P));
        double[] irregular = Rr(Make(new() { Rhythm = SyntheticRhythm.Irregular }));
        Assert.True(irregular.Max() - irregular.Min() > 100);
        int peak = plain.Beats[3].T!.Value.Peak;
        Assert.True(plain.Recording["II"].Samples[peak] > 0.1);
        Assert.True(Make(new() { InvertedT = true }).Recording["II"].Samples[peak] < -0.1);
    }

    [Fact]
    public void NoisesHaveTheirPower()
    {
        double Rms(double[] x) => Math.Sqrt(x.Average(v => v * v));
        Assert.Equal(0.2, Rms(EcgNoise.Muscle(5000, 500, 0.2, new RandomStream(1))), 12);
        Assert.InRange(Rms(EcgNoise.BaselineWander(200000, 500, 0.3, new RandomStream(1))), 0.27, 0.33);
        // Fundamental and a fifth of it: 0.1 sqrt(1 + 0.04).
        Assert.Equal(0.1 * Math.Sqrt(1.04), Rms(EcgNoise.Powerline(5000, 500, 0.1, new RandomStream(1))), 6);
        Assert.Equal([2.0, 4.0], EcgNoise.Add([1.0, 1.0], [1.0, 2.0], [0.0, 1.0]));
    }

    [Fact]
    public void NumbersThatAreNoneAreRefused()
    {
        foreach (
            System.Reflection.PropertyInfo property in typeof(SyntheticEcgOptions)
                .GetProperties()
                .Where(p => p.PropertyType == typeof(double))
        )
        {
            var options = new SyntheticEcgOptions();
            property.SetValue(options, double.NaN);
            Assert.Contains(
                property.Name,
                Assert.ThrowsAny<ArgumentException>(() => SyntheticEcg.Generate(new RandomStream(1), options)).Message,
                StringComparison.Ordinal
            );
        }
    }
}
