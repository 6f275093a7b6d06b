using System.Numerics;
using Gsp.Numerics;

namespace Gsp.Networks;

/// <summary>Options of <see cref="Lars{T}"/>.</summary>
public sealed record LarsOptions : OptimiserOptions
{
    /// <summary>The momentum μ, in [0, 1).</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>The trust coefficient η, above 0.</summary>
    public double TrustCoefficient { get; init; } = 1e-3;

    /// <summary>Which parameters, by name and shape, take the plain learning rate; those with fewer than two axes unless changed.</summary>
    public Func<string, Shape, bool> Plain { get; init; } = (_, shape) => shape.Count < 2;

    internal override void Validate()
    {
        base.Validate();
        Require.That(Momentum is >= 0 and < 1, SgdOptions.Text(Momentum, "momentum", "[0, 1)"), nameof(Momentum));
        Require.Positive(TrustCoefficient);
        ArgumentNullException.ThrowIfNull(Plain);
    }
}

/// <summary>Momentum with a learning rate for every parameter tensor in proportion to its norm over its gradient's: for large batches.</summary>
/// <remarks>
/// q = η |w| / (|g| + λ |w|), where one of the norms is 0 or the parameter is plain q = 1; v ← μ v + γ q (g + λ w), w ← w - v.
/// You, Gitman and Ginsburg, "Large batch training of convolutional networks", arXiv 1708.03888, algorithm 1.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Lars<T> : Optimiser<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly LarsOptions options;
    private readonly Dictionary<OptimisedParameter<T>, double> trust = new(ReferenceEqualityComparer.Instance);

    /// <summary>Makes the optimiser.</summary>
    /// <param name="parameters">What to optimise, with names.</param>
    /// <param name="options">The rule's constants.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or no parameter requires a gradient.</exception>
    public Lars(IEnumerable<(string Name, Tensor<T> Tensor)> parameters, LarsOptions? options = null)
        : base(parameters, options ??= new(), states: 1) => this.options = options;

    private protected override void Update()
    {
        FindTrust();
        Apply(p => new LarsRule<T>(
            To(LearningRate * p.LearningRateFactor * trust.GetValueOrDefault(p, 1)),
            To(p.WeightDecay),
            To(options.Momentum)
        ));
    }

    private void FindTrust()
    {
        trust.Clear();
        var adapted = new List<OptimisedParameter<T>>();
        var tensors = new List<Tensor<T>>();
        foreach (OptimisedParameter<T> parameter in Entries)
        {
            if (parameter.Weight.Gradient is { } gradient && !options.Plain(parameter.Name, parameter.Weight.Shape))
            {
                adapted.Add(parameter);
                tensors.Add(parameter.Weight);
                tensors.Add(gradient);
            }
        }
        var squares = new double[tensors.Count];
        Workspace.Device.SumsOfSquares(tensors.ToArray(), squares);
        for (int k = 0; k < adapted.Count; k++)
        {
            double weight = Math.Sqrt(squares[2 * k]);
            double gradient = Math.Sqrt(squares[(2 * k) + 1]);
            trust[adapted[k]] =
                weight == 0 || gradient == 0
                    ? 1
                    : options.TrustCoefficient * weight / (gradient + (adapted[k].WeightDecay * weight));
        }
    }
}

/// <summary>The step with momentum v, the first number of state, that holds the rate.</summary>
internal readonly struct LarsRule<T>(T rate, T decay, T momentum) : IUpdateRule<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    static int IUpdateRule<T>.States => 1;

    void IUpdateRule<T>.Step<V, L>(ref V weight, V gradient, ref V first, ref V second)
    {
        V direction = L.MultiplyAdd(L.Broadcast(decay), weight, gradient);
        V scaled = L.Multiply(L.Broadcast(rate), direction);
        first = L.MultiplyAdd(L.Broadcast(momentum), first, scaled);
        weight = L.Add(weight, L.Negate(first));
    }
}
