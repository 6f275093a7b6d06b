using System.Numerics;

namespace Gsp.Networks;

/// <summary>Options of <see cref="AdamW{T}"/>: those of Adam, with a weight decay of 0.01 unless changed.</summary>
public sealed record AdamWOptions : AdamOptions
{
    /// <summary>The usual options.</summary>
    public AdamWOptions() => WeightDecay = 0.01;
}

/// <summary>Adam with decoupled weight decay: the weights shrink by themselves, not through the gradient.</summary>
/// <remarks>w ← (1 - γ λ) w, then Adam's step without decay (<see cref="Adam{T}"/>). Loshchilov and Hutter, "Decoupled weight decay regularization",
/// ICLR 2019, algorithm 2, with the schedule's factor within γ.</remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class AdamW<T> : Optimiser<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly AdamWOptions options;

    /// <summary>Makes the optimiser.</summary>
    /// <param name="parameters">What to optimise, with names.</param>
    /// <param name="options">The rule's constants.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or no parameter requires a gradient.</exception>
    public AdamW(IEnumerable<(string Name, Tensor<T> Tensor)> parameters, AdamWOptions? options = null)
        : base(parameters, options ??= new(), states: 2) => this.options = options;

    private protected override void Update() =>
        Apply(p =>
        {
            double rate = LearningRate * p.LearningRateFactor;
            return new AdamRule<T>(p.Steps, rate, coupledDecay: 0, kept: 1 - (rate * p.WeightDecay), options);
        });
}
