using System.Numerics;

namespace Gsp.Networks;

/// <summary>The parameters of state-space systems as tensors, or the tensors that their gradients are added to.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="LogStep">log Delta, H elements.</param>
/// <param name="Lambda">H x N/2 pairs (re, im).</param>
/// <param name="Input">B, H x N/2 pairs.</param>
/// <param name="LowRank">P, H x N/2 pairs; null for a diagonal system.</param>
/// <param name="Output">C or C~, directions x H x N/2 pairs.</param>
public sealed record StateSpaceTensors<T>(
    Tensor<T>? LogStep,
    Tensor<T>? Lambda,
    Tensor<T>? Input,
    Tensor<T>? LowRank,
    Tensor<T>? Output
)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Those that are there.</summary>
    internal Tensor<T>[] All => [.. new[] { LogStep, Lambda, Input, LowRank, Output }.OfType<Tensor<T>>()];

    internal StateSpaceTensors<T> Each(Func<Tensor<T>, Tensor<T>?> map) =>
        new(Of(LogStep, map), Of(Lambda, map), Of(Input, map), Of(LowRank, map), Of(Output, map));

    private static Tensor<T>? Of(Tensor<T>? tensor, Func<Tensor<T>, Tensor<T>?> map) =>
        tensor is null ? null : map(tensor);
}
