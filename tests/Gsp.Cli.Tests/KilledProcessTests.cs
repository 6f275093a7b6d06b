using System.Diagnostics;
using System.Text;
using Xunit;

namespace Gsp.Cli.Tests;

/// <summary>Real processes, ended by real signals.</summary>
public sealed class KilledProcessTests
{
    [Fact]
    public async Task TerminatedAndKilledARunEndsInTheSameBits()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are those of Unix");
        using var gsp = new ProgramRun();
        string table = gsp.Write("samples.csv", Series.Ring(24, 3000));
        string[] command = ["learn", table, "--mode", "reference", "--set", "patience=100000", "--out"];
        Assert.Equal(0, gsp.Run([.. command, gsp["whole"]]).Code);
        string checkpoint = gsp["out.checkpoint"];

        // Killed in the middle of writing checkpoints, as soon as there is one.
        using (Process process = Start([.. command, gsp.Out, "--checkpoint", "0.001"]))
        {
            await Until(() => File.Exists(checkpoint) || process.HasExited);
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(128 + 9, process.ExitCode);
        }
        Assert.False(Directory.Exists(gsp.Out));
        Assert.True(File.Exists(checkpoint));

        using (Process process = Start([.. command, gsp.Out]))
        {
            var error = new StringBuilder();
            await UntilLine(process, "resuming at step", error);
            await Signal(process, "TERM");
            error.Append(await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(process.ExitCode == ExitCode.Checkpointed, error.ToString());
            Assert.Contains("resuming at step", error.ToString(), StringComparison.Ordinal);
            Assert.Contains("the same command goes on", error.ToString(), StringComparison.Ordinal);
        }

        ProgramResult last = gsp.Run([.. command, gsp.Out]);
        Assert.True(last.Code == 0, last.Error);
        ResumeTests.AssertSameFiles(gsp["whole"], gsp.Out);
        Assert.Equal(
            ["out", "samples.csv", "whole"],
            Directory.GetFileSystemEntries(gsp.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task AFollowerThatWaitsForSamplesIsTerminatedToo()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are those of Unix");
        using var gsp = new ProgramRun();
        string[] lines = Series.Ring(3, 60).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] command = ["learn", "-", "--follow", "--method", "tirso"];
        ProgramResult whole = gsp.RunWith(string.Join('\n', lines), command);
        string[] expected = whole.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        using Process process = Start([.. command, "--state", gsp["state.gsp"]]);
        await process.StandardInput.WriteAsync(string.Join('\n', lines[..31]) + "\n");
        await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        for (int k = 0; k < 30; k++)
        {
            Assert.Equal(
                expected[k],
                await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken)
            );
        }
        // Its standard input stays open and silent.
        await Signal(process, "TERM");
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(ExitCode.Checkpointed, process.ExitCode);

        ProgramResult rest = gsp.RunWith(string.Join('\n', lines[31..]), [.. command, "--state", gsp["state.gsp"]]);
        Assert.Equal(expected[30..], rest.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.ArgumentList.Add(typeof(CommandLine).Assembly.Location);
        Array.ForEach(arguments, start.ArgumentList.Add);
        return Process.Start(start)!;
    }

    private static async Task Signal(Process process, string signal)
    {
        using Process kill = Process.Start(
            "kill",
            ["-" + signal, process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]
        );
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    private static async Task Until(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(2, TestContext.Current.CancellationToken);
        }
    }

    private static async Task UntilLine(Process process, string part, StringBuilder seen)
    {
        while (await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            seen.AppendLine(line);
            if (line.Contains(part, StringComparison.Ordinal))
            {
                return;
            }
        }
    }
}
