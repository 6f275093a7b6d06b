namespace Gsp.Recordings;

/// <summary>Decodes one channel of one frame (RFC 9639, section 9.2).</summary>
internal static class FlacSubframe
{
    private const string Field = "subframe";

    // The fixed predictors of order 0 to 4: finite differences set to zero (section 9.2.5).
    private static readonly int[][] FixedCoefficients =
    [
        [],
        [1],
        [2, -1],
        [3, -3, 1],
        [4, -6, 4, -1],
    ];

    /// <summary>Reads one channel's block.</summary>
    /// <param name="bits">Stands on the subframe's first bit.</param>
    /// <param name="depth">Bits of a sample, from 4 to 33: a side channel has one more than the stream.</param>
    /// <param name="samples">Receives the block. 64 bits, as a side channel may have 33.</param>
    public static void Read(ref FlacBits bits, int depth, Span<long> samples)
    {
        if (bits.Unsigned(1, Field) != 0)
        {
            throw bits.Error(Field, "its first bit is not zero (damaged)");
        }
        int type = (int)bits.Unsigned(6, Field);
        int wasted = bits.Unsigned(1, Field) == 1 ? 1 + bits.Unary(32, Field) : 0;
        if (wasted >= depth)
        {
            throw bits.Error(Field, $"{wasted} wasted bits of {depth}");
        }
        int kept = depth - wasted;
        switch (type)
        {
            case 0:
                samples.Fill(bits.Signed(kept, Field));
                break;
            case 1:
                ReadVerbatim(ref bits, kept, samples);
                break;
            case >= 8 and <= 12:
                ReadFixed(ref bits, kept, type - 8, samples);
                break;
            case >= 32:
                ReadLinear(ref bits, kept, type - 31, samples);
                break;
            default:
                throw bits.Error(Field, $"type {type} is reserved (damaged, or a version that is not known)");
        }
        RequireDepth(ref bits, samples, kept);
        if (wasted > 0)
        {
            foreach (ref long sample in samples)
            {
                sample <<= wasted;
            }
        }
    }

    /// <summary>Every sample fits its bits; where one does not, the residuals are damaged or were made for other predictors.</summary>
    public static void RequireDepth(ref FlacBits bits, ReadOnlySpan<long> samples, int depth)
    {
        long magnitudes = 0;
        foreach (long sample in samples)
        {
            magnitudes |= sample ^ (sample >> 63);
        }
        if (magnitudes >> (depth - 1) != 0)
        {
            throw bits.Error(Field, $"a decoded sample does not fit into {depth} bits (damaged)");
        }
    }

    private static void ReadVerbatim(ref FlacBits bits, int depth, Span<long> samples)
    {
        foreach (ref long sample in samples)
        {
            sample = bits.Signed(depth, Field);
        }
    }

    private static void ReadFixed(ref FlacBits bits, int depth, int order, Span<long> samples)
    {
        RequireOrder(ref bits, order, samples.Length);
        ReadVerbatim(ref bits, depth, samples[..order]);
        FlacResidual.Read(ref bits, order, samples);
        Predict(FixedCoefficients[order], 0, samples);
    }

    private static void ReadLinear(ref FlacBits bits, int depth, int order, Span<long> samples)
    {
        RequireOrder(ref bits, order, samples.Length);
        ReadVerbatim(ref bits, depth, samples[..order]);
        int precision = (int)bits.Unsigned(4, Field) + 1;
        int shift = (int)bits.Signed(5, Field);
        if (precision == 16 || shift < 0)
        {
            throw bits.Error(
                Field,
                $"predictor coefficients of {precision} bits, shifted by {shift}; both are forbidden"
            );
        }
        Span<int> coefficients = stackalloc int[order];
        foreach (ref int coefficient in coefficients)
        {
            coefficient = (int)bits.Signed(precision, Field);
        }
        FlacResidual.Read(ref bits, order, samples);
        Predict(coefficients, shift, samples);
    }

    private static void RequireOrder(ref FlacBits bits, int order, int length)
    {
        if (order > length)
        {
            throw bits.Error(Field, $"a predictor of order {order} for a block of {length} samples");
        }
    }

    /// <summary>Adds to each residual what the samples before it predict: the coefficients' sum, shifted right (section 9.2.6). The first
    /// coefficient belongs to the sample just before.</summary>
    /// <remarks>33 bits of sample, 15 of coefficient and 32 terms need 53 bits: no overflow in an undamaged stream.</remarks>
    private static void Predict(ReadOnlySpan<int> coefficients, int shift, Span<long> samples)
    {
        int order = coefficients.Length;
        // Turned round, so that coefficients and samples run the same way.
        Span<long> turned = stackalloc long[order];
        for (int k = 0; k < order; k++)
        {
            turned[k] = coefficients[order - 1 - k];
        }
        for (int t = order; t < samples.Length; t++)
        {
            ReadOnlySpan<long> past = samples.Slice(t - order, order);
            long sum = 0;
            for (int k = 0; k < turned.Length && k < past.Length; k++)
            {
                sum += turned[k] * past[k];
            }
            samples[t] += sum >> shift;
        }
    }
}
