using Gsp.Topology;

namespace Gsp.Experiments;

/// <summary>All scores of a run of the study.</summary>
/// <param name="Options">What was run.</param>
/// <param name="Published">Rows scored as the published tables score them.</param>
/// <param name="Comparison">Rows of all methods at one recording length, forecasts made before the sample is seen.</param>
/// <param name="HigherOrder">The same on processes whose later lags matter.</param>
/// <param name="Search">The trials that the settings of the published rows come from, by family and path; empty in the small mode.</param>
/// <param name="Tracking">How fast the corrected estimator returns after a change of the graph.</param>
/// <param name="Truths">The true shift operator of each family.</param>
/// <param name="Seconds">Wall seconds of the whole study.</param>
public sealed record StudyResult(
    AdaCgpStudyOptions Options,
    IReadOnlyList<MethodScore> Published,
    IReadOnlyList<MethodScore> Comparison,
    IReadOnlyList<MethodScore> HigherOrder,
    IReadOnlyList<ReferenceSearch.Trial> Search,
    TrackingResult Tracking,
    IReadOnlyDictionary<string, MathNet.Numerics.LinearAlgebra.Matrix<double>> Truths,
    double Seconds
)
{
    /// <summary>The median and spread of one score of one method on one family over the seeds.</summary>
    /// <param name="rows">The table.</param>
    /// <param name="method">The method.</param>
    /// <param name="family">The family.</param>
    /// <param name="score">Which score.</param>
    /// <returns>The summary; null where the method has no such row or no finite value.</returns>
    public static MonteCarloSummary? Summary(
        IReadOnlyList<MethodScore> rows,
        string method,
        string family,
        Func<MethodScore, double> score
    )
    {
        double[] values =
        [
            .. rows.Where(row => row.Method == method && row.Family == family).Select(score).Where(double.IsFinite),
        ];
        return values.Length == 0 ? null : MonteCarloSummary.Of(values, new Random.RandomStream(1).Split("bootstrap"));
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"AdaCGP study: {Options.Seeds} seeds a family, {Published.Count + Comparison.Count + HigherOrder.Count} scored runs in {Seconds:f0} s"
        );
}
