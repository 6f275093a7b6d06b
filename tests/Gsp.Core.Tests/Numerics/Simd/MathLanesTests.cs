using System.Numerics;
using System.Runtime.Intrinsics;
using Gsp.Numerics;
using Gsp.Random;
using Gsp.Testing;
using Xunit;

namespace Gsp.Core.Tests.Numerics;

/// <summary>The operations that formulas are written in are the scalar ones at every width.</summary>
public sealed unsafe class MathLanesTests
{
    [Fact]
    public void BinaryOperationsAreTheScalarOnes()
    {
        Binary<double>();
        Binary<float>();
    }

    private static void Binary<T>()
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] some = Numbers<T>();
        T[] a = [.. some.SelectMany(_ => some)];
        T[] b = [.. some.SelectMany(x => some.Select(_ => x))];
        T[] masks = [.. a.Zip(b, (x, y) => x < y ? Ones<T>() : T.Zero)];
        Same(a, b, "Subtract", (x, y) => x - y);
        Same(a, b, "Divide", (x, y) => x / y);
        Same(a, b, "Min", (x, y) => x < y ? x : y);
        Same(a, b, "Max", (x, y) => x > y ? x : y);
        Same(a, b, "LessThan", (x, y) => x < y ? Ones<T>() : T.Zero);
        Same(a, b, "Equal", (x, y) => x == y ? Ones<T>() : T.Zero);
        Same(a, masks, "Select", (x, mask) => Bits(mask) != 0 ? x : -x);
        Same(a, masks, "And", (x, mask) => Bits(mask) != 0 ? x : T.Zero);
        Same(a, masks, "Or", (x, mask) => Bits(mask) != 0 ? Ones<T>() : x);
        Same(a, b, "Xor", (x, y) => FromBits<T>(Bits(x) ^ Bits(y)));
    }

    [Fact]
    public void UnaryOperationsAreTheScalarOnes()
    {
        Unary<double>(-1023, 1024);
        Unary<float>(-127, 128);
    }

    private static void Unary<T>(int least, int end)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] a = Numbers<T>();
        Same(a, a, "Negate", (x, _) => -x);
        Same(a, a, "Abs", (x, _) => T.Abs(x));
        Same(a, a, "Sqrt", (x, _) => T.Sqrt(x));
        Same(a, a, "Round", (x, _) => T.Round(x, MidpointRounding.ToEven));
        T[] k = [.. Enumerable.Range(least, end - least).Select(T.CreateChecked)];
        Same(k, k, "PowerOfTwo", (x, _) => x == k[0] ? T.Zero : T.ScaleB(T.One, int.CreateChecked(x)));
        T[] normal = [.. a.Where(x => T.IsNormal(x) && x > T.Zero)];
        Same(normal, normal, "Exponent", (x, _) => T.CreateChecked(T.ILogB(x)));
        Same(normal, normal, "Mantissa", (x, _) => T.ScaleB(x, -T.ILogB(x)));
    }

    /// <summary>Any count, and the memory behind it stays.</summary>
    [Fact]
    public void StoringTheFirstElementsWritesNothingBeyond()
    {
        Stores<double, Vector128<double>, Lanes128<double>>();
        Stores<double, Vector256<double>, Lanes256<double>>();
        Stores<double, Vector512<double>, Lanes512<double>>();
        Stores<float, Vector128<float>, Lanes128<float>>();
        Stores<float, Vector256<float>, Lanes256<float>>();
        Stores<float, Vector512<float>, Lanes512<float>>();
    }

    private static void Stores<T, V, L>()
        where T : unmanaged, IFloatingPointIeee754<T>
        where V : struct
        where L : struct, IMathLanes<T, V>
    {
        T[] source = [.. Enumerable.Range(1, L.Count).Select(T.CreateChecked)];
        for (int count = -1; count <= L.Count + 1; count++)
        {
            var target = new T[L.Count + 1];
            fixed (
                T* from = source,
                    to = target
            )
            {
                L.StoreFirst(to, L.Load(from), count);
            }
            Assert.Equal(source.Select((x, i) => i < count ? x : T.Zero).Append(T.Zero), target);
        }
    }

    private static void Same<T>(T[] a, T[] b, string operation, Func<T, T, T> scalar)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[][] widths =
        [
            Apply<T, Vector128<T>, Lanes128<T>>(operation, a, b),
            Apply<T, Vector256<T>, Lanes256<T>>(operation, a, b),
            Apply<T, Vector512<T>, Lanes512<T>>(operation, a, b),
        ];
        foreach (T[] actual in widths)
        {
            for (int i = 0; i < a.Length; i++)
            {
                // Arithmetic may give any NaN; masks are NaN too, and are compared by their bits.
                T expected = scalar(a[i], b[i]);
                bool arithmetic = operation is "Subtract" or "Divide" or "Sqrt";
                bool same = arithmetic && T.IsNaN(expected) ? T.IsNaN(actual[i]) : Bits(expected) == Bits(actual[i]);
                Assert.True(same, $"{operation}({a[i]}, {b[i]}) = {actual[i]}, not {expected}");
            }
        }
    }

    private static T[] Apply<T, V, L>(string operation, T[] a, T[] b)
        where T : unmanaged, IFloatingPointIeee754<T>
        where V : struct
        where L : struct, IMathLanes<T, V>
    {
        var y = new T[a.Length];
        fixed (
            T* pa = a,
                pb = b,
                py = y
        )
        {
            for (int i = 0; i < a.Length; i += L.Count)
            {
                V value = Of<T, V, L>(operation, L.LoadFirst(pa + i, a.Length - i), L.LoadFirst(pb + i, a.Length - i));
                L.StoreFirst(py + i, value, a.Length - i);
            }
        }
        return y;
    }

    private static V Of<T, V, L>(string operation, V a, V b)
        where T : unmanaged, IFloatingPointIeee754<T>
        where V : struct
        where L : struct, IMathLanes<T, V> =>
        operation switch
        {
            "Subtract" => L.Subtract(a, b),
            "Divide" => L.Divide(a, b),
            "Min" => L.Min(a, b),
            "Max" => L.Max(a, b),
            "LessThan" => L.LessThan(a, b),
            "Equal" => L.Equal(a, b),
            "Select" => L.Select(b, a, L.Negate(a)),
            "And" => L.And(a, b),
            "Or" => L.Or(a, b),
            "Xor" => L.Xor(a, b),
            "Negate" => L.Negate(a),
            "Abs" => L.Abs(a),
            "Sqrt" => L.Sqrt(a),
            "Round" => L.Round(a),
            "PowerOfTwo" => L.PowerOfTwo(a),
            "Exponent" => L.Exponent(a),
            "Mantissa" => L.Mantissa(a),
            _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "no such operation"),
        };

    /// <summary>Special values, halves, and magnitudes of every order.</summary>
    private static T[] Numbers<T>()
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] special =
        [
            T.NaN,
            T.PositiveInfinity,
            T.NegativeInfinity,
            T.Zero,
            -T.Zero,
            T.Epsilon,
            -T.Epsilon,
            T.One,
            -T.One,
        ];
        double[] halves = [0.5, -0.5, 1.5, -1.5, 2.5, -2.5, 0.49999, 4194303.5, 8388609, -8388611];
        var stream = new RandomStream(3);
        var random = Enumerable
            .Range(0, 60)
            .Select(_ => stream.NextNormal() * Math.Pow(10, stream.NextUniform(-35, 35)));
        return [.. special, .. halves.Concat(random).Select(T.CreateTruncating)];
    }

    private static T Ones<T>()
        where T : unmanaged => FromBits<T>(ulong.MaxValue);

    private static ulong Bits<T>(T value)
        where T : unmanaged => sizeof(T) == 8 ? *(ulong*)&value : *(uint*)&value;

    private static T FromBits<T>(ulong bits)
        where T : unmanaged => *(T*)&bits;
}
