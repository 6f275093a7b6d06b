namespace Gsp.Recordings;

/// <summary>Which of PTB-XL's statements count as labels, after the views of its benchmark (Strodthoff et al. 2021).</summary>
public enum LabelView
{
    /// <summary>Every statement (71).</summary>
    All,

    /// <summary>Diagnostic statements (44).</summary>
    Diagnostic,

    /// <summary>The subclasses of the diagnostic statements (23).</summary>
    Subclass,

    /// <summary>The superclasses of the diagnostic statements: NORM, MI, STTC, CD, HYP.</summary>
    Superclass,

    /// <summary>Statements on the form of the waves (19).</summary>
    Form,

    /// <summary>Statements on the rhythm (12).</summary>
    Rhythm,
}

/// <summary>One statement of the SCP-ECG standard as PTB-XL uses it.</summary>
/// <param name="Code">Its abbreviation, such as <c>IMI</c>.</param>
/// <param name="Description">What it says.</param>
/// <param name="Diagnostic">Whether it is a diagnosis.</param>
/// <param name="Form">Whether it is about the form of the waves.</param>
/// <param name="Rhythm">Whether it is about the rhythm.</param>
/// <param name="Superclass">The superclass of a diagnosis, such as <c>MI</c>; empty for others.</param>
/// <param name="Subclass">The subclass of a diagnosis; empty for others.</param>
public sealed record ScpStatement(
    string Code,
    string Description,
    bool Diagnostic,
    bool Form,
    bool Rhythm,
    string Superclass,
    string Subclass
);

/// <summary>The statements of <c>scp_statements.csv</c> and the labels that each view makes of them.</summary>
public sealed class ScpStatements
{
    private readonly Dictionary<string, ScpStatement> byCode = new(StringComparer.Ordinal);

    private ScpStatements(IReadOnlyList<ScpStatement> statements)
    {
        Statements = statements;
        foreach (ScpStatement statement in statements)
        {
            byCode[statement.Code] = statement;
        }
    }

    /// <summary>The statements, in the file's order.</summary>
    public IReadOnlyList<ScpStatement> Statements { get; }

    /// <summary>Reads <c>scp_statements.csv</c>.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="GspFormatException">Not such a table.</exception>
    public static ScpStatements Read(string path)
    {
        TextTable table = TextTable.Read(path);
        return new ScpStatements([
            .. table.Rows.Select(row => new ScpStatement(
                // The first column holds the abbreviations and has no name.
                row[""],
                row["description"],
                row.Number("diagnostic") is > 0,
                row.Number("form") is > 0,
                row.Number("rhythm") is > 0,
                row["diagnostic_class"],
                row["diagnostic_subclass"]
            )),
        ]);
    }

    /// <summary>All labels of a view.</summary>
    /// <param name="view">The view.</param>
    /// <returns>The labels in ordinal order.</returns>
    public IReadOnlyList<string> Names(LabelView view) =>
        [
            .. Statements
                .Select(statement => Label(statement, view))
                .OfType<string>()
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>The labels that a recording's statements give in a view.</summary>
    /// <param name="codes">Likelihoods by statement. Statements that the table does not hold are passed over.</param>
    /// <param name="view">The view.</param>
    /// <param name="minimumLikelihood">Least likelihood in percent. At 0 a statement counts whatever its likelihood: the set writes 0 where
    /// none was given, and its benchmark counts those too.</param>
    /// <returns>The labels with the greatest likelihood of the statements behind each, in ordinal order.</returns>
    public IReadOnlyDictionary<string, double> Labels(
        IReadOnlyDictionary<string, double> codes,
        LabelView view,
        double minimumLikelihood = 0
    )
    {
        ArgumentNullException.ThrowIfNull(codes);
        Require.InRange(minimumLikelihood, 0, 100, "percent");
        var labels = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach ((string code, double likelihood) in codes)
        {
            if (
                likelihood >= minimumLikelihood
                && byCode.TryGetValue(code, out ScpStatement? statement)
                && Label(statement, view) is string label
            )
            {
                labels[label] = Math.Max(likelihood, labels.GetValueOrDefault(label));
            }
        }
        return labels;
    }

    private static string? Label(ScpStatement statement, LabelView view) =>
        view switch
        {
            LabelView.All => statement.Code,
            LabelView.Diagnostic => statement.Diagnostic ? statement.Code : null,
            LabelView.Subclass => Diagnosis(statement, statement.Subclass),
            LabelView.Superclass => Diagnosis(statement, statement.Superclass),
            LabelView.Form => statement.Form ? statement.Code : null,
            LabelView.Rhythm => statement.Rhythm ? statement.Code : null,
            _ => throw new ArgumentOutOfRangeException(nameof(view), view, $"there is no label view {view}"),
        };

    private static string? Diagnosis(ScpStatement statement, string label) =>
        statement.Diagnostic && label.Length > 0 ? label : null;
}
