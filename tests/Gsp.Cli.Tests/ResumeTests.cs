using Gsp.Random;
using Xunit;

namespace Gsp.Cli.Tests;

/// <summary>Interrupted runs of <c>gsp learn</c> go on to the same bits.</summary>
public sealed class ResumeTests
{
    private const int Samples = 240;

    // Times are another matter in every run.
    private static readonly string[] WithTimes = ["manifest.json", "metrics.json"];

    [Theory]
    [InlineData("--method adacgp --set update_interval=7")]
    [InlineData("--method adacgp --set order=2 --set path=Path2 --set debias=AfterConvergence")]
    [InlineData("--mode reference --set patience=40 --set alternate=false")]
    [InlineData("--mode reference --set impl=numpy --set use_path_1=false")]
    [InlineData("--method tirso")]
    [InlineData("--method tiso")]
    [InlineData("--method sdsem")]
    public void KilledAtRandomStepsARunEndsInTheSameBits(string method)
    {
        using var gsp = new ProgramRun();
        string truth = gsp.Write("w.csv", Series.RingTruth(4));
        string table = gsp.Write("samples.csv", Series.Ring(4, Samples));
        string[] command = ["learn", table, "--truth", truth, .. method.Split(' '), "--out"];
        ProgramResult whole = gsp.Run([.. command, gsp["whole"]]);
        Assert.True(whole.Code == 0, whole.Error);

        RandomStream random = new RandomStream(11).Split(method);
        for (int kill = 0; kill < 30; kill++)
        {
            // Two interruptions a run: what was restored must be complete enough to be saved again.
            ProgramResult first = Interrupted();
            Assert.Equal(ExitCode.Checkpointed, first.Code);
            Assert.Single(first.Message.Split('\n'));
            Assert.False(Directory.Exists(gsp.Out));
            ProgramResult second = Interrupted();
            Assert.True(second.Code is 0 or ExitCode.Checkpointed, second.Error);
            ProgramResult last = gsp.Run([.. command, gsp.Out]);
            Assert.True(last.Code == 0, last.Error);
            Assert.Equal(second.Code != 0, last.Error.Contains("resuming at step", StringComparison.Ordinal));
            AssertSameFiles(gsp["whole"], gsp.Out);
            Assert.False(File.Exists(gsp["out.checkpoint"]));
            Directory.Delete(gsp.Out, recursive: true);
        }

        ProgramResult Interrupted() => InterruptedRun.After(1 + (int)(random.NextUInt64() % 90), [.. command, gsp.Out]);
    }

    [Fact]
    public void APeriodicCheckpointIsTakenUpToo()
    {
        using var gsp = new ProgramRun();
        string table = gsp.Write("samples.csv", Series.Ring(4, Samples));
        Assert.Equal(0, gsp.Run("learn", table, "--method", "tirso", "--out", gsp["whole"]).Code);
        // The checkpoint of step 50, not that of the interruption at step 80, as if the process had been killed there:
        // a step is reported before its checkpoint is written.
        string[] command = ["learn", table, "--method", "tirso", "--out", gsp.Out];
        byte[] early = [];
        InterruptedRun.After(
            80,
            [.. command, "--checkpoint", "1e-9"],
            step => early = step == 51 ? Checkpoint() : early
        );
        File.WriteAllBytes(gsp["out.checkpoint"], early);
        ProgramResult last = gsp.Run(command);
        Assert.Contains("resuming at step 50 of 240", last.Error, StringComparison.Ordinal);
        AssertSameFiles(gsp["whole"], gsp.Out);

        byte[] Checkpoint() => File.ReadAllBytes(gsp["out.checkpoint"]);
    }

    [Fact]
    public void ThreadsAndAConfigurationFileOfTheSameContentAreNoDifference()
    {
        using var gsp = new ProgramRun();
        string table = gsp.Write("samples.csv", Series.Ring(4, Samples));
        string[] command = ["learn", table, "--out", gsp.Out];
        Assert.Equal(ExitCode.Checkpointed, InterruptedRun.After(60, [.. command, "--set", "maximum_order=2"]).Code);
        string file = gsp.Write("c.json", """{ "maximum_order": 2, "threads": 2 }""");
        Assert.Contains("resuming at step 60", gsp.Run([.. command, "--config", file]).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ABatchMethodStartsAnew()
    {
        using var gsp = new ProgramRun();
        string table = gsp.Write("samples.csv", Series.Ring(3, 100));
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        using var error = new StringWriter();
        var terminal = new Terminal(Stream.Null, TextWriter.Null, error, false);
        string[] command = ["learn", table, "--method", "pmime", "--out", gsp.Out];
        Assert.Equal(ExitCode.Interrupted, await CommandLine.RunAsync(command, terminal, cancelled.Token));
        Assert.Contains("starts anew", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(["samples.csv"], Directory.GetFileSystemEntries(gsp.Folder).Select(Path.GetFileName));
    }

    [Fact]
    public void WithoutRoomForACheckpointTheRunGoesOn()
    {
        using var gsp = new ProgramRun();
        string table = gsp.Write("samples.csv", Series.Ring(3, 60));
        string[] command = ["learn", table, "--method", "tirso", "--checkpoint", "1e-9", "--out", gsp.Out];
        string path = gsp["out.checkpoint"];
        // A folder in the file's place cannot be written, whoever tries.
        ProgramResult interrupted = InterruptedRun.After(20, command, _ => Directory.CreateDirectory(path));
        Assert.Equal(ExitCode.Interrupted, interrupted.Code);
        Assert.Contains(
            "interrupted at step 20 of 60, and no checkpoint",
            interrupted.Message,
            StringComparison.Ordinal
        );
        Directory.Delete(path);
        ProgramResult whole = InterruptedRun.After(0, command, Obstruct);
        Assert.Equal(0, whole.Code);
        Assert.Single(whole.Error.Split('\n'), line => line.Contains("the run goes on", StringComparison.Ordinal));

        void Obstruct(int step)
        {
            if (step < 60)
            {
                Directory.CreateDirectory(path);
            }
            else if (step == 60)
            {
                Directory.Delete(path);
            }
        }
    }

    [Fact]
    public void OptionsAreChecked()
    {
        using var gsp = new ProgramRun();
        Assert.Equal(ExitCode.Usage, gsp.Learn(Series.Ring(3, 60), "--checkpoint", "-1").Code);
        Assert.Contains(
            "--state",
            gsp.Learn(Series.Ring(3, 60), "--state", gsp["s.gsp"]).Message,
            StringComparison.Ordinal
        );
    }

    internal static void AssertSameFiles(string expected, string actual)
    {
        string[] names =
        [
            .. Directory.GetFiles(expected).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal),
        ];
        Assert.Equal(names, Directory.GetFiles(actual).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        foreach (string name in names)
        {
            string Text(string folder)
            {
                string text = File.ReadAllText(Path.Combine(folder, name));
                return WithTimes.Contains(name)
                    ? string.Join(
                        '\n',
                        text.Split('\n')
                            .Where(line =>
                                !line.Contains("\"seconds", StringComparison.Ordinal)
                                && !line.Contains("\"started\"", StringComparison.Ordinal)
                            )
                    )
                    : text;
            }

            Assert.Equal(Text(expected), Text(actual));
        }
    }
}
