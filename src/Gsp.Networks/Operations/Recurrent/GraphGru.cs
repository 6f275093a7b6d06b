using System.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    /// <summary>A graph-convolutional gated recurrent unit over a sequence, behind the convolution of its inputs: Li, Yu, Shahabi and Liu, ICLR 2018.</summary>
    /// <remarks>
    /// D(z) = [z, P_1 z, ..., P_S^K z]; r = σ(a_r + D(h) W_r^T); u = σ(a_u + D(h) W_u^T); c = tanh(a_c + D(r h) W_c^T); h' = u h + (1 - u) c.
    /// Two dense and two sparse products a step; the weights' gradients are one product each over all steps. Kept for the backward pass:
    /// (2 (1 + S K) + 3) H numbers a node and step.
    /// </remarks>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="inputs">a: [time, batch, nodes, 3H], the gates r, u, c one after another, with their biases.</param>
    /// <param name="state">The first state, [batch, nodes, H].</param>
    /// <param name="gateWeight">W_r and W_u, [2H, (1 + S K) H].</param>
    /// <param name="candidateWeight">W_c, [H, (1 + S K) H].</param>
    /// <param name="supports">The graph.</param>
    /// <param name="order">K, at least 1.</param>
    /// <returns>The states after each input, [time, batch, nodes, H].</returns>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static Tensor<T> GraphGruSequence<T>(
        this Tensor<T> inputs,
        Tensor<T> state,
        Tensor<T> gateWeight,
        Tensor<T> candidateWeight,
        GraphSupports<T> supports,
        int order
    )
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(supports);
        Require.Positive(order);
        var diffusion = new Diffusion<T>(supports, order, root: true);
        CheckGraphGru(inputs, state, gateWeight, candidateWeight, supports.NodeCount, diffusion.Blocks);
        (int time, int batch, int nodes) = (inputs.Shape[0], inputs.Shape[1], inputs.Shape[2]);
        int hidden = state.Shape[2];
        int rows = batch * nodes;
        int width = diffusion.Blocks * hidden;
        Workspace<T> workspace = inputs.Workspace;
        IDevice<T> device = workspace.Device;
        using Operation<T> operation = new(workspace);
        bool records = operation.Records(inputs, state, gateWeight, candidateWeight);
        int kept = records ? time : 1;
        Tensor<T> a = inputs.Detach().Contiguous().Reshape(time, rows, 3 * hidden);
        Tensor<T> y = workspace.Empty([time, batch, nodes, hidden]);
        Tensor<T> stateFeatures = workspace.Empty([kept, rows, width]);
        Tensor<T> resetFeatures = workspace.Empty([kept, rows, width]);
        Tensor<T> gates = workspace.Empty([kept, rows, 3 * hidden]);
        Tensor<T> gateProducts = workspace.Empty([rows, 2 * hidden]);
        Tensor<T> candidateProducts = workspace.Empty([rows, hidden]);
        Tensor<T> h = state.Detach().Contiguous().Reshape(rows, hidden);
        for (int t = 0; t < time; t++)
        {
            Tensor<T> ofState = stateFeatures.Select(0, records ? t : 0);
            device.Copy(h, ofState.Slice(1, 0, hidden));
            Spread(ofState);
            device.MatMul(ofState, gateWeight.Detach().Transpose(0, 1), gateProducts, T.One, accumulate: false);
            Tensor<T> q = gates.Select(0, records ? t : 0);
            Tensor<T> ofReset = resetFeatures.Select(0, records ? t : 0);
            device.GraphGruReset(a.Select(0, t), gateProducts, h, q, ofReset.Slice(1, 0, hidden));
            Spread(ofReset);
            device.MatMul(ofReset, candidateWeight.Detach().Transpose(0, 1), candidateProducts, T.One, false);
            Tensor<T> next = y.Select(0, t).Reshape(rows, hidden);
            device.GraphGruBlend(a.Select(0, t), candidateProducts, h, q, next);
            h = next;
        }
        return operation.End(
            Tape.Record(
                "graph gru",
                y,
                [inputs, state, gateWeight, candidateWeight],
                [stateFeatures, resetFeatures, gates, gateWeight, candidateWeight],
                gradient =>
                {
                    Tensor<T> g = gradient.Contiguous().Reshape(time, rows, hidden);
                    Tensor<T> da = workspace.Empty([time, rows, 3 * hidden]);
                    Tensor<T> carry = workspace.Zeros([rows, hidden]);
                    Tensor<T> slopes = workspace.Empty([rows, width]);
                    Tensor<T> own = slopes.Slice(1, 0, hidden);
                    for (int t = time - 1; t >= 0; t--)
                    {
                        Tensor<T> before = stateFeatures.Select(0, t).Slice(1, 0, hidden);
                        Tensor<T> slope = da.Select(0, t);
                        Tensor<T> q = gates.Select(0, t);
                        device.GraphGruBlendSlope(g.Select(0, t), q, before, carry, slope);
                        Tensor<T> ofCandidate = slope.Slice(1, 2 * hidden, hidden);
                        device.MatMul(ofCandidate, candidateWeight.Detach(), slopes, T.One, accumulate: false);
                        Collect(slopes);
                        device.GraphGruResetSlope(own, q, before, carry, slope);
                        Tensor<T> ofGates = slope.Slice(1, 0, 2 * hidden);
                        device.MatMul(ofGates, gateWeight.Detach(), slopes, T.One, accumulate: false);
                        Collect(slopes);
                        device.Add(own, carry);
                    }
                    Tensor<T> all = da.Reshape(time * rows, 3 * hidden);
                    AccumulateProduct(
                        gateWeight,
                        all.Slice(1, 0, 2 * hidden).Transpose(0, 1),
                        stateFeatures.Reshape(time * rows, width)
                    );
                    AccumulateProduct(
                        candidateWeight,
                        all.Slice(1, 2 * hidden, hidden).Transpose(0, 1),
                        resetFeatures.Reshape(time * rows, width)
                    );
                    inputs.Accumulate(da.Reshape(inputs.Shape.Lengths));
                    state.Accumulate(carry.Reshape(state.Shape.Lengths));
                }
            )
        );

        void Spread(Tensor<T> features)
        {
            Tensor<T> all = features.Reshape(batch, nodes, width);
            diffusion.Spread(Diffusion<T>.Block(all, 0, hidden), all);
        }

        void Collect(Tensor<T> features)
        {
            Tensor<T> all = features.Reshape(batch, nodes, width);
            diffusion.Collect(all, Diffusion<T>.Block(all, 0, hidden));
        }
    }

    private static void CheckGraphGru<T>(
        Tensor<T> inputs,
        Tensor<T> state,
        Tensor<T> gateWeight,
        Tensor<T> candidateWeight,
        int nodes,
        int blocks
    )
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(gateWeight);
        ArgumentNullException.ThrowIfNull(candidateWeight);
        Require.That(
            inputs.Shape.Count == 4 && inputs.Shape[2] == nodes && inputs.Shape[3] % 3 == 0,
            $"a graph GRU on {nodes} nodes takes projected inputs [time, batch, {nodes}, 3H]; got {inputs.Shape}",
            nameof(inputs)
        );
        int hidden = inputs.Shape[3] / 3;
        Require.That(
            state.Shape.Equals([inputs.Shape[1], nodes, hidden]),
            $"the first state for inputs {inputs.Shape} is [{inputs.Shape[1]}, {nodes}, {hidden}]; got {state.Shape}",
            nameof(state)
        );
        Require.That(
            gateWeight.Shape.Equals([2 * hidden, blocks * hidden])
                && candidateWeight.Shape.Equals([hidden, blocks * hidden]),
            $"a graph GRU with H = {hidden} and {blocks} blocks of features needs weights [{2 * hidden}, {blocks * hidden}] and [{hidden}, {blocks * hidden}]; got {gateWeight.Shape} and {candidateWeight.Shape}",
            nameof(gateWeight)
        );
    }
}
