using System.Numerics;
using System.Runtime.InteropServices;

namespace Gsp.Numerics;

/// <summary>Loops beyond those of <see cref="Vectors"/>. Each element is computed by itself, so the vector width cannot change a bit.</summary>
internal static class Elementwise
{
    /// <summary>y = y - (alpha x + beta z), the rank-two update of one row.</summary>
    public static void SubtractTwo(
        double alpha,
        ReadOnlySpan<double> x,
        double beta,
        ReadOnlySpan<double> z,
        Span<double> y
    )
    {
        ReadOnlySpan<Vector<double>> xs = MemoryMarshal.Cast<double, Vector<double>>(x);
        ReadOnlySpan<Vector<double>> zs = MemoryMarshal.Cast<double, Vector<double>>(z);
        Span<Vector<double>> ys = MemoryMarshal.Cast<double, Vector<double>>(y[..x.Length]);
        var first = new Vector<double>(alpha);
        var second = new Vector<double>(beta);
        for (int i = 0; i < xs.Length; i++)
        {
            ys[i] -= first * xs[i] + second * zs[i];
        }
        for (int i = xs.Length * Vector<double>.Count; i < x.Length; i++)
        {
            y[i] -= alpha * x[i] + beta * z[i];
        }
    }

    /// <summary>y = y + x x, element by element.</summary>
    public static void AddSquares(ReadOnlySpan<double> x, Span<double> y)
    {
        ReadOnlySpan<Vector<double>> xs = MemoryMarshal.Cast<double, Vector<double>>(x);
        Span<Vector<double>> ys = MemoryMarshal.Cast<double, Vector<double>>(y[..x.Length]);
        for (int i = 0; i < xs.Length; i++)
        {
            ys[i] += xs[i] * xs[i];
        }
        for (int i = xs.Length * Vector<double>.Count; i < x.Length; i++)
        {
            y[i] += x[i] * x[i];
        }
    }

    /// <summary>y = x y, element by element.</summary>
    public static void MultiplyBy(ReadOnlySpan<double> x, Span<double> y)
    {
        ReadOnlySpan<Vector<double>> xs = MemoryMarshal.Cast<double, Vector<double>>(x);
        Span<Vector<double>> ys = MemoryMarshal.Cast<double, Vector<double>>(y[..x.Length]);
        for (int i = 0; i < xs.Length; i++)
        {
            ys[i] *= xs[i];
        }
        for (int i = xs.Length * Vector<double>.Count; i < x.Length; i++)
        {
            y[i] *= x[i];
        }
    }

    /// <summary>(x, y) = (c x - s y, s x + c y).</summary>
    public static void Rotate(double c, double s, Span<double> x, Span<double> y)
    {
        Span<Vector<double>> xs = MemoryMarshal.Cast<double, Vector<double>>(x);
        Span<Vector<double>> ys = MemoryMarshal.Cast<double, Vector<double>>(y[..x.Length]);
        var cosine = new Vector<double>(c);
        var sine = new Vector<double>(s);
        for (int i = 0; i < xs.Length; i++)
        {
            Vector<double> a = xs[i];
            Vector<double> b = ys[i];
            xs[i] = cosine * a - sine * b;
            ys[i] = sine * a + cosine * b;
        }
        for (int i = xs.Length * Vector<double>.Count; i < x.Length; i++)
        {
            (x[i], y[i]) = (c * x[i] - s * y[i], s * x[i] + c * y[i]);
        }
    }

    /// <summary>Flips the sign so that the entry of largest magnitude (the first among equals) is positive; returns whether it flipped.</summary>
    public static bool MakeLargestPositive(Span<double> x)
    {
        int largest = 0;
        for (int i = 1; i < x.Length; i++)
        {
            // A later entry must win clearly: equal magnitudes that differ by rounding keep the first.
            if (Math.Abs(x[i]) > Math.Abs(x[largest]) * (1 + 1e-10))
            {
                largest = i;
            }
        }
        if (x.Length == 0 || x[largest] >= 0)
        {
            return false;
        }
        Vectors.Scale<double>(-1.0, x);
        return true;
    }

    /// <summary>The power of two that brings the largest magnitude into [1, 2); 1 for zero or non-finite input.</summary>
    public static double BalancingScale(ReadOnlySpan<double> x)
    {
        double largest = Reductions.MaxMagnitude(x);
        return largest == 0 || !double.IsFinite(largest)
            ? 1
            : Math.ScaleB(1, -Math.Clamp(Math.ILogB(largest), -1000, 1000));
    }
}
