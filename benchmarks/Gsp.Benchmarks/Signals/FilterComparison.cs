using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using Gsp.Numerics;
using Gsp.Random;
using Gsp.Signals;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Benchmarks;

/// <summary>Filters, resampling, medians and spectra of 650,000 samples, and transforms of 512 rows, beside SciPy, one thread each, in one run.</summary>
/// <remarks><c>-- signals [rounds]</c>; <c>GSP_PYTHON</c> names a Python with SciPy. CPU time, the least of the rounds.</remarks>
internal static class FilterComparison
{
    private const int Samples = 650_000;
    private const double Rate = 360;

    public static void Run(string[] args)
    {
        int rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 7;
        var x = new double[Samples];
        new RandomStream(1).FillNormal(x);
        for (int t = 0; t < Samples; t++)
        {
            x[t] = Math.Sin(2 * Math.PI * 1.2 * t / Rate) + 0.2 * x[t];
        }
        Dictionary<string, double> theirs = TimeScipy(x, rounds);
        Console.WriteLine($"{"task", -22} {"ours ms", 9} {"scipy ms", 9} {"ratio", 7}");
        foreach ((string name, Action task) in Tasks(x))
        {
            double ours = Least(task, rounds);
            double scipy = theirs.GetValueOrDefault(name.Replace("-new", "", StringComparison.Ordinal), double.NaN);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name, -22} {1e3 * ours, 9:F2} {1e3 * scipy, 9:F2} {scipy / ours, 7:F2}"
                )
            );
        }
    }

    private static IEnumerable<(string Name, Action Task)> Tasks(double[] x)
    {
        SosFilter low = ButterworthDesign.LowPass(2, 40, Rate);
        SosFilter band = ButterworthDesign.BandPass(4, 0.5, 40, Rate);
        SosFilter twelve = ButterworthDesign.BandPass(12, 0.5, 40, Rate);
        FirFilter fir = FirDesign.LowPass(101, 40, Rate);
        Matrix<double> channels = Matrix<double>.Build.DenseOfColumnArrays(Enumerable.Repeat(x, 12).ToArray());
        yield return ("sos-1", () => low.Apply(x));
        yield return ("sos-4", () => band.Apply(x));
        yield return ("sos-12", () => twelve.Apply(x));
        yield return ("filtfilt", () => band.ApplyZeroPhase(x));
        yield return ("filtfilt-12-channels", () => band.ApplyZeroPhase(channels));
        yield return ("fir-101", () => fir.Apply(x));
        yield return ("resample-25/36", () => new PolyphaseResampler(25, 36).Apply(x));
        yield return ("resample-1/2", () => new PolyphaseResampler(1, 2).Apply(x));
        yield return ("resample-2/1", () => new PolyphaseResampler(2, 1).Apply(x));
        yield return ("fourier-resample", () => FourierResampling.Apply(x, 500_000));
        yield return ("median-73", () => MedianFilter.Apply(x, 73, MedianBorder.Zero));
        yield return ("median-217", () => MedianFilter.Apply(x, 217, MedianBorder.Repeat));
        yield return ("welch-256", () => Welch.Power(x, Rate));
        yield return ("welch-4096", () => Welch.Power(x, Rate, new SegmentOptions { Length = 4096 }));
        yield return ("stft-256", () => ShortTimeSpectrum.Compute(x, Rate));
        yield return ("hilbert", () => Hilbert.AnalyticSignal(x));
        foreach (int length in new[] { 2048, 2000, 1999 })
        {
            foreach ((string name, Action task) in RowTasks<float>("float32", x, length))
            {
                yield return (name, task);
            }
            foreach ((string name, Action task) in RowTasks<double>("float64", x, length))
            {
                yield return (name, task);
            }
        }
    }

    /// <summary>Transforms of 512 rows.</summary>
    private static IEnumerable<(string Name, Action Task)> RowTasks<T>(string type, double[] x, int length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const int Rows = 512;
        T[] rows = [.. Enumerable.Range(0, Rows * length).Select(i => T.CreateTruncating(x[i % x.Length]))];
        RealFourierTransform<T> plan = RealFourierTransform<T>.Cached(length);
        var spectra = new T[Rows * 2 * plan.Coefficients];
        plan.Forward(rows, spectra);
        yield return ($"rfft-{type}-{length}", () => plan.Forward(rows, spectra));
        yield return ($"irfft-{type}-{length}", () => plan.Inverse(spectra, rows));
        // SciPy always makes a new array.
        yield return (
            $"rfft-{type}-{length}-new",
            () => plan.Forward(rows, GC.AllocateUninitializedArray<T>(spectra.Length))
        );
    }

    private static double Least(Action task, int rounds)
    {
        // The runtime compiles fully what has run a while.
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

    private static Dictionary<string, double> TimeScipy(double[] x, int rounds)
    {
        string script = Path.Combine("benchmarks", "signals", "time_scipy.py");
        string folder = Directory.CreateTempSubdirectory("gsp-signals-").FullName;
        string samples = Path.Combine(folder, "samples.f64");
        File.WriteAllBytes(samples, MemoryMarshal.AsBytes<double>(x).ToArray());
        string python = Environment.GetEnvironmentVariable("GSP_PYTHON") ?? "/usr/bin/python3";
        var start = new ProcessStartInfo(python) { RedirectStandardOutput = true };
        start.ArgumentList.Add(script);
        start.ArgumentList.Add(samples);
        start.ArgumentList.Add(rounds.ToString(CultureInfo.InvariantCulture));
        var times = new Dictionary<string, double>(StringComparer.Ordinal);
        using (Process process = Process.Start(start)!)
        {
            while (process.StandardOutput.ReadLine() is string line)
            {
                string[] parts = line.Split(' ');
                times[parts[0]] = double.Parse(parts[1], CultureInfo.InvariantCulture);
            }
            process.WaitForExit();
        }
        Directory.Delete(folder, recursive: true);
        return times;
    }
}
