using Gsp.Testing;
using Xunit;

namespace Gsp.Recordings.Tests;

/// <summary>Files written by MATLAB and by SciPy, against what SciPy reads.</summary>
public sealed class MatGoldenTests
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Golden", "matlab");

    private static IEnumerable<(string File, string Variable, string Dump)> Expected =>
        File.ReadLines(Path.Combine(Folder, "expected.txt"))
            .Select(line => line.Split('\t'))
            .Select(parts => (parts[0], parts[1], parts[2]));

    public static TheoryData<string> Good => [.. Expected.Select(entry => entry.File).Distinct()];

    [Fact]
    public void ThereAreManyFiles() => Assert.True(Good.Count > 60);

    [Theory]
    [MemberData(nameof(Good))]
    public void EveryVariableIsWhatTheOtherReaderReads(string file)
    {
        MatFileContents contents = MatFile.Read(Path.Combine(Folder, file));
        (string, string Variable, string Dump)[] wanted = [.. Expected.Where(entry => entry.File == file)];
        Assert.Equal(wanted.Select(entry => entry.Variable), contents.Names);
        Assert.All(wanted, entry => Assert.Equal(entry.Dump, MatDump.Of(contents[entry.Variable])));
    }

    [Fact]
    public void AStructureMayHaveNoFields()
    {
        MatArray array = MatFile.Read(Path.Combine(Folder, "test_empty_struct.mat"))["a"];
        Assert.Equal((MatKind.Structure, 0), (array.Kind, array.FieldNames.Count));
    }

    [Theory]
    [InlineData("corrupted_zlib_checksum.mat", "damaged")]
    [InlineData("bad_miuint32.mat", "lengths of zero or more")]
    public void DamagedFilesSayWhatIsWrong(string file, string words) =>
        Assert.Contains(
            words,
            Assert.Throws<GspFormatException>(() => MatFile.Read(Path.Combine(Folder, file))).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void TruncationAtEveryByteIsAnError()
    {
        // Files of one variable: a cut between two variables leaves a whole file.
        foreach (
            string file in (string[])
                [
                    "testcellnest_6.1_SOL2.mat",
                    "teststruct_7.4_GLNX86.mat",
                    "testsparse_6.5.1_GLNX86.mat",
                    "teststringarray_4.2c_SOL2.mat",
                    "testbool_8_WIN64.mat",
                ]
        )
        {
            byte[] bytes = File.ReadAllBytes(Path.Combine(Folder, file));
            MatFile.Parse(bytes);
            for (int length = 0; length < bytes.Length; length++)
            {
                Assert.Throws<GspFormatException>(() => MatFile.Parse(bytes[..length]));
            }
        }
    }

    [Fact]
    public void TheChallengeRecordsRead()
    {
        string folder = TestData.SharedOrSkip("data", "ecg12-cinc2021-cpsc");
        string[] twelve = Directory.GetFiles(Path.Combine(folder, "cinc2021"), "*.mat");
        Assert.NotEmpty(twelve);
        foreach (string path in twelve)
        {
            MatArray leads = MatFile.Read(path)["val"];
            Assert.Equal((MatKind.Int16, 12), (leads.Kind, leads.Dimensions[0]));
            // The header's last-but-one number of a lead is the sum of its samples in 16 bits, the last but two its first sample.
            string[] lines = File.ReadAllLines(Path.ChangeExtension(path, ".hea"));
            short[] samples = (short[])leads.Elements!;
            for (int lead = 0; lead < 12; lead++)
            {
                string[] fields = lines[lead + 1].Split(' ');
                int sum = Enumerable.Range(0, leads.Dimensions[1]).Sum(t => samples[(t * 12) + lead]);
                Assert.Equal(short.Parse(fields[6], System.Globalization.CultureInfo.InvariantCulture), (short)sum);
                Assert.Equal(int.Parse(fields[5], System.Globalization.CultureInfo.InvariantCulture), samples[lead]);
            }
        }
    }

    [Fact]
    public void TheSingleLeadRecordsRead()
    {
        string folder = TestData.SharedOrSkip("data", "ecg12-cinc2021-cpsc", "cpsc2019");
        string[] records = Directory.GetFiles(Path.Combine(folder, "data"), "*.mat");
        Assert.NotEmpty(records);
        foreach (string path in records)
        {
            Assert.Equal(5000, MatFile.Read(path)["ecg"].ToMatrix().RowCount);
            string beats = Path.GetFileName(path).Replace("data", "R", StringComparison.Ordinal);
            double[] peaks = MatFile.Read(Path.Combine(folder, "ref", beats))["R_peak"].ToDoubles();
            Assert.All(peaks, peak => Assert.InRange(peak, 1, 5000));
        }
    }
}
