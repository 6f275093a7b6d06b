using System.Numerics;
using System.Runtime.InteropServices;

namespace Gsp.Numerics;

/// <summary>The Fourier transform of any length as a convolution: jk = (j^2 + k^2 - (k - j)^2) / 2.</summary>
internal sealed unsafe class Bluestein<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int length;
    private readonly T[] chirp; // exp(-pi i k^2 / n)
    private readonly T[] kernel; // transform of the conjugate chirp, wrapped around, over the padded length
    private readonly ComplexTransform<T> convolution;

    public Bluestein(int length)
    {
        this.length = length;
        int padded = FourierTransform.FastLength(2 * length - 1);
        convolution = new ComplexTransform<T>(padded);
        chirp = new T[2 * length];
        // In double, so that float's kernel is rounded once.
        var wrapped = new Complex[padded];
        for (int k = 0; k < length; k++)
        {
            (double sine, double cosine) = PortableMath.SinCosOfTurn((long)k * k % (2L * length), 2L * length);
            (chirp[2 * k], chirp[2 * k + 1]) = (T.CreateTruncating(cosine), T.CreateTruncating(-sine));
            wrapped[k] = new Complex(cosine, sine);
            if (k > 0)
            {
                wrapped[padded - k] = wrapped[k];
            }
        }
        FourierTransform.Cached(padded).Forward(wrapped, wrapped);
        kernel = new T[2 * padded];
        for (int k = 0; k < padded; k++)
        {
            // The division by the padded length belongs to the inverse transform.
            kernel[2 * k] = T.CreateTruncating(wrapped[k].Real / padded);
            kernel[2 * k + 1] = T.CreateTruncating(wrapped[k].Imaginary / padded);
        }
    }

    /// <summary>Elements of scratch.</summary>
    public int WorkLength => checked(2 * convolution.Length);

    public long Bytes => (long)(chirp.Length + kernel.Length) * sizeof(T) + convolution.Bytes;

    public void Forward<TVector>(T* input, T* output, T* work)
        where TVector : unmanaged, IComplexVector<TVector, T>
    {
        nint scalars = TVector.Scalars;
        int padded = convolution.Length;
        T* inner = work + padded * scalars;
        fixed (
            T* c = chirp,
                h = kernel
        )
        {
            for (int j = 0; j < length; j += TVector.Elements)
            {
                bool whole = j + TVector.Elements <= length;
                TVector x = TVector.Load(input + j * scalars, whole);
                TVector.Store(x * TVector.Each(c + 2 * j, whole), work + j * scalars, whole);
            }
            NativeMemory.Clear(work + length * scalars, (nuint)((padded - length) * scalars * sizeof(T)));
            convolution.Forward<TVector>(work, work, inner);
            // conj(F(conj(.))) is the inverse but for the factor in the kernel.
            for (int k = 0; k < padded; k += TVector.Elements)
            {
                bool whole = k + TVector.Elements <= padded;
                TVector x = TVector.Load(work + k * scalars, whole) * TVector.Each(h + 2 * k, whole);
                TVector.Store(TVector.Conjugate(x), work + k * scalars, whole);
            }
            convolution.Forward<TVector>(work, work, inner);
            for (int k = 0; k < length; k += TVector.Elements)
            {
                bool whole = k + TVector.Elements <= length;
                TVector x = TVector.Conjugate(TVector.Load(work + k * scalars, whole));
                TVector.Store(x * TVector.Each(c + 2 * k, whole), output + k * scalars, whole);
            }
        }
    }
}
