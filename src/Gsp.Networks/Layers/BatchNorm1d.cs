using System.Numerics;

namespace Gsp.Networks;

/// <summary>Batch normalisation of [batch, channel] or [batch, channel, time].</summary>
/// <remarks>
/// Parameters <c>weight</c> (ones) and <c>bias</c> (zeros), buffers <c>running_mean</c> (zeros), <c>running_var</c> (ones) and <c>num_batches_tracked</c> (a scalar),
/// all [channel]. In training the batch's moments normalise, and the running ones move towards them; otherwise the running ones do.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class BatchNorm1d<T> : Layer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Tensor<T> one;

    /// <summary>Makes the layer.</summary>
    /// <param name="workspace">Where its parameters live.</param>
    /// <param name="channels">Number of channels.</param>
    /// <param name="momentum">The share of a batch in the running moments, between 0 and 1.</param>
    /// <param name="epsilon">Added to the variance, greater than zero.</param>
    public BatchNorm1d(Workspace<T> workspace, int channels, double momentum = 0.1, double epsilon = 1e-5)
        : base(workspace)
    {
        Require.Positive(channels);
        Momentum = Require.InRange(momentum, 0, 1);
        Epsilon = Require.Positive(epsilon);
        Weight = Parameter("weight", Initialisation.Constant<T>(channels, 1), [channels]);
        Bias = Parameter("bias", new T[channels], [channels]);
        RunningMean = Buffer("running_mean", new T[channels], [channels]);
        RunningVariance = Buffer("running_var", Initialisation.Constant<T>(channels, 1), [channels]);
        BatchesTracked = Buffer("num_batches_tracked", [T.Zero], Shape.Scalar);
        one = workspace.Scalar(T.One).Keep();
    }

    /// <summary>The share of a batch in the running moments.</summary>
    public double Momentum { get; }

    /// <summary>What is added to the variance.</summary>
    public double Epsilon { get; }

    /// <summary>[channel].</summary>
    public Tensor<T> Weight { get; }

    /// <summary>[channel].</summary>
    public Tensor<T> Bias { get; }

    /// <summary>[channel].</summary>
    public Tensor<T> RunningMean { get; }

    /// <summary>[channel]; unbiased.</summary>
    public Tensor<T> RunningVariance { get; }

    /// <summary>Batches that the running moments have seen; a scalar.</summary>
    public Tensor<T> BatchesTracked { get; }

    /// <summary>Normalises, adds a residual and rectifies: the tail of a residual block in one pass.</summary>
    /// <param name="x">[batch, channel] or [batch, channel, time].</param>
    /// <param name="residual">A tensor of the same shape, or none.</param>
    /// <param name="rectify">Whether negative results become zero.</param>
    /// <returns>The result, of the same shape.</returns>
    public Tensor<T> Forward(Tensor<T> x, Tensor<T>? residual, bool rectify)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Run(() => Normalise(x, residual, rectify));
    }

    /// <inheritdoc/>
    protected override Tensor<T> Compute(Tensor<T> x) => Normalise(x, null, false);

    private Tensor<T> Normalise(Tensor<T> x, Tensor<T>? residual, bool rectify)
    {
        Tensor<T> y = x.BatchNorm(
            Weight,
            Bias,
            (RunningMean, RunningVariance),
            Training,
            Momentum,
            Epsilon,
            residual,
            rectify
        );
        if (Training)
        {
            Workspace.Device.Add(one, BatchesTracked);
        }
        return y;
    }
}
