using System.Globalization;
using System.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    /// <summary>g v / |v| for each slice of the first axis: Salimans and Kingma, arXiv 1602.07868, equation 2.</summary>
    /// <remarks>Length and direction of a layer's weights as parameters of their own. The gradient is that of equation 3, by the rules of its parts.</remarks>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="v">[out, ...]: the direction; no slice may be all zeros.</param>
    /// <param name="g">[out, 1, ..., 1]: the length.</param>
    /// <returns>[out, ...].</returns>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static Tensor<T> WeightNorm<T>(this Tensor<T> v, Tensor<T> g)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(g);
        int outputs = Checked(v).Shape[0];
        Require.That(
            g.Shape.Count == v.Shape.Count && g.Shape[0] == outputs && g.Elements == outputs,
            string.Create(
                CultureInfo.InvariantCulture,
                $"weight normalisation of {v.Shape} needs one length for each of its {outputs} outputs, with the same number of axes; got {g.Shape}"
            ),
            nameof(g)
        );
        Tensor<T> rows = v.Reshape(outputs, -1);
        return (rows * (g.Reshape(outputs, 1) / rows.Square().Sum(-1).Sqrt())).Reshape(v.Shape.Lengths);
    }
}
