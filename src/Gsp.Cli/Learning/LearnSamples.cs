using Gsp.Files;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Cli;

/// <summary>The samples that a method is given: read, prepared and checked.</summary>
/// <param name="Names">One name a node.</param>
/// <param name="Samples">[time, node].</param>
internal sealed record LearnSamples(IReadOnlyList<string> Names, Matrix<double> Samples)
{
    /// <summary>Number of nodes.</summary>
    public int Nodes => Samples.ColumnCount;

    /// <summary>Number of samples.</summary>
    public int Count => Samples.RowCount;

    /// <summary>Prepares a table as the request says and refuses what no method can learn from.</summary>
    /// <param name="table">The table as read.</param>
    /// <param name="request">What was asked for.</param>
    /// <param name="takesMissing">Whether the method fills missing samples itself.</param>
    /// <exception cref="CommandError">Too few rows, constant, all-missing, infinite or (where they cannot be taken) missing values.</exception>
    public static LearnSamples Prepare(NumericTable table, LearnRequest request, bool takesMissing)
    {
        Matrix<double> samples = table.Values;
        if (samples.RowCount <= request.Difference + 1)
        {
            throw CommandError.BadInput(
                FormattableString.Invariant(
                    $"{Name(request)}: {samples.RowCount} rows; at least {request.Difference + 2} are needed (rows are time, columns are nodes)"
                )
            );
        }
        if (request.Difference > 0)
        {
            int kept = samples.RowCount - request.Difference;
            samples =
                samples.SubMatrix(request.Difference, kept, 0, samples.ColumnCount)
                - samples.SubMatrix(0, kept, 0, samples.ColumnCount);
        }
        for (int node = 0; node < samples.ColumnCount; node++)
        {
            CheckColumn(samples, node, table.Names[node], request, takesMissing);
        }
        return new LearnSamples(table.Names, request.Standardise ? Standardised(samples) : samples);
    }

    private static string Name(LearnRequest request) =>
        request.Input == LearnRequest.StandardInput ? "standard input" : request.Input;

    private static void CheckColumn(
        Matrix<double> samples,
        int node,
        string name,
        LearnRequest request,
        bool takesMissing
    )
    {
        double? first = null;
        bool varies = false;
        for (int t = 0; t < samples.RowCount; t++)
        {
            double value = samples[t, node];
            string place = FormattableString.Invariant($"{Name(request)}: column '{name}', sample {t + 1}");
            if (double.IsInfinity(value))
            {
                throw CommandError.BadInput($"{place} is infinite; every value must be finite");
            }
            if (double.IsNaN(value))
            {
                if (!takesMissing)
                {
                    throw CommandError.BadInput(
                        $"{place} is missing; method {request.Method} needs complete samples (fill them, leave the column out with --columns '!{name}', or use a method that fills them)"
                    );
                }
                continue;
            }
            varies |= first is not null && !value.Equals(first.Value);
            first ??= value;
        }
        if (first is null)
        {
            throw CommandError.BadInput(
                $"{Name(request)}: column '{name}' has no value, every sample is missing; leave it out with --columns '!{name}'"
            );
        }
        if (!varies)
        {
            throw CommandError.BadInput(
                FormattableString.Invariant(
                    $"{Name(request)}: column '{name}' is constant ({first.Value:R} in every sample), so nothing can be learned about it; leave it out with --columns '!{name}'"
                )
            );
        }
    }

    /// <summary>Each column less its mean, over its standard deviation; missing values stay missing.</summary>
    private static Matrix<double> Standardised(Matrix<double> samples)
    {
        Matrix<double> scaled = samples.Clone();
        for (int node = 0; node < samples.ColumnCount; node++)
        {
            double[] column = samples.Column(node).ToArray();
            double[] present = [.. column.Where(value => !double.IsNaN(value))];
            double mean = present.Average();
            double deviation = Math.Sqrt(present.Average(value => (value - mean) * (value - mean)));
            for (int t = 0; t < column.Length; t++)
            {
                scaled[t, node] = (column[t] - mean) / deviation;
            }
        }
        return scaled;
    }
}
