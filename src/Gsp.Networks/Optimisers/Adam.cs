using System.Numerics;
using Gsp.Numerics;

namespace Gsp.Networks;

/// <summary>Options of <see cref="Adam{T}"/>.</summary>
public record AdamOptions : OptimiserOptions
{
    /// <summary>The memory β₁ of the mean of gradients, in [0, 1).</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>The memory β₂ of the mean of squared gradients, in [0, 1).</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>The ε that keeps the divisor from zero, zero or more.</summary>
    public double Epsilon { get; init; } = 1e-8;

    internal override void Validate()
    {
        base.Validate();
        Require.That(Beta1 is >= 0 and < 1, SgdOptions.Text(Beta1, "Beta1", "[0, 1)"), nameof(Beta1));
        Require.That(Beta2 is >= 0 and < 1, SgdOptions.Text(Beta2, "Beta2", "[0, 1)"), nameof(Beta2));
        Require.NotNegative(Epsilon);
    }
}

/// <summary>Steps of a size of their own for every weight, from running means of gradients and their squares.</summary>
/// <remarks>
/// g ← g + λ w (the decay is part of the gradient), m ← β₁ m + (1 - β₁) g, v ← β₂ v + (1 - β₂) g², and after t steps
/// w ← w - γ (m / (1 - β₁^t)) / (√(v / (1 - β₂^t)) + ε). Kingma and Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 1.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Adam<T> : Optimiser<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly AdamOptions options;

    /// <summary>Makes the optimiser.</summary>
    /// <param name="parameters">What to optimise, with names.</param>
    /// <param name="options">The rule's constants.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or no parameter requires a gradient.</exception>
    public Adam(IEnumerable<(string Name, Tensor<T> Tensor)> parameters, AdamOptions? options = null)
        : base(parameters, options ??= new(), states: 2) => this.options = options;

    private protected override void Update() =>
        Apply(p =>
            AdamRule.After(p.Steps, LearningRate * p.LearningRateFactor, coupledDecay: p.WeightDecay, kept: 1, options)
        );
}

/// <summary>Adam's step; the state is m and v.</summary>
/// <param name="rate">γ / (1 - β₁^t).</param>
/// <param name="coupledDecay">λ within the gradient.</param>
/// <param name="kept">What weights are multiplied by before the step: 1, or less for decoupled decay.</param>
/// <param name="beta1">β₁.</param>
/// <param name="beta2">β₂.</param>
/// <param name="correction">1 / √(1 - β₂^t).</param>
/// <param name="epsilon">ε.</param>
internal readonly struct AdamRule(
    double rate,
    double coupledDecay,
    double kept,
    double beta1,
    double beta2,
    double correction,
    double epsilon
) : IUpdateRule
{
    static int IUpdateRule.States => 2;

    /// <summary>The constants of a parameter's step number t.</summary>
    public static AdamRule After(long t, double rate, double coupledDecay, double kept, AdamOptions options) =>
        new(
            rate / (1 - Power(options.Beta1, t)),
            coupledDecay,
            kept,
            options.Beta1,
            options.Beta2,
            1 / Math.Sqrt(1 - Power(options.Beta2, t)),
            options.Epsilon
        );

    void IUpdateRule.Step<T, V, L>(ref V weight, V gradient, ref V first, ref V second)
    {
        V g = L.MultiplyAdd(L.Broadcast(T.CreateTruncating(coupledDecay)), weight, gradient);
        V m = L.Multiply(L.Broadcast(T.CreateTruncating(1 - beta1)), g);
        V v = L.Multiply(L.Multiply(L.Broadcast(T.CreateTruncating(1 - beta2)), g), g);
        first = L.MultiplyAdd(L.Broadcast(T.CreateTruncating(beta1)), first, m);
        second = L.MultiplyAdd(L.Broadcast(T.CreateTruncating(beta2)), second, v);
        V divisor = L.MultiplyAdd(
            L.Sqrt(second),
            L.Broadcast(T.CreateTruncating(correction)),
            L.Broadcast(T.CreateTruncating(epsilon))
        );
        weight = L.Multiply(L.Broadcast(T.CreateTruncating(kept)), weight);
        weight = L.MultiplyAdd(L.Broadcast(T.CreateTruncating(-rate)), L.Divide(first, divisor), weight);
    }

    /// <summary>b^t by squaring: the same bits on every machine.</summary>
    internal static double Power(double b, long t)
    {
        double result = 1;
        for (; t > 0; t >>= 1, b *= b)
        {
            result *= (t & 1) == 1 ? b : 1;
        }
        return result;
    }
}
