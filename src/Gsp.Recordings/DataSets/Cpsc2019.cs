using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Recordings;

/// <summary>A recording of CPSC 2019 with its reference R peaks.</summary>
public sealed record Cpsc2019Record : RecordingEntry
{
    /// <summary>The file of samples.</summary>
    public required string File { get; init; }

    /// <summary>The file of R peaks; null where there is none.</summary>
    public string? Peaks { get; init; }

    /// <summary>Reads samples and peaks: one channel <c>ECG</c> at 500 Hz, marks <c>N</c>.</summary>
    /// <inheritdoc/>
    public override Recording Load() =>
        Cpsc2019.Samples(File) with
        {
            Annotations = Peaks is null ? [] : Cpsc2019.Marks(Peaks),
        };
}

/// <summary>CPSC 2019: single-lead recordings of 10 s at 500 Hz with reference R peaks, hard ones by choice (Gao et al. 2019).</summary>
public static class Cpsc2019
{
    /// <summary>Lists the recordings of a folder; reads no file.</summary>
    /// <param name="folder">The folder with <c>data/data_00001.mat</c> and <c>ref/R_00001.mat</c>.</param>
    /// <returns>The recordings by number. The challenge names no patients, so each recording stands for one of its own.</returns>
    /// <exception cref="IOException">An absent folder.</exception>
    /// <exception cref="ArgumentException">The folder holds no recording.</exception>
    public static RecordingSet<Cpsc2019Record> Open(string folder)
    {
        string[] files =
        [
            .. Directory.EnumerateFiles(Path.Combine(folder, "data"), "data_*.mat").Order(StringComparer.Ordinal),
        ];
        Require.That(files.Length > 0, $"folder '{folder}' holds no data/data_*.mat", nameof(folder));
        return new RecordingSet<Cpsc2019Record>("CPSC 2019", [.. files.Select(file => Record(file, folder))]);
    }

    internal static Recording Samples(string file)
    {
        MatArray array = MatRecording.Find(() => MatFile.Read(file)["ecg"], file, "variables");
        Matrix<double> samples = MatRecording.Matrix(array, file, "ecg");
        if (Math.Min(samples.RowCount, samples.ColumnCount) != 1)
        {
            throw new GspFormatException(file, -1, "ecg", $"{array}; expected one lead");
        }
        return MatRecording.Of(
            Path.GetFileNameWithoutExtension(file),
            samples.RowCount == 1 ? samples : samples.Transpose(),
            ["ECG"],
            "mV",
            500
        );
    }

    internal static IReadOnlyList<Annotation> Marks(string file)
    {
        MatArray array = MatRecording.Find(() => MatFile.Read(file)["R_peak"], file, "variables");
        // Counted from 1, as MATLAB does: over the stored records, the largest sample near a peak lies most often one before its number.
        return
        [
            .. MatRecording
                .Matrix(array, file, "R_peak")
                .Enumerate()
                .Select(peak => new Annotation((long)peak - 1, "N")),
        ];
    }

    private static Cpsc2019Record Record(string file, string folder)
    {
        string id = Path.GetFileNameWithoutExtension(file);
        string peaks = Path.Combine(folder, "ref", $"R_{id["data_".Length..]}.mat");
        return new Cpsc2019Record
        {
            Id = id,
            Patient = id,
            File = file,
            Peaks = File.Exists(peaks) ? peaks : null,
        };
    }
}
