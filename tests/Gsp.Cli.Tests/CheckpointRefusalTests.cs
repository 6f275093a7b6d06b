using Gsp.Random;
using Xunit;

namespace Gsp.Cli.Tests;

/// <summary>Checkpoints that must not be taken up: of another run, or damaged.</summary>
public sealed class CheckpointRefusalTests
{
    private const int Samples = 240;

    [Theory]
    [InlineData("--seed 4", ExitCode.Usage, "--seed (0 there, 4 here)")]
    [InlineData("--set forgetting_factor=0.9", ExitCode.Usage, "ForgettingFactor (")]
    [InlineData("--method tiso", ExitCode.Usage, "--method (tirso there, tiso here)")]
    [InlineData("--mode reference", ExitCode.Usage, "--mode (Corrected there, Reference here)")]
    [InlineData("--difference 1", ExitCode.Usage, "--difference (0 there, 1 here)")]
    [InlineData("--standardise", ExitCode.Usage, "--standardise (False there, True here)")]
    [InlineData("--columns n0,n1,n2", ExitCode.Usage, "--columns (all there, n0,n1,n2 here)")]
    [InlineData("--set T=100", ExitCode.Usage, "T (all there, 100 here)")]
    [InlineData("--backend reference", ExitCode.Usage, "--backend (managed there, reference here)")]
    [InlineData("--truth W", ExitCode.Data, "SHA-256 of truth (none there, ")]
    [InlineData("", ExitCode.Data, "SHA-256 of samples (")]
    public void ACheckpointOfAnotherRunIsRefused(string change, int code, string named)
    {
        using var gsp = new ProgramRun();
        string truth = gsp.Write("w.csv", Series.RingTruth(4));
        string table = gsp.Write("samples.csv", Series.Ring(4, Samples));
        Assert.Equal(
            ExitCode.Checkpointed,
            InterruptedRun.After(60, "learn", table, "--method", "tirso", "--out", gsp.Out).Code
        );
        if (change.Length == 0)
        {
            File.AppendAllText(table, "1,2,3,4\n");
        }
        string[] changed = change.Replace("W", truth, StringComparison.Ordinal).Split(' ');
        string[] words =
        [
            .. change.StartsWith("--method", StringComparison.Ordinal) ? [] : (string[])["--method", "tirso"],
        ];
        ProgramResult result = gsp.Run([
            "learn",
            table,
            .. words,
            .. change.Length == 0 ? [] : changed,
            "--out",
            gsp.Out,
        ]);
        Assert.Equal(code, result.Code);
        Assert.Contains(named, result.Message, StringComparison.Ordinal);
        Assert.Contains("delete the file to start anew", result.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(gsp["out.checkpoint"]));
        Assert.False(Directory.Exists(gsp.Out));
    }

    [Fact]
    public void EveryDamagedCheckpointIsAnErrorThatNamesThePlace()
    {
        using var gsp = new ProgramRun();
        string table = gsp.Write("samples.csv", Series.Ring(3, 60));
        string[] command = ["learn", table, "--method", "tirso", "--out", gsp.Out];
        Assert.Equal(ExitCode.Checkpointed, InterruptedRun.After(20, command).Code);
        string path = gsp["out.checkpoint"];
        byte[] whole = File.ReadAllBytes(path);
        RandomStream random = new RandomStream(3).Split("damage");
        for (int k = 0; k < 1000; k++)
        {
            byte[] damaged = Damaged(whole, k, random);
            File.WriteAllBytes(path, damaged);
            ProgramResult result = gsp.Run(command);
            Assert.Equal(ExitCode.Data, result.Code);
            Assert.Matches("^gsp: .*out.checkpoint: byte [0-9]+: (magic|checksum): .*start anew$", result.Message);
            Assert.Equal(damaged, File.ReadAllBytes(path));
        }
        File.WriteAllBytes(path, whole);
        Assert.Equal(0, gsp.Run(command).Code);
    }

    [Fact]
    public void AForgedCheckpointIsAnErrorToo()
    {
        using var gsp = new ProgramRun();
        string table = gsp.Write("samples.csv", Series.Ring(3, 60));
        string[] command = ["learn", table, "--method", "tirso", "--out", gsp.Out];
        Assert.Equal(ExitCode.Checkpointed, InterruptedRun.After(20, command).Code);
        string path = gsp["out.checkpoint"];
        Snapshot whole = Snapshot.Load(path);
        foreach (string name in whole.Names)
        {
            foreach (
                double[] forged in (double[][])
                    [
                        [],
                        [1e9],
                        [.. whole.Get(name).ToArray(), 1],
                    ]
            )
            {
                Snapshot other = new(whole.Kind);
                foreach (string entry in whole.Names)
                {
                    other.Put(entry, entry == name ? forged : whole.Get(entry));
                }
                other.Save(path);
                ProgramResult result = gsp.Run(command);
                // A number that could have been there is taken; all else is named.
                Assert.True(result.Code is 0 or ExitCode.Data or ExitCode.Usage, $"{name}: {result.Error}");
                Assert.DoesNotContain("a defect", result.Error, StringComparison.Ordinal);
            }
        }
        new Snapshot("Tirso/1").Save(path);
        Assert.Contains("'Tirso/1'; expected 'gsp learn/1'", gsp.Run(command).Message, StringComparison.Ordinal);
    }

    private static byte[] Damaged(byte[] whole, int k, RandomStream random)
    {
        int at = (int)(random.NextUInt64() % (ulong)whole.Length);
        if (k % 2 == 0)
        {
            return whole[..at];
        }
        byte[] altered = [.. whole];
        altered[at] ^= (byte)(1 + (random.NextUInt64() % 255));
        return altered;
    }
}
