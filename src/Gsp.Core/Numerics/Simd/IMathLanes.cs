using System.Numerics;

namespace Gsp.Numerics;

/// <summary>The vector operations that element-wise formulas need beyond those of matrix kernels.</summary>
/// <remarks>
/// Every operation is the correctly rounded IEEE 754 one of each element, so a formula's bits do not depend on <see cref="ILanes{T, V}.Count"/>.
/// Masks are vectors whose elements have all bits set (true) or none.
/// </remarks>
internal unsafe interface IMathLanes<T, V> : ILanes<T, V>
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct
{
    /// <summary>Writes the first elements and nothing beyond them.</summary>
    /// <param name="target">The memory.</param>
    /// <param name="value">The vector.</param>
    /// <param name="count">Elements to write: less than a vector, none (or fewer), or as many as you like.</param>
    static abstract void StoreFirst(T* target, V value, int count);

    static abstract V Subtract(V a, V b);

    static abstract V Divide(V a, V b);

    static abstract V Negate(V a);

    static abstract V Abs(V a);

    static abstract V Sqrt(V a);

    /// <summary>a where a is less than b, else b; b where either is NaN.</summary>
    static abstract V Min(V a, V b);

    /// <summary>a where a is greater than b, else b; b where either is NaN.</summary>
    static abstract V Max(V a, V b);

    /// <summary>A mask of the elements with a &lt; b; false for NaN.</summary>
    static abstract V LessThan(V a, V b);

    /// <summary>A mask of the elements with a = b; false for NaN.</summary>
    static abstract V Equal(V a, V b);

    /// <summary>a where the mask is true, else b.</summary>
    static abstract V Select(V mask, V a, V b);

    static abstract V And(V a, V b);

    static abstract V Or(V a, V b);

    static abstract V Xor(V a, V b);

    /// <summary>The nearest integer, ties to even.</summary>
    static abstract V Round(V a);

    /// <summary>2^k for an integer-valued k between -126 and 127 (float) or -1022 and 1023 (double); 0 for -127 (-1023).</summary>
    static abstract V PowerOfTwo(V k);

    /// <summary>The exponent e with |a| = m 2^e and m in [1, 2), for positive normal numbers.</summary>
    static abstract V Exponent(V a);

    /// <summary>The m in [1, 2) with a = m 2^e, for positive normal numbers.</summary>
    static abstract V Mantissa(V a);
}
