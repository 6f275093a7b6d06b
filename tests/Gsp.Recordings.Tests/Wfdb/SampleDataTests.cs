using System.Globalization;
using Gsp.Testing;
using Xunit;

namespace Gsp.Recordings.Tests;

/// <summary>PhysioNet's conformance records against the numbers that the WFDB library's own programs printed for them.</summary>
public sealed class SampleDataTests
{
    private static string Data(params string[] parts) => TestData.SharedOrSkip(["data", "wfdb-sample-data", .. parts]);

    private static double[][] Truth(string name) =>
        [
            .. File.ReadLines(Data("target-output", name))
                .Select(line =>
                    line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                        .Select(cell => double.Parse(cell, NumberStyles.Float, CultureInfo.InvariantCulture))
                        .ToArray()
                ),
        ];

    [Theory]
    [InlineData("record-1a", "test01_00s", 0, -1, "")]
    [InlineData("record-1c", "a103l", 20000, -1, "0 1")]
    [InlineData("record-2b", "100", 1, 10800, "1")]
    [InlineData("record-2d", "310derive", 2, -1, "")]
    public void DigitalSamplesAreTheLibrarys(string truth, string record, int from, int to, string channels)
    {
        double[][] expected = Truth(truth);
        DigitalRecord read = Wfdb.ReadDigital(Data(record + ".hea"), Options(from, to, channels));
        Assert.Equal(expected.Length, read.Samples[0].Length);
        for (int t = 0; t < expected.Length; t++)
        {
            Assert.Equal(expected[t], read.Samples.Select(channel => (double)channel[t]));
        }
    }

    // Eight decimals were printed.
    [Theory]
    [InlineData("record-1b", "a103l", 12500, 40000, "2 0")]
    [InlineData("record-1d", "3000003_0003", 125, 1000, "1")]
    [InlineData("record-2c", "100_3chan", 0, -1, "")]
    [InlineData("record-2e", "311derive", 1, 978, "")]
    public void PhysicalSamplesAreTheLibrarys(string truth, string record, int from, int to, string channels)
    {
        double[][] expected = Truth(truth);
        Recording read = Wfdb.Read(Data(record + ".hea"), Options(from, to, channels));
        Assert.Equal(expected.Length, read.Channels[0].Length);
        for (int t = 0; t < expected.Length; t++)
        {
            for (int c = 0; c < expected[t].Length; c++)
            {
                Assert.Equal(expected[t][c], read.Channels[c].Samples[t], 0.5000001e-8);
            }
        }
    }

    public static TheoryData<string> Records
    {
        get
        {
            string folder = Path.Combine(Repository.Shared ?? "", "data", "wfdb-sample-data");
            return Repository.Shared is null || !Directory.Exists(folder)
                ? ["100.hea"]
                :
                [
                    .. Directory
                        .EnumerateFiles(folder, "*.hea", SearchOption.AllDirectories)
                        .Select(path => Path.GetRelativePath(folder, path))
                        .Order(StringComparer.Ordinal),
                ];
        }
    }

    // What a record lacks in this collection: the reader names the file.
    private static readonly string[] Incomplete =
    [
        "1003.hea",
        "12726.hea",
        "multi-segment/p000878/p000878-2137-10-26-16-57.hea",
    ];

    [Theory]
    [MemberData(nameof(Records))]
    public void EveryRecordHasItsHeadersChecksums(string record)
    {
        string path = Data(record);
        if (Incomplete.Contains(record))
        {
            GspFormatException error = Assert.Throws<GspFormatException>(() => Wfdb.Read(path));
            Assert.Contains("not there", error.Message, StringComparison.Ordinal);
            return;
        }
        // Reading verifies the checksums of an ordinary record and of every segment.
        Recording recording = Wfdb.Read(path);
        WfdbHeader header = Wfdb.ReadHeader(path);
        Assert.Equal(header.SignalCount, recording.Channels.Count);
        if (!header.IsMultiSegment && header.Signals.Any(signal => signal.Format != 0))
        {
            // A wrong checksum is noticed.
            string folder = Directory.CreateTempSubdirectory().FullName;
            try
            {
                Assert.Throws<GspFormatException>(() => ReadWithWrongChecksum(path, header, folder));
            }
            finally
            {
                Directory.Delete(folder, true);
            }
        }
    }

    private static void ReadWithWrongChecksum(string path, WfdbHeader header, string folder)
    {
        string[] lines = File.ReadAllLines(path);
        long length = header.Length ?? Wfdb.Read(path).Channels[0].Length / header.Signals[0].SamplesPerFrame;
        int first = Array.FindIndex(lines, line => line.Trim().Length > 0 && !line.StartsWith('#'));
        // A header without length has its checksums compared once it says how much there is.
        string[] record = lines[first].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        lines[first] = string.Join(' ', [.. record[..3], length.ToString(CultureInfo.InvariantCulture)]);
        int signal = Array.FindIndex(lines, first + 1, line => line.Trim().Length > 0 && !line.StartsWith('#'));
        string[] fields = lines[signal].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        fields[6] = (((header.Signals[0].Checksum!.Value + 1) & 0xffff)).ToString(CultureInfo.InvariantCulture);
        lines[signal] = string.Join(' ', fields);
        foreach (string file in header.Signals.Select(s => s.FileName).Distinct())
        {
            File.CreateSymbolicLink(Path.Combine(folder, file), Path.Combine(Path.GetDirectoryName(path)!, file));
        }
        File.WriteAllLines(Path.Combine(folder, "wrong.hea"), lines);
        Wfdb.Read(Path.Combine(folder, "wrong"));
    }

    private static WfdbReadOptions Options(int from, int to, string channels)
    {
        var options = new WfdbReadOptions { From = from, To = to < 0 ? null : to };
        return channels.Length == 0 ? options : options with { Channels = channels.Split(' ') };
    }
}
