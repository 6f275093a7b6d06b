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
        Apply(p => new AdamRule<T>(
            p.Steps,
            LearningRate * p.LearningRateFactor,
            coupledDecay: p.WeightDecay,
            kept: 1,
            options
        ));
}

/// <summary>Adam's step; the state is m and v.</summary>
internal readonly struct AdamRule<T> : IUpdateRule<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T minusRate; // -γ / (1 - β₁^t)
    private readonly T decay; // λ within the gradient
    private readonly T kept; // what weights are multiplied by before the step: 1, or less for decoupled decay
    private readonly T beta1;
    private readonly T beta2;
    private readonly T share1; // 1 - β₁
    private readonly T share2; // 1 - β₂
    private readonly T correction; // 1 / √(1 - β₂^t)
    private readonly T epsilon;

    /// <summary>The constants of a parameter's step number t.</summary>
    public AdamRule(long t, double rate, double coupledDecay, double kept, AdamOptions options)
    {
        minusRate = T.CreateTruncating(-rate / (1 - WholePower.Of(options.Beta1, t)));
        decay = T.CreateTruncating(coupledDecay);
        this.kept = T.CreateTruncating(kept);
        beta1 = T.CreateTruncating(options.Beta1);
        beta2 = T.CreateTruncating(options.Beta2);
        share1 = T.CreateTruncating(1 - options.Beta1);
        share2 = T.CreateTruncating(1 - options.Beta2);
        correction = T.CreateTruncating(1 / Math.Sqrt(1 - WholePower.Of(options.Beta2, t)));
        epsilon = T.CreateTruncating(options.Epsilon);
    }

    static int IUpdateRule<T>.States => 2;

    void IUpdateRule<T>.Step<V, L>(ref V weight, V gradient, ref V first, ref V second)
    {
        V g = L.MultiplyAdd(L.Broadcast(decay), weight, gradient);
        first = L.MultiplyAdd(L.Broadcast(beta1), first, L.Multiply(L.Broadcast(share1), g));
        second = L.MultiplyAdd(L.Broadcast(beta2), second, L.Multiply(L.Multiply(L.Broadcast(share2), g), g));
        V divisor = L.MultiplyAdd(L.Sqrt(second), L.Broadcast(correction), L.Broadcast(epsilon));
        weight = L.Multiply(L.Broadcast(kept), weight);
        weight = L.MultiplyAdd(L.Broadcast(minusRate), L.Divide(first, divisor), weight);
    }
}

/// <summary>Whole powers of decay factors.</summary>
internal static class WholePower
{
    /// <summary>b^t by squaring: the same bits on every machine.</summary>
    public static double Of(double b, long t)
    {
        double result = 1;
        for (; t > 0; t >>= 1, b *= b)
        {
            result *= (t & 1) == 1 ? b : 1;
        }
        return result;
    }
}
