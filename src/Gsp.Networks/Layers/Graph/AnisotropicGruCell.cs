using System.Numerics;
using Gsp.Random;

namespace Gsp.Networks;

/// <summary>A gated recurrent unit whose gates are anisotropic convolutions A: r = σ(A_r[x, h]); u = σ(A_u[x, h]); c = tanh(A_c[x, r h]);
/// h' = u h + (1 - u) c.</summary>
/// <remarks>Parts <c>forget_gate</c> (r), <c>update_gate</c> (u) and <c>candidate_gate</c> (c), each an <see cref="AnisotropicConvolution{T}"/>, whose
/// own elu comes before the gate's function.</remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class AnisotropicGruCell<T> : Module<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly AnisotropicConvolution<T> forget;
    private readonly AnisotropicConvolution<T> update;
    private readonly AnisotropicConvolution<T> candidate;

    /// <summary>Makes the cell.</summary>
    /// <param name="workspace">Where its parameters live.</param>
    /// <param name="inputs">Channels of the input.</param>
    /// <param name="hidden">Channels of the state.</param>
    /// <param name="random">Draws the initial values.</param>
    /// <param name="edgeFeatures">Features of an edge; 0 for none.</param>
    public AnisotropicGruCell(Workspace<T> workspace, int inputs, int hidden, RandomStream random, int edgeFeatures = 0)
        : base(workspace)
    {
        ArgumentNullException.ThrowIfNull(random);
        forget = Gate("forget_gate");
        update = Gate("update_gate");
        candidate = Gate("candidate_gate");

        AnisotropicConvolution<T> Gate(string name) =>
            Part(
                name,
                new AnisotropicConvolution<T>(workspace, inputs + hidden, hidden, random.Split(name), edgeFeatures)
            );
    }

    /// <summary>Computes a step.</summary>
    /// <param name="x">[batch, nodes, in].</param>
    /// <param name="state">[batch, nodes, H].</param>
    /// <param name="edges">The graph.</param>
    /// <param name="edgeFeatures">[edges, features], where the cell was made for some.</param>
    /// <returns>The next state, [batch, nodes, H].</returns>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public Tensor<T> Forward(Tensor<T> x, Tensor<T> state, GraphEdges edges, Tensor<T>? edgeFeatures = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(state);
        return Run(() =>
        {
            Tensor<T> both = Operations.Concat(-1, x, state);
            Tensor<T> r = forget.Forward(both, edges, edgeFeatures).Sigmoid();
            Tensor<T> u = update.Forward(both, edges, edgeFeatures).Sigmoid();
            Tensor<T> own = Operations.Concat(-1, x, r * state);
            Tensor<T> c = candidate.Forward(own, edges, edgeFeatures).Tanh();
            return c + u * (state - c);
        });
    }
}
