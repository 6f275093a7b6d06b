using System.Numerics;
using Gsp.Numerics;

namespace Gsp.Networks;

/// <summary>An element-wise function of one number with its derivative, written once for every vector width and for GPUs.</summary>
/// <remarks>A formula is a struct whose fields are its constants. It is computed by single IEEE 754 operations in a fixed order, so its bits do
/// not depend on the vector width.</remarks>
public interface IUnaryFormula
{
    /// <summary>Whether <see cref="Slope"/> is computed from the function's output; otherwise it is computed from the input.</summary>
    static abstract bool SlopeFromOutput { get; }

    /// <summary>f(x).</summary>
    internal V Value<T, V, L>(V x)
        where T : unmanaged, IFloatingPointIeee754<T>
        where V : struct
        where L : struct, IMathLanes<T, V>;

    /// <summary>f'(x), from x or from f(x).</summary>
    internal V Slope<T, V, L>(V point)
        where T : unmanaged, IFloatingPointIeee754<T>
        where V : struct
        where L : struct, IMathLanes<T, V>;
}

/// <summary>An element-wise function of two numbers, written once for every vector width.</summary>
public interface IBinaryFormula
{
    /// <summary>f(a, b).</summary>
    internal V Value<T, V, L>(V a, V b)
        where T : unmanaged, IFloatingPointIeee754<T>
        where V : struct
        where L : struct, IMathLanes<T, V>;
}
