using System.Diagnostics;
using System.Globalization;
using Gsp.Networks;
using Gsp.Random;

namespace Gsp.Benchmarks;

/// <summary>Times the kernels of state-space layers, forwards and backwards, on one thread (processor time) and on all.</summary>
internal static class StateSpaceTiming
{
    private const int Order = 64;
    private const int Length = 1000;

    public static void Run()
    {
        Console.WriteLine("N = 64, L = 1000; best of some runs; operations are counted as documented in each row");
        foreach (int channels in (int[])[64, 512])
        {
            foreach (int directions in (int[])[1, 2])
            {
                Measure(channels, directions);
            }
        }
    }

    private static void Measure(int channels, int directions)
    {
        int modes = Order / 2;
        var stream = new RandomStream(1);
        DiagonalPlusLowRank form = Hippo.LegS(Order);
        float[] step = Single(StateSpaceInitialisation.LogSteps(channels, stream));
        float[] lambda = Single(StateSpaceInitialisation.Repeat(form.Lambda, channels));
        float[] input = Single(StateSpaceInitialisation.Repeat(form.Input, channels));
        float[] lowRank = Single(StateSpaceInitialisation.Repeat(form.LowRank, channels));
        float[] output = Single(StateSpaceInitialisation.Output(directions * channels * modes, stream));
        var kernel = new float[directions * channels * Length];
        float[] gradient = [.. kernel.Select(_ => (float)stream.NextNormal())];
        var ofOutput = new float[output.Length];
        var ofStep = new float[step.Length];
        var ofLambda = new float[lambda.Length];
        var ofInput = new float[input.Length];
        var ofLowRank = new float[lowRank.Length];

        var s4 = new S4Kernel(channels, modes, Length, directions);
        Console.WriteLine($"-- {s4}");
        Accuracy(s4, step, lambda, input, lowRank, output);
        double pairs = (double)channels * modes * (Length / 2 + 1);
        double sums = 2 + 2 * directions;
        double transform = directions * channels * 2.5 * Length * Math.Log2(Length);
        Report(
            "S4 forward",
            pairs * (7 + 8 * sums) + transform,
            threads => s4.Forward<float>(new(step, lambda, input, lowRank), output, kernel, threads)
        );
        Report(
            "S4 backward, C only",
            pairs * (14 + 16 + 16 * directions) + transform,
            threads =>
                s4.Backward<float>(new(step, lambda, input, lowRank), output, gradient, ofOutput, default, threads)
        );
        Report(
            "S4 backward, all",
            pairs * (14 + 24 * sums + 24) + transform,
            threads =>
                s4.Backward<float>(
                    new(step, lambda, input, lowRank),
                    output,
                    gradient,
                    ofOutput,
                    new(ofStep, ofLambda, ofInput, ofLowRank),
                    threads
                )
        );
        if (channels * (long)Order * Length < 50_000_000)
        {
            long begun = Stopwatch.GetTimestamp();
            var map = new S4KernelMap<float>(s4, new(step, lambda, input, lowRank), Environment.ProcessorCount);
            Console.WriteLine($"S4 map made in {Stopwatch.GetElapsedTime(begun).TotalMilliseconds:f0} ms");
            double products = 2.0 * directions * channels * Order * Length;
            Report("S4 map forward", products, threads => map.Forward(output, kernel, threads));
            Report("S4 map backward", products, threads => map.Backward(gradient, ofOutput, threads));
        }
        var s4d = new S4DKernel(channels, modes, Length, directions);
        double powers = (double)channels * modes * Length * directions;
        Report(
            "S4D forward",
            powers * 7,
            threads => s4d.Forward<float>(new(step, lambda, input, default), output, kernel, threads)
        );
        Report(
            "S4D backward, all",
            powers * 14,
            threads =>
                s4d.Backward<float>(
                    new(step, lambda, input, default),
                    output,
                    gradient,
                    ofOutput,
                    new(ofStep, ofLambda, ofInput, default),
                    threads
                )
        );
    }

    /// <summary>Kernels of length-corrected rows in float against double: what rounding the parameters and the result costs.</summary>
    private static void Accuracy(
        S4Kernel s4,
        float[] step,
        float[] lambda,
        float[] input,
        float[] lowRank,
        float[] output
    )
    {
        double[][] exact = [.. new[] { step, lambda, input, lowRank }.Select(x => x.Select(v => (double)v).ToArray())];
        StateSpaceParameters<double> system = new(exact[0], exact[1], exact[2], exact[3]);
        long begun = Stopwatch.GetTimestamp();
        double[] corrected = LengthCorrection.Apply(
            system,
            [.. output.Select(v => (double)v)],
            s4.Length,
            Environment.ProcessorCount
        );
        double milliseconds = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        var expected = new double[s4.Directions * s4.Channels * s4.Length];
        s4.Forward(system, corrected, expected);
        var actual = new float[expected.Length];
        s4.Forward<float>(new(step, lambda, input, lowRank), Single(corrected), actual);
        double worst = 0;
        for (int row = 0; row < expected.Length; row += s4.Length)
        {
            double scale = expected.AsSpan(row, s4.Length).ToArray().Max(Math.Abs);
            for (int l = row; l < row + s4.Length; l++)
            {
                worst = Math.Max(worst, Math.Abs(actual[l] - expected[l]) / scale);
            }
        }
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"length correction in {milliseconds:f0} ms; float against double {worst:e1} of a kernel's largest value"
            )
        );
    }

    private static void Report(string what, double operations, Action<int> run)
    {
        double single = double.PositiveInfinity;
        double all = double.PositiveInfinity;
        for (int i = 0; i < 30; i++)
        {
            double begun = CpuClock.Seconds();
            run(1);
            single = Math.Min(single, CpuClock.Seconds() - begun);
            long clock = Stopwatch.GetTimestamp();
            run(Environment.ProcessorCount);
            all = Math.Min(all, Stopwatch.GetElapsedTime(clock).TotalSeconds);
        }
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what, -22} {1e3 * single, 8:f2} ms, {1e-9 * operations / single, 6:f1} GFLOP/s a core; {1e3 * all, 8:f2} ms wall on {Environment.ProcessorCount}"
            )
        );
    }

    private static float[] Single(double[] values) => [.. values.Select(x => (float)x)];
}
