using System.Text;
using Gsp.Files;

namespace Gsp.Cli;

/// <summary>Reads samples line by line, for streams that have no end.</summary>
internal sealed class SampleReader(TextReader reader, LearnRequest request, bool takesMissing)
{
    private readonly Queue<double[]> past = new();
    private CsvLayout? layout;
    private long line;

    /// <summary>The next sample, prepared as the request says; null at the end.</summary>
    /// <exception cref="GspFormatException">A line that is no sample.</exception>
    public double[]? Next()
    {
        while (reader.ReadLine() is { } text)
        {
            line++;
            if (Parse(Encoding.UTF8.GetBytes(text)) is not { } sample)
            {
                continue;
            }
            if (request.Difference == 0)
            {
                return sample;
            }
            past.Enqueue(sample);
            if (past.Count > request.Difference)
            {
                double[] before = past.Dequeue();
                return [.. sample.Select((value, node) => value - before[node])];
            }
        }
        return null;
    }

    /// <summary>A line's numbers; null where it is blank or the header.</summary>
    private double[]? Parse(byte[] bytes)
    {
        string place = FormattableString.Invariant($"standard input, line {line}");
        bool first = layout is null;
        var probe = new RowScanner(bytes, (byte)',', place);
        if (!probe.NextRow())
        {
            return null;
        }
        layout ??= CsvLayout.Of(bytes, request.Csv, place);
        if (first && layout.HasHeader)
        {
            return null;
        }
        var scanner = new RowScanner(bytes, layout.Separator, place);
        scanner.NextRow();
        var sample = new double[layout.Selected.Length];
        layout.ReadRow(ref scanner, sample, stride: 1);
        for (int node = 0; node < sample.Length; node++)
        {
            if (double.IsInfinity(sample[node]) || (double.IsNaN(sample[node]) && !takesMissing))
            {
                string what = double.IsNaN(sample[node]) ? "missing" : "infinite";
                throw CommandError.BadInput(
                    $"{place}: column '{layout.Names[node]}' is {what}; method {request.Method} needs complete samples"
                );
            }
        }
        return sample;
    }
}
