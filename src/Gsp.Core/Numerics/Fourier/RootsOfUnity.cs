using System.Numerics;

namespace Gsp.Numerics;

/// <summary>exp(-2 pi i k / n), and the factors of n.</summary>
internal static class RootsOfUnity
{
    /// <summary>All n roots, real and imaginary parts in turn. An eighth of them is computed, the others are its mirror images, which have the
    /// same bits; all are rounded once from double.</summary>
    public static T[] All<T>(int length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] roots = GC.AllocateUninitializedArray<T>(checked(2 * length));
        int half = length / 2;
        int computed = length % 4 == 0 ? length / 8 : (length % 2 == 0 ? length / 4 : half);
        for (int k = 0; k <= computed; k++)
        {
            (double sine, double cosine) = PortableMath.SinCosOfTurn(k, length);
            (roots[2 * k], roots[2 * k + 1]) = (T.CreateTruncating(cosine), T.CreateTruncating(-sine));
        }
        if (length % 4 == 0)
        {
            for (int k = computed + 1; k <= length / 4; k++)
            {
                int mirror = length / 4 - k;
                (roots[2 * k], roots[2 * k + 1]) = (-roots[2 * mirror + 1], -roots[2 * mirror]);
            }
            computed = length / 4;
        }
        for (int k = computed + 1; k <= half && k < length; k++)
        {
            (roots[2 * k], roots[2 * k + 1]) = (-roots[2 * (half - k)], roots[2 * (half - k) + 1]);
        }
        for (int k = half + 1; k < length; k++)
        {
            (roots[2 * k], roots[2 * k + 1]) = (roots[2 * (length - k)], -roots[2 * (length - k) + 1]);
        }
        return roots;
    }

    /// <summary>Cosine and sine of 2 pi j k / r for k and j from 1 to (r - 1) / 2, k slowest.</summary>
    public static T[] OddTable<T>(int radix)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int half = radix / 2;
        var table = new T[2 * half * half];
        for (int k = 1; k <= half; k++)
        {
            for (int j = 1; j <= half; j++)
            {
                (double sine, double cosine) = PortableMath.SinCosOfTurn(j * k, radix);
                int place = 2 * ((k - 1) * half + j - 1);
                (table[place], table[place + 1]) = (T.CreateTruncating(cosine), T.CreateTruncating(sine));
            }
        }
        return table;
    }

    /// <summary>Factors of a length: fours, then primes in rising order. None for 1.</summary>
    public static int[] Factor(int length)
    {
        var factors = new List<int>();
        while (length % 4 == 0)
        {
            factors.Add(4);
            length /= 4;
        }
        for (int prime = 2; prime * prime <= length; prime++)
        {
            while (length % prime == 0)
            {
                factors.Add(prime);
                length /= prime;
            }
        }
        if (length > 1)
        {
            factors.Add(length);
        }
        return [.. factors];
    }
}
