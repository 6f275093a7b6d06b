using System.Globalization;

namespace Gsp.Statistics;

/// <summary>The outcome of a statistical test.</summary>
/// <param name="Statistic">The test's statistic.</param>
/// <param name="PValue">The probability of a statistic at least as extreme when the hypothesis holds.</param>
public readonly record struct HypothesisTest(double Statistic, double PValue)
{
    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"statistic {Statistic:g6}, p = {PValue:g3}");
}
