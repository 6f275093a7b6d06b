using System.Buffers;
using System.Numerics;

namespace Gsp.Numerics;

/// <summary>The Fourier transform of any length as a convolution: jk = (j^2 + k^2 - (k - j)^2) / 2.</summary>
internal sealed class Bluestein
{
    private readonly Complex[] chirp; // exp(-pi i k^2 / n)
    private readonly Complex[] kernel; // transform of the conjugate chirp, wrapped around
    private readonly FourierTransform convolution;

    public Bluestein(int length)
    {
        int padded = (int)BitOperations.RoundUpToPowerOf2((uint)(2 * length - 1));
        convolution = new FourierTransform(padded);
        chirp = new Complex[length];
        kernel = new Complex[padded];
        for (int k = 0; k < length; k++)
        {
            (double sine, double cosine) = PortableMath.SinCosOfTurn((long)k * k % (2L * length), 2L * length);
            chirp[k] = new Complex(cosine, -sine);
            kernel[k] = Complex.Conjugate(chirp[k]);
            if (k > 0)
            {
                kernel[padded - k] = kernel[k];
            }
        }
        convolution.Forward(kernel, kernel);
    }

    public void Transform(Span<Complex> data)
    {
        Complex[] rented = ArrayPool<Complex>.Shared.Rent(kernel.Length);
        Span<Complex> work = rented.AsSpan(0, kernel.Length);
        work.Clear();
        for (int j = 0; j < chirp.Length; j++)
        {
            work[j] = data[j] * chirp[j];
        }
        convolution.Forward(work, work);
        for (int k = 0; k < kernel.Length; k++)
        {
            work[k] *= kernel[k];
        }
        convolution.Inverse(work, work);
        for (int k = 0; k < chirp.Length; k++)
        {
            data[k] = work[k] * chirp[k];
        }
        ArrayPool<Complex>.Shared.Return(rented);
    }
}
