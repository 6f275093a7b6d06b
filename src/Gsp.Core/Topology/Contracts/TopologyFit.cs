using System.Globalization;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Topology;

/// <summary>A learned graph: what every topology method returns.</summary>
/// <remarks>Immutable; holds matrices, so two fits compare by reference.</remarks>
public sealed record TopologyFit
{
    /// <summary>The method's name, for instance <c>adacgp</c>.</summary>
    public required string Method { get; init; }

    /// <summary>The reported graph shift operator W, N x N: entry (i, j) is the effect of node j on node i. Zero means no edge.</summary>
    public required Matrix<double> ShiftOperator { get; init; }

    /// <summary>The lag filters [Psi_1 ... Psi_P], N x NP, lag-major; null for methods without lags.</summary>
    public Matrix<double>? Filters { get; init; }

    /// <summary>The polynomial coefficients h, P(P+3)/2 values ordered (p=1: j=0,1), (p=2: j=0,1,2), ...; null where the method has none.</summary>
    public IReadOnlyList<double>? Coefficients { get; init; }

    /// <summary>How the fit ended.</summary>
    public required FitStatus Status { get; init; }

    /// <summary>One sentence on the status: the numbers behind it and what would help.</summary>
    public string Message { get; init; } = "";

    /// <summary>One row a step for methods that stream; null for batch methods.</summary>
    public TopologyTrace? Trace { get; init; }

    /// <summary>Named numbers that the method reports beside the graph, for instance <c>lambda</c> or <c>p_value_threshold</c>.</summary>
    public IReadOnlyDictionary<string, double> Diagnostics { get; init; } = new Dictionary<string, double>();

    /// <summary>The settings in force, by option name, those chosen automatically included.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Number of samples used.</summary>
    public int Samples { get; init; }

    /// <summary>Number of nodes N.</summary>
    public int Nodes => ShiftOperator.RowCount;

    /// <summary>Number of lags P; 0 for methods without lags.</summary>
    public int Order => Filters is null ? 0 : Filters.ColumnCount / Math.Max(1, Nodes);

    /// <summary>Number of non-zero entries of W.</summary>
    public int Edges => ShiftOperator.Enumerate(Zeros.AllowSkip).Count(value => value != 0);

    /// <summary>The fit itself where its numbers can be used.</summary>
    /// <returns>This fit.</returns>
    /// <exception cref="InvalidOperationException">The status says that the estimate is not to be used.</exception>
    public TopologyFit OrThrow() =>
        Status is FitStatus.Converged or FitStatus.NotConverged
            ? this
            : throw new InvalidOperationException($"{Method}: {Status}: {Message}");

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Method}: {Nodes} nodes, {Edges} edges, order {Order}, {Samples} samples, {Status}{(Message.Length == 0 ? "" : $" ({Message})")}"
        );
}
