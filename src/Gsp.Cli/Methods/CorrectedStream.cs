using System.Globalization;
using System.Reflection;
using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Cli;

/// <summary>The corrected AdaCGP as a stream, with given or with automatic settings.</summary>
internal sealed class CorrectedStream(OnlineAdaCgp estimator) : ITopologyStream
{
    private bool anyPower;

    public int Order => estimator.Order;

    public FitStatus Status => anyPower ? estimator.Status : FitStatus.Degenerate;

    public string Message =>
        Status switch
        {
            FitStatus.Degenerate => "every value is zero or missing: there is nothing to learn from",
            FitStatus.Diverged =>
                "a moment or weight is not finite: the values are too large to square, or the series is unstable",
            FitStatus.NotConverged => "the smoothed a-priori error was still falling; more samples would help",
            _ => FormattableString.Invariant($"a-priori error settled at {estimator.SmoothedError:g4}"),
        };

    public IReadOnlyDictionary<string, string> Chosen
    {
        get
        {
            var chosen = new Dictionary<string, string>();
            if (estimator is SelfTuningAdaCgp tuned)
            {
                foreach (PropertyInfo property in typeof(SelfTuningChoice).GetProperties())
                {
                    chosen[$"Chosen{property.Name}"] = Convert.ToString(
                        property.GetValue(tuned.Chosen),
                        CultureInfo.InvariantCulture
                    )!;
                }
            }
            return chosen;
        }
    }

    public StreamStep Step(ReadOnlySpan<double> sample)
    {
        AdaCgpUpdate update = estimator.Step(sample);
        anyPower |= update.Phase is not (AdaCgpPhase.FillingLags or AdaCgpPhase.Ignored);
        return update.Phase == AdaCgpPhase.FillingLags
            ? new StreamStep { Learned = false }
            : new StreamStep
            {
                Learned = true,
                ForecastError = update.ErrorAPriori,
                PredictionError = update.ErrorAPosteriori,
                PredictionErrorFromCoefficients = update.ErrorFromCoefficients,
                Edges = update.Edges,
                FirstConverged = update.Phase is AdaCgpPhase.Settled or AdaCgpPhase.Debiasing,
                AverageError = update.SmoothedError,
            };
    }

    public Snapshot Save() => estimator.Save().Put("stream", anyPower ? 1 : 0);

    public void Restore(Snapshot snapshot)
    {
        estimator.Restore(snapshot);
        anyPower = snapshot.GetScalar("stream") != 0;
    }

    public void Finish() => estimator.Settle();

    public void CopyShiftOperator(Span<double> target)
    {
        Matrix<double> shift = estimator.ShiftOperator();
        for (int k = 0; k < target.Length; k++)
        {
            target[k] = shift[k / estimator.Nodes, k % estimator.Nodes];
        }
    }

    public Matrix<double> Filters() => estimator.Filters();

    public double[] Coefficients() => estimator.Coefficients();
}
