using System.Numerics;
using Gsp.Numerics;

namespace Gsp.Networks;

/// <summary>Options of <see cref="Sgd{T}"/>.</summary>
public sealed record SgdOptions : OptimiserOptions
{
    /// <summary>The momentum μ, in [0, 1).</summary>
    public double Momentum { get; init; }

    /// <summary>The dampening τ of what enters the momentum, in [0, 1]; without effect where there is no momentum.</summary>
    public double Dampening { get; init; }

    /// <summary>Whether to look ahead along the momentum; needs momentum, and no dampening.</summary>
    public bool Nesterov { get; init; }

    internal override void Validate()
    {
        base.Validate();
        Require.That(Momentum is >= 0 and < 1, Text(Momentum, "momentum", "[0, 1)"), nameof(Momentum));
        Require.InRange(Dampening, 0.0, 1.0);
        Require.That(
            !Nesterov || (Momentum > 0 && Dampening == 0),
            "Nesterov's step needs momentum above 0 and no dampening",
            nameof(Nesterov)
        );
    }

    internal static string Text(double value, string what, string interval) =>
        FormattableString.Invariant($"the {what} is {value}; it must lie in {interval}");
}

/// <summary>Stochastic gradient descent with momentum.</summary>
/// <remarks>
/// d = g + λ w (the decay is part of the gradient), b ← μ b + (1 - τ) d (b ← d on a parameter's first step), w ← w - γ b, or with Nesterov
/// w ← w - γ (d + μ b). Sutskever, Martens, Dahl and Hinton, "On the importance of initialization and momentum in deep learning", ICML 2013, in the
/// form that has the learning rate outside the momentum.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Sgd<T> : Optimiser<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly SgdOptions options;

    /// <summary>Makes the optimiser.</summary>
    /// <param name="parameters">What to optimise, with names.</param>
    /// <param name="options">The rule's constants.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or no parameter requires a gradient.</exception>
    public Sgd(IEnumerable<(string Name, Tensor<T> Tensor)> parameters, SgdOptions? options = null)
        : base(parameters, options ??= new(), options.Momentum > 0 ? 1 : 0) => this.options = options;

    private protected override void Update()
    {
        if (options.Momentum == 0)
        {
            Apply(p => new SgdRule<T>(To(-LearningRate * p.LearningRateFactor), To(p.WeightDecay)));
            return;
        }
        Apply(p => new MomentumRule<T>(
            To(-LearningRate * p.LearningRateFactor),
            To(p.WeightDecay),
            To(options.Momentum),
            To(p.Steps == 1 ? 1 : 1 - options.Dampening),
            options.Nesterov
        ));
    }
}

/// <summary>w - γ (g + λ w).</summary>
internal readonly struct SgdRule<T>(T minusRate, T decay) : IUpdateRule<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    static int IUpdateRule<T>.States => 0;

    void IUpdateRule<T>.Step<V, L>(ref V weight, V gradient, ref V first, ref V second)
    {
        V direction = L.MultiplyAdd(L.Broadcast(decay), weight, gradient);
        weight = L.MultiplyAdd(L.Broadcast(minusRate), direction, weight);
    }
}

/// <summary>The step with momentum b, the first number of state.</summary>
internal readonly struct MomentumRule<T>(T minusRate, T decay, T momentum, T share, bool nesterov) : IUpdateRule<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    static int IUpdateRule<T>.States => 1;

    void IUpdateRule<T>.Step<V, L>(ref V weight, V gradient, ref V first, ref V second)
    {
        V mu = L.Broadcast(momentum);
        V direction = L.MultiplyAdd(L.Broadcast(decay), weight, gradient);
        first = L.MultiplyAdd(mu, first, L.Multiply(L.Broadcast(share), direction));
        direction = nesterov ? L.MultiplyAdd(mu, first, direction) : first;
        weight = L.MultiplyAdd(L.Broadcast(minusRate), direction, weight);
    }
}
