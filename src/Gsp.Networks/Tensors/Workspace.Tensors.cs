namespace Gsp.Networks;

public sealed partial class Workspace<T>
{
    /// <summary>A tensor of zeros.</summary>
    /// <param name="shape">Its shape.</param>
    /// <returns>The tensor.</returns>
    public Tensor<T> Zeros(Shape shape) => Full(shape, T.Zero);

    /// <summary>A tensor of one value.</summary>
    /// <param name="shape">Its shape.</param>
    /// <param name="value">The value.</param>
    /// <returns>The tensor.</returns>
    public Tensor<T> Full(Shape shape, T value)
    {
        Tensor<T> tensor = Empty(shape, poison: false);
        Device.Fill(tensor, value);
        return tensor;
    }

    /// <summary>A tensor of one value without axes.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The tensor.</returns>
    public Tensor<T> Scalar(T value) => Full(Shape.Scalar, value);

    /// <summary>Copies values into a new tensor.</summary>
    /// <param name="values">The values, row-major.</param>
    /// <param name="shape">The shape; one axis when left out.</param>
    /// <returns>The tensor.</returns>
    /// <exception cref="ArgumentException">The number of values is not that of the shape.</exception>
    public Tensor<T> From(ReadOnlySpan<T> values, Shape? shape = null)
    {
        shape ??= [values.Length];
        Require.SameLength(values.Length, shape.Elements, nameof(values), $"a tensor of shape {shape}");
        Tensor<T> tensor = Empty(shape, poison: false);
        Device.Upload(values, tensor);
        return tensor;
    }

    /// <summary>Copies a matrix into a new tensor.</summary>
    /// <param name="values">Rows and columns.</param>
    /// <returns>The tensor [rows, columns].</returns>
    public Tensor<T> From(T[,] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return From(values.Cast<T>().ToArray(), [values.GetLength(0), values.GetLength(1)]);
    }

    /// <summary>Copies double-precision values into a new tensor, rounded to T.</summary>
    /// <param name="values">The values, row-major.</param>
    /// <param name="shape">The shape.</param>
    /// <returns>The tensor.</returns>
    public Tensor<T> FromDoubles(ReadOnlySpan<double> values, Shape shape)
    {
        var converted = new T[values.Length];
        for (int i = 0; i < converted.Length; i++)
        {
            converted[i] = T.CreateTruncating(values[i]);
        }
        return From(converted, shape);
    }

    /// <summary>A trainable tensor that lives as long as the workspace.</summary>
    /// <param name="values">Its initial values, row-major.</param>
    /// <param name="shape">Its shape.</param>
    /// <returns>The parameter.</returns>
    public Tensor<T> Parameter(ReadOnlySpan<T> values, Shape shape)
    {
        Tensor<T> tensor = From(values, shape).Keep();
        tensor.RequiresGradient = true;
        return tensor;
    }

    /// <summary>A tensor of whatever the memory holds.</summary>
    internal Tensor<T> Empty(Shape shape) => Empty(shape, Options.PoisonMemory);

    private Tensor<T> Empty(Shape shape, bool poison)
    {
        var tensor = new Tensor<T>(this, Allocate(shape.Elements), 0, shape, shape.RowMajorStrides());
        if (poison)
        {
            Device.Fill(tensor, T.NaN);
        }
        return tensor;
    }
}
