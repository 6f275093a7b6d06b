using System.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    /// <summary>x / |x| over the last axis: rows of Euclidean length 1; rows of zeros stay zeros.</summary>
    /// <remarks>The length is √(Σ x² + 10^-24). Gradient: (g - y (g·y)) / |x|.</remarks>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">[..., n].</param>
    /// <returns>The result, of the same shape.</returns>
    public static Tensor<T> UnitRows<T>(this Tensor<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => Checked(x) / x.Square().Sum(-1).Affine(1, 1e-24).Sqrt();
}
