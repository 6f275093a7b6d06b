using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Cli;

/// <summary>What is known about the graph to be learned, for scores.</summary>
/// <param name="ShiftOperator">The true W, N x N.</param>
/// <param name="Filters">The true filters, N x NP; null where unknown.</param>
/// <param name="Coefficients">The true coefficients; null where unknown.</param>
internal sealed record Truth(Matrix<double> ShiftOperator, Matrix<double>? Filters, double[]? Coefficients)
{
    /// <summary>Reads the files of a request; null where no truth is given.</summary>
    /// <exception cref="CommandError">A file of another size.</exception>
    public static Truth? Read(LearnRequest request, InputFiles inputs, int nodes, int order)
    {
        if (request.Truth is null)
        {
            return request.TruthFilters is null && request.TruthCoefficients is null
                ? null
                : throw CommandError.Usage("--truth-filters and --truth-coefficients go with --truth W.csv");
        }
        Matrix<double> shift = inputs.Matrix("truth", request.Truth, nodes, nodes, "one row and column a node");
        if (shift.Enumerate().Any(value => !double.IsFinite(value)))
        {
            throw CommandError.BadInput($"{request.Truth}: the true graph holds missing or infinite entries");
        }
        Matrix<double>? filters = request.TruthFilters is null
            ? null
            : inputs.Matrix("true filters", request.TruthFilters, nodes, nodes * order, "N x NP, lag-major");
        Matrix<double>? coefficients = request.TruthCoefficients is null
            ? null
            : inputs.Matrix(
                "true coefficients",
                request.TruthCoefficients,
                order * (order + 3) / 2,
                1,
                "one row a coefficient"
            );
        return new Truth(shift, filters, coefficients?.ToColumnMajorArray());
    }
}
