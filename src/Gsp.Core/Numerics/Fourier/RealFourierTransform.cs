using System.Numerics;
using System.Runtime.Intrinsics;

namespace Gsp.Numerics;

/// <summary>The Fourier transforms of many real signals of one length at once, in float or double, on several threads.</summary>
/// <remarks>
/// Signals are the rows of [rows, n], row-major. Their spectra are the rows of [rows, 2 (n/2 + 1)]: the coefficients X_0 .. X_(n/2), real and
/// imaginary parts in turn, as in NumPy's complex64 and complex128; the others are X_(n-k) = conj(X_k). X_k = sum_j x_j exp(-2 pi i j k / n); the inverse
/// divides by n. Several rows share a vector register, one a lane, so a row's bits depend on that row alone: not on its neighbours, the
/// number of rows or of threads, or the machine. Even n cost half of odd n; prime factors above 31 go through Bluestein's convolution,
/// about four times slower. Error about eps log n of the norm. A plan is made once a length, O(n); it is immutable and thread-safe. No
/// allocation a call, once the threads have run before.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed unsafe class RealFourierTransform<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly PlanCache<RealFourierTransform<T>> Plans = new(
        length => new RealFourierTransform<T>(length),
        plan => plan.Bytes
    );

    private readonly T scale; // 1 / n
    private readonly T[] roots; // for even n
    private readonly ComplexTransform<T> plan; // of n/2 elements for even n

    /// <summary>Plans transforms of a length. See <see cref="Cached"/> for lengths that come again.</summary>
    /// <param name="length">Number of samples n of a signal, 1 to 2^24.</param>
    /// <exception cref="ArgumentException">The length is out of range, or T is another type than float and double.</exception>
    public RealFourierTransform(int length)
    {
        Require.That(
            typeof(T) == typeof(float) || typeof(T) == typeof(double),
            $"{typeof(T)} is neither float nor double",
            nameof(T)
        );
        Length = Require.InRange(length, 1, 1 << 24);
        scale = T.CreateTruncating(1.0 / length);
        roots = length % 2 == 0 ? RootsOfUnity.All<T>(length) : [];
        plan = length % 2 == 0 ? new ComplexTransform<T>(length / 2, roots, 2) : new ComplexTransform<T>(length, [], 1);
    }

    /// <summary>Number of samples n of a signal.</summary>
    public int Length { get; }

    /// <summary>Number of coefficients of a spectrum, n/2 + 1; a row of spectra has twice as many numbers.</summary>
    public int Coefficients => Length / 2 + 1;

    private long Bytes => (long)roots.Length * sizeof(T) + plan.Bytes;

    /// <summary>The plan of a length from a store of the plans used last, at most 16 of together 64 MiB; made where it is not there.</summary>
    /// <param name="length">Number of samples n of a signal, 1 to 2^24.</param>
    /// <returns>A plan, equal in every bit to a new one.</returns>
    /// <exception cref="ArgumentException">As for a new plan.</exception>
    public static RealFourierTransform<T> Cached(int length) => Plans.Get(length);

    /// <summary>The spectra of signals. O(rows n log n).</summary>
    /// <param name="signals">[rows, n], any number of rows.</param>
    /// <param name="spectra">Receives [rows, 2 (n/2 + 1)], real and imaginary parts in turn. May not overlap the signals.</param>
    /// <param name="threads">The most threads to use; they share out the rows.</param>
    /// <exception cref="ArgumentException">Wrong lengths or less than one thread.</exception>
    public void Forward(ReadOnlySpan<T> signals, Span<T> spectra, int threads = 1)
    {
        int rows = Rows(signals.Length, spectra.Length);
        fixed (
            T* from = signals,
                to = spectra
        )
        {
            Run(new ForwardRows(this, from, to, rows), rows, threads);
        }
    }

    /// <summary>The signals with given spectra, divided by n. O(rows n log n).</summary>
    /// <param name="spectra">[rows, 2 (n/2 + 1)], real and imaginary parts in turn; the imaginary parts of X_0 and, for even n, of X_(n/2) are
    /// ignored, as those of a real signal are zero.</param>
    /// <param name="signals">Receives [rows, n]. May not overlap the spectra.</param>
    /// <param name="threads">The most threads to use; they share out the rows.</param>
    /// <exception cref="ArgumentException">Wrong lengths or less than one thread.</exception>
    public void Inverse(ReadOnlySpan<T> spectra, Span<T> signals, int threads = 1)
    {
        int rows = Rows(signals.Length, spectra.Length);
        fixed (
            T* from = spectra,
                to = signals
        )
        {
            Run(new InverseRows(this, from, to, rows), rows, threads);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"Fourier transforms of real signals of length {Length} ({plan})";

    private int Rows(int signals, int spectra)
    {
        int rows = signals / Length;
        // Messages are made only where they are wanted: they would be all that a call allocates.
        if (signals != rows * Length)
        {
            Require.SameLength(signals, rows * Length, nameof(signals), $"whole rows of {Length} samples");
        }
        long expected = 2L * Coefficients * rows;
        if (spectra != expected)
        {
            throw new ArgumentException(
                $"spectra holds {spectra} values; {rows} rows of {Length} samples have {expected}, n / 2 + 1 complex numbers each",
                nameof(spectra)
            );
        }
        return rows;
    }

    private static void Run<TBody>(TBody body, int rows, int threads)
        where TBody : struct, IRangeBody =>
        ParallelFor.Run((rows + Vector256<T>.Count - 1) / Vector256<T>.Count, threads, body);

    /// <summary>Numbers of the two places that a group of rows needs.</summary>
    private (nint Data, nint Work) Scratch()
    {
        nint scalars = ComplexLanes<T>.Scalars;
        nint data = scalars * Math.Max(plan.Length, Coefficients);
        return (data, Math.Max(data, scalars * plan.WorkLength));
    }

    private readonly struct ForwardRows(RealFourierTransform<T> owner, T* signals, T* spectra, int rows) : IRangeBody
    {
        public void Run(int start, int end)
        {
            int lanes = Vector256<T>.Count;
            int n = owner.Length;
            bool even = n % 2 == 0;
            int width = 2 * owner.Coefficients;
            (nint dataLength, nint workLength) = owner.Scratch();
            using var scratch = new AlignedScratch<T>(dataLength + workLength);
            T* data = scratch.Pointer;
            T* work = data + dataLength;
            fixed (T* w = owner.roots)
            {
                for (int group = start; group < end; group++)
                {
                    nint first = (nint)group * lanes;
                    int count = (int)Math.Min(lanes, rows - first);
                    // Even and odd samples of a signal of even length are the real and imaginary parts of one of half of it.
                    LaneTransposes.Gather(signals + first * n, n, count, data, even ? lanes : 2 * lanes);
                    if (!even)
                    {
                        LaneTransposes.ClearImaginary(data, n);
                    }
                    T* result = owner.plan.Forward<ComplexLanes<T>>(data, work);
                    if (even)
                    {
                        RealHalves<ComplexLanes<T>, T>.Split(n / 2, w, result, result);
                    }
                    LaneTransposes.Scatter(result, lanes, spectra + first * width, width, count);
                }
            }
        }
    }

    private readonly struct InverseRows(RealFourierTransform<T> owner, T* spectra, T* signals, int rows) : IRangeBody
    {
        public void Run(int start, int end)
        {
            int lanes = Vector256<T>.Count;
            int n = owner.Length;
            bool even = n % 2 == 0;
            int width = 2 * owner.Coefficients;
            (nint dataLength, nint workLength) = owner.Scratch();
            using var scratch = new AlignedScratch<T>(dataLength + workLength);
            T* data = scratch.Pointer;
            T* work = data + dataLength;
            fixed (T* w = owner.roots)
            {
                for (int group = start; group < end; group++)
                {
                    nint first = (nint)group * lanes;
                    int count = (int)Math.Min(lanes, rows - first);
                    LaneTransposes.Gather(spectra + first * width, width, count, work, lanes);
                    if (even)
                    {
                        RealHalves<ComplexLanes<T>, T>.Join(n / 2, owner.scale, w, work, data);
                    }
                    else
                    {
                        RealHalves<ComplexLanes<T>, T>.Mirror(n, owner.scale, work, data);
                    }
                    T* result = owner.plan.Forward<ComplexLanes<T>>(data, work);
                    LaneTransposes.Scatter(result, even ? lanes : 2 * lanes, signals + first * n, n, count);
                }
            }
        }
    }
}
