namespace Gsp.Topology;

/// <summary>The corrected AdaCGP with given settings: learns a directed graph, its lag filters and polynomial coefficients from a stream, sample by sample.</summary>
/// <remarks>
/// Model and guarantees: see <see cref="OnlineAdaCgp"/>.
/// The statistics are the recursive moments R = lambda R + z z^T and C = lambda C + x z^T; the support of W is found by tests of significance
/// or by the penalties of paths one and two, and weights are least-squares weights on that support, in their own state. With
/// <see cref="AdaCgpOptions.Polynomial"/> the polynomial form is estimated jointly beside them and reported when it forecasts better.
/// The forecast error of the sample before it is used chooses; no truth is needed anywhere.
/// <para>Cost a sample: 2 N^2 P (P + 1) operations for the moments and about 2 E NP for E coefficients, divided by the update interval.
/// Memory: N^2 P (P + 1) numbers and the coefficients; about P^2 times N^2 P / 2 more with the polynomial form.</para>
/// <para>Source: Jenkins and Mandic, "AdaCGP", arXiv 2411.01567 (problems (A), (B), (C), after Mei and
/// Moura, IEEE Trans. Signal Process. 65, 2017); the corrections and the tests are described in docs/adacgp-corrected.md.</para>
/// </remarks>
public sealed class AdaCgp : OnlineAdaCgp
{
    private readonly MemberGroup group;

    /// <summary>Creates an estimator before its first sample.</summary>
    /// <param name="nodes">N, the number of nodes.</param>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <exception cref="ArgumentException">A setting is out of range or has no effect with the others.</exception>
    public AdaCgp(int nodes, AdaCgpOptions? options = null)
        : this(nodes, options = (options ?? new AdaCgpOptions()).Validate(nodes), AdaCgpAssembly.Build(nodes, options))
    { }

    private AdaCgp(int nodes, AdaCgpOptions options, (AdaCgpCore Core, MemberGroup Group) parts)
        : base(nodes, "AdaCgp/1", parts.Core) => (Options, group) = (options, parts.Group);

    /// <summary>The settings that the estimator was made with.</summary>
    public AdaCgpOptions Options { get; }

    /// <summary>The forgetting factor in use.</summary>
    public double Forgetting => group.Forgetting;

    /// <summary>Uses another forgetting factor from the next sample on. The moments stay exact.</summary>
    /// <param name="forgetting">lambda in (0, 1].</param>
    public void ChangeForgetting(double forgetting) =>
        group.Forgetting = Require.InHalfOpen(forgetting, 0.0, 1.0, "1 remembers everything");

    /// <summary>Uses another number of lags from the next sample on. The moments hold all lags up to the maximum, so nothing is lost.</summary>
    /// <param name="order">P, from 1 to <see cref="AdaCgpOptions.MaximumOrder"/>.</param>
    public void ChangeOrder(int order) => Core.ChangeOrder(order);

    /// <inheritdoc/>
    public override void Reset()
    {
        base.Reset();
        Core.ChangeOrder(Options.Order);
        group.Forgetting = Options.Forgetting;
    }
}
