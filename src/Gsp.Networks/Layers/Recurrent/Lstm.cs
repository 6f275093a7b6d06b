using System.Numerics;
using Gsp.Random;

namespace Gsp.Networks;

/// <summary>Long short-term memories over sequences [batch, time, in]: PyTorch's LSTM with <c>batch_first</c>.</summary>
/// <remarks>
/// Parameters <c>weight_ih_l0</c> [4H, in], <c>weight_hh_l0</c> [4H, H], <c>bias_ih_l0</c> and <c>bias_hh_l0</c> [4H], with <c>_reverse</c> for the
/// second direction and <c>_l1</c>, ... for further layers, which read the outputs of the layer before. Gates in the order i, f, g, o.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Lstm<T> : RecurrentModule<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly RecurrentWeights<T>[] weights;
    private readonly int directions;

    /// <summary>Makes the layers.</summary>
    /// <param name="workspace">Where the parameters live.</param>
    /// <param name="inputs">Channels of the input.</param>
    /// <param name="hidden">Channels of a state, H.</param>
    /// <param name="random">Draws the initial values.</param>
    /// <param name="layers">Number of layers.</param>
    /// <param name="bidirectional">Whether each layer also reads the sequence from its end.</param>
    /// <param name="bias">Whether there are biases.</param>
    public Lstm(
        Workspace<T> workspace,
        int inputs,
        int hidden,
        RandomStream random,
        int layers = 1,
        bool bidirectional = false,
        bool bias = true
    )
        : base(workspace, inputs, hidden)
    {
        ArgumentNullException.ThrowIfNull(random);
        Require.Positive(layers);
        directions = bidirectional ? 2 : 1;
        weights = new RecurrentWeights<T>[layers * directions];
        for (int i = 0; i < weights.Length; i++)
        {
            int layer = i / directions;
            int width = layer == 0 ? inputs : hidden * directions;
            weights[i] = Weights(4, width, Suffix(layer, i % directions == 1), bias, random);
        }
    }

    /// <summary>Reads sequences.</summary>
    /// <param name="x">[batch, time, in], at least one time.</param>
    /// <param name="state">The first h of each layer and direction, [layers directions, batch, H]; zeros when left out.</param>
    /// <param name="cell">The first c, likewise.</param>
    /// <returns>The last layer's states after each input, [batch, time, H] or [batch, time, 2H] with both directions side by side.</returns>
    public Tensor<T> Forward(Tensor<T> x, Tensor<T>? state = null, Tensor<T>? cell = null) =>
        ForwardWithState(x, state, cell).Output;

    /// <summary>Reads sequences and gives the last states too.</summary>
    /// <param name="x">[batch, time, in], at least one time.</param>
    /// <param name="state">The first h of each layer and direction, [layers directions, batch, H]; zeros when left out.</param>
    /// <param name="cell">The first c, likewise.</param>
    /// <returns>The output, and the last h and c of each layer and direction, [layers directions, batch, H].</returns>
    public (Tensor<T> Output, Tensor<T> State, Tensor<T> Cell) ForwardWithState(
        Tensor<T> x,
        Tensor<T>? state = null,
        Tensor<T>? cell = null
    )
    {
        CheckSequence(x);
        int batch = x.Shape[0];
        int time = x.Shape[1];
        Tensor<T> sequence = x.Transpose(0, 1);
        var last = new Tensor<T>[weights.Length];
        var lastCell = new Tensor<T>[weights.Length];
        for (int layer = 0; layer < weights.Length / directions; layer++)
        {
            var outputs = new Tensor<T>[directions];
            for (int direction = 0; direction < directions; direction++)
            {
                int number = layer * directions + direction;
                Tensor<T> from = sequence;
                bool reverse = direction == 1;
                Tensor<T> both = Run(() =>
                {
                    Tensor<T> h = state?.Select(0, number) ?? Workspace.Zeros([batch, Hidden]);
                    Tensor<T> c = cell?.Select(0, number) ?? Workspace.Zeros([batch, Hidden]);
                    RecurrentWeights<T> w = weights[number];
                    return w.Project(from).LstmSequence(h, c, w.StateWeight, w.StateBias, reverse);
                });
                outputs[direction] = both.Select(0, 0);
                last[number] = outputs[direction].Select(0, reverse ? 0 : time - 1);
                lastCell[number] = both.Select(0, 1).Select(0, reverse ? 0 : time - 1);
            }
            sequence = directions == 1 ? outputs[0] : Operations.Concat(2, outputs);
        }
        return (sequence.Transpose(0, 1), Operations.Stack(0, last), Operations.Stack(0, lastCell));
    }
}
