using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Gsp.Compute;
using Gsp.Random;
using Gsp.Topology;

namespace Gsp.Benchmarks;

/// <summary>
/// <c>Gsp.Benchmarks adacgp [N ...]</c>: CPU milliseconds per step of the reference recursion beside the authors' torch and numpy programs,
/// one thread each, from the zero state and from a state warmed up on 600 samples (N up to 100) or 150.
/// </summary>
internal static class AdaCgpTiming
{
    private const int Order = 3;

    public static int Run(string[] arguments)
    {
        int[] sizes =
            arguments.Length == 0
                ? [10, 20, 50, 100, 200, 500]
                : [.. arguments.Select(a => int.Parse(a, CultureInfo.InvariantCulture))];
        using AuthorsProgram? authors = AuthorsProgram.TryStart();
        if (authors is null)
        {
            Console.WriteLine("ADACGP_REF is not set: our own times only");
        }
        Console.WriteLine(
            "program  path  N     start    non-zeros   ours min (med) ms     authors min (med) ms   ratio of minima"
        );
        foreach (int nodes in sizes)
        {
            var theirs = new Dictionary<AdaCgpPath, double>();
            foreach (AdaCgpPath path in new[] { AdaCgpPath.Path1, AdaCgpPath.Path2 })
            {
                foreach (bool numpy in new[] { false, true })
                {
                    foreach (bool warm in new[] { false, true })
                    {
                        double minimum = Row(nodes, path, numpy, warm, authors);
                        if (!numpy && warm)
                        {
                            theirs[path] = minimum;
                        }
                    }
                }
            }
            CorrectedRow(nodes, theirs);
        }
        return 0;
    }

    private static double Row(int nodes, AdaCgpPath path, bool numpy, bool warm, AuthorsProgram? authors)
    {
        int timed = nodes <= 100 ? 300 : 25;
        int warming = nodes <= 100 ? 600 : 150;
        double[][] series = SparseSeries(nodes, Order + warming + timed);
        var options = new ReferenceOptions
        {
            Implementation = numpy ? ReferenceImplementation.Numpy : ReferenceImplementation.Torch,
            SparsityWeights = [0.05, 0.5, 0.5],
            CommutatorWeight = 0.6,
            Patience = 1_000_000,
            Path = path,
            EigenvalueStep = !numpy,
            SearchShiftStep = !numpy,
            SearchCoefficientStep = !numpy,
        };
        CompileFully(nodes, options, series);
        var estimator = new AdaCgpReference(nodes, options, backend: Backend.ManagedWith(1));
        string folder = Directory.CreateTempSubdirectory("gsp-adacgp-").FullName;
        string? state = null;
        int start = 0;
        if (warm)
        {
            for (; start < warming; start++)
            {
                estimator.Step(series[start]);
            }
            state = Path.Combine(folder, "state.f64");
            Write(state, Arrays(estimator.State));
            start -= Order; // the authors' program takes its lags from the samples it is given
        }
        string samples = Path.Combine(folder, "samples.f64");
        Write(samples, series[start..(start + timed)]);
        var times = new List<double>();
        for (int t = warm ? warming : 0; t < (warm ? warming : 0) + timed; t++)
        {
            double before = ProcessClock.Seconds;
            estimator.Step(series[t]);
            times.Add(1e3 * (ProcessClock.Seconds - before));
        }
        times.RemoveRange(0, Order + 2);
        times.Sort();
        string ours = Text(times[0], times[times.Count / 2]);
        int nonZeros = estimator.State.Filters.Values.Count(value => value != 0);
        string theirs = "-";
        string ratio = "-";
        double least = double.NaN;
        if (authors is not null)
        {
            (double minimum, double median) = authors.Time(
                new Dictionary<string, object?>
                {
                    ["nodes"] = nodes,
                    ["samples"] = samples,
                    ["state"] = state,
                    ["program"] = numpy ? "numpy" : "torch",
                    ["fixed_steps"] = numpy,
                    ["path"] = (int)path,
                    ["lambda"] = options.ForgettingFactor,
                    ["mus"] = options.SparsityWeights,
                    ["budget"] = 6,
                }
            );
            least = minimum;
            theirs = Text(minimum, median);
            ratio = FormattableString.Invariant($"{minimum / times[0]:f1}");
        }
        Directory.Delete(folder, recursive: true);
        Console.WriteLine(
            $"{(numpy ? "numpy" : "torch"), -8} {(int)path, -5} {nodes, -5} {(warm ? "warmed" : "zero"), -8} {nonZeros, -11} {ours, -21} {theirs, -22} {ratio}"
        );
        return least;
    }

    /// <summary>The corrected estimator, warmed up, with one thread and with two, against the authors' torch program in the same state.</summary>
    private static void CorrectedRow(int nodes, Dictionary<AdaCgpPath, double> theirs)
    {
        const int Warming = 1000;
        int timed = nodes <= 100 ? 1000 : 300;
        double[][] series = SparseSeries(nodes, Warming + timed);
        var cpu = new double[2];
        var wall = new double[2];
        int edges = 0;
        for (int threads = 1; threads <= 2; threads++)
        {
            var estimator = new AdaCgp(nodes, new AdaCgpOptions { Threads = threads });
            for (int t = 0; t < Warming; t++)
            {
                estimator.Step(series[t]);
            }
            double cpuStart = ProcessClock.Seconds;
            long wallStart = Stopwatch.GetTimestamp();
            for (int t = Warming; t < series.Length; t++)
            {
                estimator.Step(series[t]);
            }
            cpu[threads - 1] = 1e3 * (ProcessClock.Seconds - cpuStart) / timed;
            wall[threads - 1] = Stopwatch.GetElapsedTime(wallStart).TotalMilliseconds / timed;
            edges = estimator.Edges;
        }
        Console.WriteLine(
            FormattableString.Invariant(
                $"corrected, N = {nodes}, {edges} edges: mean {cpu[0]:f3} CPU ms a step; torch P1 is {theirs[AdaCgpPath.Path1] / cpu[0]:f0} times that, P2 {theirs[AdaCgpPath.Path2] / cpu[0]:f0} times; wall {wall[0]:f3} ms with one thread, {wall[1]:f3} with two: {wall[0] / wall[1]:f2}x"
            )
        );
    }

    /// <summary>Runs other estimators until the just-in-time compiler is done with every method, so that steps and not compilation are timed.</summary>
    private static void CompileFully(int nodes, ReferenceOptions options, double[][] series)
    {
        long started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started).TotalSeconds < 1)
        {
            var estimator = new AdaCgpReference(nodes, options, backend: Backend.ManagedWith(1));
            foreach (double[] sample in series.Take(200))
            {
                estimator.Step(sample);
            }
        }
    }

    /// <summary>A first-order process on a random graph with five edges a node: the regime of the authors' complexity study.</summary>
    private static double[][] SparseSeries(int nodes, int length)
    {
        RandomStream stream = new RandomStream(7).Split("adacgp timing");
        var weights = new (int Node, double Weight)[nodes][];
        double radiusBound = 0;
        for (int i = 0; i < nodes; i++)
        {
            weights[i] =
            [
                .. Enumerable.Range(0, 5).Select(_ => ((int)(stream.NextUInt64() % (ulong)nodes), stream.NextNormal())),
            ];
            radiusBound = Math.Max(radiusBound, weights[i].Sum(edge => Math.Abs(edge.Weight)));
        }
        var series = new double[length][];
        var last = new double[nodes];
        for (int t = -50; t < length; t++)
        {
            var next = new double[nodes];
            for (int i = 0; i < nodes; i++)
            {
                next[i] = stream.NextNormal() + weights[i].Sum(edge => 2 * edge.Weight / radiusBound * last[edge.Node]);
            }
            last = next;
            if (t >= 0)
            {
                series[t] = next;
            }
        }
        return series;
    }

    private static IEnumerable<double[]> Arrays(ReferenceState s) =>
        [
            s.Correlation.ToArray(),
            s.CrossCorrelation,
            s.Filters.Values,
            s.Positive,
            s.Negative,
            s.Shift,
            s.ShiftPositive,
            s.ShiftNegative,
        ];

    private static void Write(string path, IEnumerable<double[]> arrays)
    {
        using FileStream stream = File.Create(path);
        foreach (double[] array in arrays)
        {
            stream.Write(MemoryMarshal.AsBytes(array.AsSpan()));
        }
    }

    private static string Text(double minimum, double median) =>
        FormattableString.Invariant($"{minimum:f3} ({median:f3})");
}
