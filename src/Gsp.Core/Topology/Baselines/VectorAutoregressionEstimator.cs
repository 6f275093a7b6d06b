using Gsp.Compute;
using Gsp.Numerics;

namespace Gsp.Topology;

/// <summary>VAR refitted with every sample: recursive least squares that stays equal to the batch fit of all samples so far.</summary>
/// <remarks>
/// With u = [1; z] (or z without intercept) and K = (Σ λ^age u uᵀ)⁻¹: gain k = K u / (λ + uᵀK u), B ← B + (x − B u) kᵀ,
/// K ← (K − k uᵀK)/λ. Until the samples determine the fit the filters are zero and the status is Degenerate. K and B are recomputed from the
/// sums every 256 samples (sooner at the start), so rounding errors do not accumulate and λ &lt; 1 stays stable.
/// Cost O(N²P²) a sample, memory O(N²P²); a step allocates nothing beyond the first factorisation's workspace. Not thread-safe.
/// Symbols: λ <see cref="VectorAutoregressionOptions.ForgettingFactor"/>.
/// </remarks>
public sealed class VectorAutoregressionEstimator : OnlineBaseline
{
    private const int RefreshInterval = 256;
    private const int RetryInterval = 8;

    private readonly VectorAutoregressionOptions options;
    private readonly IBlas<double> blas;
    private readonly int offset;
    private readonly int width;
    private readonly ScaledCholesky cholesky;
    private readonly double[] gram;
    private readonly double[] cross;
    private readonly double[] inverse;
    private readonly double[] coefficients;
    private readonly double[] residualSquares;
    private readonly double[] targetSquares;
    private readonly double[] counters; // effective samples, samples since the last refresh, determined or not
    private readonly double[] extended;
    private readonly double[] image;
    private readonly double[] gain;
    private readonly double[] errors;
    private readonly double[] scratch;

    /// <summary>Creates an estimator without samples.</summary>
    /// <param name="nodes">Number of nodes N.</param>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <param name="backend">Where the products are computed; null for the default.</param>
    /// <exception cref="ArgumentException">An option is out of range, or a ridge is given.</exception>
    public VectorAutoregressionEstimator(
        int nodes,
        VectorAutoregressionOptions? options = null,
        Backend? backend = null
    )
        : base("Var/1", nodes, Checked(options).Order, Checked(options).Stopping)
    {
        this.options = Checked(options);
        blas = BaselineBackend.OrDefault(backend).Double;
        offset = this.options.Intercept ? 1 : 0;
        width = nodes * Order + offset;
        cholesky = new ScaledCholesky(width);
        gram = Keep("gram", width * width);
        cross = Keep("cross", nodes * width);
        inverse = Keep("inverse", width * width);
        coefficients = Keep("coefficients", nodes * width);
        residualSquares = Keep("residual_squares", nodes);
        targetSquares = Keep("target_squares", nodes);
        counters = Keep("counters", 3);
        extended = new double[width];
        image = new double[width];
        gain = new double[width];
        errors = new double[nodes];
        scratch = new double[nodes * width];
    }

    /// <summary>Sum of the samples' weights: their number where nothing is forgotten.</summary>
    public double EffectiveSamples => counters[0];

    private bool Ready
    {
        get => counters[2] != 0;
        set => counters[2] = value ? 1 : 0;
    }

    private protected override bool IsDetermined => Ready;

    private protected override string DegenerateMessage =>
        $"{Learned} usable samples do not determine {width} unknowns a node";

    /// <inheritdoc/>
    public override void CopyShiftOperator(Span<double> target)
    {
        var filters = new double[Nodes * Nodes * Order];
        CopyFilters(filters);
        options.Weights.Read(filters, Nodes, Order, target);
    }

    /// <inheritdoc/>
    public override void CopyFilters(Span<double> target)
    {
        int lags = Nodes * Order;
        Require.SameLength(target.Length, Nodes * lags, nameof(target), "N x NP");
        for (int i = 0; i < Nodes; i++)
        {
            coefficients.AsSpan(i * width + offset, lags).CopyTo(target[(i * lags)..]);
        }
    }

    /// <summary>Writes σ_i², the residual variances with degrees of freedom taken off; NaN before the fit is determined.</summary>
    /// <param name="target">N values.</param>
    public void CopyResidualVariances(Span<double> target)
    {
        Require.SameLength(target.Length, Nodes, nameof(target), "one value a node");
        double freedom = EffectiveSamples - width;
        for (int i = 0; i < Nodes; i++)
        {
            target[i] = Ready && freedom > 0 ? residualSquares[i] / freedom : double.NaN;
        }
    }

    /// <summary>Entry of (Σ z zᵀ)⁻¹ for two lagged regressors, the intercept solved out.</summary>
    internal double InverseGram(int first, int second) => inverse[(first + offset) * width + second + offset];

    private protected override (double Before, double After) Learn(
        ReadOnlySpan<double> sample,
        ReadOnlySpan<double> regressor
    )
    {
        double lambda = options.ForgettingFactor;
        extended.AsSpan(0, offset).Fill(1);
        regressor.CopyTo(extended.AsSpan(offset));
        blas.RankOne(1, extended, extended, lambda, gram.AsRowMajor(width, width));
        blas.RankOne(1, sample, extended, lambda, cross.AsRowMajor(Nodes, width));
        for (int i = 0; i < Nodes; i++)
        {
            targetSquares[i] = lambda * targetSquares[i] + sample[i] * sample[i];
        }
        counters[0] = lambda * counters[0] + 1;
        counters[1]++;

        double before = Residual(blas, coefficients, sample, extended, errors);
        if (!Ready)
        {
            if (Learned > width && (Learned - width - 1) % RetryInterval == 0 && Refresh())
            {
                Ready = true;
                StartResiduals();
            }
            return (before, Ready ? Residual(blas, coefficients, sample, extended, errors) : before);
        }
        blas.Multiply(1, inverse.AsRowMajor(width, width), extended, 0, image);
        double leverage = Vectors.Dot<double>(extended, image);
        for (int k = 0; k < width; k++)
        {
            gain[k] = image[k] / (lambda + leverage);
        }
        double shrink = lambda / (lambda + leverage); // a-posteriori over a-priori error
        for (int i = 0; i < Nodes; i++)
        {
            residualSquares[i] = lambda * residualSquares[i] + shrink * errors[i] * errors[i];
        }
        blas.RankOne(1, errors, gain, 1, coefficients.AsRowMajor(Nodes, width));
        blas.RankOne(-1 / lambda, gain, image, 1 / lambda, inverse.AsRowMajor(width, width));
        // The first fits are ill-conditioned; refreshing sooner at the start keeps their rounding errors out of the later ones.
        if (counters[1] >= Math.Min(RefreshInterval, RetryInterval + (Learned - width) / 2))
        {
            Ready = Refresh();
        }
        return (before, shrink * shrink * before);
    }

    /// <summary>Recomputes K, B and the residual sums from the sums; false and nothing changed when they do not determine the fit.</summary>
    private bool Refresh()
    {
        counters[1] = 0;
        if (cholesky.Factor(gram) >= 0)
        {
            return false;
        }
        cholesky.Inverse(inverse);
        MatrixView<double> b = coefficients.AsRowMajor(Nodes, width);
        blas.Multiply(1, cross.AsRowMajor(Nodes, width), inverse.AsRowMajor(width, width), 0, b);
        cross.CopyTo(scratch, 0);
        blas.Multiply(-1, b, gram.AsRowMajor(width, width), 1, scratch.AsRowMajor(Nodes, width));
        blas.Multiply(1, scratch.AsRowMajor(Nodes, width), inverse.AsRowMajor(width, width), 1, b);
        return true;
    }

    /// <summary>Residual sums of squares at the first determined fit; later ones follow from the recursion.</summary>
    private void StartResiduals()
    {
        for (int i = 0; i < Nodes; i++)
        {
            double explained = Vectors.Dot<double>(
                coefficients.AsSpan(i * width, width),
                cross.AsSpan(i * width, width)
            );
            residualSquares[i] = Math.Max(0, targetSquares[i] - explained);
        }
    }

    private static VectorAutoregressionOptions Checked(VectorAutoregressionOptions? options)
    {
        options ??= new VectorAutoregressionOptions();
        options.Validate();
        Require.That(
            options.Ridge == 0,
            "Ridge belongs to batch fits; a streaming fit waits until the samples determine it",
            nameof(VectorAutoregressionOptions.Ridge)
        );
        return options;
    }
}
