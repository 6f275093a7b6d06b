namespace Gsp.Networks;

public sealed partial class Tensor<T>
{
    /// <summary>The sum, element by element.</summary>
    public static Tensor<T> operator +(Tensor<T> a, Tensor<T> b) => a.Add(b);

    /// <summary>The difference, element by element.</summary>
    public static Tensor<T> operator -(Tensor<T> a, Tensor<T> b) => a.Subtract(b);

    /// <summary>The product, element by element.</summary>
    public static Tensor<T> operator *(Tensor<T> a, Tensor<T> b) => a.Multiply(b);

    /// <summary>The quotient, element by element.</summary>
    public static Tensor<T> operator /(Tensor<T> a, Tensor<T> b) => a.Divide(b);

    /// <summary>The tensor with its sign changed.</summary>
    public static Tensor<T> operator -(Tensor<T> a) => a.Affine(-1);

    /// <summary>The tensor times a constant.</summary>
    public static Tensor<T> operator *(double factor, Tensor<T> a) => a.Affine(factor);

    /// <summary>The tensor plus a constant.</summary>
    public static Tensor<T> operator +(Tensor<T> a, double offset) => a.Affine(1, offset);
}
