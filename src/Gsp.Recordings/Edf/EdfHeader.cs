namespace Gsp.Recordings;

/// <summary>The kinds of EDF files.</summary>
public enum EdfKind
{
    /// <summary>Plain EDF, 16 bits: no annotations, no gaps.</summary>
    Edf,

    /// <summary>EDF+C, 16 bits: with annotations, without gaps.</summary>
    EdfPlusContinuous,

    /// <summary>EDF+D, 16 bits: with annotations and gaps.</summary>
    EdfPlusDiscontinuous,

    /// <summary>BDF, 24 bits: no annotations, no gaps.</summary>
    Bdf,

    /// <summary>BDF+C, 24 bits: with annotations, without gaps.</summary>
    BdfPlusContinuous,

    /// <summary>BDF+D, 24 bits: with annotations and gaps.</summary>
    BdfPlusDiscontinuous,
}

/// <summary>The header of an EDF file.</summary>
public sealed record EdfHeader
{
    /// <summary>The kind of file.</summary>
    public required EdfKind Kind { get; init; }

    /// <summary>Who was recorded: in EDF+ code, sex, date of birth and name, each <c>X</c> where unknown, parted by blanks.</summary>
    public required string Patient { get; init; }

    /// <summary>What was recorded: in EDF+ the word <c>Startdate</c>, the date, and codes of investigation, investigator and equipment.</summary>
    public required string RecordingId { get; init; }

    /// <summary>When the recording began, to the second; null where the date is left blank or all zero.</summary>
    public required DateTime? Start { get; init; }

    /// <summary>Number of data records; -1 where the writer did not know.</summary>
    public required long Records { get; init; }

    /// <summary>Seconds that a data record lasts; 0 only where there are no signals but annotations.</summary>
    public required double RecordDuration { get; init; }

    /// <summary>All signals, in the file's order, annotations included.</summary>
    public required IReadOnlyList<EdfSignal> Signals { get; init; }

    /// <summary>The subject's code; null where unknown or not EDF+.</summary>
    public string? SubjectCode => PatientField(0);

    /// <summary><c>M</c> or <c>F</c>; null where unknown or not EDF+.</summary>
    public string? SubjectSex => PatientField(1);

    /// <summary>The date of birth as it is written, such as <c>02-MAY-1951</c>; null where unknown or not EDF+.</summary>
    public string? SubjectBirth => PatientField(2);

    /// <summary>The subject's name; null where unknown or not EDF+.</summary>
    public string? SubjectName => PatientField(3);

    /// <summary>Whether the file follows EDF+ (or BDF+).</summary>
    public bool IsPlus => Kind is not (EdfKind.Edf or EdfKind.Bdf);

    /// <summary>Bytes of a sample: 2, or 3 in BDF.</summary>
    internal int SampleSize => Kind >= EdfKind.Bdf ? 3 : 2;

    /// <summary>Bytes of the header.</summary>
    internal int Size => 256 * (1 + Signals.Count);

    /// <summary>Bytes of a data record.</summary>
    internal long RecordSize => Signals.Sum(signal => (long)signal.SamplesPerRecord) * SampleSize;

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"{Kind}, {Signals.Count} signals, {Records} records of {RecordDuration} s");

    // Blanks inside a field are written as underscores.
    private string? PatientField(int place)
    {
        string[] fields = Patient.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return IsPlus && fields.Length > place && fields[place] != "X" ? fields[place].Replace('_', ' ') : null;
    }
}
