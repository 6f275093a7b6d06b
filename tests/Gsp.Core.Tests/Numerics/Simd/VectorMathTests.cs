using System.Numerics;
using Gsp.Random;
using Gsp.Testing;
using Xunit;

namespace Gsp.Core.Tests.Numerics;

/// <summary>VectorMath: one set of bits for every width, special values, and what the functions are known by.</summary>
public sealed class VectorMathTests
{
    public static TheoryData<string> Names => [.. VectorFunctions.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void BitsDoNotDependOnTheWidth(string name)
    {
        SameBits(name, Arguments<double>(1));
        SameBits(name, Arguments<float>(2));
    }

    private static void SameBits<T>(string name, T[] x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] narrow = VectorFunctions.Apply(name, x, 128);
        foreach (int bits in new[] { 256, 512 })
        {
            T[] wide = VectorFunctions.Apply(name, x, bits);
            for (int i = 0; i < x.Length; i++)
            {
                bool same = T.IsNaN(wide[i])
                    ? T.IsNaN(narrow[i])
                    : narrow[i].Equals(wide[i]) && T.IsNegative(narrow[i]) == T.IsNegative(wide[i]);
                Assert.True(same, $"{name}({x[i]}) = {narrow[i]} with 128 bits, {wide[i]} with {bits}");
            }
        }
    }

    /// <summary>Magnitudes of every order, both signs, and the special values; a length that fills no vector.</summary>
    private static T[] Arguments<T>(ulong seed)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var stream = new RandomStream(seed);
        double decades = typeof(T) == typeof(double) ? 320 : 45;
        T[] special =
        [
            T.Zero,
            -T.Zero,
            T.One,
            -T.One,
            T.NaN,
            T.PositiveInfinity,
            T.NegativeInfinity,
            T.Epsilon,
            -T.Epsilon,
        ];
        var x = new T[20_003];
        for (int i = 0; i < x.Length; i++)
        {
            double size = i % 2 == 0 ? 20 : Math.Pow(10, stream.NextUniform(-decades, decades));
            x[i] = i < special.Length ? special[i] : T.CreateSaturating(stream.NextNormal() * size);
        }
        return x;
    }
}
