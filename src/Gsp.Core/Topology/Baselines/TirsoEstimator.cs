using Gsp.Compute;
using Gsp.Numerics;

namespace Gsp.Topology;

/// <summary>TIRSO: topology identification via recursive sparse online learning, TISO on exponentially averaged second moments.</summary>
/// <remarks>
/// Φ ← γΦ + (1 − γ) z zᵀ, r_n ← γ r_n + (1 − γ) x_n z, then for each row n a step f = a_n − α(Φ a_n − r_n) and the group shrinkage of
/// <see cref="TisoEstimator"/>. Symbols: γ <see cref="TirsoOptions.ForgettingFactor"/>, Φ NP x NP, R = [r_n] N x NP, α the step.
/// Cost one N x NP by NP x NP product a sample (2 N³P² operations), memory O(N²P²); no allocation a step. Same bits for any thread count where
/// the backend promises them. Not thread-safe.
/// Source: Zaman et al., IEEE Trans. Signal Process. 69 (2021). <see cref="BaselineMode.Reference"/> reproduces the AdaCGP study's runs.
/// </remarks>
public sealed class TirsoEstimator : OnlineBaseline
{
    private readonly TirsoOptions options;
    private readonly IBlas<double> blas;
    private readonly GroupShrinkage shrinkage;
    private readonly double[] filters;
    private readonly double[] covariance;
    private readonly double[] cross;
    private readonly double[] gradient;
    private readonly double[] errors;

    /// <summary>Creates an estimator with zero filters.</summary>
    /// <param name="nodes">Number of nodes N.</param>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <param name="backend">Where the products are computed; null for the default.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public TirsoEstimator(int nodes, TirsoOptions? options = null, Backend? backend = null)
        : base("Tirso/1", nodes, Checked(options).Order, Checked(options).Stopping)
    {
        this.options = Checked(options);
        blas = BaselineBackend.OrDefault(backend).Double;
        shrinkage = new GroupShrinkage(nodes, Order, this.options.Mode, this.options.Damping);
        int width = nodes * Order;
        filters = Keep("filters", nodes * width);
        covariance = Keep("covariance", width * width);
        cross = Keep("cross", nodes * width);
        gradient = new double[nodes * width];
        errors = new double[nodes];
        Begin();
    }

    /// <inheritdoc/>
    public override void CopyShiftOperator(Span<double> target) => options.Weights.Read(filters, Nodes, Order, target);

    /// <inheritdoc/>
    public override void CopyFilters(Span<double> target)
    {
        Require.SameLength(target.Length, filters.Length, nameof(target), "N x NP");
        filters.CopyTo(target);
    }

    private protected override void Begin()
    {
        int width = Nodes * Order;
        for (int k = 0; k < width; k++)
        {
            covariance[k * width + k] = options.InitialDeviation * options.InitialDeviation;
        }
    }

    private protected override (double Before, double After) Learn(
        ReadOnlySpan<double> sample,
        ReadOnlySpan<double> regressor
    )
    {
        int width = regressor.Length;
        double before = Residual(blas, filters, sample, regressor, errors);
        double gamma = options.ForgettingFactor;
        blas.RankOne(1 - gamma, regressor, regressor, gamma, covariance.AsRowMajor(width, width));
        blas.RankOne(1 - gamma, sample, regressor, gamma, cross.AsRowMajor(Nodes, width));
        cross.CopyTo(gradient, 0);
        blas.Multiply(
            1,
            filters.AsRowMajor(Nodes, width),
            covariance.AsRowMajor(width, width),
            -1,
            gradient.AsRowMajor(Nodes, width)
        );
        double step = StepLength(regressor);
        for (int n = 0; n < Nodes; n++)
        {
            Span<double> row = filters.AsSpan(n * width, width);
            Vectors.AddScaled<double>(-step, gradient.AsSpan(n * width, width), row);
            shrinkage.Apply(row, n, step * options.Penalty);
        }
        return (before, Residual(blas, filters, sample, regressor, errors));
    }

    private double StepLength(ReadOnlySpan<double> regressor)
    {
        double energy = Vectors.Dot<double>(regressor, regressor);
        double step = options.Step.Length(options.StepSize, energy, Trace(), options.Damping);
        return options.DiminishingStep ? step / Math.Sqrt(Learned) : step;
    }

    private double Trace()
    {
        int width = Nodes * Order;
        double trace = 0;
        for (int k = 0; k < width; k++)
        {
            trace += covariance[k * width + k];
        }
        return trace;
    }

    private static TirsoOptions Checked(TirsoOptions? options)
    {
        options ??= new TirsoOptions();
        options.Validate();
        return options;
    }
}
