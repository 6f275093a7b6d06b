using System.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    /// <summary>The product of complex numbers whose real and imaginary parts lie on the last axis. Gradients: g b* and g a* (conjugates), summed over
    /// stretched axes.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="a">[..., 2].</param>
    /// <param name="b">[..., 2]; the axes before broadcast.</param>
    /// <returns>[..., 2].</returns>
    /// <exception cref="ArgumentException">A last axis is not 2, or the shapes do not broadcast.</exception>
    public static Tensor<T> ComplexMultiply<T>(this Tensor<T> a, Tensor<T> b)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        Require.That(
            a.Shape.Count > 0 && a.Shape[-1] == 2 && b.Shape.Count > 0 && b.Shape[-1] == 2,
            $"complex numbers are [..., 2], real part first; got {a.Shape} and {b.Shape}",
            nameof(b)
        );
        Tensor<T> y = ComplexProduct(a.Detach(), b.Detach(), conjugate: false);
        return Tape.Record(
            "complex multiply",
            y,
            [a, b],
            [a, b],
            gradient =>
            {
                if (a.NeedsGradient)
                {
                    a.AccumulateSum(ComplexProduct(gradient, b.Detach(), conjugate: true));
                }
                if (b.NeedsGradient)
                {
                    b.AccumulateSum(ComplexProduct(gradient, a.Detach(), conjugate: true));
                }
            }
        );
    }

    private static Tensor<T> ComplexProduct<T>(Tensor<T> a, Tensor<T> b, bool conjugate)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Tensor<T> y = a.Workspace.Empty(Shape.Broadcast(a.Shape, b.Shape));
        a.Workspace.Device.ComplexMultiply(a, b, y, conjugate);
        return y;
    }
}
