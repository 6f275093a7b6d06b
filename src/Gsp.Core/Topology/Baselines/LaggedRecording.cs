using Gsp.Compute;
using Gsp.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Topology;

/// <summary>What the batch baselines begin and end with: a recording checked and laid out, and the report of a fit to it.</summary>
internal sealed class LaggedRecording
{
    /// <summary>Checks a recording.</summary>
    /// <param name="samples">[time, node].</param>
    /// <param name="order">P, the lags of the model.</param>
    /// <param name="method">The learner's name.</param>
    /// <param name="backend">Where the products are computed; null for the default.</param>
    /// <param name="reach">The lags that the method looks back, where they are more than those of the model.</param>
    /// <exception cref="ArgumentException">Too few rows, no columns, or values that are not finite.</exception>
    public LaggedRecording(Matrix<double> samples, int order, string method, Backend? backend, int? reach = null)
    {
        Rows = RecordingCheck.RowMajor(samples, reach ?? order, method);
        (Nodes, Count, Order, Method) = (samples.ColumnCount, samples.RowCount, order, method);
        Backend = BaselineBackend.OrDefault(backend);
    }

    /// <summary>T x N row-major.</summary>
    public double[] Rows { get; }

    /// <summary>N.</summary>
    public int Nodes { get; }

    /// <summary>T.</summary>
    public int Count { get; }

    /// <summary>P.</summary>
    public int Order { get; }

    /// <summary>NP, the values of a row of the filters.</summary>
    public int Width => Nodes * Order;

    /// <summary>Where the products are computed.</summary>
    public Backend Backend { get; }

    private string Method { get; }

    /// <summary>The second moments of all rows that have their lags.</summary>
    public BatchMoments Moments(bool intercept, double forgetting = 1) =>
        BatchMoments.Of(Rows, Nodes, Order, intercept, Backend, Order, Count, forgetting);

    /// <summary>Least squares on all lags.</summary>
    public LeastSquaresFit LeastSquares(bool intercept, double ridge, double forgetting = 1) =>
        LeastSquaresFit.Of(Moments(intercept, forgetting), ridge, Backend);

    /// <summary>A fit whose graph is read off its filters.</summary>
    public TopologyFit Report(
        object options,
        double[] filters,
        EdgeWeights weights,
        FitStatus status,
        string message,
        Dictionary<string, double> diagnostics
    )
    {
        var shift = new double[Nodes * Nodes];
        weights.Read(filters, Nodes, Order, shift);
        return Report(options, filters, shift.ToMatrix(Nodes, Nodes), status, message, diagnostics);
    }

    /// <summary>A fit with a graph of its own.</summary>
    public TopologyFit Report(
        object options,
        double[] filters,
        Matrix<double> shift,
        FitStatus status,
        string message,
        Dictionary<string, double> diagnostics
    ) =>
        new()
        {
            Method = Method,
            ShiftOperator = shift,
            Filters = filters.ToMatrix(Nodes, Width),
            Status = status,
            Message = message,
            Diagnostics = diagnostics,
            Settings = OptionSettings.Of(options),
            Samples = Count,
        };
}
