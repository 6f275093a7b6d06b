using System.Numerics;

namespace Gsp.Numerics;

/// <summary>A real signal of length n as a complex one: for even n of half the length h, even samples its real and odd ones its imaginary
/// parts, Z = E + i O, where X_k = E_k + w^k O_k and X_(h-k) = conj(E_k - w^k O_k).</summary>
internal static unsafe class RealHalves<TVector, T>
    where TVector : unmanaged, IComplexVector<TVector, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly T Half = T.CreateTruncating(0.5);

    /// <summary>From Z (h elements) to the coefficients 0 .. h, which may be the same memory.</summary>
    /// <param name="h">Half the length.</param>
    /// <param name="roots">exp(-2 pi i k / n) at 2 k, to k = h / 2.</param>
    /// <param name="z">Z.</param>
    /// <param name="spectrum">Receives X.</param>
    public static void Split(int h, T* roots, T* z, T* spectrum)
    {
        nint scalars = TVector.Scalars;
        TVector first = TVector.Load(z, false);
        TVector turned = TVector.TimesMinusI(first);
        TVector.Store(TVector.RealPart(first + turned), spectrum, false);
        TVector.Store(TVector.RealPart(first - turned), spectrum + h * scalars, false);
        for (int k = 1; 2 * k < h; k++)
        {
            TVector a = TVector.Load(z + k * scalars, false);
            TVector b = TVector.Conjugate(TVector.Load(z + (h - k) * scalars, false));
            TVector even = (a + b) * Half;
            TVector odd = TVector.TimesMinusI((a - b) * Half) * TVector.Spread(roots + 2 * k);
            TVector.Store(even + odd, spectrum + k * scalars, false);
            TVector.Store(TVector.Conjugate(even - odd), spectrum + (h - k) * scalars, false);
        }
        if (h % 2 == 0)
        {
            TVector middle = TVector.Load(z + h / 2 * scalars, false);
            TVector.Store(TVector.Conjugate(middle), spectrum + h / 2 * scalars, false);
        }
    }

    /// <summary>From the coefficients 0 .. h to Z / h in reverse order, whose forward transform is the signal.</summary>
    /// <param name="h">Half the length.</param>
    /// <param name="scale">1 / n.</param>
    /// <param name="roots">exp(-2 pi i k / n) at 2 k, to k = h / 2.</param>
    /// <param name="spectrum">X; the imaginary parts of X_0 and X_h are ignored.</param>
    /// <param name="z">Receives Z_k / h at (h - k) mod h.</param>
    public static void Join(int h, T scale, T* roots, T* spectrum, T* z)
    {
        nint scalars = TVector.Scalars;
        TVector start = TVector.RealPart(TVector.Load(spectrum, false));
        TVector end = TVector.RealPart(TVector.Load(spectrum + h * scalars, false));
        TVector.Store((start + end - TVector.TimesMinusI(start - end)) * scale, z, false);
        for (int k = 1; 2 * k < h; k++)
        {
            TVector a = TVector.Load(spectrum + k * scalars, false);
            TVector b = TVector.Conjugate(TVector.Load(spectrum + (h - k) * scalars, false));
            TVector even = (a + b) * scale;
            TVector odd = TVector.Conjugate(TVector.Conjugate((a - b) * scale) * TVector.Spread(roots + 2 * k));
            TVector turned = TVector.TimesMinusI(odd);
            TVector.Store(even - turned, z + (h - k) * scalars, false);
            TVector.Store(TVector.Conjugate(even + turned), z + k * scalars, false);
        }
        if (h % 2 == 0)
        {
            TVector middle = TVector.Load(spectrum + h / 2 * scalars, false);
            TVector.Store(TVector.Conjugate(middle) * (scale + scale), z + h / 2 * scalars, false);
        }
    }

    /// <summary>From the coefficients 0 .. n/2 for odd n to all of them times the scale 1 / n, in reverse order.</summary>
    public static void Mirror(int n, T scale, T* spectrum, T* all)
    {
        nint scalars = TVector.Scalars;
        TVector.Store(TVector.RealPart(TVector.Load(spectrum, false)) * scale, all, false);
        for (int k = 1; k <= n / 2; k++)
        {
            TVector x = TVector.Load(spectrum + k * scalars, false) * scale;
            TVector.Store(x, all + (n - k) * scalars, false);
            TVector.Store(TVector.Conjugate(x), all + k * scalars, false);
        }
    }
}
