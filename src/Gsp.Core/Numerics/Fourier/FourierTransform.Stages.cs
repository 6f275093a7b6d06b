using System.Numerics;
using System.Runtime.CompilerServices;

namespace Gsp.Numerics;

public sealed partial class FourierTransform
{
    /// <summary>One Stockham stage: for a block of r m samples at a stride s, the output (p, k) is w^(pk s) times coefficient k of the r
    /// inputs p, p + m, p + 2m, ...; sorted as it goes, so no bit reversal is needed.</summary>
    private void Stage(int radix, int m, int stride, ReadOnlySpan<Complex> from, Span<Complex> to)
    {
        switch (radix)
        {
            case 2:
                Butterflies.Two(m, stride, twiddles, from, to);
                break;
            case 3:
                Butterflies.Three(m, stride, twiddles, from, to);
                break;
            case 4:
                Butterflies.Four(m, stride, twiddles, from, to);
                break;
            case 5:
                Butterflies.Five(m, stride, twiddles, from, to);
                break;
            default:
                StageAny(radix, m, stride, from, to);
                break;
        }
    }

    private void StageAny(int radix, int m, int stride, ReadOnlySpan<Complex> from, Span<Complex> to)
    {
        Span<Complex> inputs = stackalloc Complex[radix];
        Span<Complex> roots = stackalloc Complex[radix];
        for (int k = 0; k < radix; k++)
        {
            roots[k] = twiddles[k * (Length / radix)];
        }
        for (int p = 0; p < m; p++)
        {
            for (int q = 0; q < stride; q++)
            {
                for (int j = 0; j < radix; j++)
                {
                    inputs[j] = from[q + stride * (p + m * j)];
                }
                for (int k = 0; k < radix; k++)
                {
                    Complex sum = inputs[0];
                    int angle = 0;
                    for (int j = 1; j < radix; j++)
                    {
                        angle += k;
                        angle = angle >= radix ? angle - radix : angle;
                        sum += inputs[j] * roots[angle];
                    }
                    to[q + stride * (radix * p + k)] = sum * twiddles[p * k * stride];
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Complex TimesMinusI(Complex value) => new(value.Imaginary, -value.Real);
}
