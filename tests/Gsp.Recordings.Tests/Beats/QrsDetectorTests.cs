using Gsp.Random;
using Gsp.Testing;
using Xunit;

namespace Gsp.Recordings.Tests.Beats;

public sealed class QrsDetectorTests
{
    public static TheoryData<QrsMethod, double> MethodsAndRates =>
        [
            .. from method in Enum.GetValues<QrsMethod>()
            from rate in (double[])[100, 128, 250, 360, 500, 1000]
            select new TheoryDataRow<QrsMethod, double>(method, rate),
        ];

    public static TheoryData<QrsMethod> Methods => [.. Enum.GetValues<QrsMethod>()];

    [Theory]
    [MemberData(nameof(MethodsAndRates))]
    public void SyntheticBeatsAreFoundAtAnyRate(QrsMethod method, double rate)
    {
        BeatScore? all = null;
        for (ulong seed = 0; seed < 4; seed++)
        {
            SyntheticEcgResult ecg = Ecg(seed, rate, seconds: 20);
            double[] lead = Noisy(ecg.Recording["II"], seed);
            BeatScore score = BeatMatching.Score(ecg.RSamples, Detect(lead, rate, method), rate, 0.075);
            all = all?.Add(score) ?? score;
        }
        Assert.True(all!.F1 >= 0.98, $"{method} at {rate} Hz: {all}");
        Assert.True(all.Errors.Average(Math.Abs) < 0.012, $"mean |error| {all.Errors.Average(Math.Abs)} s");
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void InvertedAndScaledLeadsHaveTheSameBeats(QrsMethod method) =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            double[] lead = Noisy(Ecg(seed, 250).Recording["II"], seed);
            int[] beats = Detect(lead, 250, method);
            // Powers of two keep every bit of the mantissa.
            return beats.Length > 5
                && beats.SequenceEqual(Detect([.. lead.Select(x => -x)], 250, method))
                && beats.SequenceEqual(Detect([.. lead.Select(x => 1024 * x)], 250, method))
                && beats.SequenceEqual(Detect([.. lead.Select(x => x / 4096)], 250, method));
        });

    [Theory]
    [MemberData(nameof(Methods))]
    public void LaterSignalsHaveLaterBeats(QrsMethod method) =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            var random = new RandomStream(seed);
            double[] lead = Noisy(Ecg(seed, 250, seconds: 20).Recording["II"], seed);
            int cut = (int)random.NextUniform(1, 1500);
            // Away from the ends and the seconds from which levels are learnt.
            int[] whole = [.. Detect(lead, 250, method).Where(r => r > cut + 1500 && r < lead.Length - 250)];
            int[] rest =
            [
                .. Detect(lead[cut..], 250, method)
                    .Select(r => r + cut)
                    .Where(r => r > cut + 1500 && r < lead.Length - 250),
            ];
            return whole.Length > 3 && whole.SequenceEqual(rest);
        });

    [Theory]
    [InlineData(QrsMethod.PanTompkins)]
    [InlineData(QrsMethod.Christov)]
    public void TheStreamDoesNotDependOnItsPieces(QrsMethod method) =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            var random = new RandomStream(seed);
            Recording ecg = Ecg(seed, 250, seconds: 15).Recording;
            double[][] leads = [Noisy(ecg["II"], seed), Noisy(ecg["V2"], seed + 1)];
            leads[0].AsSpan(700, 300).Fill(double.NaN);
            var options = new QrsOptions { Method = method };
            IReadOnlyList<Beat> batch = QrsDetector.Detect(leads, 250, options).Beats;
            var stream = new QrsStream(2, 250, options);
            List<Beat> beats = [];
            for (int start = 0; start < leads[0].Length; )
            {
                int end = Math.Min(leads[0].Length, start + (int)random.NextUniform(0, 400));
                beats.AddRange(stream.Push([leads[0][start..end], leads[1][start..end]]));
                start = end;
            }
            beats.AddRange(stream.Finish());
            return batch.Count > 5 && batch.SequenceEqual(beats);
        });

    [Theory]
    [MemberData(nameof(Methods))]
    public void AGapHasNoBeatsAndHidesNoOthers(QrsMethod method)
    {
        SyntheticEcgResult ecg = Ecg(3, 250, seconds: 20);
        // An offset of the amplifier: the gap's ends must not look like steps.
        double[] lead = [.. Noisy(ecg.Recording["II"], 3).Select(x => x + 5)];
        lead.AsSpan(2000, 1000).Fill(double.NaN);
        int[] beats = Detect(lead, 250, method);
        Assert.DoesNotContain(beats, r => r is >= 2000 and < 3000);
        int[] Outside(int[] samples) => [.. samples.Where(r => r is < 1950 or > 3100)];
        BeatScore score = BeatMatching.Score(Outside(ecg.RSamples), Outside(beats), 250, 0.075);
        Assert.True(score.FalseNegatives + score.FalsePositives <= 1, score.ToString());
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void NothingIsFoundInNothing(QrsMethod method)
    {
        Assert.Empty(Detect(new double[3000], 250, method));
        Assert.Empty(Detect([.. Enumerable.Repeat(1.5, 3000)], 250, method));
        Assert.Empty(Detect([.. Enumerable.Repeat(double.NaN, 3000)], 250, method));
        Assert.Empty(Detect([], 250, method));
        Assert.Empty(Detect([0.1], 250, method));
    }

    [Fact]
    public void BeatsAtTheEndsAreFound()
    {
        // The wavelet detector judges the first and the last beat as any other, if 0.1 s of them is there.
        SyntheticEcgResult ecg = Ecg(5, 500);
        double[] lead = ecg.Recording["II"].Samples;
        int from = ecg.RSamples[1] - 50;
        int to = ecg.RSamples[^2] + 50;
        int[] expected = [.. ecg.RSamples[1..^1].Select(r => r - from)];
        BeatScore score = BeatMatching.Score(
            expected,
            Detect(lead[from..to], 500, QrsMethod.StationaryWavelet),
            500,
            0.05
        );
        Assert.Equal(1, score.F1);
    }

    [Fact]
    public void SeveralLeadsOutvoteABadOne()
    {
        SyntheticEcgResult ecg = Ecg(7, 500);
        var random = new RandomStream(1);
        double[][] leads =
        [
            ecg.Recording["I"].Samples,
            ecg.Recording["II"].Samples,
            [.. Enumerable.Range(0, ecg.Recording["I"].Length).Select(_ => 20 * random.NextNormal())],
        ];
        BeatScore score = BeatMatching.Score(ecg.RSamples, QrsDetector.Detect(leads, 500).Samples, 500, 0.15);
        Assert.True(score.F1 >= 0.95, score.ToString());
    }

    [Fact]
    public void MistakesAreNamed()
    {
        Assert.Contains(
            "rate",
            Assert.ThrowsAny<ArgumentException>(() => QrsDetector.Detect(new double[9], 50)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "sample 2 is infinite",
            Assert.Throws<ArgumentException>(() => QrsDetector.Detect([0, 0, double.PositiveInfinity], 250)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "lead 1",
            Assert.Throws<ArgumentException>(() => QrsDetector.Detect([new double[3], new double[4]], 250)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "needs the future",
            Assert
                .Throws<ArgumentException>(() =>
                    new QrsStream(1, 250, new QrsOptions { Method = QrsMethod.StationaryWavelet })
                )
                .Message,
            StringComparison.Ordinal
        );
        Assert.ThrowsAny<ArgumentException>(() =>
            QrsDetector.Detect(new double[9], 250, new QrsOptions { RefractorySeconds = double.NaN })
        );
        Assert.ThrowsAny<ArgumentException>(() =>
            QrsDetector.Detect(new double[9], 250, new QrsOptions { RefinementSeconds = double.NaN })
        );
    }

    internal static SyntheticEcgResult Ecg(ulong seed, double rate, double seconds = 10)
    {
        var random = new RandomStream(seed);
        return SyntheticEcg.Generate(
            random.Split("ecg"),
            new SyntheticEcgOptions
            {
                Rate = rate,
                Seconds = seconds,
                HeartRate = random.NextUniform(50, 105),
                HeartRateDeviation = 3,
            }
        );
    }

    internal static double[] Noisy(Channel lead, ulong seed)
    {
        var random = new RandomStream(seed).Split("noise");
        return EcgNoise.Add(
            lead.Samples,
            EcgNoise.BaselineWander(lead.Length, lead.Rate, 0.1, random),
            EcgNoise.Muscle(lead.Length, lead.Rate, 0.02, random)
        );
    }

    private static int[] Detect(double[] lead, double rate, QrsMethod method) =>
        QrsDetector.Detect(lead, rate, new QrsOptions { Method = method }).Samples;
}
