using System.Diagnostics;
using System.Globalization;
using Gsp.Random;
using Gsp.Recordings;

namespace Gsp.Benchmarks;

/// <summary>Times the reading of WFDB records, beside wfdb-python where <c>GSP_PYTHON</c> names a Python that has it.</summary>
/// <remarks>Two signals of 650,000 samples in every format that is written, and a folder of 160 records of 12 leads x 5,000 samples: all
/// generated, in the file cache, checksums verified. CPU time, the least of 7.</remarks>
internal static class WfdbBenchmarks
{
    private const int Repeats = 25;

    /// <summary>Prints the table.</summary>
    public static void Run()
    {
        string folder = Directory.CreateTempSubdirectory("gsp-wfdb-").FullName;
        try
        {
            var cases = new List<(string Name, string[] Records)>();
            foreach (int format in (int[])[16, 212, 24, 32, 80])
            {
                cases.Add(
                    (
                        FormattableString.Invariant($"format {format}, 2 x 650,000"),
                        [Generate(folder, FormattableString.Invariant($"f{format}"), 2, 650_000, format)]
                    )
                );
            }
            string[] small =
            [
                .. Enumerable
                    .Range(0, 160)
                    .Select(k => Generate(folder, FormattableString.Invariant($"s{k}"), 12, 5_000, 16)),
            ];
            cases.Add(("160 records of 12 x 5,000, format 16", small));
            double[]? python = Python([.. cases.Select(item => item.Records)]);
            Console.WriteLine("case                                   physical ms  digital ms  wfdb-python ms  times");
            for (int k = 0; k < cases.Count; k++)
            {
                string[] records = cases[k].Records;
                double physical = Least(() => Array.ForEach(records, record => Wfdb.Read(record)));
                double digital = Least(() => Array.ForEach(records, record => Wfdb.ReadDigital(record)));
                string other = python is null
                    ? "absent"
                    : string.Create(CultureInfo.InvariantCulture, $"{python[k], 14:f2}  {python[k] / physical, 5:f1}");
                Console.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{cases[k].Name, -38} {physical, 11:f2} {digital, 11:f2}  {other}"
                    )
                );
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Generate(string folder, string name, int signals, int length, int format)
    {
        RandomStream random = new RandomStream(1).Split(name);
        var samples = new int[signals][];
        for (int s = 0; s < signals; s++)
        {
            samples[s] = new int[length];
            int value = 0;
            for (int t = 0; t < length; t++)
            {
                // A walk that turns back at 100, so that it fits every format.
                value += (int)(random.NextUInt64() % 21) - 10 - (value / 10);
                samples[s][t] = value;
            }
        }
        string path = Path.Combine(folder, name);
        Wfdb.Write(
            new DigitalRecord
            {
                Header = new WfdbHeader
                {
                    Name = name,
                    FrameRate = 360,
                    Signals =
                    [
                        .. samples.Select(
                            (_, s) =>
                                new WfdbSignal
                                {
                                    FileName = "",
                                    Format = 32,
                                    Description = FormattableString.Invariant($"lead {s}"),
                                }
                        ),
                    ],
                },
                Samples = samples,
            },
            path,
            new WfdbWriteOptions { Format = format }
        );
        return path;
    }

    private static double Least(Action action)
    {
        // Until the just-in-time compiler is done with every method, so that reading and not compilation is timed.
        long started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started).TotalSeconds < 1.5)
        {
            action();
        }
        double least = double.PositiveInfinity;
        for (int repeat = 0; repeat < Repeats; repeat++)
        {
            double start = ProcessClock.Seconds;
            action();
            least = Math.Min(least, ProcessClock.Seconds - start);
        }
        return 1000 * least;
    }

    private static double[]? Python(IReadOnlyList<string[]> cases)
    {
        if (Environment.GetEnvironmentVariable("GSP_PYTHON") is not string python)
        {
            return null;
        }
        string driver = Path.Combine("benchmarks", "wfdb", "time_wfdb_python.py");
        using Process process = Process.Start(
            new ProcessStartInfo(python, driver) { RedirectStandardInput = true, RedirectStandardOutput = true }
        )!;
        var times = new double[cases.Count];
        for (int k = 0; k < cases.Count; k++)
        {
            process.StandardInput.WriteLine(string.Join(' ', cases[k]));
            process.StandardInput.Flush();
            if (process.StandardOutput.ReadLine() is not string line)
            {
                return null;
            }
            times[k] = double.Parse(line, CultureInfo.InvariantCulture);
        }
        process.StandardInput.Close();
        process.WaitForExit();
        return times;
    }
}
