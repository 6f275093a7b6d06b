using System.Globalization;
using System.Numerics;
using Gsp.Numerics;

namespace Gsp.Networks;

/// <summary>The norm of all gradients together.</summary>
/// <param name="Norm">The square root of the sum of all squares, before clipping; NaN or infinite where a gradient is.</param>
/// <param name="Clipped">Whether the gradients were scaled.</param>
/// <param name="FirstNonFinite">The name of the first parameter whose gradient is not finite; null where all are.</param>
public sealed record GradientNorm(double Norm, bool Clipped, string? FirstNonFinite)
{
    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"gradient norm {Norm:g4}{(Clipped ? ", clipped" : "")}{(FirstNonFinite is null ? "" : $", the gradient of {FirstNonFinite} is not finite")}"
        );
}

/// <summary>Bounds the gradients of a step.</summary>
public static class GradientClipping
{
    /// <summary>Scales all gradients by c / (norm + 1e-6) where their common norm exceeds c by that.</summary>
    /// <remarks>Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural networks", ICML 2013, algorithm 1; the 1e-6 is PyTorch's.
    /// The sum runs in a fixed order, so its bits do not depend on threads. Gradients whose norm is not finite are left as they are.
    /// Cost: one pass, or two where it clips.</remarks>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="parameters">Parameters with their names, for instance <c>model.NamedParameters()</c>; those without a gradient do not count.</param>
    /// <param name="max">The bound c, above 0; infinite to learn the norm only.</param>
    /// <returns>The norm before clipping, as a value even where it is not finite.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The bound is not positive.</exception>
    public static GradientNorm ClipGradientNorm<T>(
        this IEnumerable<(string Name, Tensor<T> Tensor)> parameters,
        double max
    )
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Require.InHalfOpen(max, 0, double.PositiveInfinity);
        var names = new List<string>();
        var gradients = new List<Tensor<T>>();
        foreach ((string name, Tensor<T> tensor) in parameters)
        {
            if (tensor.Gradient is { } gradient)
            {
                names.Add(name);
                gradients.Add(gradient);
            }
        }
        if (gradients.Count == 0)
        {
            return new GradientNorm(0, false, null);
        }
        IDevice<T> device = gradients[0].Workspace.Device;
        var squares = new double[gradients.Count];
        device.SumsOfSquares(gradients.ToArray(), squares);
        double norm = Math.Sqrt(Vectors.Sum<double>(squares));
        int bad = Array.FindIndex(squares, square => !double.IsFinite(square));
        double factor = max / (norm + 1e-6);
        bool clip = factor < 1 && double.IsFinite(norm);
        if (clip)
        {
            var rule = new ScaleRule<T>(T.CreateTruncating(factor));
            device.Update<ScaleRule<T>>(gradients.Select(g => new UpdateTarget<T, ScaleRule<T>>(rule, g, g)).ToArray());
        }
        return new GradientNorm(norm, clip, bad < 0 ? null : names[bad]);
    }
}

/// <summary>factor w.</summary>
internal readonly struct ScaleRule<T>(T factor) : IUpdateRule<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    static int IUpdateRule<T>.States => 0;

    void IUpdateRule<T>.Step<V, L>(ref V weight, V gradient, ref V first, ref V second) =>
        weight = L.Multiply(L.Broadcast(factor), weight);
}
