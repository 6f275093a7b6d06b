using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Cli;

/// <summary>A streaming baseline.</summary>
internal sealed class BaselineStream(IOnlineTopologyEstimator estimator) : ITopologyStream
{
    public int Order => estimator.Order;

    public FitStatus Status => estimator.Status;

    public string Message => estimator.StatusMessage;

    public StreamStep Step(ReadOnlySpan<double> sample)
    {
        OnlineUpdate update = estimator.Step(sample);
        return !update.Learned
            ? new StreamStep { Learned = false, Stopped = update.Stopped }
            : new StreamStep
            {
                Learned = true,
                Stopped = update.Stopped,
                ForecastError = update.AprioriError,
                PredictionError = update.AposterioriError,
                AverageError = update.AverageError,
            };
    }

    public Snapshot Save() => estimator.Save();

    public void Restore(Snapshot snapshot) => estimator.Restore(snapshot);

    public void Finish() { }

    public void CopyShiftOperator(Span<double> target) => estimator.CopyShiftOperator(target);

    public Matrix<double>? Filters()
    {
        if (Order == 0)
        {
            return null;
        }
        int n = estimator.Nodes;
        var values = new double[n * n * Order];
        estimator.CopyFilters(values);
        return Matrix<double>.Build.DenseOfRowMajor(n, n * Order, values);
    }

    public double[]? Coefficients() => null;
}
