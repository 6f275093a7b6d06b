using Gsp.Files;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Recordings;

/// <summary>Recordings in MAT-files that are no WFDB records.</summary>
internal static class MatRecording
{
    /// <summary>Names under which data sets keep samples; elsewhere the only matrix counts.</summary>
    private static readonly string[] UsualNames = ["val", "ecg", "data", "signal"];

    /// <summary>Reads the samples; the longer axis is time.</summary>
    /// <exception cref="GspFormatException">No MAT-file, or not one matrix of samples in it.</exception>
    public static Recording Read(string path, double rate) => ReadWithKind(path, rate).Recording;

    /// <summary>Reads the samples, and says how the file holds them.</summary>
    /// <exception cref="GspFormatException">As in <see cref="Read"/>.</exception>
    public static (Recording Recording, MatKind Kind) ReadWithKind(string path, double rate)
    {
        MatArray found = Samples(MatFile.Read(path), path);
        Matrix<double> samples = Matrix(found, path, found.Name);
        bool timeFirst = samples.RowCount > samples.ColumnCount;
        Recording recording = Of(
            Path.GetFileNameWithoutExtension(path),
            timeFirst ? samples.Transpose() : samples,
            NumericTable.DefaultNames(Math.Min(samples.RowCount, samples.ColumnCount)),
            "",
            rate
        );
        return (recording, found.Kind);
    }

    /// <summary>A recording of a matrix [channel, time].</summary>
    public static Recording Of(
        string name,
        Matrix<double> samples,
        IReadOnlyList<string> names,
        string unit,
        double rate
    ) =>
        new()
        {
            Name = name,
            Channels =
            [
                .. names.Select(
                    (channel, row) =>
                        new Channel
                        {
                            Name = channel,
                            Unit = unit,
                            Rate = rate,
                            Samples = samples.Row(row).ToArray(),
                        }
                ),
            ],
        };

    /// <summary>A real matrix of a file.</summary>
    /// <exception cref="GspFormatException">It is none.</exception>
    public static Matrix<double> Matrix(MatArray array, string path, string what)
    {
        try
        {
            return array.ToMatrix();
        }
        catch (InvalidOperationException e)
        {
            throw new GspFormatException(path, -1, what, e.Message, e);
        }
    }

    /// <summary>The field of a structure, or a variable of a file.</summary>
    /// <exception cref="GspFormatException">There is none.</exception>
    public static MatArray Find(Func<MatArray> find, string path, string what)
    {
        try
        {
            return find();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            throw new GspFormatException(path, -1, what, CommandText(e), e);
        }
    }

    private static string CommandText(Exception e) => e.Message.Split(" (Parameter", 2)[0];

    private static MatArray Samples(MatFileContents file, string path)
    {
        MatArray[] matrices = [.. file.Variables.Where(IsMatrix)];
        MatArray? usual = UsualNames
            .Select(name => Array.Find(matrices, variable => variable.Name == name))
            .FirstOrDefault(variable => variable is not null);
        return usual
            ?? (
                matrices.Length == 1
                    ? matrices[0]
                    : throw new GspFormatException(
                        path,
                        -1,
                        "variables",
                        $"{matrices.Length} matrices of numbers, expected one: {string.Join("; ", file.Variables)}"
                    )
            );
    }

    private static bool IsMatrix(MatArray variable) =>
        variable.Elements is not null
        && variable.Imaginary is null
        && variable.Dimensions.Count == 2
        && variable.Count > 1;
}
