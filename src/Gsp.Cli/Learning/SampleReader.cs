using System.Text;
using Gsp.Files;

namespace Gsp.Cli;

/// <summary>Reads samples line by line, for streams that have no end.</summary>
internal sealed class SampleReader(TextReader reader, LearnRequest request, bool takesMissing)
{
    private readonly Queue<double[]> past = new();
    private CsvLayout? layout;
    private string firstLine = "";
    private bool mayRepeatHeader;
    private long line;

    /// <summary>Whether a first line was read.</summary>
    public bool Begun => layout is not null;

    /// <summary>The next sample, prepared as the request says; null at the end.</summary>
    /// <exception cref="GspFormatException">A line that is no sample.</exception>
    /// <exception cref="OperationCanceledException">The user interrupts, be it while no line comes.</exception>
    public double[]? Next(CancellationToken cancellation)
    {
        while (ReadLine(cancellation) is { } text)
        {
            line++;
            if (Parse(text) is not { } sample)
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

    /// <summary>Saves what later lines depend on: the layout of the table and the samples that differences go back to.</summary>
    public Snapshot Save()
    {
        Snapshot snapshot = new Snapshot("reader").PutText("first line", firstLine).Put("past", past.Count);
        int k = 0;
        foreach (double[] sample in past)
        {
            snapshot.Put(FormattableString.Invariant($"past{k++}"), sample);
        }
        return snapshot;
    }

    /// <summary>Goes on with the lines after those read before; a header may stand before them again or not.</summary>
    public void Restore(Snapshot snapshot)
    {
        firstLine = snapshot.GetText("first line");
        layout = CsvLayout.Of(Encoding.UTF8.GetBytes(firstLine), request.Csv, "first line of the saved stream");
        mayRepeatHeader = layout.HasHeader;
        past.Clear();
        for (int k = 0; k < (int)snapshot.GetScalar("past"); k++)
        {
            past.Enqueue(snapshot.Get(FormattableString.Invariant($"past{k}")).ToArray());
        }
    }

    /// <summary>The next line; an interruption does not wait for one to come.</summary>
    private string? ReadLine(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return reader.ReadLineAsync(CancellationToken.None).AsTask().WaitAsync(cancellation).GetAwaiter().GetResult();
    }

    /// <summary>A line's numbers; null where it is blank or the header.</summary>
    private double[]? Parse(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        string place = FormattableString.Invariant($"standard input, line {line}");
        bool first = layout is null;
        var probe = new RowScanner(bytes, (byte)',', place);
        if (!probe.NextRow())
        {
            return null;
        }
        layout ??= CsvLayout.Of(bytes, request.Csv, place);
        if (first)
        {
            firstLine = text;
        }
        bool header = layout.HasHeader && (first || (mayRepeatHeader && text == firstLine));
        mayRepeatHeader = false;
        if (header)
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
