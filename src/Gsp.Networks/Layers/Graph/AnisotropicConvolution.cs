using System.Numerics;
using Gsp.Random;

namespace Gsp.Networks;

/// <summary>Gated anisotropic message passing: what an edge carries depends on both its nodes (Cini, Marisca, Zambon and Alippi, "Taming local
/// effects", NeurIPS 2023).</summary>
/// <remarks>
/// m_ij = W_2 elu(W_1 [x_i, x_j] + b_1) + b_2 + W_e e_ij + b_e; α_ij = σ(w_a m_ij + b_a); y_i = elu(Σ α_ij m_ij + W_s x_i + b_s), over the edges from
/// j to i. Parts <c>message_1</c> [H, 2 in] (receiver first), <c>message_2</c> [H, H], <c>edge</c> [H, edge features] (where there are some),
/// <c>gate</c> [1, H] and <c>skip</c> [H, in]. W_1 is applied to nodes, not to edges.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class AnisotropicConvolution<T> : Module<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int inputs;
    private readonly Linear<T> message1;
    private readonly Linear<T> message2;
    private readonly Linear<T>? edge;
    private readonly Linear<T> gate;
    private readonly Linear<T> skip;

    /// <summary>Makes the layer.</summary>
    /// <param name="workspace">Where its parameters live.</param>
    /// <param name="inputs">Channels of the input.</param>
    /// <param name="outputs">Channels of messages and output, H.</param>
    /// <param name="random">Draws the initial values.</param>
    /// <param name="edgeFeatures">Features of an edge; 0 for none.</param>
    public AnisotropicConvolution(
        Workspace<T> workspace,
        int inputs,
        int outputs,
        RandomStream random,
        int edgeFeatures = 0
    )
        : base(workspace)
    {
        ArgumentNullException.ThrowIfNull(random);
        Require.NotNegative(edgeFeatures);
        this.inputs = inputs;
        message1 = Part("message_1", new Linear<T>(workspace, 2 * inputs, outputs, random.Split("message_1")));
        message2 = Part("message_2", new Linear<T>(workspace, outputs, outputs, random.Split("message_2")));
        edge =
            edgeFeatures == 0
                ? null
                : Part("edge", new Linear<T>(workspace, edgeFeatures, outputs, random.Split("edge")));
        gate = Part("gate", new Linear<T>(workspace, outputs, 1, random.Split("gate")));
        skip = Part("skip", new Linear<T>(workspace, inputs, outputs, random.Split("skip")));
    }

    /// <summary>Computes the layer.</summary>
    /// <param name="x">[..., nodes, in].</param>
    /// <param name="edges">The graph.</param>
    /// <param name="edgeFeatures">[edges, features], where the layer was made for some.</param>
    /// <returns>[..., nodes, H].</returns>
    /// <exception cref="ArgumentException">The shapes do not fit, or edge features are missing or not expected.</exception>
    public Tensor<T> Forward(Tensor<T> x, GraphEdges edges, Tensor<T>? edgeFeatures = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(edges);
        Require.That(
            (edge is null) == (edgeFeatures is null),
            edge is null
                ? "the layer was made without edge features"
                : "the layer was made for edge features: give them",
            nameof(edgeFeatures)
        );
        return Run(() =>
        {
            Tensor<T> ofReceiver = x.Linear(message1.Weight.Slice(1, 0, inputs), message1.Bias);
            Tensor<T> ofSender = x.Linear(message1.Weight.Slice(1, inputs, inputs));
            Tensor<T> both = ofReceiver.Gather(edges.Targets, -2) + ofSender.Gather(edges.Sources, -2);
            Tensor<T> message = message2.Forward(both.Elu());
            if (edge is not null)
            {
                message += edge.Forward(edgeFeatures!);
            }
            Tensor<T> weighted = gate.Forward(message).Sigmoid() * message;
            return (weighted.SegmentSum(edges.Targets, -2) + skip.Forward(x)).Elu();
        });
    }
}
