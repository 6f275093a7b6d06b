using Gsp.Compute;
using Gsp.Numerics;

namespace Gsp.Topology;

/// <summary>TISO: topology identification via sparse online learning, a proximal gradient step a sample on the instantaneous error.</summary>
/// <remarks>
/// Model x_t = A z_t + w_t with z_t = [x_{t−1}; ...; x_{t−P}]. Row n takes one step
/// f = a_n − α (a_nᵀz − x_n) z and shrinks each group (all lags of one n' ≠ n) by max(0, 1 − αλ/‖f_{n'}‖).
/// Symbols: A filters (N x NP), α <see cref="TisoOptions.Step"/>, λ <see cref="TisoOptions.Penalty"/>.
/// Cost O(N²P) a sample, memory the same; no allocation a step. Same bits for any thread count. Not thread-safe.
/// Source: Zaman, Lopez Ramos, Romero, Beferull-Lozano, "Online topology identification from vector autoregressive time series", IEEE Trans.
/// Signal Process. 69 (2021). <see cref="BaselineMode.Reference"/> reproduces the run of this method in the AdaCGP study.
/// </remarks>
public sealed class TisoEstimator : OnlineBaseline
{
    private readonly TisoOptions options;
    private readonly IBlas<double> blas;
    private readonly GroupShrinkage shrinkage;
    private readonly double[] filters;
    private readonly double[] errors;

    /// <summary>Creates an estimator with zero filters.</summary>
    /// <param name="nodes">Number of nodes N.</param>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <param name="backend">Where the products are computed; null for the default.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public TisoEstimator(int nodes, TisoOptions? options = null, Backend? backend = null)
        : base("Tiso/1", nodes, Checked(options).Order, Checked(options).Stopping)
    {
        this.options = Checked(options);
        blas = BaselineBackend.OrDefault(backend).Double;
        shrinkage = new GroupShrinkage(nodes, Order, this.options.Mode, this.options.Damping);
        filters = Keep("filters", nodes * nodes * Order);
        errors = new double[nodes];
    }

    /// <inheritdoc/>
    public override void CopyShiftOperator(Span<double> target) => options.Weights.Read(filters, Nodes, Order, target);

    /// <inheritdoc/>
    public override void CopyFilters(Span<double> target)
    {
        Require.SameLength(target.Length, filters.Length, nameof(target), "N x NP");
        filters.CopyTo(target);
    }

    private protected override (double Before, double After) Learn(
        ReadOnlySpan<double> sample,
        ReadOnlySpan<double> regressor
    )
    {
        double before = Residual(blas, filters, sample, regressor, errors);
        double energy = Vectors.Dot<double>(regressor, regressor);
        double step = options.Step.Length(options.StepSize, energy, energy, options.Damping);
        int width = regressor.Length;
        for (int n = 0; n < Nodes; n++)
        {
            Span<double> row = filters.AsSpan(n * width, width);
            Vectors.AddScaled<double>(step * errors[n], regressor, row);
            shrinkage.Apply(row, n, step * options.Penalty);
        }
        return (before, Residual(blas, filters, sample, regressor, errors));
    }

    private static TisoOptions Checked(TisoOptions? options)
    {
        options ??= new TisoOptions();
        options.Validate();
        return options;
    }
}
