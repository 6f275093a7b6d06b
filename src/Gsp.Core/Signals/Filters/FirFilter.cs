using System.Numerics;
using Gsp.Numerics;

namespace Gsp.Signals;

/// <summary>A filter with finite impulse response: y_t = sum_k h_k x_(t-k).</summary>
/// <remarks>Cost: one product a tap and sample. Each output is one inner product in a fixed order, so the bits do not depend on the pieces.</remarks>
public sealed class FirFilter : IFilter
{
    private readonly double[] taps;
    private readonly double[] reversed;

    /// <summary>A filter with the given impulse response.</summary>
    /// <param name="taps">h_0, h_1, ...: at least one finite number.</param>
    /// <exception cref="ArgumentException">No taps, or one is not finite.</exception>
    public FirFilter(ReadOnlySpan<double> taps)
    {
        Require.That(taps.Length > 0, "a filter needs at least one tap", nameof(taps));
        Require.Finite(taps, nameof(taps));
        this.taps = taps.ToArray();
        reversed = taps.ToArray();
        Array.Reverse(reversed);
    }

    /// <summary>The impulse response.</summary>
    public ReadOnlySpan<double> Taps => taps;

    /// <inheritdoc/>
    public int EdgeLength => 3 * taps.Length;

    /// <inheritdoc/>
    public FilterState Start() => new State(reversed);

    /// <inheritdoc/>
    public Complex Response(double frequency)
    {
        Complex sum = 0;
        for (int k = taps.Length - 1; k >= 0; k--)
        {
            sum = sum * Complex.FromPolarCoordinates(1, -2 * Math.PI * frequency) + taps[k];
        }
        return sum;
    }

    /// <inheritdoc/>
    public override string ToString() => $"FIR filter, {taps.Length} taps";

    private sealed class State(double[] reversed) : FilterState
    {
        private readonly double[] past = new double[reversed.Length - 1]; // oldest first
        private double[] window = new double[reversed.Length];

        private protected override Span<double> Memory => past;

        public override void Settle(double level) => Array.Fill(past, level);

        private protected override void ProcessPiece(ReadOnlySpan<double> input, Span<double> output)
        {
            int needed = past.Length + input.Length;
            if (window.Length < needed)
            {
                window = new double[needed];
            }
            past.CopyTo(window, 0);
            input.CopyTo(window.AsSpan(past.Length));
            for (int t = 0; t < input.Length; t++)
            {
                output[t] = Vectors.Dot<double>(reversed, window.AsSpan(t, reversed.Length));
            }
            window.AsSpan(input.Length, past.Length).CopyTo(past);
        }
    }
}
