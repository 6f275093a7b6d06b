using System.Runtime.CompilerServices;

namespace Gsp;

/// <summary>Logarithm and exponential from additions, multiplications and divisions alone, so that their bits are the same on every machine.</summary>
/// <remarks>
/// <see cref="Math.Log(double)"/> and its relatives call the platform's library, whose last bit differs between systems. Here each
/// operation is one IEEE 754 operation, none is contracted to a fused one, and the order is fixed. Errors stay below 1.5 ulp.
/// Pure and thread-safe; no allocation.
/// </remarks>
internal static class PortableMath
{
    private const double SquareRootOfHalf = 0.70710678118654752440;

    // ln 2 in two parts; the high part has 21 trailing zero bits, so that any exponent times it is exact.
    private const double LogTwoHigh = 0.69314718036912381649;
    private const double LogTwoLow = 1.9082149292705877e-10;
    private const double InverseLogTwo = 1.4426950408889634074;

    /// <summary>The natural logarithm; NaN below zero, minus infinity at zero.</summary>
    public static double Log(double x)
    {
        if (!(x > 0) || double.IsPositiveInfinity(x))
        {
            return x == 0 ? double.NegativeInfinity : (double.IsPositiveInfinity(x) ? x : double.NaN);
        }
        int exponent = 0;
        if (x < 2.2250738585072014e-308)
        {
            x *= 18014398509481984.0; // 2^54: makes a subnormal number normal
            exponent = -54;
        }
        long bits = BitConverter.DoubleToInt64Bits(x);
        exponent += (int)(bits >> 52) - 1022;
        double mantissa = BitConverter.Int64BitsToDouble((bits & 0x000FFFFFFFFFFFFF) | 0x3FE0000000000000);
        if (mantissa < SquareRootOfHalf)
        {
            mantissa *= 2;
            exponent--;
        }

        // x = 2^e (1 + f); with s = f / (2 + f): log(1 + f) = 2 artanh(s) = f - f^2/2 + s (f^2/2 + R), R = 2 s^2/3 + 2 s^4/5 + ...
        double f = mantissa - 1;
        double s = f / (2 + f);
        double z = s * s;
        double rest = z * ArtanhTail(z);
        double half = 0.5 * f * f;
        return exponent * LogTwoHigh - ((half - (s * (half + rest) + exponent * LogTwoLow)) - f);
    }

    /// <summary>e to the power x; zero and infinity where the result leaves the range.</summary>
    public static double Exp(double x)
    {
        if (!(x < 709.78271289338397))
        {
            return double.IsNaN(x) ? x : (x <= 709.78271289338397 ? double.MaxValue : double.PositiveInfinity);
        }
        if (x < -745.2)
        {
            return 0;
        }
        double k = Math.Round(x * InverseLogTwo);
        double high = x - k * LogTwoHigh;
        double low = k * LogTwoLow;
        double r = high - low;
        double error = (high - r) - low;
        // e^r = 1 + (r + (error + r^2 (1/2 + r/6 + ...)))
        double value = 1 + (r + (error + r * r * ExpTail(r)));
        int power = (int)k;
        int first = power / 2; // in two steps, so that neither factor leaves the normal range
        return value * PowerOfTwo(first) * PowerOfTwo(power - first);
    }

    /// <summary>e^x - 1 without the loss of digits near zero.</summary>
    public static double ExpMinusOne(double x)
    {
        if (Math.Abs(x) < 0.34)
        {
            return x + x * x * ExpTail(x);
        }
        if (Math.Abs(x) < 1.1)
        {
            double positive = Math.Abs(x);
            double value = positive + positive * positive * LongExpTail(positive);
            return x > 0 ? value : -value / (1 + value); // the series itself would cancel for negative x
        }
        return Exp(x) - 1;
    }

    /// <summary>The hyperbolic tangent.</summary>
    public static double Tanh(double x)
    {
        double magnitude = Math.Abs(x);
        double value;
        if (magnitude < 0.55)
        {
            double e = ExpMinusOne(2 * magnitude);
            value = e / (e + 2);
        }
        else
        {
            value = magnitude < 22 ? 1 - 2 / (Exp(2 * magnitude) + 1) : (double.IsNaN(x) ? x : 1);
        }
        return double.CopySign(value, x);
    }

    /// <summary>2/3 + 2z/5 + 2z^2/7 + ...: enough terms for z below 0.0295 = ((sqrt 2 - 1)/(sqrt 2 + 1))^2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double ArtanhTail(double z)
    {
        double sum = 2.0 / 23;
        sum = sum * z + 2.0 / 21;
        sum = sum * z + 2.0 / 19;
        sum = sum * z + 2.0 / 17;
        sum = sum * z + 2.0 / 15;
        sum = sum * z + 2.0 / 13;
        sum = sum * z + 2.0 / 11;
        sum = sum * z + 2.0 / 9;
        sum = sum * z + 2.0 / 7;
        sum = sum * z + 2.0 / 5;
        return sum * z + 2.0 / 3;
    }

    /// <summary>(e^r - 1 - r) / r^2 = 1/2 + r/6 + ... + r^12/14!, for |r| at most 0.35.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double ExpTail(double r)
    {
        double sum = 1.0 / 87178291200.0;
        sum = sum * r + 1.0 / 6227020800.0;
        sum = sum * r + 1.0 / 479001600.0;
        sum = sum * r + 1.0 / 39916800.0;
        sum = sum * r + 1.0 / 3628800.0;
        sum = sum * r + 1.0 / 362880.0;
        sum = sum * r + 1.0 / 40320.0;
        sum = sum * r + 1.0 / 5040.0;
        sum = sum * r + 1.0 / 720.0;
        sum = sum * r + 1.0 / 120.0;
        sum = sum * r + 1.0 / 24.0;
        sum = sum * r + 1.0 / 6.0;
        return sum * r + 0.5;
    }

    /// <summary>The same sum to r^18/20!, for |r| at most 1.1, where splitting off a power of two would cancel digits.</summary>
    private static double LongExpTail(double r)
    {
        double sum = 1.0 / 2432902008176640000.0;
        sum = sum * r + 1.0 / 121645100408832000.0;
        sum = sum * r + 1.0 / 6402373705728000.0;
        sum = sum * r + 1.0 / 355687428096000.0;
        sum = sum * r + 1.0 / 20922789888000.0;
        sum = sum * r + 1.0 / 1307674368000.0;
        double power = r * r * r * r * r * r;
        return ExpTail(r) + sum * power * power * r;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double PowerOfTwo(int exponent) => BitConverter.Int64BitsToDouble((long)(exponent + 1023) << 52);

    /// <summary>Sine and cosine of the angle 2 pi k / n; exact at multiples of a quarter turn, errors below 1 ulp.</summary>
    /// <remarks>The octant is found in whole numbers, so large k lose nothing.</remarks>
    public static (double Sine, double Cosine) SinCosOfTurn(long k, long n)
    {
        long eighths = 8 * (((k % n) + n) % n);
        long octant = eighths / n;
        long rest = eighths - octant * n;
        double x = 0.78539816339744830962 * ((octant % 2 == 0 ? rest : n - rest) / (double)n); // up to pi / 4
        double z = x * x;
        double sine = x + x * z * SineTail(z);
        double cosine = 1 - (0.5 * z - z * z * CosineTail(z));
        return octant switch
        {
            0 => (sine, cosine),
            1 => (cosine, sine),
            2 => (cosine, -sine),
            3 => (sine, -cosine),
            4 => (-sine, -cosine),
            5 => (-cosine, -sine),
            6 => (-cosine, sine),
            _ => (-sine, cosine),
        };
    }

    /// <summary>-1/3! + z/5! - z^2/7! + ...</summary>
    private static double SineTail(double z)
    {
        double sum = -1.0 / 121645100408832000.0;
        sum = sum * z + 1.0 / 355687428096000.0;
        sum = sum * z - 1.0 / 1307674368000.0;
        sum = sum * z + 1.0 / 6227020800.0;
        sum = sum * z - 1.0 / 39916800.0;
        sum = sum * z + 1.0 / 362880.0;
        sum = sum * z - 1.0 / 5040.0;
        sum = sum * z + 1.0 / 120.0;
        return sum * z - 1.0 / 6.0;
    }

    /// <summary>1/4! - z/6! + z^2/8! - ...</summary>
    private static double CosineTail(double z)
    {
        double sum = 1.0 / 2432902008176640000.0;
        sum = sum * z - 1.0 / 6402373705728000.0;
        sum = sum * z + 1.0 / 20922789888000.0;
        sum = sum * z - 1.0 / 87178291200.0;
        sum = sum * z + 1.0 / 479001600.0;
        sum = sum * z - 1.0 / 3628800.0;
        sum = sum * z + 1.0 / 40320.0;
        sum = sum * z - 1.0 / 720.0;
        return sum * z + 1.0 / 24.0;
    }
}
