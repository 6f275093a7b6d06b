namespace Gsp.Recordings;

/// <summary>A diagnosis of the PhysioNet/CinC Challenges 2020 and 2021.</summary>
/// <param name="Code">Its SNOMED CT code.</param>
/// <param name="Abbreviation">The challenges' abbreviation.</param>
/// <param name="Description">What it says.</param>
/// <param name="Label">The abbreviation under which it is scored: four pairs of codes are scored as one diagnosis each.</param>
public sealed record SnomedDiagnosis(string Code, string Abbreviation, string Description, string Label);

/// <summary>The diagnoses that the PhysioNet/CinC Challenge 2021 scores (Reyna et al. 2021); those of 2020 are among them.</summary>
public static class SnomedDiagnoses
{
    /// <summary>The 30 scored codes, which make 26 labels.</summary>
    public static IReadOnlyList<SnomedDiagnosis> Scored { get; } =
    [
        Of("164889003", "AF", "atrial fibrillation"),
        Of("164890007", "AFL", "atrial flutter"),
        Of("6374002", "BBB", "bundle branch block"),
        Of("426627000", "Brady", "bradycardia"),
        Of("733534002", "CLBBB", "complete left bundle branch block", "LBBB"),
        Of("713427006", "CRBBB", "complete right bundle branch block", "RBBB"),
        Of("270492004", "IAVB", "first-degree atrioventricular block"),
        Of("713426002", "IRBBB", "incomplete right bundle branch block"),
        Of("39732003", "LAD", "left axis deviation"),
        Of("445118002", "LAnFB", "left anterior fascicular block"),
        Of("164909002", "LBBB", "left bundle branch block"),
        Of("251146004", "LQRSV", "low QRS voltages"),
        Of("698252002", "NSIVCB", "nonspecific intraventricular conduction disorder"),
        Of("426783006", "NSR", "sinus rhythm"),
        Of("284470004", "PAC", "premature atrial contraction"),
        Of("10370003", "PR", "pacing rhythm"),
        Of("365413008", "PRWP", "poor R wave progression"),
        Of("427172004", "PVC", "premature ventricular contractions"),
        Of("164947007", "LPR", "prolonged PR interval"),
        Of("111975006", "LQT", "prolonged QT interval"),
        Of("164917005", "QAb", "abnormal Q wave"),
        Of("47665007", "RAD", "right axis deviation"),
        Of("59118001", "RBBB", "right bundle branch block"),
        Of("427393009", "SA", "sinus arrhythmia"),
        Of("426177001", "SB", "sinus bradycardia"),
        Of("427084000", "STach", "sinus tachycardia"),
        Of("63593006", "SVPB", "supraventricular premature beats", "PAC"),
        Of("164934002", "TAb", "abnormal T wave"),
        Of("59931005", "TInv", "T wave inversion"),
        Of("17338001", "VPB", "ventricular premature beats", "PVC"),
    ];

    private static readonly Dictionary<string, SnomedDiagnosis> ByCode = Scored.ToDictionary(
        diagnosis => diagnosis.Code,
        StringComparer.Ordinal
    );

    /// <summary>The diagnosis of a code; null where it is not scored.</summary>
    /// <param name="code">A SNOMED CT code.</param>
    public static SnomedDiagnosis? Find(string code) => ByCode.GetValueOrDefault(code);

    private static SnomedDiagnosis Of(string code, string abbreviation, string description, string? label = null) =>
        new(code, abbreviation, description, label ?? abbreviation);
}
