using System.Numerics;
using Gsp.Numerics;

namespace Gsp.Signals;

/// <summary>Windows and transforms single frames of a short-time transform. Not thread-safe: it has scratch.</summary>
internal sealed class ShortTimeFrames
{
    private readonly StftOptions options;
    private readonly double[] window; // of sum 1
    private readonly double[] piece;
    private readonly FourierTransform plan;

    public ShortTimeFrames(StftOptions options)
    {
        options.Validate();
        this.options = options;
        window = options.Weights();
        Vectors.Scale(1 / Vectors.Sum<double>(window), window);
        plan = FourierTransform.Cached(options.TransformLength ?? options.Length);
        piece = new double[plan.Length];
    }

    /// <summary>Number of amplitudes of a frame.</summary>
    public int Bins => plan.RealCoefficients;

    /// <summary>Samples transformed.</summary>
    public int TransformLength => plan.Length;

    /// <summary>As many frames as cover a signal with half a frame of zeros at each end.</summary>
    public static long Count(long samples, StftOptions options)
    {
        long padded = samples + 2 * (options.Length / 2) - options.Length;
        return (padded + options.Hop - 1) / options.Hop + 1;
    }

    /// <summary>First sample of frame m; negative where zeros lie before the signal.</summary>
    public static long Start(long m, StftOptions options) => m * options.Hop - options.Length / 2;

    /// <summary>The amplitudes of the frame that begins at a sample; beyond the ends of the signal are zeros.</summary>
    public void Transform(ReadOnlySpan<double> signal, int start, Span<Complex> amplitudes)
    {
        int first = Math.Max(0, -start);
        int end = Math.Max(0, Math.Min(window.Length, signal.Length - start));
        piece.AsSpan(0, first).Clear();
        piece.AsSpan(end).Clear();
        for (int k = first; k < end; k++)
        {
            piece[k] = window[k] * signal[start + k];
        }
        plan.Forward(piece, amplitudes);
    }
}
