using Xunit;

namespace Gsp.Cli.Tests;

/// <summary>Whatever is wrong with a recording, one line says what and where, and nothing is written.</summary>
public sealed class RecordBadInputTests
{
    /// <summary>How the record is spoilt, arguments, exit code and words of the message.</summary>
    public static TheoryData<string, string, int, string[]> Cases =>
        new()
        {
            { "unknown", "", 3, ["no file", "two.hea"] },
            { "truncated", "", 3, ["two.dat", "truncated"] },
            { "no signal file", "", 3, ["two.dat", "not there"] },
            { "wrong checksum", "", 3, ["checksum", "MLII"] },
            { "negative count", "", 3, ["two.hea", "-2"] },
            { "odd date", "", 3, ["two.hea", "31/02/2020"] },
            { "unknown format", "", 3, ["format 17"] },
            { "whole", "--channels aVR", 3, ["'aVR'", "MLII, V5"] },
            { "whole", "--channels 2", 3, ["'2'", "MLII, V5"] },
            { "whole", "--from 5 --to 3", 2, ["To is 3", "From, 5"] },
            { "whole", "--from -1", 2, ["From is -1"] },
            { "whole", "--from 5 --to 11", 3, ["5 to 11", "10"] },
            { "whole", "--frames some", 2, ["some"] },
            { "whole", "--rate -4", 2, ["Rate is -4", "greater than zero"] },
            { "whole", "--out x.wav", 2, [".csv, .npy or .edf"] },
            { "hdf5", "", 3, ["h.h5", "HDF5", "not read", "convert"] },
            { "folder", "", 3, ["is a folder"] },
            { "table", "", 3, ["t.csv", "samples a second", "rate"] },
            { "whole", "--out x.edf --digital", 2, ["--digital", ".edf"] },
            { "whole", "--out x.edf", 3, ["sample 3", "'V5'", "missing"] },
            { "table", "--rate 100 --digital", 3, ["t.csv", "no digital samples"] },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public void TheMessageNamesWhatIsWrong(string spoilt, string arguments, int code, string[] words)
    {
        using var gsp = new ProgramRun();
        string record = Spoil(gsp, spoilt);
        string[] before = Directory.GetFileSystemEntries(gsp.Folder);
        string[] more = arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string[] line = more.Contains("--out")
            ? ["record", "export", record, .. more]
            : ["record", "export", record, "--out", gsp["x.csv"], .. more];
        ProgramResult result = gsp.Run(line);
        Assert.True(code == result.Code, $"{spoilt} {arguments}: exit {result.Code}: {result.Error}");
        Assert.All(words, word => Assert.Contains(word, result.Error, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("defect", result.Error, StringComparison.Ordinal);
        Assert.Equal(before.Order(), Directory.GetFileSystemEntries(gsp.Folder).Order());
    }

    [Fact]
    public void AnOutputThatWasThereStaysWhereTheRecordIsDamaged()
    {
        using var gsp = new ProgramRun();
        string record = Spoil(gsp, "truncated");
        string old = gsp.Write("x.csv", "old");
        Assert.Equal(ExitCode.Data, gsp.Run("record", "export", record, "--out", old).Code);
        Assert.Equal("old", File.ReadAllText(old));
    }

    [Fact]
    public void LearnRefusesChannelsOfDifferentRates()
    {
        using var gsp = new ProgramRun();
        File.WriteAllBytes(gsp["f.dat"], [2, 0, 4, 0, 9, 0, 6, 0, 8, 0, 7, 0]);
        gsp.Write("f.hea", "f 2 10 2\nf.dat 16x2 1/mV 16 0 2 20 0 a\nf.dat 16 1/mV 16 0 9 16 0 b\n");
        ProgramResult result = gsp.Run("learn", gsp["f"], "--out", gsp.Out);
        Assert.Equal(ExitCode.Data, result.Code);
        Assert.Contains("20, 10 Hz", result.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(gsp.Out));
    }

    private static string Spoil(ProgramRun gsp, string how)
    {
        string record = RecordFiles.Two(gsp);
        string header = File.ReadAllText(record + ".hea");
        switch (how)
        {
            case "unknown":
                return gsp["nottwo.hea"].Replace("nottwo.hea", "absent/two", StringComparison.Ordinal);
            case "truncated":
                File.WriteAllBytes(record + ".dat", File.ReadAllBytes(record + ".dat")[..^3]);
                break;
            case "no signal file":
                File.Delete(record + ".dat");
                break;
            case "wrong checksum":
                byte[] bytes = File.ReadAllBytes(record + ".dat");
                bytes[0] ^= 1;
                File.WriteAllBytes(record + ".dat", bytes);
                break;
            case "negative count":
                gsp.Write("two.hea", header.Replace("two 2 250", "two -2 250", StringComparison.Ordinal));
                break;
            case "odd date":
                gsp.Write(
                    "two.hea",
                    header.Replace("250 10\n", "250 10 12:00:00 31/02/2020\n", StringComparison.Ordinal)
                );
                break;
            case "unknown format":
                gsp.Write("two.hea", header.Replace("two.dat 16 ", "two.dat 17 ", StringComparison.Ordinal));
                break;
            case "hdf5":
                File.WriteAllBytes(gsp["h.h5"], [0x89, .. "HDF\r\n"u8, 0x1A, (byte)'\n', 0, 0]);
                return gsp["h.h5"];
            case "folder":
                return gsp.Folder;
            case "table":
                return gsp.Write("t.csv", "a,b\n1,2\n");
        }
        return record;
    }
}
