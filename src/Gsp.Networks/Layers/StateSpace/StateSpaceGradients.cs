using System.Numerics;

namespace Gsp.Networks;

/// <summary>Where gradients of <see cref="StateSpaceParameters{T}"/> are added to; a part that is not wanted is empty.</summary>
/// <remarks>The gradient of a complex number z is the pair of derivatives with respect to Re z and Im z.</remarks>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="logStep">[H] or empty.</param>
/// <param name="lambda">[H, N/2, 2] or empty.</param>
/// <param name="input">[H, N/2, 2] or empty.</param>
/// <param name="lowRank">[H, N/2, 2] or empty.</param>
public readonly ref struct StateSpaceGradients<T>(Span<T> logStep, Span<T> lambda, Span<T> input, Span<T> lowRank)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Gradient of log Delta.</summary>
    public Span<T> LogStep { get; } = logStep;

    /// <summary>Gradient of Lambda.</summary>
    public Span<T> Lambda { get; } = lambda;

    /// <summary>Gradient of B.</summary>
    public Span<T> Input { get; } = input;

    /// <summary>Gradient of P.</summary>
    public Span<T> LowRank { get; } = lowRank;

    internal bool Wanted => LogStep.Length + Lambda.Length + Input.Length + LowRank.Length > 0;

    internal void RequireShapes(int channels, int modes, bool lowRank)
    {
        int complex = 2 * channels * modes;
        RequireEmptyOr(LogStep.Length, channels, nameof(LogStep));
        RequireEmptyOr(Lambda.Length, complex, nameof(Lambda));
        RequireEmptyOr(Input.Length, complex, nameof(Input));
        RequireEmptyOr(LowRank.Length, lowRank ? complex : 0, nameof(LowRank));
    }

    private static void RequireEmptyOr(int actual, int expected, string name)
    {
        if (actual != 0)
        {
            Require.SameLength(actual, expected, name, "a gradient has its parameter's shape, or is empty");
        }
    }
}
