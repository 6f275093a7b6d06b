using System.Globalization;
using System.Numerics;

namespace Gsp.Networks;

/// <summary>Layers one after another; their names are <c>0</c>, <c>1</c>, ...</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Sequential<T> : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Layer<T>[] layers;

    /// <summary>Makes the chain.</summary>
    /// <param name="layers">At least one layer; all of one workspace.</param>
    public Sequential(params Layer<T>[] layers)
        : base(First(layers).Workspace)
    {
        this.layers = [.. layers];
        for (int i = 0; i < layers.Length; i++)
        {
            Part(i.ToString(CultureInfo.InvariantCulture), layers[i]);
        }
    }

    /// <inheritdoc/>
    protected override Tensor<T> Compute(Tensor<T> x)
    {
        foreach (Layer<T> layer in layers)
        {
            x = layer.Forward(x);
        }
        return x;
    }

    private static Layer<T> First(Layer<T>[] layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        Require.That(layers.Length > 0, "a chain needs at least one layer", nameof(layers));
        return layers[0];
    }
}
