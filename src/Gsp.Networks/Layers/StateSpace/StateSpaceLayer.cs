using System.Globalization;
using System.Numerics;
using Gsp.Random;

namespace Gsp.Networks;

/// <summary>A layer of independent state-space systems, one a channel: y = W gelu(k * u + D u) + b, signals [batch, H, time].</summary>
/// <remarks>
/// The kernels k are a function of the parameters alone. With <see cref="Module{T}.Training"/> off, and as long as no gradient of theirs is recorded,
/// their spectra are kept from call to call (once for a whole sampling run) and made anew when a bit of the parameters has changed. Parameters
/// <c>D</c> [1, H], <c>output_linear.weight</c> [H, H] and <c>output_linear.bias</c> [H, 1]; those of the systems as the derived layer says.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public abstract class StateSpaceLayer<T> : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private SpectraCache<T>? cache;

    private protected StateSpaceLayer(Workspace<T> workspace, int channels, int directions, RandomStream random)
        : base(workspace)
    {
        Channels = Require.Positive(channels);
        Directions = directions;
        ArgumentNullException.ThrowIfNull(random);
        Skip = Parameter("D", Initialisation.Normal<T>(random.Split("D"), channels, 1), [1, channels]);
        OutputWeight = Parameter(
            "output_linear.weight",
            Initialisation.Default<T>(random.Split("output_linear"), channels * channels, channels),
            [channels, channels]
        );
        OutputBias = Parameter("output_linear.bias", Initialisation.Constant<T>(channels, 0), [channels, 1]);
    }

    /// <summary>Number H of channels.</summary>
    public int Channels { get; }

    /// <summary>1 for a causal layer, 2 for a two-sided one.</summary>
    public int Directions { get; }

    /// <summary>The direct path D, [1, H].</summary>
    public Tensor<T> Skip { get; }

    /// <summary>W, [H, H].</summary>
    public Tensor<T> OutputWeight { get; }

    /// <summary>b, [H, 1].</summary>
    public Tensor<T> OutputBias { get; }

    /// <summary>The tensors that the kernels are made from.</summary>
    private protected abstract Tensor<T>[] SystemParameters { get; }

    /// <summary>The convolution kernels, with gradients to the parameters.</summary>
    /// <param name="length">Length of the kernels and of the signals they serve.</param>
    /// <returns>[directions, H, length].</returns>
    /// <exception cref="ArgumentException">The layer cannot make kernels of this length.</exception>
    public abstract Tensor<T> Kernels(int length);

    /// <summary>The layer sample by sample, with the parameters as they are now.</summary>
    /// <param name="batch">Number of signals.</param>
    /// <returns>The recurrence, its state zero. Its kernel does not end.</returns>
    /// <exception cref="InvalidOperationException">The layer is two-sided: it needs samples that are still to come.</exception>
    public StateSpaceSteps<T> Steps(int batch = 1)
    {
        Require.Positive(batch);
        if (Directions == 2)
        {
            throw new InvalidOperationException(
                "a two-sided layer cannot run sample by sample: each output needs samples that are still to come; make the layer causal"
            );
        }
        return new StateSpaceSteps<T>(this, [.. Enumerable.Range(0, batch).Select(_ => Recurrence())]);
    }

    /// <summary>The systems as a recurrence.</summary>
    private protected abstract StateSpaceRecurrence Recurrence();

    /// <inheritdoc/>
    protected override Tensor<T> Compute(Tensor<T> x)
    {
        Require.That(
            x.Shape.Count == 3 && x.Shape[1] == Channels,
            string.Create(
                CultureInfo.InvariantCulture,
                $"a layer of {Channels} channels needs signals [batch, {Channels}, time]; got {x.Shape}"
            ),
            nameof(x)
        );
        return Mix(Convolved(x));
    }

    /// <summary>What follows the systems, sample by sample: W gelu(y) + b.</summary>
    internal Tensor<T> Mix(Tensor<T> y) => y.Gelu().ChannelLinear(OutputWeight, OutputBias);

    private Tensor<T> Convolved(Tensor<T> x)
    {
        int length = x.Shape[2];
        bool recorded =
            Workspace.RecordsGradients && (Skip.NeedsGradient || SystemParameters.Any(p => p.NeedsGradient));
        if (Training || recorded)
        {
            cache?.Dispose();
            cache = null;
            return x.FourierConvolution(Kernels(length), Skip);
        }
        if (cache is null || !cache.Serves(length))
        {
            cache?.Dispose();
            cache = new SpectraCache<T>(
                length,
                Operations.ConvolutionSpectra(Kernels(length), Skip),
                [Skip, .. SystemParameters]
            );
        }
        return Operations.Convolved(x, cache.Spectra);
    }
}
