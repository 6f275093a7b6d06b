using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Recordings;

/// <summary>A recording of CPSC 2018 as the challenge gave it: a MAT-file with sex, age and samples.</summary>
public sealed record Cpsc2018Record : RecordingEntry
{
    /// <summary>The file.</summary>
    public required string File { get; init; }

    /// <inheritdoc/>
    public override Recording Load() => Cpsc2018.Samples(File);
}

/// <summary>CPSC 2018: 6,877 twelve-lead ECGs of 6 to 60 s at 500 Hz with nine labels (Liu et al. 2018).</summary>
public static class Cpsc2018
{
    /// <summary>The nine labels, in the order of their numbers from 1.</summary>
    public static IReadOnlyList<string> Names { get; } =
    ["Normal", "AF", "I-AVB", "LBBB", "RBBB", "PAC", "PVC", "STD", "STE"];

    /// <summary>Lists the recordings of a folder; reads sex and age of every file.</summary>
    /// <param name="folder">The folder with files such as <c>A0001.mat</c>, and <c>REFERENCE.csv</c> with up to three label numbers each.</param>
    /// <returns>The recordings by name; without labels where there is no <c>REFERENCE.csv</c>. The challenge names no patients, so each
    /// recording stands for one of its own.</returns>
    /// <exception cref="GspFormatException">A file is damaged, or no such recording.</exception>
    /// <exception cref="IOException">An absent folder.</exception>
    /// <exception cref="ArgumentException">The folder holds no MAT-file.</exception>
    public static RecordingSet<Cpsc2018Record> Open(string folder)
    {
        string[] files = [.. Directory.EnumerateFiles(folder, "*.mat").Order(StringComparer.Ordinal)];
        Require.That(files.Length > 0, $"folder '{folder}' holds no MAT-file (*.mat)", nameof(folder));
        IReadOnlyDictionary<string, SortedSet<string>> labels = Labels(Path.Combine(folder, "REFERENCE.csv"));
        return new RecordingSet<Cpsc2018Record>("CPSC 2018", [.. files.Select(file => Record(file, labels))]);
    }

    internal static Recording Samples(string file)
    {
        Matrix<double> samples = MatRecording.Matrix(Field(Structure(file), "data", file), file, "ECG.data");
        if (samples.RowCount != LeadNames.Standard.Count)
        {
            throw new GspFormatException(
                file,
                -1,
                "ECG.data",
                FormattableString.Invariant($"{samples.RowCount} x {samples.ColumnCount}; expected 12 rows, one a lead")
            );
        }
        return MatRecording.Of(Path.GetFileNameWithoutExtension(file), samples, LeadNames.Standard, "mV", 500);
    }

    private static Cpsc2018Record Record(string file, IReadOnlyDictionary<string, SortedSet<string>> labels)
    {
        string id = Path.GetFileNameWithoutExtension(file);
        MatArray structure = Structure(file);
        MatArray age = Field(structure, "age", file);
        MatArray sex = Field(structure, "sex", file);
        return new Cpsc2018Record
        {
            Id = id,
            Patient = id,
            File = file,
            Age =
                age is { Elements: not null, Imaginary: null, Count: 1 } && age.ToDouble() is >= 0 and double years
                    ? years
                    : null,
            Sex = sex is { Kind: MatKind.Text, Dimensions.Count: 2 } ? HeaderComments.Sex(sex.ToText()) : Sex.Unknown,
            Labels = labels.GetValueOrDefault(id) ?? new SortedSet<string>(),
        };
    }

    private static MatArray Structure(string file) =>
        MatRecording.Find(() => MatFile.Read(file)["ECG"], file, "variables");

    private static MatArray Field(MatArray structure, string name, string file) =>
        MatRecording.Find(() => structure[name], file, $"ECG.{name}");

    private static IReadOnlyDictionary<string, SortedSet<string>> Labels(string path)
    {
        var labels = new Dictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        if (!File.Exists(path))
        {
            return labels;
        }
        foreach (TextRow row in TextTable.Read(path).Rows)
        {
            var own = new SortedSet<string>(StringComparer.Ordinal);
            foreach (string column in (string[])["First_label", "Second_label", "Third_label"])
            {
                if (row.Number(column) is double number)
                {
                    own.Add(
                        number is >= 1 and <= 9 && double.IsInteger(number)
                            ? Names[(int)number - 1]
                            : throw row.Error(
                                column,
                                FormattableString.Invariant($"{number} is no label; expected 1 to 9")
                            )
                    );
                }
            }
            labels[row["Recording"]] = own;
        }
        return labels;
    }
}
