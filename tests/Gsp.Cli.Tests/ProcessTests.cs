using System.Diagnostics;
using Xunit;

namespace Gsp.Cli.Tests;

/// <summary>The program as a process of its own: exit codes and streams as a shell sees them.</summary>
public sealed class ProcessTests
{
    [Fact]
    public async Task ExitCodesAndStreamsAreThoseOfTheDesign()
    {
        using var gsp = new ProgramRun();
        string table = gsp.Write("x.csv", Series.Ring(3, 120));
        (int code, string output, string error) = await Start(
            "learn",
            table,
            "--method",
            "var",
            "--out",
            gsp.Out,
            "--json"
        );
        Assert.True(code == 0, error);
        Assert.StartsWith("{", output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(gsp.Out, "report.html")));

        (code, output, error) = await Start("learn", gsp["absent.csv"], "--out", gsp["other"]);
        Assert.Equal(ExitCode.Data, code);
        Assert.Equal("", output);
        Assert.StartsWith("gsp: ", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Error)> Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.ArgumentList.Add(typeof(CommandLine).Assembly.Location);
        Array.ForEach(arguments, start.ArgumentList.Add);
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
