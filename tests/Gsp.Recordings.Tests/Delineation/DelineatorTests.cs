using Gsp.Random;
using Gsp.Recordings.Tests.Beats;
using Gsp.Testing;
using Xunit;

namespace Gsp.Recordings.Tests.Delineation;

public sealed class DelineatorTests
{
    [Theory]
    [InlineData(100)]
    [InlineData(250)]
    [InlineData(500)]
    [InlineData(1000)]
    public void SyntheticWavesAreRecovered(double rate)
    {
        SyntheticEcgResult ecg = QrsDetectorTests.Ecg(11, rate, seconds: 20);
        Channel lead = ecg.Recording["II"];
        BeatWaves[] found = Delineator.Delineate(lead.Samples, rate, ecg.RSamples);
        foreach (WaveKind kind in Enum.GetValues<WaveKind>())
        {
            // Without the first and the last beat, whose waves may lie outside.
            Wave[] truth = [.. ecg.Beats.Skip(1).SkipLast(1).Select(beat => beat[kind]).OfType<Wave>()];
            Wave[] waves = [.. found[1..^1].Select(beat => beat[kind]).OfType<Wave>()];
            DelineationScore score = DelineationScore.Of(truth, waves, rate, 0.05);
            Assert.True(score.Peaks.F1 == 1, $"{rate} Hz: {score}");
            Assert.InRange(score.Onset.Mean, -40, 40);
            Assert.InRange(score.Offset.Mean, -40, 40);
            Assert.InRange(score.Onset.Deviation, 0, 15);
            Assert.InRange(score.Offset.Deviation, 0, 15);
        }
    }

    [Fact]
    public void InvertedAndScaledLeadsHaveTheSameWaves() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            SyntheticEcgResult ecg = QrsDetectorTests.Ecg(seed, 250);
            double[] lead = QrsDetectorTests.Noisy(ecg.Recording["II"], seed);
            BeatWaves[] waves = Delineator.Delineate(lead, 250, ecg.RSamples);
            return waves.SequenceEqual(Delineator.Delineate([.. lead.Select(x => -x)], 250, ecg.RSamples))
                && waves.SequenceEqual(Delineator.Delineate([.. lead.Select(x => 512 * x)], 250, ecg.RSamples))
                && waves.All(beat => beat.Present.All(wave => wave.Onset <= wave.Peak && wave.Peak <= wave.Offset));
        });

    [Fact]
    public void LaterSignalsHaveLaterWaves() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            SyntheticEcgResult ecg = QrsDetectorTests.Ecg(seed, 250);
            double[] lead = QrsDetectorTests.Noisy(ecg.Recording["II"], seed);
            int cut = ecg.RSamples[1] + 100;
            int[] beats = ecg.RSamples[2..];
            var options = new DelineationOptions { PConsistency = 0 };
            BeatWaves[] whole = Delineator.Delineate(lead, 250, beats, options);
            BeatWaves[] rest = Delineator.Delineate(lead[cut..], 250, [.. beats.Select(r => r - cut)], options);
            Wave? Moved(Wave? wave) =>
                wave is Wave w ? w with { Onset = w.Onset + cut, Peak = w.Peak + cut, Offset = w.Offset + cut } : null;
            return whole
                .Skip(1)
                .SequenceEqual(
                    rest.Skip(1).Select(b => new BeatWaves(b.R + cut, Moved(b.P), Moved(b.Qrs), Moved(b.T)))
                );
        });

    [Fact]
    public void FibrillationHasNoPWaves()
    {
        SyntheticEcgResult ecg = SyntheticEcg.Generate(
            new RandomStream(2),
            new SyntheticEcgOptions
            {
                Seconds = 30,
                HeartRate = 80,
                Rhythm = SyntheticRhythm.Irregular,
            }
        );
        BeatWaves[][] leads = Delineator.Delineate(
            [.. ecg.Recording.Channels.Select((c, i) => QrsDetectorTests.Noisy(c, (ulong)i))],
            500,
            ecg.RSamples
        );
        Assert.True(leads[1].Count(beat => beat.P is not null) <= 0.2 * leads[1].Length);
        Assert.True(leads[1].Count(beat => beat.T is not null) >= 0.9 * leads[1].Length);
    }

    [Fact]
    public void FusionGivesAMissingLeadTheMedians()
    {
        Wave At(int peak) => new(WaveKind.T, peak - 10, peak, peak + 10);
        BeatWaves Beat(Wave? t) => new(100, null, null, t);
        BeatWaves[][] own =
        [
            [Beat(At(200))],
            [Beat(At(204))],
            [Beat(At(208))],
            [Beat(At(300))],
            [Beat(null)],
        ];
        BeatWaves[][] fused = LeadFusion.Fuse(own, share: 0.6, near: 40);
        // Median of 200, 204, 208, 300 is the upper middle, 208; three agree with it, which is 0.6 of the five leads.
        Assert.Equal(200, fused[0][0].T!.Value.Peak);
        Assert.Equal(At(204), fused[3][0].T);
        Assert.Equal(At(204), fused[4][0].T);
        Assert.Null(LeadFusion.Fuse(own, share: 0.7, near: 40)[0][0].T);
    }

    [Fact]
    public void TheSplineDerivativeOfARampIsItsSlope()
    {
        double[] ramp = [.. Enumerable.Range(0, 200).Select(t => 3.0 * t)];
        // h = 20 ms at 500 Hz is 10 samples.
        double[] w = SplineDerivative.Of(ramp, 500, 0.02);
        Assert.All(w[60..140], value => Assert.Equal(30, value, 9));
        // An even signal has an odd derivative: centred, without delay.
        double[] hump = [.. Enumerable.Range(-100, 201).Select(t => Math.Exp(-t * t / 200.0))];
        double[] d = SplineDerivative.Of(hump, 500, 0.02);
        Assert.Equal(0, d[100], 12);
        Assert.Equal(d[90], -d[110], 12);
    }

    [Fact]
    public void BeatsOutsideAreRefused()
    {
        Assert.ThrowsAny<ArgumentException>(() => Delineator.Delineate(new double[100], 250, [100]));
        Assert.ThrowsAny<ArgumentException>(() => Delineator.Delineate(new double[100], 250, [50, 50]));
        foreach (
            DelineationOptions options in (DelineationOptions[])
                [
                    new() { FusionShare = double.NaN },
                    new() { FusionSeconds = 0 },
                    new() { PThreshold = double.NaN },
                    new() { TThreshold = 2 },
                    new() { PConsistency = -1 },
                ]
        )
        {
            Assert.ThrowsAny<ArgumentException>(() => Delineator.Delineate(new double[100], 250, [50], options));
        }
    }
}
