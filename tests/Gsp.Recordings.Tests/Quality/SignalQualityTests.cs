using Gsp.Random;
using Gsp.Recordings.Tests.Beats;
using Gsp.Testing;
using Xunit;

namespace Gsp.Recordings.Tests.Quality;

public sealed class SignalQualityTests
{
    private static double[] Clean => QrsDetectorTests.Ecg(1, 250).Recording["II"].Samples;

    private static double[] Usual => EcgNoise.Add(Clean, EcgNoise.Muscle(2500, 250, 0.005, new RandomStream(1)));

    [Fact]
    public void ACleanLeadIsGood()
    {
        LeadQuality quality = SignalQuality.Of(Usual, 250);
        Assert.True(quality.Verdict == QualityVerdict.Good, quality.ToString());
        Assert.Equal((0, 0, 0), (quality.Missing, quality.Flat, quality.Spikes));
        Assert.True(quality.TemplateCorrelation > 0.98);
        Assert.Equal(1, quality.BeatAgreement);
    }

    [Fact]
    public void SharesAreCounted()
    {
        double[] lead = Usual;
        lead.AsSpan(1000, 250).Fill(double.NaN);
        lead.AsSpan(1500, 225).Fill(0.3);
        LeadQuality quality = SignalQuality.Of(lead, 250);
        Assert.Equal(0.1, quality.Missing, 12);
        Assert.Equal(0.1, quality.Flat, 12);
        Assert.Equal(0, quality.Clipped);
    }

    [Fact]
    public void ClippingAndSpikesAreSeen()
    {
        double[] clipped = [.. Usual.Select(x => Math.Min(x, 0.3))];
        Assert.True(SignalQuality.Of(clipped, 250).Clipped > 0.005);
        double[] spiky = Usual;
        foreach (int t in (int[])[333, 777, 1444, 2001])
        {
            spiky[t] += 30;
        }
        LeadQuality quality = SignalQuality.Of(spiky, 250);
        Assert.Equal(4, quality.Spikes);
        Assert.Equal(QualityVerdict.Fair, quality.Verdict);
    }

    [Fact]
    public void FlatAndNoiseAreBad()
    {
        var random = new RandomStream(4);
        Assert.Equal(QualityVerdict.Bad, SignalQuality.Of(new double[2500], 250).Verdict);
        Assert.Equal(QualityVerdict.Bad, SignalQuality.Of([.. Enumerable.Repeat(double.NaN, 2500)], 250).Verdict);
        Assert.Equal(
            QualityVerdict.Bad,
            SignalQuality.Of([.. Enumerable.Range(0, 2500).Select(_ => random.NextNormal())], 250).Verdict
        );
    }

    [Fact]
    public void NoiseLowersItsOwnIndex()
    {
        LeadQuality good = SignalQuality.Of(Usual, 250);
        LeadQuality muscle = SignalQuality.Of(
            EcgNoise.Add(Usual, EcgNoise.Muscle(2500, 250, 0.2, new RandomStream(2))),
            250
        );
        LeadQuality wander = SignalQuality.Of(
            EcgNoise.Add(Usual, EcgNoise.BaselineWander(2500, 250, 1, new RandomStream(3))),
            250
        );
        Assert.True(muscle.SignalToNoise < good.SignalToNoise - 10);
        Assert.True(wander.BaselinePower > 0.8 && good.BaselinePower < 0.5, $"{good}\n{wander}");
    }

    [Fact]
    public void IndicesDoNotDependOnUnitOrPolarity() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            double[] lead = QrsDetectorTests.Noisy(QrsDetectorTests.Ecg(seed, 250).Recording["V3"], seed);
            LeadQuality quality = SignalQuality.Of(lead, 250);
            return quality == SignalQuality.Of([.. lead.Select(x => -1024 * x)], 250);
        });
}
