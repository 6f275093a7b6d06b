using Gsp.Files;
using Gsp.Testing;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Gsp.Recordings.Tests.DataSets;

public sealed class RecordingFileTests
{
    private static readonly RecordingFileOptions At100 = new() { Rate = 100 };

    private static string Noise => TestData.SharedOrSkip("data", "mitdb-nstdb", "bw.hea")[..^4];

    [Fact]
    public void TablesAndArraysNeedARate()
    {
        using var folder = new TemporaryFolder();
        string csv = folder.Write("x.csv", "a,b\n1,2\n3,\n5,6\n");
        Npy.Write(folder["x.npy"], NpyArray.FromMatrix(Matrix<double>.Build.Dense(3, 2, [1, 3, 5, 2, double.NaN, 6])));
        Assert.Contains(
            "how many samples a second",
            Assert.Throws<ArgumentException>(() => RecordingFile.Read(csv)).Message,
            StringComparison.Ordinal
        );
        foreach (string name in (string[])["x.csv", "x.npy"])
        {
            Recording recording = RecordingFile.Read(folder[name], At100);
            Assert.Equal(100, recording.Rate);
            Assert.Equal([1, 3, 5], recording.Channels[0].Samples);
            Assert.Equal([2, double.NaN, 6], recording.Channels[1].Samples);
            Recording part = RecordingFile.Read(folder[name], At100 with { From = 1, To = 3, Channels = ["1"] });
            Assert.Equal([double.NaN, 6], part.Channels.Single().Samples);
        }
        string timed = folder.Write("y.csv", "t,a [mV]\n0,1\n0.01,3\n0.02,5\n");
        Recording byTime = RecordingFile.Read(timed, new() { TimeColumn = "t" });
        Assert.Equal(100, byTime.Rate, 1e-9);
        Assert.Equal("mV", byTime["a"].Unit);
        Assert.Throws<ArgumentException>(() => RecordingFile.Read(timed, At100 with { TimeColumn = "t" }));
        // A digit is a place, never another spelling of a lead.
        string leads = folder.Write("z.csv", "MLII,V5\n1,2\n");
        Assert.Throws<ArgumentException>(() => RecordingFile.Read(leads, At100 with { Channels = ["2"] }));
        Assert.Equal(["MLII"], RecordingFile.Read(leads, At100 with { Channels = ["II"] }).Names);
        Assert.Equal(["b", "a"], RecordingFile.Read(csv, At100 with { Channels = ["b", "0"] }).Names);
        Assert.Contains(
            "'c'; it has a, b",
            Assert.Throws<ArgumentException>(() => RecordingFile.Read(csv, At100 with { Channels = ["c"] })).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void ARecordIsNamedByItsBaseHeaderOrSignalFile()
    {
        string record = Noise;
        foreach (string name in (string[])[record, record + ".hea", record + ".dat"])
        {
            Assert.Equal(record, RecordingFile.WfdbRecord(name));
        }
        Assert.Equal([record + ".hea", record + ".dat"], RecordingFile.Files(record));
        var error = Assert.Throws<FileNotFoundException>(() => RecordingFile.Read(record + "x"));
        Assert.Contains("bwx.hea", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnyRangeIsTheWholesPart()
    {
        string record = Noise;
        double[] whole = RecordingFile.Read(record).Channels[1].Samples;
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            long from = (long)(seed % 600_000);
            long to = from + (long)(seed / 7 % 1000);
            Recording part = RecordingFile.Read(
                record,
                new()
                {
                    From = from,
                    To = to,
                    Channels = ["1"],
                }
            );
            return part.Channels[0].Samples.AsSpan().SequenceEqual(whole.AsSpan((int)from, (int)(to - from)));
        });
    }

    /// <summary>A record of four samples a frame in both signals: sample numbers count samples, not frames.</summary>
    [Fact]
    public void SampleNumbersCountSamplesOfFastSignals()
    {
        using var folder = new TemporaryFolder();
        var bytes = new byte[2 * 2 * 4 * 5];
        for (int i = 0; i < bytes.Length / 2; i++)
        {
            bytes[2 * i] = (byte)i;
        }
        File.WriteAllBytes(folder["f.dat"], bytes);
        folder.Write("f.hea", "f 2 10 5\nf.dat 16x4 1/mV 16 0 0 0 0 a\nf.dat 16x4 1/mV 16 0 4 0 0 b\n");
        string record = folder["f"];
        // Frame k holds 8k ... 8k+3 of a, then 8k+4 ... 8k+7 of b.
        var options = new RecordingFileOptions { From = 3, To = 9 };
        Recording part = RecordingFile.Read(record, options);
        Assert.Equal(40, part.Rate);
        Assert.Equal([3, 8, 9, 10, 11, 16], part["a"].Samples);
        Assert.Equal([7, 12, 13, 14, 15, 20], part["b"].Samples);
        Assert.Equal([7, 12, 13, 14, 15, 20], RecordingFile.ReadDigital(record, options).Samples[1]);
        Assert.Equal(
            [9, 17],
            RecordingFile
                .Read(
                    record,
                    new()
                    {
                        From = 1,
                        To = 3,
                        Frames = FrameSamples.Smoothed,
                    }
                )["a"]
                .Samples
        );
        folder.Write("f.hea", "f 2 10 5\nf.dat 16x4 1/mV 16 0 0 270 0 a\nf.dat 16x2 1/mV 16 0 4 165 0 b\n");
        Assert.Contains(
            "4, 2 samples in a frame",
            Assert.Throws<ArgumentException>(() => RecordingFile.Read(record, options)).Message,
            StringComparison.Ordinal
        );
        // Frame k now holds 6k ... 6k+3 of a, then 6k+4 and 6k+5 of b.
        part = RecordingFile.Read(record, options with { Frames = FrameSamples.Repeated });
        Assert.Equal(40, part.Rate);
        Assert.Equal([3, 6, 7, 8, 9, 12], part["a"].Samples);
        Assert.Equal([5, 10, 10, 11, 11, 16], part["b"].Samples);
        DigitalRecord digital = RecordingFile.ReadDigital(record, new() { Frames = FrameSamples.Repeated });
        Assert.Equal([4, 4, 5, 5, 10, 10], digital.Samples[1].Take(6));
        Assert.Equal([20, 20], digital.Samples.Select(samples => samples.Length));
        Assert.Equal(40, digital.Header.RateOf(digital.Header.Signals[1]));
    }

    [Fact]
    public void SlicesMoveMarksAndStart()
    {
        Recording recording = MemoryEntry.Of("r", "p", null, 0, 1, 2, 3, 4).Load() with
        {
            Start = new DateTime(2020, 1, 1),
            Annotations = [new(1, "N"), new(3, "V"), new(4, "N")],
        };
        Recording slice = recording.Slice(2, 4);
        Assert.Equal([2, 3], slice["I"].Samples);
        Assert.Equal([new Annotation(1, "V")], slice.Annotations);
        Assert.Equal(new DateTime(2020, 1, 1).AddMilliseconds(20), slice.Start);
        Assert.Contains(
            "samples 2 to 6",
            Assert.Throws<ArgumentException>(() => recording.Slice(2, 6)).Message,
            StringComparison.Ordinal
        );
        Assert.Empty(recording.Slice(5, 5)["I"].Samples);
    }

    [Fact]
    public void AFolderIsASet()
    {
        using var folder = new TemporaryFolder();
        folder.Write("ann/1.csv", "a\n1\n2\n");
        folder.Write("ann/2.csv", "a\n1\n3\n");
        folder.Write("bob/1.csv", "a\n1\n4\n");
        folder.Write("notes.md", "no recording");
        RecordingSet<FileRecord> set = RecordingFolder.Open(folder.Path, At100, id => id.Split('/')[0]);
        Assert.Equal(["ann/1", "ann/2", "bob/1"], set.Records.Select(record => record.Id));
        Assert.Equal(["ann", "ann", "bob"], set.Records.Select(record => record.Patient));
        Assert.Equal([1, 3], set["ann/2"].Load()["a"].Samples);
        string mixed = TestData.SharedOrSkip("data", "ecg12-cinc2021-cpsc", "cinc2021");
        // Each header owns its MAT-file.
        Assert.Equal(25, RecordingFolder.Open(mixed).Records.Count);
    }

    [Fact]
    public void MitBihKnowsRhythmsAndPatients()
    {
        RecordingSet<FileRecord> set = MitBih.Open(TestData.SharedOrSkip("data", "mitdb-nstdb"));
        FileRecord record = set["203"];
        Assert.Equal(["AFIB", "AFL", "T", "VT"], record.Labels);
        Assert.Equal(43, record.Age);
        Assert.Equal(Sex.Male, record.Sex);
        Assert.Contains("very difficult", record.Report, StringComparison.Ordinal);
        Assert.Empty(set["bw"].Labels);
        Recording recording = record.Load();
        Assert.Equal(650000, recording["MLII"].Length);
        Assert.Equal(3108, recording.Annotations.Count);
    }
}
