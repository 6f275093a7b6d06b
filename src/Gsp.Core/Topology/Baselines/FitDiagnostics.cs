namespace Gsp.Topology;

/// <summary>The numbers that every least-squares baseline reports.</summary>
internal static class FitDiagnostics
{
    public static Dictionary<string, double> Of(LeastSquaresFit fit) =>
        new()
        {
            ["degrees_of_freedom"] = fit.DegreesOfFreedom,
            ["smallest_pivot"] = fit.SmallestPivot,
            ["mean_residual_variance"] = fit.ResidualVariances.Average(),
        };
}
