using Gsp.Random;
using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Experiments;

/// <summary>The course of one estimator over a recording whose graph is replaced at a known time.</summary>
/// <param name="Name">The estimator.</param>
/// <param name="Steps">The times looked at.</param>
/// <param name="Shift">NMSE(W) against the graph in force.</param>
/// <param name="F1">F1 of its support.</param>
/// <param name="ErrorDelay">Steps from the change until NMSE(W) is within 1.3 times its level before; null where it never is.</param>
/// <param name="SupportDelay">Steps from the change until F1 is 0.9 or more; null where it never is.</param>
public sealed record TrackingCourse(
    string Name,
    IReadOnlyList<double> Steps,
    IReadOnlyList<double> Shift,
    IReadOnlyList<double> F1,
    int? ErrorDelay,
    int? SupportDelay
);

/// <summary>A change of the graph, and how fast each estimator finds the new one.</summary>
/// <param name="Change">The time of the change.</param>
/// <param name="Window">The forgetting window 1 / (1 - lambda) in samples.</param>
/// <param name="Courses">One course an estimator.</param>
public sealed record TrackingResult(int Change, int Window, IReadOnlyList<TrackingCourse> Courses);

/// <summary>Replaces the graph of a process in mid-stream and follows the estimators.</summary>
public static class TrackingStudy
{
    private const int Every = 25;

    /// <summary>Runs the study on one recording.</summary>
    /// <param name="nodes">Number of nodes.</param>
    /// <param name="forgetting">Forgetting factor of the estimators, below 1.</param>
    /// <param name="stream">Graphs and noise.</param>
    /// <param name="cancellation">Stops the study.</param>
    /// <returns>The courses.</returns>
    public static TrackingResult Run(
        int nodes,
        double forgetting,
        RandomStream stream,
        CancellationToken cancellation = default
    )
    {
        int window = (int)Math.Round(1 / (1 - forgetting));
        int change = 8 * window;
        var family = new PublishedFamily.KRegular();
        CausalGraphProcess before = PublishedProcesses.Create(family, nodes, stream.Split("before"));
        CausalGraphProcess after = Relabelled(before, stream.Split("after"));
        Matrix<double> samples = ProcessSimulator
            .Simulate(
                [(0, before), (change, after)],
                stream.Split("noise"),
                new ProcessSimulationOptions { Samples = change + 8 * window }
            )
            .Samples;
        var courses = new List<TrackingCourse>
        {
            Follow("fixed forgetting", new AdaCgpOptions { Forgetting = forgetting, DetectChanges = false }),
            Follow("with change detection", new AdaCgpOptions { Forgetting = forgetting, DetectChanges = true }),
        };
        return new TrackingResult(change, window, courses);

        TrackingCourse Follow(string name, AdaCgpOptions options)
        {
            var estimator = new AdaCgp(nodes, options);
            var steps = new List<double>();
            var shift = new List<double>();
            var f1 = new List<double>();
            for (int t = 0; t < samples.RowCount; t++)
            {
                cancellation.ThrowIfCancellationRequested();
                estimator.Step([.. samples.Row(t)]);
                if (t % Every == Every - 1)
                {
                    TopologyScore score = TopologyScores.Compare(
                        (t < change ? before : after).ShiftOperator(),
                        estimator.ShiftOperator()
                    );
                    steps.Add(t + 1);
                    shift.Add(score.Nmse);
                    f1.Add(score.F1);
                }
            }
            int at = change / Every;
            int? error = ChangePointDelay.OfError([.. shift], at, window / Every);
            int? support = FirstAtLeast(f1, at, 0.9);
            return new TrackingCourse(name, steps, shift, f1, error * Every, support * Every);
        }
    }

    /// <summary>The same graph with its nodes exchanged: every edge moves, the law of the weights stays.</summary>
    private static CausalGraphProcess Relabelled(CausalGraphProcess process, RandomStream stream)
    {
        int[] order = stream.Permutation(process.Nodes);
        Matrix<double> shift = process.ShiftOperator();
        return new CausalGraphProcess(
            Matrix<double>.Build.Dense(shift.RowCount, shift.RowCount, (i, j) => shift[order[i], order[j]]),
            process.Coefficients
        );
    }

    private static int? FirstAtLeast(List<double> values, int from, double level)
    {
        int index = values.FindIndex(from, value => value >= level);
        return index < 0 ? null : index - from;
    }
}
