using System.Numerics;
using Gsp.Random;

namespace Gsp.Networks;

/// <summary>One step of a gated recurrent unit: PyTorch's GRUCell.</summary>
/// <remarks>Parameters <c>weight_ih</c> [3H, in], <c>weight_hh</c> [3H, H], <c>bias_ih</c> and <c>bias_hh</c> [3H], gates in the order r, z, n; the
/// formula stands at <see cref="Operations.GruSequence"/>.</remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class GruCell<T> : RecurrentModule<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly RecurrentWeights<T> weights;

    /// <summary>Makes the cell.</summary>
    /// <param name="workspace">Where its parameters live.</param>
    /// <param name="inputs">Channels of the input.</param>
    /// <param name="hidden">Channels of the state.</param>
    /// <param name="random">Draws the initial values.</param>
    /// <param name="bias">Whether it has biases.</param>
    public GruCell(Workspace<T> workspace, int inputs, int hidden, RandomStream random, bool bias = true)
        : base(workspace, inputs, hidden)
    {
        ArgumentNullException.ThrowIfNull(random);
        weights = Weights(3, inputs, "", bias, random);
    }

    /// <summary>Computes a step.</summary>
    /// <param name="x">[batch, in].</param>
    /// <param name="state">[batch, H]; zeros when left out.</param>
    /// <returns>The next state, [batch, H].</returns>
    public Tensor<T> Forward(Tensor<T> x, Tensor<T>? state = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Run(() =>
        {
            Tensor<T> gates = weights.Project(x).Unsqueeze(0);
            Tensor<T> h = state ?? Workspace.Zeros([x.Shape[0], Hidden]);
            return gates.GruSequence(h, weights.StateWeight, weights.StateBias).Squeeze(0);
        });
    }
}
