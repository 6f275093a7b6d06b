using System.Diagnostics;
using System.Globalization;

namespace Gsp.Benchmarks;

/// <summary>Runs the Python script that times the same work in PyTorch.</summary>
/// <remarks><c>GSP_PYTHON</c> names a Python with PyTorch; where it fails, ratios are NaN.</remarks>
internal static class TorchDriver
{
    /// <summary>Times a row.</summary>
    /// <param name="row">Which part of the script.</param>
    /// <param name="threads">Threads of PyTorch.</param>
    /// <param name="arguments">What the part wants to know.</param>
    /// <returns>Figures by name: seconds, and MiB where the name ends with it.</returns>
    public static Dictionary<string, double> Run(string row, int threads, params string[] arguments)
    {
        string script = Path.Combine(AppContext.BaseDirectory, "Networks", $"torch_{row}.py");
        string python = Environment.GetEnvironmentVariable("GSP_PYTHON") ?? "/usr/bin/python3";
        var start = new ProcessStartInfo(python) { RedirectStandardOutput = true };
        foreach (string argument in (string[])[script, threads.ToString(CultureInfo.InvariantCulture), .. arguments])
        {
            start.ArgumentList.Add(argument);
        }
        var figures = new Dictionary<string, double>(StringComparer.Ordinal);
        using Process process = Process.Start(start)!;
        while (process.StandardOutput.ReadLine() is string line)
        {
            string[] parts = line.Split(' ');
            if (
                parts.Length == 2
                && double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            )
            {
                figures[parts[0]] = value;
            }
            else
            {
                Console.WriteLine(line);
            }
        }
        process.WaitForExit();
        return figures;
    }

    /// <summary>The least CPU time of the calling thread over some rounds, after the runtime has compiled fully.</summary>
    public static double Least(Action task, int rounds)
    {
        for (int k = 0; k < 3; k++)
        {
            task();
            Thread.Sleep(100);
        }
        double best = double.PositiveInfinity;
        for (int k = 0; k < rounds; k++)
        {
            double start = CpuClock.Seconds();
            task();
            best = Math.Min(best, CpuClock.Seconds() - start);
        }
        return best;
    }
}
