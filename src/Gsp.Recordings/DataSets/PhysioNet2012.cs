namespace Gsp.Recordings;

/// <summary>How PhysioNet 2012 is read.</summary>
public sealed record PhysioNet2012Options
{
    /// <summary>The parameters of the hourly grid, in order.</summary>
    public IReadOnlyList<string> Parameters { get; init; } = PhysioNet2012.Parameters;

    /// <summary>Hours of the grid, from admission; observations after them are left out of it.</summary>
    public int Hours { get; init; } = 48;

    /// <summary>What stands for an hour in which a parameter was seen more than once.</summary>
    public HourValue HourValue { get; init; }

    internal void Validate()
    {
        Require.That(Parameters.Count > 0, "Parameters is empty; name at least one", nameof(Parameters));
        foreach (string parameter in Parameters)
        {
            Require.That(
                PhysioNet2012.Units.ContainsKey(parameter),
                $"'{parameter}' is no series of the set; it has {string.Join(", ", PhysioNet2012.Parameters)}",
                nameof(Parameters)
            );
        }
        Require.That(
            Parameters.Distinct().Count() == Parameters.Count,
            "a parameter is named twice",
            nameof(Parameters)
        );
        Require.InRange(Hours, 1, 10_000, "a stay is observed for 48 hours");
    }
}

/// <summary>Intensive-care stays of the PhysioNet Challenge 2012: up to 37 parameters at irregular times over 48 hours, with outcomes.</summary>
/// <remarks>After Silva et al. 2012. Files are long tables <c>Time,Parameter,Value</c> with times as hours and minutes; -1 means missing.</remarks>
public static class PhysioNet2012
{
    /// <summary>The unit of each series; empty for pure numbers.</summary>
    public static IReadOnlyDictionary<string, string> Units { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Albumin"] = "g/dL",
            ["ALP"] = "IU/L",
            ["ALT"] = "IU/L",
            ["AST"] = "IU/L",
            ["Bilirubin"] = "mg/dL",
            ["BUN"] = "mg/dL",
            ["Cholesterol"] = "mg/dL",
            ["Creatinine"] = "mg/dL",
            ["DiasABP"] = "mmHg",
            ["FiO2"] = "",
            ["GCS"] = "",
            ["Glucose"] = "mg/dL",
            ["HCO3"] = "mmol/L",
            ["HCT"] = "%",
            ["HR"] = "bpm",
            ["K"] = "mEq/L",
            ["Lactate"] = "mmol/L",
            ["MAP"] = "mmHg",
            ["MechVent"] = "",
            ["Mg"] = "mmol/L",
            ["Na"] = "mEq/L",
            ["NIDiasABP"] = "mmHg",
            ["NIMAP"] = "mmHg",
            ["NISysABP"] = "mmHg",
            ["PaCO2"] = "mmHg",
            ["PaO2"] = "mmHg",
            ["pH"] = "",
            ["Platelets"] = "cells/nL",
            ["RespRate"] = "1/min",
            ["SaO2"] = "%",
            ["SysABP"] = "mmHg",
            ["Temp"] = "C",
            ["TroponinI"] = "ug/L",
            ["TroponinT"] = "ug/L",
            ["Urine"] = "mL",
            ["WBC"] = "cells/nL",
            ["Weight"] = "kg",
        };

    /// <summary>The 37 series, without regard to case in alphabetical order.</summary>
    public static IReadOnlyList<string> Parameters { get; } = [.. Units.Keys.Order(StringComparer.OrdinalIgnoreCase)];

    /// <summary>The 35 series that imputation studies compare on: all but <c>MechVent</c> and <c>Weight</c> (Cao et al. 2018, Tashiro et al. 2021).</summary>
    public static IReadOnlyList<string> ImputationParameters { get; } =
    [.. Parameters.Where(parameter => parameter is not ("MechVent" or "Weight"))];

    /// <summary>Lists the stays of a folder; reads the head of every file and the outcomes.</summary>
    /// <param name="folder">The folder with one text file a stay, such as <c>set-a</c>.</param>
    /// <param name="outcomes">The table of outcomes, such as <c>Outcomes-a.txt</c>; null for none.</param>
    /// <param name="options">How to make grids; null for the defaults.</param>
    /// <returns>The stays by record number.</returns>
    /// <exception cref="GspFormatException">A file is damaged.</exception>
    /// <exception cref="IOException">An absent folder or file.</exception>
    /// <exception cref="ArgumentException">The options are out of range, or the folder holds no stay.</exception>
    public static RecordingSet<IcuStay> Open(
        string folder,
        string? outcomes = null,
        PhysioNet2012Options? options = null
    )
    {
        options ??= new PhysioNet2012Options();
        options.Validate();
        IReadOnlyDictionary<string, IcuOutcome> known = outcomes is null
            ? new Dictionary<string, IcuOutcome>()
            : IcuOutcome.Read(outcomes);
        string[] files =
        [
            .. Directory
                .EnumerateFiles(folder, "*.txt")
                .Where(file => long.TryParse(Path.GetFileNameWithoutExtension(file), out _))
                .Order(StringComparer.Ordinal),
        ];
        Require.That(
            files.Length > 0,
            $"folder '{folder}' holds no stay; expected files such as 132539.txt",
            nameof(folder)
        );
        return new RecordingSet<IcuStay>("PhysioNet 2012", [.. files.Select(file => Stay(file, known, options))]);
    }

    private static IcuStay Stay(
        string file,
        IReadOnlyDictionary<string, IcuOutcome> outcomes,
        PhysioNet2012Options options
    )
    {
        string id = Path.GetFileNameWithoutExtension(file);
        IReadOnlyDictionary<string, double> descriptors = IcuFile.Descriptors(file);
        IcuOutcome? outcome = outcomes.GetValueOrDefault(id);
        return new IcuStay
        {
            Id = id,
            Patient = id,
            File = file,
            Options = options,
            Descriptors = descriptors,
            Outcome = outcome,
            Age = descriptors.TryGetValue("Age", out double age) ? age : null,
            Sex = descriptors.TryGetValue("Gender", out double gender)
                ? gender > 0
                    ? Sex.Male
                    : Sex.Female
                : Sex.Unknown,
            Labels = outcome is null
                ? new SortedSet<string>()
                : new SortedSet<string>(StringComparer.Ordinal) { outcome.Died ? "died" : "survived" },
        };
    }
}
