using System.Numerics;
using Gsp.Random;

namespace Gsp.Networks;

/// <summary>A gated recurrent unit whose gates are diffusion convolutions on a graph, for a step or a whole sequence.</summary>
/// <remarks>
/// r = σ(D_r[x, h]); u = σ(D_u[x, h]); c = tanh(D_c[x, r h]); h' = u h + (1 - u) c, with diffusion convolutions D (Li, Yu, Shahabi and Liu, ICLR
/// 2018; Cini, Marisca and Alippi, ICLR 2022). Parts <c>forget_gate</c> (r), <c>update_gate</c> (u) and <c>candidate_gate</c> (c), each a
/// <see cref="DiffusionConvolution{T}"/> of in + H channels. A sequence convolves all its inputs at once.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class GraphGru<T> : Module<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly DiffusionConvolution<T>[] gates;
    private readonly int supportCount;
    private readonly int order;

    /// <summary>Makes the cell.</summary>
    /// <param name="workspace">Where its parameters live.</param>
    /// <param name="inputs">Channels of the input.</param>
    /// <param name="hidden">Channels of the state, H.</param>
    /// <param name="supports">Number of supports S of the graphs it will work on.</param>
    /// <param name="order">Number of hops K.</param>
    /// <param name="random">Draws the initial values.</param>
    public GraphGru(Workspace<T> workspace, int inputs, int hidden, int supports, int order, RandomStream random)
        : base(workspace)
    {
        ArgumentNullException.ThrowIfNull(random);
        Inputs = Require.Positive(inputs);
        Hidden = Require.Positive(hidden);
        supportCount = supports;
        this.order = order;
        gates = [Gate("forget_gate"), Gate("update_gate"), Gate("candidate_gate")];

        DiffusionConvolution<T> Gate(string name) =>
            Part(
                name,
                new DiffusionConvolution<T>(workspace, inputs + hidden, hidden, supports, order, random.Split(name))
            );
    }

    /// <summary>Channels of the input.</summary>
    public int Inputs { get; }

    /// <summary>Channels of the state, H.</summary>
    public int Hidden { get; }

    /// <summary>Computes a step.</summary>
    /// <param name="x">[batch, nodes, in].</param>
    /// <param name="state">[batch, nodes, H].</param>
    /// <param name="supports">The graph.</param>
    /// <returns>The next state, [batch, nodes, H].</returns>
    /// <exception cref="ArgumentException">The shapes or the graph do not fit.</exception>
    public Tensor<T> Step(Tensor<T> x, Tensor<T> state, GraphSupports<T> supports)
    {
        Check(x, 3, "[batch, nodes, in]", supports);
        ArgumentNullException.ThrowIfNull(state);
        return Run(() => Sequence(x.Unsqueeze(0), state, supports).Squeeze(0));
    }

    /// <summary>Computes a sequence.</summary>
    /// <param name="x">[batch, time, nodes, in].</param>
    /// <param name="supports">The graph.</param>
    /// <param name="state">The first state, [batch, nodes, H]; zeros when left out.</param>
    /// <returns>The states after each input, [batch, time, nodes, H].</returns>
    /// <exception cref="ArgumentException">The shapes or the graph do not fit.</exception>
    public Tensor<T> Forward(Tensor<T> x, GraphSupports<T> supports, Tensor<T>? state = null)
    {
        Check(x, 4, "[batch, time, nodes, in]", supports);
        return Run(() =>
        {
            Tensor<T> first = state ?? Workspace.Zeros([x.Shape[0], x.Shape[2], Hidden]);
            return Sequence(x.Transpose(0, 1), first, supports).Transpose(0, 1);
        });
    }

    /// <summary>[time, batch, nodes, in]: the weights of inputs and states part, the inputs are convolved together, then the recurrence runs.</summary>
    private Tensor<T> Sequence(Tensor<T> x, Tensor<T> state, GraphSupports<T> supports)
    {
        int blocks = Diffusion<T>.Count(supportCount, order, root: true);
        Tensor<T> weight = Operations.Concat(0, [.. gates.Select(gate => gate.Weight)]);
        Tensor<T> bias = Operations.Concat(0, [.. gates.Select(gate => gate.Bias)]);
        Tensor<T> byBlock = weight.Reshape(3 * Hidden, blocks, Inputs + Hidden);
        Tensor<T> ofInputs = byBlock.Slice(2, 0, Inputs).Reshape(3 * Hidden, blocks * Inputs);
        Tensor<T> ofStates = byBlock.Slice(2, Inputs, Hidden).Reshape(3 * Hidden, blocks * Hidden);
        Tensor<T> projected = x.DiffusionFeatures(supports, order).Linear(ofInputs, bias);
        return projected.GraphGruSequence(
            state,
            ofStates.Slice(0, 0, 2 * Hidden),
            ofStates.Slice(0, 2 * Hidden, Hidden),
            supports,
            order
        );
    }

    private void Check(Tensor<T> x, int axes, string layout, GraphSupports<T> supports)
    {
        ArgumentNullException.ThrowIfNull(x);
        DiffusionConvolution<T>.CheckSupports(supports, supportCount);
        Require.That(
            x.Shape.Count == axes && x.Shape[-1] == Inputs,
            $"this layer reads {layout} with {Inputs} channels; got {x.Shape}",
            nameof(x)
        );
    }
}
