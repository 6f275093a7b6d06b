using Gsp.Testing;
using Xunit;

namespace Gsp.Recordings.Tests.DataSets;

public sealed class CincTests
{
    private static string Folder => TestData.SharedOrSkip("data", "ecg12-cinc2021-cpsc", "cinc2021");

    [Fact]
    public void ThirtyCodesMake26Labels()
    {
        Assert.Equal(30, SnomedDiagnoses.Scored.Count);
        Assert.Equal(30, SnomedDiagnoses.Scored.Select(diagnosis => diagnosis.Code).Distinct().Count());
        Assert.Equal(26, SnomedDiagnoses.Scored.Select(diagnosis => diagnosis.Label).Distinct().Count());
        Assert.Null(SnomedDiagnoses.Find("1"));
    }

    /// <summary>Counts of codes made with grep and sort over the headers.</summary>
    [Fact]
    public void LabelsAreThoseOfTheHeaders()
    {
        RecordingSet<Cinc2021Record> set = Cinc2021.Open(Folder);
        Assert.Equal(25, set.Records.Count);
        IReadOnlyDictionary<string, int> counts = set.LabelCounts();
        Assert.Equal(12, counts["STach"]);
        Assert.Equal(10, counts["PAC"]);
        Assert.Equal(6, counts["NSR"]);
        Assert.Equal(4, counts["PVC"]);
        Assert.Equal(1, counts["RBBB"]);
        Assert.DoesNotContain("89792004", counts.Keys);
        Assert.Equal(1, Cinc2021.Open(Folder, scoredOnly: false).LabelCounts()["89792004"]);
        Cinc2021Record record = set["JS20005"];
        Assert.Equal(["284470004", "89792004", "427084000", "427172004"], record.Codes);
        Assert.Equal(["PAC", "PVC", "STach"], record.Labels);
        Assert.Equal(83, record.Age);
        Assert.Equal(Sex.Male, record.Sex);
    }

    [Fact]
    public void SamplesAreReadFromTheMatlabFiles()
    {
        Recording recording = Cinc2021.Open(Folder)["HR06002"].Load();
        Assert.Equal(500, recording.Rate);
        Assert.Equal(5000, recording["aVF"].Length);
        Assert.Equal(0.280, recording["I"].Samples[0], 1e-12);
        // Einthoven's law holds to the last bit of the converter.
        for (int t = 0; t < 5000; t++)
        {
            Assert.InRange(
                recording["I"].Samples[t] + recording["III"].Samples[t] - recording["II"].Samples[t],
                -0.0011,
                0.0011
            );
        }
    }

    [Fact]
    public void PatientsOfCpsc2021AreInTheNames()
    {
        RecordingSet<FileRecord> set = Cpsc2021.Open(TestData.SharedOrSkip("data", "ecg12-cinc2021-cpsc", "cpsc2021"));
        Assert.Equal(18, set.Records.Count);
        Assert.Equal("101", set["data_101_6"].Patient);
        Assert.Equal(["paroxysmal atrial fibrillation"], set["data_101_6"].Labels);
        Assert.Equal([6, 6, 6], set.LabelCounts().Values);
        Recording recording = set["data_101_6"].Load();
        Assert.Equal(200, recording.Rate);
        Assert.NotEmpty(recording.Annotations);
    }

    [Fact]
    public void AFolderWithoutHeadersIsAnError()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains(
            "holds no WFDB header",
            Assert.Throws<ArgumentException>(() => Cinc2021.Open(folder.Path)).Message,
            StringComparison.Ordinal
        );
    }
}
