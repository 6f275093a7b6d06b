using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Cli;

/// <summary>The authors' AdaCGP as a stream.</summary>
internal sealed class ReferenceStream : ITopologyStream
{
    private readonly AdaCgpReference estimator;
    private ReferenceUpdate last;

    public ReferenceStream(ReferenceOptions options, MethodContext context) =>
        estimator = new AdaCgpReference(context.Nodes, options, context.Support, context.Backend);

    public int Order => estimator.Options.Order;

    public FitStatus Status =>
        !IsFinite() ? FitStatus.Diverged
        : estimator.Stopped || last.SecondConverged ? FitStatus.Converged
        : FitStatus.NotConverged;

    public string Message =>
        Status switch
        {
            FitStatus.Diverged => "the filters are no longer finite: the series is unstable or a step too long",
            FitStatus.Converged => $"converged by its own criterion before step {last.Step}",
            _ => $"its criterion was not met after {last.Step + 1} steps",
        };

    public StreamStep Step(ReadOnlySpan<double> sample)
    {
        ReferenceUpdate update = estimator.Step(sample);
        last = update.Stopped ? last with { Stopped = true, Step = update.Step } : update;
        bool learned = update.Step >= 0 && !update.Stopped;
        return !learned
            ? new StreamStep { Learned = false, Stopped = update.Stopped }
            : new StreamStep
            {
                Learned = true,
                ForecastError = update.AprioriError,
                PredictionError = update.FilterError,
                PredictionErrorFromCoefficients = update.CoefficientError,
                Loss = update.FilterLoss,
                Edges = update.Edges,
                FirstConverged = update.FirstConverged,
                SecondConverged = update.SecondConverged,
                AverageError = update.AverageFilterError,
                AverageErrorFromCoefficients = update.AverageCoefficientError,
            };
    }

    // Of the last update only the number and the flag are ever looked at.
    public Snapshot Save() => estimator.Save().Put("stream", [last.Step, last.SecondConverged ? 1 : 0]);

    public void Restore(Snapshot snapshot)
    {
        estimator.Restore(snapshot);
        ReadOnlySpan<double> saved = snapshot.Get("stream");
        last = new ReferenceUpdate { Step = (int)saved[0], SecondConverged = saved[1] != 0 };
    }

    public void Finish() { }

    public void CopyShiftOperator(Span<double> target) => estimator.ShiftOperator.CopyTo(target);

    public Matrix<double> Filters() =>
        Matrix<double>.Build.DenseOfRowMajor(estimator.Nodes, estimator.Nodes * Order, estimator.Filters.ToArray());

    public double[] Coefficients() => estimator.Coefficients.ToArray();

    private bool IsFinite()
    {
        foreach (double value in estimator.Filters)
        {
            if (!double.IsFinite(value))
            {
                return false;
            }
        }
        return true;
    }
}
