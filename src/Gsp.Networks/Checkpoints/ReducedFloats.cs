namespace Gsp.Networks;

/// <summary>Conversions to and from the 16-bit floating-point types, rounding to the nearest and ties to the even neighbour.</summary>
internal static class ReducedFloats
{
    /// <summary>The number whose upper half the bits are: exact, a NaN's payload included.</summary>
    public static float FromBFloat16(ushort bits) => BitConverter.UInt32BitsToSingle((uint)bits << 16);

    /// <summary>The nearest BF16 number; a NaN stays one, quiet and with the upper bits of its payload.</summary>
    public static ushort ToBFloat16(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        if (float.IsNaN(value))
        {
            return (ushort)((bits >> 16) | 0x40);
        }
        // Half a unit of the last place kept, less one where that place is even, so that ties go to even; a carry into the exponent is right.
        return (ushort)((bits + 0x7fff + ((bits >> 16) & 1)) >> 16);
    }

    /// <summary>The nearest BF16 number, rounded once.</summary>
    public static ushort ToBFloat16(double value)
    {
        float single = (float)value;
        if (single == value || double.IsNaN(value))
        {
            return ToBFloat16(single);
        }
        // Rounding twice could miss: so first towards zero with the last bit set as a mark of what was cut ("round to odd"), 16 bits further
        // on than BF16 keeps, which the second rounding then takes for what it is (Boldo and Melquiond, IEEE Trans. Computers 57, 2008).
        uint bits = BitConverter.SingleToUInt32Bits(single);
        if (Math.Abs((double)single) > Math.Abs(value))
        {
            bits--;
        }
        return ToBFloat16(BitConverter.UInt32BitsToSingle(bits | 1));
    }
}
