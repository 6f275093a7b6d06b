using System.Numerics;

namespace Gsp.Networks;

/// <summary>Complex numbers that lie in memory as pairs (re, im) of floats or doubles.</summary>
internal static unsafe class ComplexPairs
{
    public static void Load<T>(T* pairs, Span<Complex> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int n = 0; n < values.Length; n++)
        {
            values[n] = new Complex(double.CreateTruncating(pairs[2 * n]), double.CreateTruncating(pairs[2 * n + 1]));
        }
    }

    /// <summary>Adds values to pairs; does nothing where the pairs are not wanted (null).</summary>
    public static void Add<T>(ReadOnlySpan<Complex> values, T* pairs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (pairs is null)
        {
            return;
        }
        for (int n = 0; n < values.Length; n++)
        {
            pairs[2 * n] += T.CreateTruncating(values[n].Real);
            pairs[2 * n + 1] += T.CreateTruncating(values[n].Imaginary);
        }
    }

    public static void Store<T>(ReadOnlySpan<double> values, T* target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int l = 0; l < values.Length; l++)
        {
            target[l] = T.CreateTruncating(values[l]);
        }
    }
}
