using System.Globalization;
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

    [Theory]
    [InlineData("Exp", "0:1 -0:1 inf:inf -inf:0 1000:inf -1000:0")]
    [InlineData("ExpOfNegative", "0:1 -0:1 -inf:0 -1000:0")]
    [InlineData("ExpMinusOne", "0:0 -0:-0 inf:inf -inf:-1 1000:inf -1000:-1 e:e -e:-e")]
    [InlineData("Log", "1:0 0:-inf -0:-inf -1:nan -e:nan inf:inf -inf:nan")]
    [InlineData("LogOnePlus", "0:0 -0:-0 -1:-inf -2:nan inf:inf -inf:nan e:e -e:-e")]
    [InlineData("Softplus", "inf:inf -inf:0 1000:1000 -1000:0")]
    [InlineData("Tanh", "0:0 -0:-0 inf:1 -inf:-1 40:1 -40:-1 e:e -e:-e")]
    [InlineData("Sigmoid", "0:0.5 -0:0.5 inf:1 -inf:0 1000:1 -1000:0")]
    [InlineData("Erf", "0:0 -0:-0 inf:1 -inf:-1 7:1 -7:-1 e:e -e:-e")]
    [InlineData("Sin", "0:0 -0:-0 inf:nan -inf:nan e:e -e:-e")]
    [InlineData("Cos", "0:1 -0:1 inf:nan -inf:nan e:1")]
    public void SpecialValuesAreExact(string name, string cases)
    {
        foreach (string[] pair in cases.Split(' ').Select(one => one.Split(':')))
        {
            foreach (int bits in Widths)
            {
                double x = Parse(pair[0], double.Epsilon);
                double y = VectorFunctions.Apply(name, [x], bits)[0];
                Assert.Equal(Parse(pair[1], double.Epsilon), y);
                Assert.Equal(pair[1].StartsWith('-'), !double.IsNaN(y) && double.IsNegative(y));
                float single = (float)Parse(pair[0], float.Epsilon);
                float z = VectorFunctions.Apply(name, [single], bits)[0];
                Assert.Equal((float)Parse(pair[1], float.Epsilon), z);
                Assert.Equal(pair[1].StartsWith('-'), !float.IsNaN(z) && float.IsNegative(z));
            }
        }
    }

    /// <summary>Whatever its sign and payload.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void NotANumberStaysSo(string name)
    {
        double[] x = [.. Payloads(52).Select(bits => BitConverter.Int64BitsToDouble((long)bits | 0x7FF0L << 48))];
        float[] y = [.. Payloads(23).Select(bits => BitConverter.UInt32BitsToSingle((uint)bits | 0x7F800000u))];
        Assert.All(
            Widths,
            bits => Assert.All(VectorFunctions.Apply(name, x, bits), value => Assert.Equal(double.NaN, value))
        );
        Assert.All(
            Widths,
            bits => Assert.All(VectorFunctions.Apply(name, y, bits), value => Assert.Equal(float.NaN, value))
        );
    }

    /// <summary>A NaN's fraction: each single bit, and all below it, also with the sign of the number.</summary>
    private static IEnumerable<ulong> Payloads(int digits) =>
        from bit in Enumerable.Range(0, digits)
        from fraction in new[] { 1UL << bit, (2UL << bit) - 1 }
        from sign in new[] { 0UL, 1UL << (digits == 52 ? 63 : 31) }
        select fraction | sign;

    /// <summary>A float's result is within 2 units of the double's; every float but for a stride through their bits.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void FloatsAgreeWithDoubles(string name)
    {
        // Below -87.3 these leave float's normal range, where they may be zero; circular functions have their stated range.
        (float low, float high) = name switch
        {
            "ExpOfNegative" => (-87.3f, 0f),
            "Softplus" or "Sigmoid" => (-87.3f, float.MaxValue),
            "Sin" or "Cos" => (-1e5f, 1e5f),
            "Exp" or "ExpMinusOne" => (float.MinValue, 88.72f),
            "Log" => (0f, float.MaxValue),
            "LogOnePlus" => (-1f, float.MaxValue),
            _ => (float.MinValue, float.MaxValue),
        };
        uint stride = Repository.Slow ? 61u : 16_381u;
        var x = new List<float>();
        for (ulong bits = 0; bits <= uint.MaxValue; bits += stride)
        {
            float value = BitConverter.UInt32BitsToSingle((uint)bits);
            if (value > low && value < high)
            {
                x.Add(value);
            }
            if (x.Count == 65_536 || bits > uint.MaxValue - stride)
            {
                Compare(name, [.. x]);
                x.Clear();
            }
        }
    }

    private static void Compare(string name, float[] x)
    {
        float[] y = VectorFunctions.Apply(name, x, 512);
        double[] z = VectorFunctions.Apply(name, Array.ConvertAll(x, value => (double)value), 512);
        for (int i = 0; i < x.Length; i++)
        {
            float magnitude = Math.Min(Math.Abs((float)z[i]), MathF.BitDecrement(float.MaxValue));
            double unit = MathF.BitIncrement(magnitude) - magnitude;
            Assert.True(
                Math.Abs(y[i] - z[i]) <= 2 * unit,
                $"{name}({x[i]:R}) = {y[i]:R} as a float, {z[i]:R} as a double"
            );
        }
    }

    private static readonly int[] Widths = [128, 256, 512];

    /// <summary>A number, inf, nan, or e for the least number.</summary>
    private static double Parse(string text, double least)
    {
        double sign = text.StartsWith('-') ? -1 : 1;
        return sign
            * text.TrimStart('-') switch
            {
                "inf" => double.PositiveInfinity,
                "nan" => double.NaN,
                "e" => least,
                string number => double.Parse(number, CultureInfo.InvariantCulture),
            };
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
