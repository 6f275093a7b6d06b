using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Signals;

/// <summary>Filters whole recordings, causally or with zero phase.</summary>
/// <remarks>Pure and thread-safe. NaN in a recording spreads (over the rest of it in a recursive filter): fill gaps first.</remarks>
public static class Filtering
{
    /// <summary>Filters a signal causally from rest.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="signal">Any number of samples.</param>
    /// <returns>As many samples; the same as a stream cut in any way.</returns>
    public static double[] Apply(this IFilter filter, ReadOnlySpan<double> signal)
    {
        double[] output = GC.AllocateUninitializedArray<double>(signal.Length);
        filter.Start().Process(signal, output);
        return output;
    }

    /// <summary>Filters every channel of a recording causally from rest.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="recording">[time, node].</param>
    /// <returns>[time, node].</returns>
    public static Matrix<double> Apply(this IFilter filter, Matrix<double> recording) =>
        EachChannel(recording, channel => filter.Apply(channel));

    /// <summary>Filters a signal forward and backward, so that no phase is left and the gain is squared.</summary>
    /// <remarks>
    /// The signal is first extended at both ends by its point reflection, 2 x_0 - x_k, and the filter starts settled at the first extended value, in
    /// both directions: SciPy's <c>filtfilt</c> and <c>sosfiltfilt</c> with their default padding.
    /// </remarks>
    /// <param name="filter">The filter.</param>
    /// <param name="signal">More samples than the extension.</param>
    /// <param name="edge">Number of samples of the extension; null for <see cref="IFilter.EdgeLength"/>.</param>
    /// <returns>As many samples.</returns>
    /// <exception cref="ArgumentException">The signal is not longer than its extension.</exception>
    public static double[] ApplyZeroPhase(this IFilter filter, ReadOnlySpan<double> signal, int? edge = null)
    {
        int length = edge ?? filter.EdgeLength;
        Require.NotNegative(length, "an extension has zero or more samples", nameof(edge));
        Require.That(
            signal.Length > length,
            $"the signal has {signal.Length} samples; zero-phase filtering with an extension of {length} needs at least {length + 1} (shorten the filter or pass a smaller edge)",
            nameof(signal)
        );
        double[] extended = GC.AllocateUninitializedArray<double>(signal.Length + 2 * length);
        signal.CopyTo(extended.AsSpan(length));
        for (int k = 1; k <= length; k++)
        {
            extended[length - k] = 2 * signal[0] - signal[k];
            extended[length + signal.Length - 1 + k] = 2 * signal[^1] - signal[^(k + 1)];
        }
        FilterState state = filter.Start();
        for (int pass = 0; pass < 2; pass++)
        {
            state.Settle(extended[0]);
            state.Process(extended, extended);
            Array.Reverse(extended);
        }
        return extended.AsSpan(length, signal.Length).ToArray();
    }

    /// <summary>Filters every channel of a recording forward and backward.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="recording">[time, node], more rows than the extension.</param>
    /// <param name="edge">Number of samples of the extension; null for <see cref="IFilter.EdgeLength"/>.</param>
    /// <returns>[time, node].</returns>
    /// <exception cref="ArgumentException">The recording is not longer than its extension.</exception>
    public static Matrix<double> ApplyZeroPhase(this IFilter filter, Matrix<double> recording, int? edge = null) =>
        EachChannel(recording, channel => filter.ApplyZeroPhase(channel, edge));

    /// <summary>Does to every channel what a function does to one: any method here that takes a signal.</summary>
    /// <param name="recording">[time, node].</param>
    /// <param name="map">Takes a channel's samples; gives equally many for each channel.</param>
    /// <returns>[time, node] of what the function gave.</returns>
    public static Matrix<double> EachChannel(Matrix<double> recording, Func<double[], double[]> map)
    {
        double[][] channels =
        [
            .. Enumerable.Range(0, recording.ColumnCount).Select(j => map(recording.Column(j).ToArray())),
        ];
        return channels.Length == 0 ? recording.Clone() : Matrix<double>.Build.DenseOfColumnArrays(channels);
    }
}
