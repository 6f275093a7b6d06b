using Gsp.Testing;
using Xunit;

namespace Gsp.Recordings.Tests.Beats;

/// <summary>Beats of real recordings against their marks; docs/ecg.md has the table.</summary>
public sealed class RecordedBeatsTests
{
    // Reached figures, less a margin of 0.002: a change for the worse is seen.
    [Theory]
    [InlineData(QrsMethod.StationaryWavelet, 0.955)]
    [InlineData(QrsMethod.PanTompkins, 0.926)]
    [InlineData(QrsMethod.Christov, 0.858)]
    public void Cpsc2019(QrsMethod method, double reached)
    {
        string folder = TestData.SharedOrSkip("data", "ecg12-cinc2021-cpsc", "cpsc2019");
        BeatScore? all = null;
        foreach (string path in Directory.GetFiles(Path.Combine(folder, "data")).Order(StringComparer.Ordinal))
        {
            string id = Path.GetFileNameWithoutExtension(path)["data_".Length..];
            double[] lead = MatFile.Read(path)["ecg"].ToDoubles();
            int[] reference =
            [
                .. MatFile.Read(Path.Combine(folder, "ref", $"R_{id}.mat"))["R_peak"].ToDoubles().Select(r => (int)r),
            ];
            BeatScore score = Inner(
                reference,
                QrsDetector.Detect(lead, 500, new QrsOptions { Method = method }).Samples
            );
            all = all?.Add(score) ?? score;
        }
        Assert.True(all!.F1 >= reached, all.ToString());
    }

    [Theory]
    [InlineData(QrsMethod.StationaryWavelet, 0.984)]
    [InlineData(QrsMethod.PanTompkins, 0.988)]
    [InlineData(QrsMethod.Christov, 0.963)]
    public void MitBih203(QrsMethod method, double reached)
    {
        string folder = TestData.SharedOrSkip("data", "mitdb-nstdb");
        Channel lead = Wfdb.Read(Path.Combine(folder, "203"))["MLII"];
        // The codes of beats in the annotation format of MIT and PhysioNet.
        int[] reference =
        [
            .. Wfdb.ReadAnnotations(Path.Combine(folder, "203.atr"))
                .Where(mark =>
                    mark.Symbol.Length == 1 && "NLRBAaJSVrFejnE/fQ?".Contains(mark.Symbol, StringComparison.Ordinal)
                )
                .Select(mark => (int)mark.Sample),
        ];
        QrsDetection found = QrsDetector.Detect(lead.Samples, lead.Rate, new QrsOptions { Method = method });
        BeatScore score = BeatMatching.Score(reference, found.Samples, lead.Rate, 0.075);
        Assert.Equal(2980, reference.Length);
        Assert.True(score.F1 >= reached, score.ToString());
    }

    /// <summary>Another implementation of Christov's detector (py-ecg-detectors) on a synthetic lead at 100 Hz.</summary>
    [Fact]
    public void ChristovAgreesWithAnotherImplementation()
    {
        string signal = TestData.SharedOrSkip("golden", "pulsediff", "ptbxl_like_lead0.csv");
        string golden = TestData.SharedOrSkip("golden", "pulsediff", "qrs_detectors_reference.json");
        using var json = System.Text.Json.JsonDocument.Parse(File.ReadAllText(golden));
        double[] lead = Golden.Csv(signal)[0];
        int[] theirs =
        [
            .. json.RootElement.GetProperty("0").GetProperty("christov").EnumerateArray().Select(e => e.GetInt32()),
        ];
        int[] ours = QrsDetector.Detect(lead, 100, new QrsOptions { Method = QrsMethod.Christov }).Samples;
        // Theirs leaves out the first beat by design.
        BeatScore score = BeatMatching.Score(theirs, [.. ours.Where(r => r > 60)], 100, 0.03);
        Assert.True(score.F1 == 1, $"{score}: {string.Join(' ', ours)}");
    }

    /// <summary>Beats 0.5 s and more from the ends of ten-second records, as the challenge scores them.</summary>
    private static BeatScore Inner(int[] reference, int[] detected)
    {
        int[] inner = [.. reference.Where(r => r is >= 250 and <= 4750)];
        return BeatMatching.Score(
            inner,
            [.. detected.Where(d => d is >= 250 and <= 4750 || inner.Any(r => Math.Abs(r - d) <= 37))],
            500,
            0.075
        );
    }
}
