using System.Diagnostics;
using System.Globalization;

namespace Gsp.Benchmarks;

/// <summary>Runs a Python program beside this one and reads the lines <c>name value</c> that it prints; other lines are passed on.</summary>
internal static class TorchTimes
{
    public static Dictionary<string, double> Run(string script, params string[] arguments)
    {
        string python = Environment.GetEnvironmentVariable("GSP_PYTHON") ?? "/usr/bin/python3";
        var start = new ProcessStartInfo(python) { RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine("benchmarks", "Gsp.Benchmarks", "Networks", script));
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        using Process process = Process.Start(start)!;
        while (process.StandardOutput.ReadLine() is string line)
        {
            int space = line.LastIndexOf(' ');
            if (
                line.StartsWith("= ", StringComparison.Ordinal)
                && double.TryParse(line.AsSpan(space + 1), CultureInfo.InvariantCulture, out double value)
            )
            {
                values[line[2..space]] = value;
            }
            else
            {
                Console.WriteLine(line);
            }
        }
        process.WaitForExit();
        return values;
    }

    /// <summary>The least processor time of some rounds, seconds, over all threads of this process.</summary>
    public static double Least(int rounds, Action body)
    {
        body();
        body();
        double best = double.PositiveInfinity;
        for (int round = 0; round < rounds; round++)
        {
            double start = ProcessClock.Seconds;
            body();
            best = Math.Min(best, ProcessClock.Seconds - start);
        }
        return best;
    }
}
