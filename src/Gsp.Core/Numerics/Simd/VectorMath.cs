using System.Numerics;
using System.Runtime.CompilerServices;

namespace Gsp.Numerics;

/// <summary>Elementary functions of every element of a vector, written once for both element types and every width.</summary>
/// <remarks>
/// <para>Branch-free sequences of correctly rounded IEEE 754 operations, so the bits depend neither on the vector width nor on the machine.
/// Each function is an argument reduction and a minimax polynomial on the reduced interval.</para>
/// <para>Errors stay within 2 ulp (float) and 3 ulp (double) except where a function says otherwise; NaN gives NaN. Everything is inlined into
/// the kernel that calls it; <c>typeof(T)</c> chooses the constants when the kernel is compiled.</para>
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="V">The vector.</typeparam>
/// <typeparam name="L">Its operations.</typeparam>
internal static partial class VectorMath<T, V, L>
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct
    where L : struct, IMathLanes<T, V>
{
    /// <summary>A number rounded to the element type in every element; a constant of the compiled code.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Constant(double value) =>
        typeof(T) == typeof(double)
            ? L.Broadcast(Unsafe.BitCast<double, T>(value))
            : L.Broadcast(Unsafe.BitCast<float, T>((float)value));

    /// <summary>A number that depends on the element type.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Constant(double forDouble, double forFloat) =>
        Constant(typeof(T) == typeof(double) ? forDouble : forFloat);

    /// <summary>A magnitude (not negative) with the sign of another number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V WithSign(V magnitude, V sign) => L.Or(magnitude, L.And(sign, Constant(-0.0)));
}
