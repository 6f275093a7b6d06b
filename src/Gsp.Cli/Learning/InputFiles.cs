using Gsp.Files;
using Gsp.Recordings;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Cli;

/// <summary>Reads the inputs of a run and keeps their checksums.</summary>
internal sealed class InputFiles(Terminal terminal)
{
    private readonly List<InputRecord> records = [];

    /// <summary>What was read.</summary>
    public IReadOnlyList<InputRecord> Records => records;

    /// <summary>Reads a table of samples; <c>-</c> reads standard input, <c>.npy</c> an array, a WFDB record its channels.</summary>
    public NumericTable Table(string role, string path, CsvOptions options)
    {
        if (IsRecording(path))
        {
            return Recording(role, path, options.Columns);
        }
        byte[] bytes = Bytes(role, path);
        string name = path == LearnRequest.StandardInput ? "standard input" : path;
        if (path.EndsWith(".npy", StringComparison.OrdinalIgnoreCase))
        {
            NpyArray array = Npy.Parse(bytes, name);
            return array.Shape.Count is 1 or 2
                ? NumericTable.FromMatrix(array.ToMatrix())
                : throw CommandError.BadInput($"{name}: an array of {array.Shape.Count} axes; expected [time, node]");
        }
        NumericTable table = Csv.Parse(bytes, options, name);
        foreach (string notice in table.Notices)
        {
            terminal.Notice($"{name}: {notice} (--header yes|no)");
        }
        return table;
    }

    /// <summary>Reads a matrix of a given size.</summary>
    public Matrix<double> Matrix(string role, string path, int rows, int columns, string why)
    {
        NumericTable table = Table(role, path, new CsvOptions());
        return table.Rows == rows && table.Columns == columns
            ? table.Values
            : throw CommandError.BadInput(
                FormattableString.Invariant(
                    $"{path}: {role} is {table.Rows} x {table.Columns}; expected {rows} x {columns} ({why})"
                )
            );
    }

    /// <summary>Reads a file and notes its checksum.</summary>
    public byte[] Bytes(string role, string path)
    {
        byte[] bytes = path == LearnRequest.StandardInput ? StandardInput() : File.ReadAllBytes(path);
        records.Add(InputRecord.Of(role, path, bytes));
        return bytes;
    }

    /// <summary>Reads the channels of a recording, which must share rate and length.</summary>
    private NumericTable Recording(string role, string path, IReadOnlyList<string>? columns)
    {
        Recording recording = RecordingFile.Read(path, new RecordingFileOptions { Rate = 1 });
        foreach (string file in RecordingFile.Files(path))
        {
            Bytes(role, file);
        }
        if (columns is not null)
        {
            int[] places = CsvLayout.Select(columns, [.. recording.Names], path);
            recording = recording with { Channels = [.. places.Select(place => recording.Channels[place])] };
        }
        try
        {
            return new NumericTable([.. recording.Names], recording.ToMatrix());
        }
        catch (InvalidOperationException e)
        {
            throw CommandError.BadInput($"{path}: {e.Message}");
        }
    }

    /// <summary>Whether a path names a recording rather than a table: a WFDB record, EDF or MAT-file.</summary>
    private static bool IsRecording(string path) =>
        path != LearnRequest.StandardInput
        && (
            path.EndsWith(".edf", StringComparison.OrdinalIgnoreCase)
            || path.EndsWith(".bdf", StringComparison.OrdinalIgnoreCase)
            || path.EndsWith(".mat", StringComparison.OrdinalIgnoreCase)
            || path.EndsWith(".hea", StringComparison.OrdinalIgnoreCase)
            || (!File.Exists(path) && File.Exists(path + ".hea"))
        );

    private byte[] StandardInput()
    {
        using var all = new MemoryStream();
        terminal.Input.CopyTo(all);
        return all.ToArray();
    }
}
