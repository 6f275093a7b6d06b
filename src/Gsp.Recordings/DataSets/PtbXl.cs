namespace Gsp.Recordings;

/// <summary>How PTB-XL is read.</summary>
public sealed record PtbXlOptions
{
    /// <summary>Samples a second of the files to read: 100 or 500 Hz.</summary>
    public int Rate { get; init; } = 500;

    /// <summary>Which statements become <see cref="RecordingEntry.Labels"/>.</summary>
    public LabelView View { get; init; }

    /// <summary>Least likelihood, in percent, with which a statement counts; 0 counts every statement that is named.</summary>
    public double MinimumLikelihood { get; init; }

    /// <summary>Leaves out recordings that have no label in the view, as the set's benchmark does.</summary>
    public bool LabelledOnly { get; init; }

    /// <summary>The table of recordings, relative to the folder.</summary>
    public string Table { get; init; } = "ptbxl_database.csv";

    /// <summary>The table of statements, relative to the folder.</summary>
    public string Statements { get; init; } = "scp_statements.csv";

    internal void Validate()
    {
        Require.That(Rate is 100 or 500, $"Rate is {Rate}; PTB-XL holds 100 and 500 Hz", nameof(Rate));
        Require.InRange(MinimumLikelihood, 0, 100, "percent");
        ArgumentException.ThrowIfNullOrWhiteSpace(Table);
        ArgumentException.ThrowIfNullOrWhiteSpace(Statements);
    }
}

/// <summary>A recording of PTB-XL.</summary>
public sealed record PtbXlRecord : RecordingEntry
{
    /// <summary>Likelihoods in percent by SCP-ECG statement; 0 where the annotator gave none.</summary>
    public required IReadOnlyDictionary<string, double> Statements { get; init; }

    /// <summary>Likelihoods in percent by label of the chosen view; its keys are <see cref="RecordingEntry.Labels"/>.</summary>
    public required IReadOnlyDictionary<string, double> Likelihoods { get; init; }

    /// <summary>Whether a person checked the statements; folds 9 and 10 hold such recordings only.</summary>
    public bool ValidatedByHuman { get; init; }

    /// <summary>The file at 100 Hz, without extension.</summary>
    public required string File100 { get; init; }

    /// <summary>The file at 500 Hz, without extension.</summary>
    public required string File500 { get; init; }

    /// <summary>Samples a second that <see cref="Load()"/> reads: 100 or 500 Hz.</summary>
    public int Rate { get; init; } = 500;

    /// <inheritdoc/>
    public override Recording Load() => RecordingFile.Read(Rate == 100 ? File100 : File500);
}

/// <summary>PTB-XL: 21,799 twelve-lead ECGs of 10 s from 18,869 patients with statements, reports and folds (Wagner et al. 2020).</summary>
public static class PtbXl
{
    /// <summary>The folds that the set's authors recommend for training.</summary>
    public static IReadOnlyList<int> TrainingFolds { get; } = [1, 2, 3, 4, 5, 6, 7, 8];

    /// <summary>The fold recommended for validation.</summary>
    public const int ValidationFold = 9;

    /// <summary>The fold recommended for tests.</summary>
    public const int TestFold = 10;

    /// <summary>Reads the tables of PTB-XL; samples are read on demand.</summary>
    /// <param name="folder">The folder with <c>ptbxl_database.csv</c>, <c>scp_statements.csv</c>, <c>records100</c> and <c>records500</c>.</param>
    /// <param name="options">How to read it; null for the defaults.</param>
    /// <returns>The recordings in the table's order. Ages over 89, which the set hides behind 300, are given as 90.</returns>
    /// <exception cref="GspFormatException">A table is damaged.</exception>
    /// <exception cref="IOException">A table is absent.</exception>
    /// <exception cref="ArgumentException">The options are out of range.</exception>
    public static RecordingSet<PtbXlRecord> Open(string folder, PtbXlOptions? options = null)
    {
        options ??= new PtbXlOptions();
        options.Validate();
        ScpStatements statements = ScpStatements.Read(Path.Combine(folder, options.Statements));
        IEnumerable<PtbXlRecord> records = TextTable
            .Read(Path.Combine(folder, options.Table))
            .Rows.Select(row => Record(row, folder, statements, options))
            .Where(record => record.Labels.Count > 0 || !options.LabelledOnly);
        return new RecordingSet<PtbXlRecord>("PTB-XL", [.. records]);
    }

    /// <summary>The recommended split: folds 1 to 8, 9 and 10.</summary>
    /// <param name="set">Recordings of PTB-XL.</param>
    /// <exception cref="ArgumentException">A patient lies in two parts.</exception>
    public static PatientSplit Split(RecordingSet<PtbXlRecord> set) =>
        PatientSplit.ByFold(set, ("training", TrainingFolds), ("validation", [ValidationFold]), ("test", [TestFold]));

    private static PtbXlRecord Record(TextRow row, string folder, ScpStatements statements, PtbXlOptions options)
    {
        IReadOnlyDictionary<string, double> codes = ScpCodes.Parse(
            row["scp_codes"],
            reason => row.Error("scp_codes", reason)
        );
        IReadOnlyDictionary<string, double> labels = statements.Labels(codes, options.View, options.MinimumLikelihood);
        double? fold = row.Number("strat_fold");
        if (fold is not null and not (>= 1 and <= 10))
        {
            throw row.Error("strat_fold", FormattableString.Invariant($"fold {fold}; expected 1 to 10"));
        }
        return new PtbXlRecord
        {
            Id = row.Identifier("ecg_id"),
            Patient = row.Identifier("patient_id"),
            Age = row.Number("age") is double age ? Math.Min(age, 90) : null,
            // The set's own convention.
            Sex = row.Number("sex") switch
            {
                0 => Sex.Male,
                1 => Sex.Female,
                _ => Sex.Unknown,
            },
            Time = row.Time("recording_date"),
            Report = row.Optional("report"),
            Fold = (int?)fold,
            Statements = codes,
            Likelihoods = labels,
            Labels = new SortedSet<string>(labels.Keys, StringComparer.Ordinal),
            ValidatedByHuman = row.Optional("validated_by_human").Equals("true", StringComparison.OrdinalIgnoreCase),
            File100 = Path.Combine(folder, row["filename_lr"]),
            File500 = Path.Combine(folder, row["filename_hr"]),
            Rate = options.Rate,
        };
    }
}
