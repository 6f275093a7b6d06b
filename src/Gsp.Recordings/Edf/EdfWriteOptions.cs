namespace Gsp.Recordings;

/// <summary>How to write an EDF file.</summary>
public sealed record EdfWriteOptions
{
    /// <summary>Who was recorded, up to 80 ASCII characters; in EDF+ code, sex, date of birth and name, each <c>X</c> where unknown. Null takes
    /// the recording's comment <c>patient: ...</c>, or <c>X X X X</c>.</summary>
    public string? Patient { get; init; }

    /// <summary>The value written for missing samples, in each channel's unit: EDF has none of its own. Null makes a missing sample an error.</summary>
    public double? MissingValue { get; init; }

    internal void Validate() =>
        Require.That(
            MissingValue is null || double.IsFinite(MissingValue.Value),
            "MissingValue must be a finite number",
            nameof(MissingValue)
        );
}
