namespace Gsp.Recordings;

/// <summary>The names of the twelve ECG leads and their other spellings.</summary>
public static class LeadNames
{
    /// <summary>The twelve standard leads in the usual order.</summary>
    public static IReadOnlyList<string> Standard { get; } =
    ["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"];

    /// <summary>The usual spelling of a lead: letters in any case, an <c>ECG</c> or <c>lead</c> before it, <c>D1</c> or <c>MLII</c> for limb leads.</summary>
    /// <param name="name">A channel's name.</param>
    /// <returns>One of <see cref="Standard"/>; null where the name is no lead.</returns>
    public static string? Normalise(string name)
    {
        string text = name.Trim().ToUpperInvariant();
        foreach (string prefix in (string[])["ECG", "EKG", "LEAD", "ML"])
        {
            if (text.Length > prefix.Length && text.StartsWith(prefix, StringComparison.Ordinal))
            {
                text = text[prefix.Length..].TrimStart(' ', '_', '-', ':');
            }
        }
        text = text switch
        {
            "D1" or "DI" or "L1" or "1" => "I",
            "D2" or "DII" or "L2" or "2" => "II",
            "D3" or "DIII" or "L3" or "3" => "III",
            _ => text,
        };
        return Standard.FirstOrDefault(lead => lead.Equals(text, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Whether two names mean the same lead; names that are no leads are compared without case.</summary>
    /// <param name="a">One name.</param>
    /// <param name="b">The other.</param>
    public static bool AreSame(string a, string b) =>
        Normalise(a) is string lead ? lead == Normalise(b) : a.Equals(b, StringComparison.OrdinalIgnoreCase);
}
