using System.Numerics;
using Gsp.Random;

namespace Gsp.Networks;

/// <summary>One step of a long short-term memory: PyTorch's LSTMCell.</summary>
/// <remarks>Parameters <c>weight_ih</c> [4H, in], <c>weight_hh</c> [4H, H], <c>bias_ih</c> and <c>bias_hh</c> [4H], gates in the order i, f, g, o; the
/// formula stands at <see cref="Operations.LstmSequence"/>.</remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class LstmCell<T> : RecurrentModule<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly RecurrentWeights<T> weights;

    /// <summary>Makes the cell.</summary>
    /// <param name="workspace">Where its parameters live.</param>
    /// <param name="inputs">Channels of the input.</param>
    /// <param name="hidden">Channels of the state.</param>
    /// <param name="random">Draws the initial values.</param>
    /// <param name="bias">Whether it has biases.</param>
    public LstmCell(Workspace<T> workspace, int inputs, int hidden, RandomStream random, bool bias = true)
        : base(workspace, inputs, hidden)
    {
        ArgumentNullException.ThrowIfNull(random);
        weights = Weights(4, inputs, "", bias, random);
    }

    /// <summary>Computes a step.</summary>
    /// <param name="x">[batch, in].</param>
    /// <param name="state">h, [batch, H]; zeros when left out.</param>
    /// <param name="cell">c, [batch, H]; zeros when left out.</param>
    /// <returns>The next h and c, each [batch, H].</returns>
    public (Tensor<T> State, Tensor<T> Cell) Forward(Tensor<T> x, Tensor<T>? state = null, Tensor<T>? cell = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        Tensor<T> both = Run(() =>
        {
            Tensor<T> gates = weights.Project(x).Unsqueeze(0);
            Tensor<T> h = state ?? Workspace.Zeros([x.Shape[0], Hidden]);
            Tensor<T> c = cell ?? Workspace.Zeros([x.Shape[0], Hidden]);
            return gates.LstmSequence(h, c, weights.StateWeight, weights.StateBias).Squeeze(1);
        });
        return (both.Select(0, 0), both.Select(0, 1));
    }
}
