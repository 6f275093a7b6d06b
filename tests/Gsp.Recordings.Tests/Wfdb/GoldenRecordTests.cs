using System.Text.Json;
using Gsp.Testing;
using Xunit;

namespace Gsp.Recordings.Tests;

/// <summary>Small records written by another implementation: read exactly, and written again to the same bytes.</summary>
public sealed class GoldenRecordTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Golden", "wfdb");

    private static readonly JsonElement Expected = JsonDocument
        .Parse(File.ReadAllText(Path.Combine(Folder, "expected.json")))
        .RootElement;

    [Theory]
    [InlineData("rec_16")]
    [InlineData("rec_24")]
    [InlineData("rec_32")]
    [InlineData("rec_80")]
    [InlineData("rec_212")]
    public void SamplesAndHeadersAreThatImplementations(string record)
    {
        JsonElement truth = Expected.GetProperty(record);
        DigitalRecord digital = Wfdb.ReadDigital(Path.Combine(Folder, record));
        Recording physical = Wfdb.Read(Path.Combine(Folder, record));
        Assert.Equal(50, truth.GetProperty("digital").GetArrayLength());
        for (int t = 0; t < 50; t++)
        {
            for (int c = 0; c < 3; c++)
            {
                Assert.Equal(truth.GetProperty("digital")[t][c].GetInt32(), digital.Samples[c][t]);
                JsonElement value = truth.GetProperty("physical")[t][c];
                double expected = value.ValueKind == JsonValueKind.Null ? double.NaN : value.GetDouble();
                Assert.Equal(expected, physical.Channels[c].Samples[t]);
                Assert.Equal(expected, digital.ToRecording().Channels[c].Samples[t]);
            }
        }
        for (int c = 0; c < 3; c++)
        {
            WfdbSignal signal = digital.Header.Signals[c];
            Assert.Equal(truth.GetProperty("checksum")[c].GetInt32(), signal.Checksum!.Value & 0xffff);
            Assert.Equal(truth.GetProperty("init_value")[c].GetInt32(), signal.InitialValue);
            Assert.Equal(truth.GetProperty("adc_gain")[c].GetDouble(), signal.Gain);
            Assert.Equal(truth.GetProperty("baseline")[c].GetInt32(), signal.Baseline);
        }
        Assert.Equal(["age: 56", "sex: Female", "Dx: 426783006"], physical.Comments);
    }

    [Theory]
    [InlineData("rec_16", 16)]
    [InlineData("rec_24", 24)]
    [InlineData("rec_32", 32)]
    [InlineData("rec_80", 80)]
    [InlineData("rec_212", 212)]
    public void WrittenAgainTheBytesAreTheSame(string record, int format)
    {
        using var folder = new TemporaryFolder();
        Recording read = Wfdb.Read(Path.Combine(Folder, record));
        Wfdb.Write(read, folder.File(record), new WfdbWriteOptions { Format = format });
        Assert.Equal(
            File.ReadAllBytes(Path.Combine(Folder, record + ".dat")),
            File.ReadAllBytes(folder.File(record + ".dat"))
        );
        WfdbHeader theirs = Wfdb.ReadHeader(Path.Combine(Folder, record));
        WfdbHeader ours = Wfdb.ReadHeader(folder.File(record));
        Assert.Equal(theirs.Signals.Select(signal => signal with { Checksum = (short)signal.Checksum! }), ours.Signals);
        Assert.Equal(theirs.Length, ours.Length);
    }

    [Fact]
    public void MarksAreThatImplementationsAndTheirBytesToo()
    {
        JsonElement truth = Expected.GetProperty("annotation");
        IReadOnlyList<Annotation> marks = Wfdb.ReadAnnotations(Path.Combine(Folder, "rec_16.atr"));
        Assert.Equal(5, marks.Count);
        for (int k = 0; k < 5; k++)
        {
            Assert.Equal(truth.GetProperty("sample")[k].GetInt64(), marks[k].Sample);
            Assert.Equal(truth.GetProperty("symbol")[k].GetString(), marks[k].Symbol);
            Assert.Equal(truth.GetProperty("aux_note")[k].GetString(), marks[k].Text);
        }
        using var folder = new TemporaryFolder();
        Wfdb.WriteAnnotations(folder.File("a.atr"), marks);
        Assert.Equal(
            truth.GetProperty("bytes").GetString(),
            Convert.ToHexString(File.ReadAllBytes(folder.File("a.atr"))),
            ignoreCase: true
        );
    }
}
