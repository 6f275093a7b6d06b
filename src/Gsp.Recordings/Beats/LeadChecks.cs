namespace Gsp.Recordings;

/// <summary>Checks of leads given as arrays.</summary>
internal static class LeadChecks
{
    /// <summary>At least one lead, all of one length, no sample infinite.</summary>
    public static void Leads(IReadOnlyList<double[]> leads)
    {
        ArgumentNullException.ThrowIfNull(leads);
        Require.That(leads.Count > 0, "there is no lead", nameof(leads));
        for (int c = 0; c < leads.Count; c++)
        {
            ArgumentNullException.ThrowIfNull(leads[c], nameof(leads));
            Require.SameLength(leads[c].Length, leads[0].Length, $"lead {c}", "all leads share one length");
            Lead(leads[c]);
        }
    }

    /// <summary>No sample is infinite.</summary>
    public static void Lead(double[] lead)
    {
        ArgumentNullException.ThrowIfNull(lead);
        int bad = Array.FindIndex(lead, double.IsInfinity);
        Require.That(bad < 0, $"sample {bad} is infinite; a missing sample is NaN", nameof(lead));
    }
}
