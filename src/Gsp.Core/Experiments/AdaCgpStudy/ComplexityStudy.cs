using System.Diagnostics;
using Gsp.Compute;
using Gsp.Random;
using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Experiments;

/// <summary>Milliseconds a step of one estimator at one size, the mean of the steps timed.</summary>
/// <param name="Estimator">The estimator.</param>
/// <param name="Nodes">N.</param>
/// <param name="Milliseconds">Mean wall time of a step: some estimators do their work every so many steps.</param>
/// <param name="Edges">Edges it held then.</param>
public sealed record ComplexityPoint(string Estimator, int Nodes, double Milliseconds, int Edges);

/// <summary>Time of a step against the number of nodes, on sparse first-order processes; one thread.</summary>
/// <remarks>The only numbers of a report that differ from run to run.</remarks>
public static class ComplexityStudy
{
    /// <summary>Times the reference recursion and the corrected estimator.</summary>
    /// <param name="sizes">The numbers of nodes.</param>
    /// <param name="warmUp">Samples before timing.</param>
    /// <param name="timed">Steps timed.</param>
    /// <returns>The points.</returns>
    public static IReadOnlyList<ComplexityPoint> Run(IReadOnlyList<int> sizes, int warmUp = 200, int timed = 64)
    {
        var points = new List<ComplexityPoint>();
        foreach (int nodes in sizes)
        {
            Matrix<double> samples = Sparse(nodes, warmUp + timed);
            foreach (AdaCgpPath path in new[] { AdaCgpPath.Path1, AdaCgpPath.Path2 })
            {
                var options = new ReferenceOptions
                {
                    Path = path,
                    SparsityWeights = [0.05, 0.5, 0.5],
                    Patience = int.MaxValue,
                };
                var reference = new AdaCgpReference(nodes, options, backend: Backend.ManagedWith(1));
                points.Add(
                    Time(
                        $"reference P{(int)path}",
                        nodes,
                        samples,
                        warmUp,
                        s => reference.Step(s),
                        () => reference.ShiftOperator.ToArray().Count(w => w != 0)
                    )
                );
            }
            var corrected = new AdaCgp(nodes);
            points.Add(Time("corrected", nodes, samples, warmUp, s => corrected.Step(s), () => corrected.Edges));
        }
        return points;
    }

    private static ComplexityPoint Time(
        string name,
        int nodes,
        Matrix<double> samples,
        int warmUp,
        Action<double[]> step,
        Func<int> edges
    )
    {
        double total = 0;
        for (int t = 0; t < samples.RowCount; t++)
        {
            double[] sample = [.. samples.Row(t)];
            long start = Stopwatch.GetTimestamp();
            step(sample);
            double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            total += t >= warmUp ? milliseconds : 0;
        }
        return new ComplexityPoint(name, nodes, total / (samples.RowCount - warmUp), edges());
    }

    private static Matrix<double> Sparse(int nodes, int rows)
    {
        RandomStream stream = new RandomStream(StudyRecording.TopologySeed).Split("complexity").Split(nodes);
        Matrix<double> shift = Matrix<double>.Build.Dense(nodes, nodes);
        for (int i = 0; i < nodes; i++)
        {
            for (int k = 0; k < 5; k++)
            {
                shift[i, (int)(stream.NextUInt64() % (ulong)nodes)] = 0.15 * stream.NextNormal();
            }
        }
        var process = new CausalGraphProcess(shift, FilterCoefficients.FirstLagOnly(1));
        return process
            .Simulate(stream.Split("noise"), new ProcessSimulationOptions { Samples = rows, BurnIn = 50 })
            .Samples;
    }
}
