using System.Globalization;
using System.Numerics;

namespace Gsp.Networks;

/// <summary>A causal <see cref="StateSpaceLayer{T}"/> run sample by sample.</summary>
/// <remarks>The systems are stepped in double, O(N) operations a channel; nothing is recorded for gradients. Holds the state; not thread-safe.</remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class StateSpaceSteps<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly StateSpaceLayer<T> layer;
    private readonly StateSpaceRecurrence[] signals;
    private readonly double[] skip;

    internal StateSpaceSteps(StateSpaceLayer<T> layer, StateSpaceRecurrence[] signals)
    {
        this.layer = layer;
        this.signals = signals;
        skip = layer.Skip.ToDoubles();
    }

    /// <summary>The next sample of every signal.</summary>
    /// <param name="x">u, [batch, H].</param>
    /// <returns>The layer's output for this sample, [batch, H].</returns>
    /// <exception cref="ArgumentException">Another shape.</exception>
    public Tensor<T> Next(Tensor<T> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        (int batch, int channels) = (signals.Length, layer.Channels);
        Require.That(
            x.Shape.Count == 2 && x.Shape[0] == batch && x.Shape[1] == channels,
            string.Create(
                CultureInfo.InvariantCulture,
                $"a step needs one sample of each channel and signal, [{batch}, {channels}]; got {x.Shape}"
            ),
            nameof(x)
        );
        using IDisposable noGradient = layer.Workspace.NoGradient();
        double[] u = x.ToDoubles();
        var y = new double[u.Length];
        for (int signal = 0; signal < batch; signal++)
        {
            Range own = (signal * channels)..((signal + 1) * channels);
            signals[signal].Step(u.AsSpan()[own], y.AsSpan()[own]);
        }
        for (int i = 0; i < y.Length; i++)
        {
            y[i] += skip[i % channels] * u[i];
        }
        return layer.Mix(layer.Workspace.FromDoubles(y, [batch, channels, 1])).Squeeze(2);
    }

    /// <summary>Back to state zero.</summary>
    public void Reset()
    {
        foreach (StateSpaceRecurrence signal in signals)
        {
            signal.Reset();
        }
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{signals.Length} signals through a {signals[0]}");
}
