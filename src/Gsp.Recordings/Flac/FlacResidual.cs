namespace Gsp.Recordings;

/// <summary>Reads what a predictor left over: Rice codes in partitions (RFC 9639, section 9.2.7).</summary>
internal static class FlacResidual
{
    private const string Field = "residual";

    /// <summary>Reads the residuals of one block.</summary>
    /// <param name="bits">Stands on the coding method.</param>
    /// <param name="order">Samples at the block's beginning that have no residual.</param>
    /// <param name="samples">The block; everything after the first <paramref name="order"/> receives its residual.</param>
    public static void Read(ref FlacBits bits, int order, Span<long> samples)
    {
        int method = (int)bits.Unsigned(2, Field);
        if (method > 1)
        {
            throw bits.Error(Field, $"coding method {method} is reserved (damaged)");
        }
        int parameterBits = method == 0 ? 4 : 5;
        int escape = (1 << parameterBits) - 1;
        int partitions = 1 << (int)bits.Unsigned(4, Field);
        int size = samples.Length / partitions;
        if (size * partitions != samples.Length || size < order)
        {
            throw bits.Error(
                Field,
                $"{partitions} partitions do not fit a block of {samples.Length} samples and order {order}"
            );
        }
        for (int p = 0; p < partitions; p++)
        {
            // The samples that have no residual are missing from the first partition.
            Span<long> part = samples[Math.Max(order, p * size)..((p + 1) * size)];
            int parameter = (int)bits.Unsigned(parameterBits, Field);
            if (parameter == escape)
            {
                int width = (int)bits.Unsigned(5, Field);
                foreach (ref long sample in part)
                {
                    sample = bits.Signed(width, Field);
                }
            }
            else
            {
                ReadRice(ref bits, parameter, part);
            }
        }
    }

    /// <summary>A quotient in unary, then the remainder's bits; the number's lowest bit is its sign.</summary>
    private static void ReadRice(ref FlacBits bits, int parameter, Span<long> part)
    {
        uint most = uint.MaxValue >> parameter;
        foreach (ref long sample in part)
        {
            ulong folded = (ulong)bits.Unary(most, Field) << parameter;
            folded |= bits.Unsigned(parameter, Field);
            sample = (long)(folded >> 1) ^ -(long)(folded & 1);
        }
    }
}
