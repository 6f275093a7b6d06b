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
                StageTwo(m, stride, from, to);
                break;
            case 4:
                StageFour(m, stride, from, to);
                break;
            default:
                StageAny(radix, m, stride, from, to);
                break;
        }
    }

    private void StageTwo(int m, int stride, ReadOnlySpan<Complex> from, Span<Complex> to)
    {
        for (int p = 0; p < m; p++)
        {
            Complex w = twiddles[p * stride];
            ReadOnlySpan<Complex> first = from.Slice(stride * p, stride);
            ReadOnlySpan<Complex> second = from.Slice(stride * (p + m), stride);
            Span<Complex> even = to.Slice(stride * 2 * p, stride);
            Span<Complex> odd = to.Slice(stride * (2 * p + 1), stride);
            for (int q = 0; q < stride; q++)
            {
                Complex a = first[q];
                Complex b = second[q];
                even[q] = a + b;
                odd[q] = (a - b) * w;
            }
        }
    }

    private void StageFour(int m, int stride, ReadOnlySpan<Complex> from, Span<Complex> to)
    {
        for (int p = 0; p < m; p++)
        {
            Complex w1 = twiddles[p * stride];
            Complex w2 = twiddles[2 * p * stride];
            Complex w3 = twiddles[3 * p * stride];
            for (int q = 0; q < stride; q++)
            {
                Complex a = from[q + stride * p];
                Complex b = from[q + stride * (p + m)];
                Complex c = from[q + stride * (p + 2 * m)];
                Complex d = from[q + stride * (p + 3 * m)];
                Complex sum = a + c;
                Complex difference = a - c;
                Complex other = b + d;
                Complex turned = TimesMinusI(b - d);
                int place = q + stride * 4 * p;
                to[place] = sum + other;
                to[place + stride] = (difference + turned) * w1;
                to[place + 2 * stride] = (sum - other) * w2;
                to[place + 3 * stride] = (difference - turned) * w3;
            }
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
