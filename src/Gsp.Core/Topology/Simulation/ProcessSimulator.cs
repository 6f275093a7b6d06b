using System.Globalization;
using Gsp.Random;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Topology;

/// <summary>Simulates causal graph processes, constant, switching or drifting.</summary>
/// <remarks>Cost: O(P N^2) a row. The same stream state gives the same bits for any number of threads.</remarks>
public static class ProcessSimulator
{
    /// <summary>Samples of one process.</summary>
    /// <param name="process">The process.</param>
    /// <param name="stream">The noise; give each recording a split of its own.</param>
    /// <param name="options">How many rows and which noise; null for the defaults.</param>
    /// <returns>The samples with their truth.</returns>
    /// <exception cref="InvalidOperationException">The process is unstable and the options do not allow that.</exception>
    public static ProcessSimulation Simulate(
        this CausalGraphProcess process,
        RandomStream stream,
        ProcessSimulationOptions? options = null
    ) => Simulate([(0, process)], stream, options);

    /// <summary>Samples of a process that is replaced at known times, the past running on: for tests of tracking.</summary>
    /// <param name="segments">Start row (after burn-in) and process; the first start is 0, starts ascend; all of one size and order.</param>
    /// <param name="stream">The noise.</param>
    /// <param name="options">How many rows and which noise; null for the defaults.</param>
    /// <returns>The samples with their truth.</returns>
    /// <exception cref="ArgumentException">The segments do not fit together.</exception>
    /// <exception cref="InvalidOperationException">A process is unstable and the options do not allow that.</exception>
    public static ProcessSimulation Simulate(
        IReadOnlyList<(int Start, CausalGraphProcess Process)> segments,
        RandomStream stream,
        ProcessSimulationOptions? options = null
    )
    {
        options ??= new ProcessSimulationOptions();
        options.Validate();
        Check(segments, options);
        return Run(segments, options.Samples, options.BurnIn, options.Source(stream));
    }

    /// <summary>The segments of a slow drift: from one shift operator to another in equal steps of a straight line.</summary>
    /// <param name="from">The process before the drift.</param>
    /// <param name="to">The process after it; its coefficients must equal those of <paramref name="from"/>.</param>
    /// <param name="start">Row at which the drift begins, 0 or more.</param>
    /// <param name="end">Row from which <paramref name="to"/> is in force.</param>
    /// <param name="steps">Number of equal steps, at least 1 and at most end - start.</param>
    /// <returns>Segments for <see cref="Simulate(IReadOnlyList{ValueTuple{int, CausalGraphProcess}}, RandomStream, ProcessSimulationOptions?)"/>.</returns>
    public static IReadOnlyList<(int Start, CausalGraphProcess Process)> Drift(
        CausalGraphProcess from,
        CausalGraphProcess to,
        int start,
        int end,
        int steps = 100
    )
    {
        Require.That(
            from.Nodes == to.Nodes && from.Coefficients.Values.SequenceEqual(to.Coefficients.Values),
            "a drift leads between processes of one size with the same coefficients; only the shift operator moves",
            nameof(to)
        );
        Require.InRange(steps, 1, end - Require.NotNegative(start), "at most one step a row");
        var segments = new List<(int, CausalGraphProcess)>();
        if (start > 0)
        {
            segments.Add((0, from));
        }
        for (int k = 0; k < steps; k++)
        {
            double share = (k + 0.5) / steps;
            segments.Add(
                (
                    start + (int)((long)k * (end - start) / steps),
                    new CausalGraphProcess(
                        from.ShiftOperator() * (1 - share) + to.ShiftOperator() * share,
                        from.Coefficients
                    )
                )
            );
        }
        segments.Add((end, to));
        return segments;
    }

    /// <summary>The recursion with any source of noise. The first P rows of all are drawn as one block, the latest row first.</summary>
    internal static ProcessSimulation Run(
        IReadOnlyList<(int Start, CausalGraphProcess Process)> segments,
        int samples,
        int burnIn,
        Action<Span<double>> noise
    )
    {
        int n = segments[0].Process.Nodes;
        int order = segments[0].Process.Order;
        int total = checked(burnIn + samples);
        var series = new double[checked(Math.Max(total, order) * n)];
        var block = new double[n];
        for (int p = order - 1; p >= 0; p--)
        {
            noise(series.AsSpan(p * n, n));
        }
        bool finite = true;
        int segment = 0;
        double[] filters = Flat(segments[0].Process);
        for (int t = order; t < total && finite; t++)
        {
            while (segment + 1 < segments.Count && segments[segment + 1].Start + burnIn <= t)
            {
                filters = Flat(segments[++segment].Process);
            }
            noise(block);
            Span<double> next = series.AsSpan(t * n, n);
            for (int i = 0; i < n; i++)
            {
                double sum = 0;
                for (int p = 0; p < order; p++)
                {
                    ReadOnlySpan<double> past = series.AsSpan((t - 1 - p) * n, n);
                    ReadOnlySpan<double> row = filters.AsSpan((i * order + p) * n, n);
                    for (int j = 0; j < n; j++)
                    {
                        sum += row[j] * past[j];
                    }
                }
                next[i] = sum + block[i];
                finite &= double.IsFinite(next[i]);
            }
        }
        return new ProcessSimulation
        {
            Samples = Matrix<double>.Build.Dense(samples, n, (t, i) => series[(burnIn + t) * n + i]),
            Truth = segments,
            Status = finite ? FitStatus.Converged : FitStatus.Diverged,
        };
    }

    /// <summary>[Psi_1 ... Psi_P] row after row, so that a row of the recursion reads memory in order.</summary>
    private static double[] Flat(CausalGraphProcess process) => process.SharedFilters.ToRowMajorArray();

    private static void Check(
        IReadOnlyList<(int Start, CausalGraphProcess Process)> segments,
        ProcessSimulationOptions options
    )
    {
        Require.That(
            segments.Count > 0 && segments[0].Start == 0,
            "segments must begin with one that starts at row 0",
            nameof(segments)
        );
        for (int k = 0; k < segments.Count; k++)
        {
            CausalGraphProcess process = segments[k].Process;
            Require.That(
                k == 0 || segments[k].Start > segments[k - 1].Start,
                FormattableString.Invariant(
                    $"segment {k} starts at row {segments[k].Start}, not after the one before it"
                ),
                nameof(segments)
            );
            Require.That(
                process.Nodes == segments[0].Process.Nodes && process.Order == segments[0].Process.Order,
                FormattableString.Invariant(
                    $"segment {k} has {process.Nodes} nodes and order {process.Order}; all segments share those of the first"
                ),
                nameof(segments)
            );
            if (!process.IsStable && !options.AllowUnstable)
            {
                throw new InvalidOperationException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"the process of segment {k} is unstable: its companion radius is {process.CompanionRadius:R}; scale it below 1 (ScaledToRadius(0.9)) or set AllowUnstable"
                    )
                );
            }
        }
    }
}
