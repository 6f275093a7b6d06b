using System.Globalization;
using System.Numerics;
using Gsp.Random;

namespace Gsp.Networks;

/// <summary>Attention of several heads between projections: Vaswani et al., "Attention is all you need", NIPS 2017, section 3.2.2.</summary>
/// <remarks>
/// Sequences are [batch, length, width]. Parameters <c>in_proj_weight</c> [3 width, width] (queries, keys, values, one below the other; drawn
/// uniformly after Glorot), <c>in_proj_bias</c> [3 width] (zeros), <c>out_proj.weight</c> [width, width] and <c>out_proj.bias</c> (zeros). In
/// training shares can be dropped; every call draws the next key of the layer's own stream by number (<see cref="Workspace{T}.Draws"/>).
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class MultiheadAttention<T> : Module<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int width;
    private readonly int heads;
    private readonly double dropout;
    private readonly RandomStream random;
    private readonly Linear<T> output;

    /// <summary>Makes the layer.</summary>
    /// <param name="workspace">Where its parameters live.</param>
    /// <param name="width">Channels of the sequences.</param>
    /// <param name="heads">Heads; must divide the width.</param>
    /// <param name="random">Draws the initial values and dropouts.</param>
    /// <param name="dropout">The probability of a share to be dropped in training, in [0, 1).</param>
    /// <exception cref="ArgumentException">The heads do not divide the width, or the probability is outside [0, 1).</exception>
    public MultiheadAttention(Workspace<T> workspace, int width, int heads, RandomStream random, double dropout = 0)
        : base(workspace)
    {
        Require.Positive(width);
        Require.Positive(heads);
        ArgumentNullException.ThrowIfNull(random);
        Require.That(
            width % heads == 0,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{heads} heads must share {width} channels equally; {width % heads} are left over"
            ),
            nameof(heads)
        );
        this.width = width;
        this.heads = heads;
        this.dropout = Operations.CheckedProbability(dropout);
        this.random = random.Split("dropout");
        InputWeight = Parameter(
            "in_proj_weight",
            Initialisation.XavierUniform<T>(random.Split("in_proj_weight"), 3 * width * width, width, 3 * width),
            [3 * width, width]
        );
        InputBias = Parameter("in_proj_bias", Initialisation.Constant<T>(3 * width, 0), [3 * width]);
        output = Part("out_proj", new Linear<T>(workspace, width, width, random.Split("out_proj")));
        output.Bias!.Set(Initialisation.Constant<T>(width, 0));
    }

    /// <summary>[3 width, width].</summary>
    public Tensor<T> InputWeight { get; }

    /// <summary>[3 width].</summary>
    public Tensor<T> InputBias { get; }

    /// <summary>Attention of a sequence to itself.</summary>
    /// <param name="x">[batch, length, width].</param>
    /// <param name="keyMask">[batch, length], 0 for what counts and -∞ for padding (<see cref="Operations.KeyMask"/>); or none.</param>
    /// <param name="causal">Whether each step sees only itself and those before it.</param>
    /// <returns>[batch, length, width].</returns>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public Tensor<T> Forward(Tensor<T> x, Tensor<T>? keyMask = null, bool causal = false)
    {
        Check(x, nameof(x));
        return Run(() =>
        {
            Tensor<T> projected = x.Linear(InputWeight, InputBias);
            return Attend(Heads(projected, 0), Heads(projected, 1), Heads(projected, 2), keyMask, causal);
        });
    }

    /// <summary>Attention of one sequence to another.</summary>
    /// <param name="queries">[batch, queries, width].</param>
    /// <param name="keys">[batch, keys, width].</param>
    /// <param name="values">[batch, keys, width].</param>
    /// <param name="keyMask">[batch, keys], 0 for what counts and -∞ for padding; or none.</param>
    /// <param name="causal">Whether query i sees only keys 0 to i.</param>
    /// <returns>[batch, queries, width].</returns>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public Tensor<T> Forward(
        Tensor<T> queries,
        Tensor<T> keys,
        Tensor<T> values,
        Tensor<T>? keyMask = null,
        bool causal = false
    )
    {
        Check(queries, nameof(queries));
        Check(keys, nameof(keys));
        Check(values, nameof(values));
        return Run(() => Attend(Project(queries, 0), Project(keys, 1), Project(values, 2), keyMask, causal));
    }

    private Tensor<T> Attend(Tensor<T> q, Tensor<T> k, Tensor<T> v, Tensor<T>? keyMask, bool causal)
    {
        double probability = Training ? dropout : 0;
        ulong key = probability > 0 ? random.Split(Workspace.Draws++).NextUInt64() : 0;
        Tensor<T> y = q.ScaledDotProductAttention(k, v, keyMask, causal, probability, key);
        return output.Forward(y.Transpose(1, 2).Reshape(q.Shape[0], q.Shape[2], width));
    }

    private Tensor<T> Project(Tensor<T> x, int part) =>
        SplitHeads(x.Linear(InputWeight.Slice(0, part * width, width), InputBias.Slice(0, part * width, width)));

    private Tensor<T> Heads(Tensor<T> projected, int part) => SplitHeads(projected.Slice(-1, part * width, width));

    private Tensor<T> SplitHeads(Tensor<T> x) =>
        x.Reshape(x.Shape[0], x.Shape[1], heads, width / heads).Transpose(1, 2);

    private void Check(Tensor<T> x, string name)
    {
        ArgumentNullException.ThrowIfNull(x, name);
        Require.That(
            x.Shape.Count == 3 && x.Shape[2] == width,
            string.Create(
                CultureInfo.InvariantCulture,
                $"attention of width {width} needs sequences [batch, length, {width}]; got {x.Shape}"
            ),
            name
        );
    }
}
