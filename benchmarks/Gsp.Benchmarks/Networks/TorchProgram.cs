using System.Diagnostics;
using System.Globalization;

namespace Gsp.Benchmarks;

/// <summary>Runs a Python program beside this one and reads its figures, lines <c>= name value</c>; other lines are passed on.</summary>
/// <remarks><c>GSP_PYTHON</c> names a Python with PyTorch; <c>GSP_TORCH_KEEP=1</c> lets it keep freed memory. A figure that is missing is NaN.</remarks>
internal static class TorchProgram
{
    public static Func<string, double> Run(string script, int threads, params object[] arguments)
    {
        string python = Environment.GetEnvironmentVariable("GSP_PYTHON") ?? "/usr/bin/python3";
        var start = new ProcessStartInfo(python) { RedirectStandardOutput = true };
        // torch.set_num_threads does not reach the product library.
        start.Environment["OPENBLAS_NUM_THREADS"] = threads.ToString(CultureInfo.InvariantCulture);
        if (Environment.GetEnvironmentVariable("GSP_TORCH_KEEP") == "1")
        {
            // glibc gives large tensors back to the system and asks for them again at every step; this keeps them, as we do.
            start.Environment["MALLOC_MMAP_THRESHOLD_"] = "4000000000";
            start.Environment["MALLOC_TRIM_THRESHOLD_"] = "4000000000";
        }
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Networks", script));
        foreach (object argument in arguments)
        {
            start.ArgumentList.Add(Convert.ToString(argument, CultureInfo.InvariantCulture)!);
        }
        var figures = new Dictionary<string, double>(StringComparer.Ordinal);
        using Process process = Process.Start(start)!;
        while (process.StandardOutput.ReadLine() is string line)
        {
            int space = line.LastIndexOf(' ');
            if (
                line.StartsWith("= ", StringComparison.Ordinal)
                && double.TryParse(line.AsSpan(space + 1), CultureInfo.InvariantCulture, out double value)
            )
            {
                figures[line[2..space]] = value;
            }
            else
            {
                Console.WriteLine(line);
            }
        }
        process.WaitForExit();
        return name => figures.GetValueOrDefault(name, double.NaN);
    }

    /// <summary>The least processor time (all threads) and wall time of some rounds, seconds.</summary>
    public static (double Cpu, double Wall) Least(int rounds, Action body)
    {
        for (int warm = 0; warm < 3; warm++)
        {
            body();
            Thread.Sleep(100); // the runtime compiles hot loops fully in the meantime
        }
        (double cpu, double wall) = (double.PositiveInfinity, double.PositiveInfinity);
        for (int round = 0; round < rounds; round++)
        {
            double start = ProcessClock.Seconds;
            long clock = Stopwatch.GetTimestamp();
            body();
            cpu = Math.Min(cpu, ProcessClock.Seconds - start);
            wall = Math.Min(wall, Stopwatch.GetElapsedTime(clock).TotalSeconds);
        }
        return (cpu, wall);
    }
}
