namespace Gsp.Recordings;

/// <summary>Amplitudes of the five events in each of the twelve leads.</summary>
/// <remarks>
/// Leads I, II and V1-V6 carry factors of the P, Q, R, S and T amplitudes of lead II; III, aVR, aVL and aVF follow from I and II by Einthoven's and
/// Goldberger's identities, which therefore hold exactly. Chosen by us to look like a normal axis and R progression.
/// </remarks>
internal static class LeadAmplitudes
{
    private static readonly Dictionary<string, double[]> Factors = new(StringComparer.Ordinal)
    {
        ["I"] = [0.6, 0.6, 0.6, 0.5, 0.6],
        ["II"] = [1, 1, 1, 1, 1],
        ["V1"] = [0.4, 0, 0.25, 4, -0.4],
        ["V2"] = [0.5, 0, 0.5, 5, 1.2],
        ["V3"] = [0.5, 0.2, 0.8, 3.5, 1.4],
        ["V4"] = [0.6, 0.6, 1.3, 2, 1.3],
        ["V5"] = [0.6, 1, 1.3, 1.2, 1.1],
        ["V6"] = [0.6, 1, 1, 0.7, 0.9],
    };

    /// <summary>The factors of P, Q, R, S, T in a lead.</summary>
    public static double[] Of(string lead) =>
        lead switch
        {
            "III" => Combine(-1, 1),
            "aVR" => Combine(-0.5, -0.5),
            "aVL" => Combine(1, -0.5),
            "aVF" => Combine(-0.5, 1),
            _ => Factors[lead],
        };

    private static double[] Combine(double first, double second) =>
        [.. Factors["I"].Zip(Factors["II"], (a, b) => (first * a) + (second * b))];
}
