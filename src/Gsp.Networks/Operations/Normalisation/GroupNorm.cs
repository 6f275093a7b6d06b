using System.Globalization;
using System.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    /// <summary>Normalises each group of channels of each sample to mean 0 and variance 1, then scales and shifts each channel: Wu and He,
    /// arXiv 1803.08494, equations 1 and 2.</summary>
    /// <remarks>The gradient is that of <see cref="LayerNorm"/> on the values of a group, then of the product and sum.</remarks>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">[batch, channel, ...].</param>
    /// <param name="groups">Number of groups; divides the channels.</param>
    /// <param name="weight">[channel], or none for ones.</param>
    /// <param name="bias">[channel], or none for zeros.</param>
    /// <param name="epsilon">Added to the variance, greater than zero.</param>
    /// <returns>The result, of the same shape.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static Tensor<T> GroupNorm<T>(
        this Tensor<T> x,
        int groups,
        Tensor<T>? weight = null,
        Tensor<T>? bias = null,
        double epsilon = 1e-5
    )
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Shape shape = Checked(x).Shape;
        Require.That(
            shape.Count >= 2 && groups > 0 && shape[1] % groups == 0,
            string.Create(
                CultureInfo.InvariantCulture,
                $"group normalisation takes [batch, channel, ...] with a number of channels that the {groups} groups divide; got {shape}"
            ),
            nameof(groups)
        );
        var along = new int[shape.Count - 1];
        Array.Fill(along, 1);
        along[0] = shape[1];
        Tensor<T> y = x.Contiguous().Reshape(shape[0] * groups, -1).LayerNorm(epsilon: epsilon).Reshape(shape.Lengths);
        foreach (Tensor<T>? parameter in (Tensor<T>?[])[weight, bias])
        {
            Require.That(
                parameter is null || (parameter.Shape.Count == 1 && parameter.Shape[0] == shape[1]),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"group normalisation of {shape} needs weight and bias of shape [{shape[1]}]; got {parameter?.Shape}"
                ),
                nameof(weight)
            );
        }
        y = weight is null ? y : y * weight.Reshape(along);
        return bias is null ? y : y + bias.Reshape(along);
    }
}
