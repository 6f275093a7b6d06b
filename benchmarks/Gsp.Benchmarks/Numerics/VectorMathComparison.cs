using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Runtime.Intrinsics;
using Gsp.Numerics;

namespace Gsp.Benchmarks;

/// <summary>Elementary functions of vectors beside NumPy's and torch's, nanoseconds per element with load and store, one thread each.</summary>
/// <remarks><c>-- vectormath [rounds]</c>; <c>GSP_PYTHON</c> names a Python with NumPy, SciPy and, if it is to be compared, torch.</remarks>
internal static class VectorMathComparison
{
    private const int Elements = 16_384;

    public static void Run(string[] args)
    {
        int rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 200;
        Dictionary<string, double> theirs = TimePython(rounds);
        Console.WriteLine($"{SimdWidth.Bits} bits, {Elements} elements; ns per element and the others' time over ours");
        Console.WriteLine(
            $"{"function", -15} {"type", -8} {"ours", 8} {"numpy", 8} {"torch", 8} {"numpy x", 8} {"torch x", 8}"
        );
        Rows<float>("float32", rounds, theirs);
        Rows<double>("float64", rounds, theirs);
    }

    private static void Rows<T>(string type, int rounds, Dictionary<string, double> theirs)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        IEnumerable<(string Name, double Time)> ours =
            SimdWidth.Bits == 512 ? VectorMathLoops<T, Vector512<T>, Lanes512<T>>.Times(Elements, rounds)
            : SimdWidth.Bits == 256 ? VectorMathLoops<T, Vector256<T>, Lanes256<T>>.Times(Elements, rounds)
            : VectorMathLoops<T, Vector128<T>, Lanes128<T>>.Times(Elements, rounds);
        foreach ((string name, double time) in ours)
        {
            double numpy = theirs.GetValueOrDefault($"numpy {name} {type}", double.NaN);
            double torch = theirs.GetValueOrDefault($"torch {name} {type}", double.NaN);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name, -15} {type, -8} {time, 8:F3} {numpy, 8:F3} {torch, 8:F3} {numpy / time, 8:F2} {torch / time, 8:F2}"
                )
            );
        }
    }

    private static Dictionary<string, double> TimePython(int rounds)
    {
        string python = Environment.GetEnvironmentVariable("GSP_PYTHON") ?? "/usr/bin/python3";
        var start = new ProcessStartInfo(python) { RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine("benchmarks", "vectormath", "time_elementary.py"));
        start.ArgumentList.Add(Elements.ToString(CultureInfo.InvariantCulture));
        start.ArgumentList.Add(rounds.ToString(CultureInfo.InvariantCulture));
        var times = new Dictionary<string, double>(StringComparer.Ordinal);
        using Process process = Process.Start(start)!;
        while (process.StandardOutput.ReadLine() is string line)
        {
            int space = line.LastIndexOf(' ');
            times[line[..space]] = double.Parse(line.AsSpan(space + 1), CultureInfo.InvariantCulture);
        }
        process.WaitForExit();
        return times;
    }
}
