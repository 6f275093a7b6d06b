using Gsp.Compute;
using Gsp.Numerics;

namespace Gsp.Topology;

/// <summary>SD-SEM: a sparse structural equation model of contemporaneous effects, tracked over time.</summary>
/// <remarks>
/// Model x_t = A x_t + w_t with zero diagonal of A (one state, no exogenous input). S ← f S + x xᵀ, L = λ_max(S); then, a few times,
/// row i takes a FISTA step over j ≠ i: a ← soft(ã − (S ã − S_i)/L, λ/L) with Nesterov's extrapolation ã, restarted at every sample.
/// The weights start at one, as the study has them. The effects are contemporaneous: scores against a lagged truth are not informative, and the
/// errors reported are those of the equations, not of a forecast.
/// Symbols: f <see cref="SdSemOptions.ForgettingFactor"/>, λ <see cref="SdSemOptions.Penalty"/>. Cost O(N³) a sample (the products and the largest
/// eigenvalue), memory O(N²); no allocation a step. Same bits for any thread count where the backend promises them. Not thread-safe.
/// Source: Baingana and Giannakis, "Tracking switched dynamic network topologies from information cascades", IEEE Trans. Signal Process. 65 (2017).
/// </remarks>
public sealed class SdSemEstimator : OnlineBaseline
{
    private readonly SdSemOptions options;
    private readonly IBlas<double> blas;
    private readonly SturmEigenvalue largest;
    private readonly double[] weights;
    private readonly double[] previous;
    private readonly double[] moments;
    private readonly double[] extrapolated;
    private readonly double[] gradient;
    private readonly double[] errors;

    /// <summary>Creates an estimator with all weights one.</summary>
    /// <param name="nodes">Number of nodes N.</param>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <param name="backend">Where the products are computed; null for the default.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public SdSemEstimator(int nodes, SdSemOptions? options = null, Backend? backend = null)
        : base("SdSem/1", nodes, 0, Checked(options).Stopping)
    {
        this.options = Checked(options);
        blas = BaselineBackend.OrDefault(backend).Double;
        largest = new SturmEigenvalue(nodes);
        weights = Keep("weights", nodes * nodes);
        previous = Keep("previous", nodes * nodes);
        moments = Keep("moments", nodes * nodes);
        extrapolated = new double[nodes * nodes];
        gradient = new double[nodes * nodes];
        errors = new double[nodes];
        Begin();
    }

    /// <inheritdoc/>
    public override void CopyShiftOperator(Span<double> target)
    {
        Require.SameLength(target.Length, weights.Length, nameof(target), "N x N");
        weights.CopyTo(target);
    }

    /// <inheritdoc/>
    public override void CopyFilters(Span<double> target) =>
        Require.SameLength(target.Length, 0, nameof(target), "a contemporaneous method has no filters");

    private protected override void Begin()
    {
        // The diagonal never takes part, so it is zero from the start; the study writes ones there and clears them in the first round.
        for (int i = 0; i < Nodes; i++)
        {
            for (int j = 0; j < Nodes; j++)
            {
                weights[i * Nodes + j] = previous[i * Nodes + j] = i == j ? 0 : 1;
            }
        }
    }

    private protected override (double Before, double After) Learn(
        ReadOnlySpan<double> sample,
        ReadOnlySpan<double> regressor
    )
    {
        double before = Residual(blas, weights, sample, sample, errors);
        blas.RankOne(1, sample, sample, options.ForgettingFactor, moments.AsRowMajor(Nodes, Nodes));
        double lipschitz = largest.Of(moments);
        if (lipschitz > 0)
        {
            double old = 1;
            double current = NextMomentum(old);
            for (int round = 0; round < options.InnerIterations; round++)
            {
                Round((old - 1) / current, lipschitz);
                old = current;
                current = NextMomentum(old);
            }
        }
        return (before, Residual(blas, weights, sample, sample, errors));
    }

    private static double NextMomentum(double t) => (1 + Math.Sqrt(1 + 4 * t * t)) / 2;

    private void Round(double momentum, double lipschitz)
    {
        for (int k = 0; k < weights.Length; k++)
        {
            extrapolated[k] = weights[k] + momentum * (weights[k] - previous[k]);
        }
        weights.CopyTo(previous, 0);
        moments.CopyTo(gradient, 0);
        blas.Multiply(
            1,
            extrapolated.AsRowMajor(Nodes, Nodes),
            moments.AsRowMajor(Nodes, Nodes),
            -1,
            gradient.AsRowMajor(Nodes, Nodes)
        );
        double step = 1 / lipschitz;
        double threshold = options.Penalty * step;
        for (int i = 0; i < Nodes; i++)
        {
            for (int j = 0; j < Nodes; j++)
            {
                int k = i * Nodes + j;
                double forward = extrapolated[k] - step * gradient[k];
                weights[k] = i == j || Math.Abs(forward) <= threshold ? 0 : forward - Math.CopySign(threshold, forward);
            }
        }
    }

    private static SdSemOptions Checked(SdSemOptions? options)
    {
        options ??= new SdSemOptions();
        options.Validate();
        return options;
    }
}
