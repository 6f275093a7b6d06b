using Gsp.Testing;
using Xunit;

namespace Gsp.Recordings.Tests.DataSets;

public sealed class CpscTests
{
    private static string Golden => Path.Combine(AppContext.BaseDirectory, "Golden", "datasets", "cpsc2018");

    [Fact]
    public void StructuresOf2018AreRead()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Path.Combine(Golden, "A0001.mat"), folder["A0001.mat"]);
        folder.Write("REFERENCE.csv", "Recording,First_label,Second_label,Third_label\nA0001,5,2,\n");
        Cpsc2018Record record = Cpsc2018.Open(folder.Path).Records.Single();
        Assert.Equal(["AF", "RBBB"], record.Labels);
        Assert.Equal(74, record.Age);
        Assert.Equal(Sex.Female, record.Sex);
        Recording recording = record.Load();
        Assert.Equal(LeadNames.Standard, recording.Names);
        double[][] truth = Testing.Golden.Csv(Path.Combine(Golden, "A0001.csv"));
        Assert.Equal(truth.Length, recording["V6"].Length);
        for (int t = 0; t < truth.Length; t++)
        {
            Assert.Equal(truth[t], recording.Channels.Select(channel => channel.Samples[t]));
        }
    }

    [Fact]
    public void WrongLabelsAndSizesAreErrors()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Path.Combine(Golden, "A0002.mat"), folder["A0002.mat"]);
        Cpsc2018Record record = Cpsc2018.Open(folder.Path).Records.Single();
        Assert.Null(record.Age);
        Assert.Empty(record.Labels);
        Assert.Contains(
            "3 x 20; expected 12 rows",
            Assert.Throws<GspFormatException>(record.Load).Message,
            StringComparison.Ordinal
        );
        folder.Write("REFERENCE.csv", "Recording,First_label,Second_label,Third_label\nA0002,10,,\n");
        Assert.Contains(
            "10 is no label",
            Assert.Throws<GspFormatException>(() => Cpsc2018.Open(folder.Path)).Message,
            StringComparison.Ordinal
        );
    }

    /// <summary>Number of peaks and the first ones as SciPy reads them, less one.</summary>
    [Fact]
    public void PeaksOf2019AreMarks()
    {
        RecordingSet<Cpsc2019Record> set = Cpsc2019.Open(
            TestData.SharedOrSkip("data", "ecg12-cinc2021-cpsc", "cpsc2019")
        );
        Assert.Equal(50, set.Records.Count);
        Recording recording = set["data_00014"].Load();
        Assert.Equal(5000, recording["ECG"].Length);
        Assert.Equal(500, recording.Rate);
        Assert.Equal(13, recording.Annotations.Count);
        Assert.Equal([281, 655, 1034, 1259, 1796], recording.Annotations.Take(5).Select(mark => mark.Sample));
    }
}
