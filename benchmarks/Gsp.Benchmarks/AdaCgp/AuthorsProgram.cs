using System.Diagnostics;
using System.Text.Json;

namespace Gsp.Benchmarks;

/// <summary>The authors' programs, timed by <c>benchmarks/adacgp/time_reference.py</c> in a process of their own.</summary>
internal sealed class AuthorsProgram : IDisposable
{
    private readonly Process process;

    private AuthorsProgram(Process process) => this.process = process;

    /// <summary>Starts the driver where <c>ADACGP_REF</c> names a checkout; null where it does not.</summary>
    public static AuthorsProgram? TryStart()
    {
        string? checkout = Environment.GetEnvironmentVariable("ADACGP_REF");
        if (checkout is null)
        {
            return null;
        }
        string python = Environment.GetEnvironmentVariable("GSP_PYTHON") ?? "/usr/bin/python3";
        string driver = Path.Combine("benchmarks", "adacgp", "time_reference.py");
        var start = new ProcessStartInfo(python, driver)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        return new AuthorsProgram(Process.Start(start)!);
    }

    /// <summary>CPU milliseconds per step: minimum and median.</summary>
    public (double Minimum, double Median) Time(object settings)
    {
        process.StandardInput.WriteLine(JsonSerializer.Serialize(settings));
        process.StandardInput.Flush();
        using JsonDocument answer = JsonDocument.Parse(
            process.StandardOutput.ReadLine()
                ?? throw new InvalidOperationException("the driver stopped: see its message above")
        );
        return (
            answer.RootElement.GetProperty("min_ms").GetDouble(),
            answer.RootElement.GetProperty("median_ms").GetDouble()
        );
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }
}
