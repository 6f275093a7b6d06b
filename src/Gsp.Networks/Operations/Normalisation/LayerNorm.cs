using System.Globalization;
using System.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    /// <summary>(x - mean) / √(variance + ε) over the last axis, times a weight plus a bias: Ba, Kiros and Hinton, arXiv 1607.06450, equation 4.</summary>
    /// <remarks>With h the normalised input and u = g w, the gradient is (u - mean u - h mean(u h)) / √(variance + ε); the weight's is Σ g h, the bias's
    /// Σ g. The variance divides by n.</remarks>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">[..., n].</param>
    /// <param name="weight">[n], or none for ones.</param>
    /// <param name="bias">[n], or none for zeros.</param>
    /// <param name="epsilon">Added to the variance, greater than zero.</param>
    /// <returns>The result, of the same shape.</returns>
    /// <exception cref="ArgumentException">Weight or bias have another length.</exception>
    public static Tensor<T> LayerNorm<T>(
        this Tensor<T> x,
        Tensor<T>? weight = null,
        Tensor<T>? bias = null,
        double epsilon = 1e-5
    )
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int n = Checked(x).Shape[-1];
        foreach (Tensor<T>? parameter in (Tensor<T>?[])[weight, bias])
        {
            Require.That(
                parameter is null || (parameter.Shape.Count == 1 && parameter.Shape[0] == n),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"normalising the last axis of {x.Shape} needs weight and bias of shape [{n}]; got {parameter?.Shape}"
                ),
                nameof(weight)
            );
        }
        Workspace<T> workspace = x.Workspace;
        Tensor<T> rows = x.Detach().Contiguous().Reshape(-1, n);
        Tensor<T> y = workspace.Empty(x.Shape);
        Tensor<T> moments = workspace.Empty([rows.Shape[0], 2]);
        workspace.Device.LayerNorm(
            rows,
            weight,
            bias,
            T.CreateTruncating(Require.Positive(epsilon)),
            y.Reshape(-1, n),
            moments
        );
        Tensor<T>[] inputs =
        [
            x,
            .. weight is null ? [] : (Tensor<T>[])[weight],
            .. bias is null ? [] : (Tensor<T>[])[bias],
        ];
        return Tape.Record(
            "layer norm",
            y,
            inputs,
            [rows, moments, .. weight is null ? [] : (Tensor<T>[])[weight]],
            gradient =>
            {
                bool accumulate = false;
                Tensor<T>? target = x.NeedsGradient ? x.GradientBuffer(out accumulate).Reshape(-1, n) : null;
                workspace.Device.LayerNormSlope(
                    rows,
                    weight,
                    moments,
                    gradient.Contiguous().Reshape(-1, n),
                    target,
                    accumulate,
                    weight?.AddingBuffer(),
                    bias?.AddingBuffer()
                );
            }
        );
    }

    /// <summary>The gradient buffer, set to zero where it is fresh; null where no gradient is wanted.</summary>
    internal static Tensor<T>? AddingBuffer<T>(this Tensor<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!x.NeedsGradient)
        {
            return null;
        }
        Tensor<T> buffer = x.GradientBuffer(out bool accumulate);
        if (!accumulate)
        {
            x.Workspace.Device.Fill(buffer, T.Zero);
        }
        return buffer;
    }
}
