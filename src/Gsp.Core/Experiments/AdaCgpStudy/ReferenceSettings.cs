using Gsp.Topology;

namespace Gsp.Experiments;

/// <summary>The settings of the published study: what the authors' files record, and what a search had to find.</summary>
/// <remarks>
/// Known for every family and path: gamma, lambda, nu = 0.005, the step sizes, patience 1000 in the tables. The sparsity weights mu are known
/// for RANDOM alone: P2's are recorded, P1's are the authors' own sweep's, which ran with RANDOM's gamma and lambda. For the other families they
/// are the ones of least forecast error in <see cref="ReferenceSearch"/>, which never sees the truth; the report of the full study shows all
/// trials.
/// </remarks>
public static class ReferenceSettings
{
    /// <summary>Patience of the Monte-Carlo tables.</summary>
    public const int TablePatience = 1000;

    /// <summary>The settings of one row of the tables.</summary>
    /// <param name="family">RANDOM, ER, KR or SBM.</param>
    /// <param name="path">P1 or P2.</param>
    /// <param name="debiasing">DB or ADB.</param>
    /// <returns>The options.</returns>
    /// <exception cref="ArgumentException">The family is unknown.</exception>
    public static ReferenceOptions For(string family, AdaCgpPath path, AdaCgpDebiasing debiasing)
    {
        (double gamma, double lambda) = Weights(family, path);
        return new ReferenceOptions
        {
            Path = path,
            Debiasing = debiasing,
            CommutatorWeight = gamma,
            ForgettingFactor = lambda,
            SparsityWeights = Sparsity(family, path),
            Patience = TablePatience,
        };
    }

    /// <summary>gamma and lambda as recorded in the authors' files of best settings.</summary>
    internal static (double Gamma, double Lambda) Weights(string family, AdaCgpPath path) =>
        (family, path) switch
        {
            ("RANDOM", AdaCgpPath.Path1) => (1.75, 0.99),
            ("RANDOM", AdaCgpPath.Path2) => (0.70, 0.91),
            ("ER", AdaCgpPath.Path1) => (0.60, 0.99),
            ("ER", AdaCgpPath.Path2) => (1.85, 0.99),
            ("KR", AdaCgpPath.Path1) => (0.45, 0.98),
            ("KR", AdaCgpPath.Path2) => (0.05, 0.96),
            ("SBM", AdaCgpPath.Path1) => (0.90, 0.96),
            ("SBM", AdaCgpPath.Path2) => (0.35, 0.80),
            _ => throw new ArgumentException(
                $"'{family}' is no family of the study; it has RANDOM, ER, KR and SBM",
                nameof(family)
            ),
        };

    private static double[] Sparsity(string family, AdaCgpPath path) =>
        (family, path) switch
        {
            ("RANDOM", AdaCgpPath.Path1) => [0.053237, 0.074011, 0.969524],
            ("RANDOM", AdaCgpPath.Path2) => [0.016371, 0.726813, 0.398764],
            ("ER", AdaCgpPath.Path1) => [0.02976, 0.18277, 0.23611],
            ("ER", AdaCgpPath.Path2) => [0.02533, 0.13002, 0.13105],
            ("KR", AdaCgpPath.Path1) => [0.05401, 0.21258, 0.41927],
            ("KR", AdaCgpPath.Path2) => [0.00748, 0.07839, 0.21557],
            ("SBM", AdaCgpPath.Path1) => [0.02233, 0.32099, 0.28772],
            _ => [0.03249, 0.34920, 0.24287],
        };
}
