using System.Numerics;

namespace Gsp.Networks;

/// <summary>The parameters of H independent state-space systems of N/2 kept modes each, without the output row C.</summary>
/// <remarks>Complex numbers are pairs (re, im) in memory. A view on memory, copied by value.</remarks>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="logStep">log Delta of every channel, [H].</param>
/// <param name="lambda">Lambda, [H, N/2, 2]; real parts below zero give a stable system.</param>
/// <param name="input">B in the basis of Lambda, [H, N/2, 2].</param>
/// <param name="lowRank">P in the basis of Lambda, [H, N/2, 2]; empty for a diagonal system.</param>
public readonly ref struct StateSpaceParameters<T>(
    ReadOnlySpan<T> logStep,
    ReadOnlySpan<T> lambda,
    ReadOnlySpan<T> input,
    ReadOnlySpan<T> lowRank
)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>log Delta, [H].</summary>
    public ReadOnlySpan<T> LogStep { get; } = logStep;

    /// <summary>Lambda, [H, N/2, 2].</summary>
    public ReadOnlySpan<T> Lambda { get; } = lambda;

    /// <summary>B, [H, N/2, 2].</summary>
    public ReadOnlySpan<T> Input { get; } = input;

    /// <summary>P, [H, N/2, 2], or empty.</summary>
    public ReadOnlySpan<T> LowRank { get; } = lowRank;

    internal void RequireShapes(int channels, int modes, bool lowRank)
    {
        int complex = 2 * channels * modes;
        Require.SameLength(LogStep.Length, channels, nameof(LogStep), "one step a channel");
        Require.SameLength(Lambda.Length, complex, nameof(Lambda), "[channel, mode, re and im]");
        Require.SameLength(Input.Length, complex, nameof(Input), "[channel, mode, re and im]");
        Require.SameLength(LowRank.Length, lowRank ? complex : 0, nameof(LowRank), "[channel, mode, re and im]");
    }
}
