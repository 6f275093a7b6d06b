using System.Numerics;

namespace Gsp.Numerics;

/// <summary>Arithmetic on contiguous vectors, with the widest vectors of the machine and the same bits on every machine.</summary>
/// <remarks>
/// Element-wise results are one fused multiply-add or one product per element. Sums run over virtual lanes of 128 bytes (16 doubles or 32
/// floats; lane l takes elements l, l + 16, ...) that are added by halves, so neither the vector width nor anything else changes their
/// bits. Cost: n operations, no allocation. Thread-safe. Inputs may be the same memory as the output, but must not overlap it otherwise.
/// </remarks>
public static unsafe class Vectors
{
    /// <summary>The sum of x_i y_i.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">n values.</param>
    /// <param name="y">n values.</param>
    /// <returns>The inner product; 0 of empty vectors.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static T Dot<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Require.SameLength(y.Length, x.Length, nameof(y), "an inner product needs vectors of one length");
        fixed (
            T* px = x,
                py = y
        )
        {
            return KernelSet<T>.Instance.Dot(px, py, x.Length);
        }
    }

    /// <summary>The sum of x_i.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">n values.</param>
    /// <returns>The sum; 0 of an empty vector.</returns>
    public static T Sum<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        fixed (T* px = x)
        {
            return KernelSet<T>.Instance.Sum(px, x.Length);
        }
    }

    /// <summary>y = y + a x.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="a">The factor.</param>
    /// <param name="x">n values.</param>
    /// <param name="y">n values, updated.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void AddScaled<T>(T a, ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Require.SameLength(y.Length, x.Length, nameof(y), "both vectors need one length");
        fixed (
            T* px = x,
                py = y
        )
        {
            KernelSet<T>.Instance.AddScaled(a, px, py, x.Length);
        }
    }

    /// <summary>y = a x + b y; a b of zero overwrites y, whatever it held.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="a">Factor of x.</param>
    /// <param name="x">n values.</param>
    /// <param name="b">Factor of the old y.</param>
    /// <param name="y">n values, updated.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Combine<T>(T a, ReadOnlySpan<T> x, T b, Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Require.SameLength(y.Length, x.Length, nameof(y), "both vectors need one length");
        fixed (
            T* px = x,
                py = y
        )
        {
            KernelSet<T>.Instance.Combine(a, px, b, py, x.Length);
        }
    }

    /// <summary>y = a y; an a of zero clears y, whatever it held.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="a">The factor.</param>
    /// <param name="y">n values, updated.</param>
    public static void Scale<T>(T a, Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        fixed (T* py = y)
        {
            KernelSet<T>.Instance.Scale(a, py, y.Length);
        }
    }
}
