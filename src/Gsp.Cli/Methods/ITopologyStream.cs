using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Cli;

/// <summary>A streaming method as the commands see it: samples in, a graph to look at after any of them.</summary>
internal interface ITopologyStream
{
    /// <summary>Number of lags P.</summary>
    int Order { get; }

    /// <summary>How the estimate stands.</summary>
    FitStatus Status { get; }

    /// <summary>One sentence on the status.</summary>
    string Message { get; }

    /// <summary>What the method has chosen itself, by name; usually empty.</summary>
    IReadOnlyDictionary<string, string> Chosen => new Dictionary<string, string>();

    /// <summary>Takes the next sample, N values.</summary>
    StreamStep Step(ReadOnlySpan<double> sample);

    /// <summary>The whole state, enough to continue to the same bits.</summary>
    Snapshot Save();

    /// <summary>Takes over the state of a stream of the same method, options and size.</summary>
    void Restore(Snapshot snapshot);

    /// <summary>What is left to do before the final result is read.</summary>
    void Finish();

    /// <summary>Copies the reported W, N x N row-major.</summary>
    void CopyShiftOperator(Span<double> target);

    /// <summary>The reported filters, N x NP; null where the method has none.</summary>
    Matrix<double>? Filters();

    /// <summary>The polynomial coefficients; null where the method has none.</summary>
    double[]? Coefficients();
}
