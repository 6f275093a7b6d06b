using System.Globalization;
using System.Numerics;
using Gsp.Random;

namespace Gsp.Networks;

/// <summary>The weights of one direction of one recurrent layer, in PyTorch's names and layouts.</summary>
/// <param name="InputWeight"><c>weight_ih</c>, [gates H, in].</param>
/// <param name="StateWeight"><c>weight_hh</c>, [gates H, H].</param>
/// <param name="InputBias"><c>bias_ih</c>, [gates H], or none.</param>
/// <param name="StateBias"><c>bias_hh</c>, [gates H], or none.</param>
/// <typeparam name="T">float or double.</typeparam>
internal sealed record RecurrentWeights<T>(
    Tensor<T> InputWeight,
    Tensor<T> StateWeight,
    Tensor<T>? InputBias,
    Tensor<T>? StateBias
)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The inputs' part of all gates: one product for all rows and times.</summary>
    public Tensor<T> Project(Tensor<T> x) => x.Linear(InputWeight, InputBias);
}

/// <summary>What recurrent layers and cells have in common: weights drawn uniformly in ±1/√H.</summary>
/// <typeparam name="T">float or double.</typeparam>
public abstract class RecurrentModule<T> : Module<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private protected RecurrentModule(Workspace<T> workspace, int inputs, int hidden)
        : base(workspace)
    {
        Inputs = Require.Positive(inputs);
        Hidden = Require.Positive(hidden);
    }

    /// <summary>Channels of the input.</summary>
    public int Inputs { get; }

    /// <summary>Channels of the state, H.</summary>
    public int Hidden { get; }

    /// <summary>Registers the weights of one direction.</summary>
    private protected RecurrentWeights<T> Weights(int gates, int inputs, string suffix, bool bias, RandomStream random)
    {
        return new(
            Drawn("weight_ih", [gates * Hidden, inputs]),
            Drawn("weight_hh", [gates * Hidden, Hidden]),
            bias ? Drawn("bias_ih", [gates * Hidden]) : null,
            bias ? Drawn("bias_hh", [gates * Hidden]) : null
        );

        Tensor<T> Drawn(string name, Shape shape) =>
            Parameter(
                name + suffix,
                Initialisation.Uniform<T>(random.Split(name + suffix), shape.Elements, 1 / Math.Sqrt(Hidden)),
                shape
            );
    }

    /// <summary>The suffix of a direction's names: <c>_l0</c>, <c>_l0_reverse</c>, <c>_l1</c>, ...</summary>
    private protected static string Suffix(int layer, bool reverse) =>
        string.Create(CultureInfo.InvariantCulture, $"_l{layer}{(reverse ? "_reverse" : "")}");

    private protected void CheckSequence(Tensor<T> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        Require.That(
            x.Shape.Count == 3 && x.Shape[2] == Inputs,
            $"this layer reads sequences [batch, time, {Inputs}]; got {x.Shape}",
            nameof(x)
        );
    }
}
