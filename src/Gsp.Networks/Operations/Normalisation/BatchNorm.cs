using System.Globalization;
using System.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    /// <summary>(x - mean) / √(variance + ε) times a weight plus a bias, per channel over batch and time: Ioffe and Szegedy, arXiv 1502.03167,
    /// algorithm 1; optionally plus a residual, and rectified.</summary>
    /// <remarks>
    /// In training mean and (biased) variance are the batch's, and running moments move towards them, the variance unbiased; in use they are
    /// the running ones. With h the normalised input and u = g w, the gradient of x is (u - mean u - h mean(u h)) / √(variance + ε) in training and
    /// u / √(variance + ε) in use; the weight's is Σ g h, the bias's Σ g, the residual's g, where g is zero at outputs that were rectified away.
    /// Residual and rectification are the field's usual tail of a block, done here while the numbers are at hand.
    /// </remarks>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="x">[batch, channel] or [batch, channel, time].</param>
    /// <param name="weight">[channel], or none for ones.</param>
    /// <param name="bias">[channel], or none for zeros.</param>
    /// <param name="running">Running mean and variance, updated in training; needed in use.</param>
    /// <param name="training">Whether to use the moments of the batch.</param>
    /// <param name="momentum">The share of the batch in the running moments, between 0 and 1.</param>
    /// <param name="epsilon">Added to the variance, greater than zero.</param>
    /// <param name="residual">A tensor of the shape of x that is added, or none.</param>
    /// <param name="rectify">Whether negative results become zero.</param>
    /// <returns>The result, of the same shape.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit, or a batch in training has one value per channel.</exception>
    public static Tensor<T> BatchNorm<T>(
        this Tensor<T> x,
        Tensor<T>? weight,
        Tensor<T>? bias,
        (Tensor<T> Mean, Tensor<T> Variance)? running,
        bool training,
        double momentum = 0.1,
        double epsilon = 1e-5,
        Tensor<T>? residual = null,
        bool rectify = false
    )
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        CheckBatchNorm(x, weight, bias, running, training, residual);
        if (x.Shape.Count == 2)
        {
            // Few values lie one after another: turn the batch into the time of a single sample.
            Tensor<T> turned = AsSample(x)
                .BatchNorm(
                    weight,
                    bias,
                    running,
                    training,
                    momentum,
                    epsilon,
                    residual is null ? null : AsSample(residual),
                    rectify
                );
            return turned.Reshape(x.Shape[1], x.Shape[0]).Transpose(0, 1).Contiguous();
        }
        Workspace<T> workspace = x.Workspace;
        IDevice<T> device = workspace.Device;
        T share = T.CreateTruncating(Require.InRange(momentum, 0, 1));
        T added = T.CreateTruncating(Require.Positive(epsilon));
        Tensor<T> source = x.Detach().Contiguous();
        Tensor<T> mean;
        Tensor<T> variance;
        if (training)
        {
            mean = workspace.Empty([x.Shape[1]]);
            variance = workspace.Empty([x.Shape[1]]);
            device.ChannelMoments(source, mean, variance);
            if (running is { } moments)
            {
                double count = (double)x.Shape[0] * x.Shape[2];
                MoveTowards(moments.Mean, mean, share, T.One);
                MoveTowards(moments.Variance, variance, share, T.CreateTruncating(count / (count - 1)));
            }
        }
        else
        {
            // A copy: later training steps may move the running moments before the backward pass.
            (mean, variance) = (running!.Value.Mean.Detach().Copy(), running.Value.Variance.Detach().Copy());
        }
        Tensor<T> y = workspace.Empty(x.Shape);
        device.BatchNorm(source, mean, variance, added, weight, bias, residual?.Detach().Contiguous(), rectify, y);
        return Tape.Record(
            "batch norm",
            y,
            [x, .. Present(weight), .. Present(bias), .. Present(residual)],
            [source, mean, variance, .. Present(weight), .. rectify ? [y] : (Tensor<T>[])[]],
            gradient =>
            {
                // The residual first: where it is x itself, the gradient of x is added to it, channel by channel.
                GradientTarget<T>? residualTarget = GradientTarget<T>.Of(residual);
                device.BatchNormSlope(
                    source,
                    mean,
                    variance,
                    added,
                    weight,
                    rectify ? y : null,
                    gradient.Contiguous(),
                    training,
                    GradientTarget<T>.Of(x),
                    residualTarget,
                    weight?.AddingBuffer(),
                    bias?.AddingBuffer()
                );
            }
        );
    }

    private static Tensor<T> AsSample<T>(Tensor<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        x.Transpose(0, 1).Contiguous().Reshape(1, x.Shape[1], x.Shape[0]);

    private static Tensor<T>[] Present<T>(Tensor<T>? tensor)
        where T : unmanaged, IFloatingPointIeee754<T> => tensor is null ? [] : [tensor];

    /// <summary>state = (1 - share) state + share factor value, outside the record.</summary>
    private static void MoveTowards<T>(Tensor<T> state, Tensor<T> value, T share, T factor)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using Scope<T> scope = state.Workspace.Scope();
        Tensor<T> moved = state.Workspace.Empty(state.Shape);
        state.Workspace.Device.Zip(
            new Blend(double.CreateTruncating(share), double.CreateTruncating(factor)),
            state.Detach(),
            value,
            moved
        );
        state.Workspace.Device.Copy(moved, state.Detach());
    }

    private static void CheckBatchNorm<T>(
        Tensor<T> x,
        Tensor<T>? weight,
        Tensor<T>? bias,
        (Tensor<T> Mean, Tensor<T> Variance)? running,
        bool training,
        Tensor<T>? residual
    )
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        Require.That(
            x.Shape.Count is 2 or 3,
            $"batch normalisation takes [batch, channel] or [batch, channel, time]; got {x.Shape}",
            nameof(x)
        );
        foreach (Tensor<T>? state in (Tensor<T>?[])[weight, bias, running?.Mean, running?.Variance])
        {
            Require.That(
                state is null || (state.Shape.Count == 1 && state.Shape[0] == x.Shape[1]),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"batch normalisation of {x.Shape} needs weight, bias and running moments of shape [{x.Shape[1]}]; got {state?.Shape}"
                ),
                nameof(weight)
            );
        }
        Require.That(
            training || running is not null,
            "batch normalisation in use needs running moments: train first, or give them",
            nameof(running)
        );
        long values = x.Shape.Elements / Math.Max(1, x.Shape[1]);
        Require.That(
            !training || values > 1,
            string.Create(
                CultureInfo.InvariantCulture,
                $"batch normalisation in training needs more than one value per channel; {x.Shape} has {values}: use a larger batch, or set Training to false"
            ),
            nameof(x)
        );
        Require.That(
            residual is null || residual.Shape.Equals(x.Shape),
            $"the residual has shape {residual?.Shape}, not that of the normalised {x.Shape}",
            nameof(residual)
        );
    }
}

/// <summary>a + share (factor b - a).</summary>
internal readonly struct Blend(double share, double factor) : IBinaryFormula
{
    V IBinaryFormula.Value<T, V, L>(V a, V b)
    {
        V old = L.Multiply(L.Broadcast(T.CreateTruncating(1 - share)), a);
        return L.MultiplyAdd(L.Broadcast(T.CreateTruncating(share * factor)), b, old);
    }
}
