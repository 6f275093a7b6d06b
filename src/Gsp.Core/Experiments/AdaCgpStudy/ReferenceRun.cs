using System.Diagnostics;
using Gsp.Compute;
using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Experiments;

/// <summary>One run of the authors' recursion against a known truth, scored as their tables score it.</summary>
public static class ReferenceRun
{
    /// <summary>Runs to the recursion's own stop.</summary>
    /// <param name="method">Name for the table.</param>
    /// <param name="recording">The recording and its truth.</param>
    /// <param name="options">The settings.</param>
    /// <param name="backend">Where dense products run.</param>
    /// <param name="courseEvery">Keeps every so many steps for the convergence figure; 0 for none.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <returns>Scores of the debiased window, and beside them those of the penalised window where the run switches.</returns>
    public static (MethodScore Debiased, MethodScore? Penalised) Score(
        string method,
        StudyRecording recording,
        ReferenceOptions options,
        Backend backend,
        int courseEvery = 0,
        CancellationToken cancellation = default
    )
    {
        var clock = Stopwatch.StartNew();
        double[] truth = recording.Truth.ToRowMajorArray();
        var shift = new List<double>();
        var miss = new List<double>();
        var falseAlarm = new List<double>();
        Matrix<double>? beforeSwitch = null;
        var learner = new AdaCgpReferenceLearner(options, Backend: backend)
        {
            OnStep = (estimator, update) =>
            {
                (double nmse, double missed, double alarmed) = Compare(truth, estimator.ShiftOperator);
                shift.Add(nmse);
                miss.Add(missed);
                falseAlarm.Add(alarmed);
                if (update.FirstConverged && beforeSwitch is null)
                {
                    beforeSwitch = Numerics.MatrixViews.ToMatrix(
                        estimator.State.Shift,
                        estimator.Nodes,
                        estimator.Nodes
                    );
                }
            },
        };
        TopologyFit fit = learner.Fit(recording.Samples, null, cancellation);
        TopologyTrace trace = fit.Trace!;
        MethodScore Window(string name, Range window, Matrix<double> estimate) =>
            new()
            {
                Method = name,
                Family = recording.Family,
                Seed = recording.Seed,
                Prediction = SteadyState.Mean(trace["pred_error"], window),
                CoefficientPrediction = SteadyState.Mean(trace["pred_error_from_h"], window),
                Forecast = SteadyState.Mean(trace["forecast_error"], window),
                Shift = SteadyState.Mean(shift, window),
                Miss = SteadyState.Mean(miss, window),
                FalseAlarm = SteadyState.Mean(falseAlarm, window),
                Steps = fit.Samples,
                Seconds = clock.Elapsed.TotalSeconds,
                Estimate = estimate,
            };
        bool alternates = options.Debiasing == AdaCgpDebiasing.Alternating;
        MethodScore debiased = Window(
            method,
            SteadyState.Debiased(trace["second_alg_converged_status"], options.Patience),
            fit.ShiftOperator
        );
        if (courseEvery > 0)
        {
            debiased = debiased with { Course = Course(trace, shift, miss, falseAlarm, recording.Truth, courseEvery) };
        }
        MethodScore? penalised =
            alternates || beforeSwitch is null
                ? null
                : Window(
                    method[..2],
                    SteadyState.Penalised(trace["first_alg_converged_status"], options.Patience),
                    beforeSwitch
                );
        return (debiased, penalised);
    }

    private static StudyCourse Course(
        TopologyTrace trace,
        List<double> shift,
        List<double> miss,
        List<double> falseAlarm,
        Matrix<double> truth,
        int every
    )
    {
        double edges = truth.Enumerate().Count(value => value != 0);
        double others = truth.RowCount * truth.ColumnCount - edges;
        int[] steps = [.. Enumerable.Range(0, trace.Length).Where(t => t % every == 0)];
        double[] Pick(IReadOnlyList<double> values) => [.. steps.Select(t => values[t])];
        double[] Precision() =>
            [.. steps.Select(t => Ratio((1 - miss[t]) * edges, (1 - miss[t]) * edges + falseAlarm[t] * others))];
        double[] precision = Precision();
        double[] recall = [.. steps.Select(t => 1 - miss[t])];
        double[] f1 = [.. precision.Select((p, k) => Ratio(2 * p * recall[k], p + recall[k]))];
        return new StudyCourse(
            [.. steps.Select(t => (double)t)],
            Pick(trace["ema_pred_error"]),
            Pick(trace["ema_pred_error_h"]),
            Pick(shift),
            precision,
            recall,
            f1
        );
    }

    private static double Ratio(double numerator, double denominator) => denominator == 0 ? 0 : numerator / denominator;

    /// <summary>NMSE(W), P_M and P_FA over all entries; allocation-free, for it runs at every step.</summary>
    private static (double Nmse, double Miss, double FalseAlarm) Compare(
        ReadOnlySpan<double> truth,
        ReadOnlySpan<double> estimate
    )
    {
        double error = 0;
        double power = 0;
        int edges = 0;
        int missed = 0;
        int alarmed = 0;
        for (int k = 0; k < truth.Length; k++)
        {
            double difference = truth[k] - estimate[k];
            error += difference * difference;
            power += truth[k] * truth[k];
            edges += truth[k] != 0 ? 1 : 0;
            missed += truth[k] != 0 && estimate[k] == 0 ? 1 : 0;
            alarmed += truth[k] == 0 && estimate[k] != 0 ? 1 : 0;
        }
        return (error / power, (double)missed / edges, (double)alarmed / (truth.Length - edges));
    }
}
