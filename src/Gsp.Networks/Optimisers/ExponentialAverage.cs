using System.Globalization;
using System.Numerics;
using Gsp.Numerics;

namespace Gsp.Networks;

/// <summary>A running mean of weights over the steps, which often predicts better than the last weights.</summary>
/// <remarks>
/// a ← d a + (1 - d) w after each step, beginning with the weights; with warm-up d is at most (1 + t) / (10 + t) at update t, so that the early
/// weights are soon forgotten. Polyak and Juditsky, "Acceleration of stochastic approximation by averaging", SIAM J. Control Optim. 30 (1992).
/// Lives in the parameters' workspace. Buffers (running statistics) are not averaged. Not thread-safe.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class ExponentialAverage<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly (string Name, Tensor<T> Weight, Tensor<T> Mean)[] entries;
    private readonly IDevice<T> device;
    private bool swapped;

    /// <summary>Begins with the weights as they are.</summary>
    /// <param name="parameters">What to average, with names.</param>
    /// <param name="decay">The memory d, in [0, 1).</param>
    /// <param name="warmUp">Whether the memory is shorter at first.</param>
    public ExponentialAverage(
        IEnumerable<(string Name, Tensor<T> Tensor)> parameters,
        double decay = 0.999,
        bool warmUp = true
    )
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Require.That(decay is >= 0 and < 1, SgdOptions.Text(decay, "decay", "[0, 1)"), nameof(decay));
        entries = [.. parameters.Select(entry => (entry.Name, entry.Tensor, entry.Tensor.Detach().Copy().Keep()))];
        Require.That(entries.Length > 0, "there is nothing to average", nameof(parameters));
        device = entries[0].Weight.Workspace.Device;
        Decay = decay;
        WarmUp = warmUp;
    }

    /// <summary>The memory d.</summary>
    public double Decay { get; }

    /// <summary>Whether the memory is shorter at first.</summary>
    public bool WarmUp { get; }

    /// <summary>Updates made.</summary>
    public long Updates { get; private set; }

    /// <summary>The means with the parameters' names.</summary>
    public IEnumerable<(string Name, Tensor<T> Tensor)> NamedMeans() =>
        entries.Select(entry => (entry.Name, entry.Mean));

    /// <summary>Takes the weights of a step in.</summary>
    /// <exception cref="InvalidOperationException">The means are in the weights' place.</exception>
    public void Update()
    {
        if (swapped)
        {
            throw new InvalidOperationException(
                "the means are in the weights' place: end the swap before the next step"
            );
        }
        double decay = WarmUp ? Math.Min(Decay, (1.0 + Updates) / (10.0 + Updates)) : Decay;
        var rule = new AverageRule<T>(T.CreateTruncating(decay), T.CreateTruncating(1 - decay));
        Apply(entry => new UpdateTarget<T, AverageRule<T>>(rule, entry.Mean, entry.Weight));
        Updates++;
    }

    /// <summary>Puts the means into the parameters, for an evaluation; dispose to put the weights back.</summary>
    /// <returns>What to dispose.</returns>
    /// <exception cref="InvalidOperationException">They are there already.</exception>
    public IDisposable Swap()
    {
        if (swapped)
        {
            throw new InvalidOperationException("the means are in the weights' place already");
        }
        Exchange();
        return new Swapped(this);
    }

    /// <summary>Gives the means' memory back.</summary>
    public void Dispose()
    {
        foreach ((_, _, Tensor<T> mean) in entries)
        {
            mean.Dispose();
        }
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"mean of weights with memory {Decay}, {Updates} updates");

    internal void Save(StateWriter<T> state)
    {
        state.PutCounters("average.updates", [Updates]);
        state.Put("average.mean.", NamedMeans());
    }

    internal void Load(StateReader<T> state)
    {
        long updates = state.Counters("average.updates", 1)[0];
        state.Fill("average.mean.", NamedMeans());
        Updates = updates;
    }

    private void Exchange()
    {
        Apply(entry => new UpdateTarget<T, SwapRule<T>>(default, entry.Mean, entry.Mean, entry.Weight));
        swapped = !swapped;
    }

    private void Apply<R>(Func<(string Name, Tensor<T> Weight, Tensor<T> Mean), UpdateTarget<T, R>> target)
        where R : struct, IUpdateRule<T> => device.Update<R>(Array.ConvertAll(entries, entry => target(entry)));

    private sealed class Swapped(ExponentialAverage<T> average) : IDisposable
    {
        private bool ended;

        public void Dispose()
        {
            if (!ended)
            {
                ended = true;
                average.Exchange();
            }
        }
    }
}

/// <summary>d a + (1 - d) w, with w in the gradient's place.</summary>
internal readonly struct AverageRule<T>(T decay, T share) : IUpdateRule<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    static int IUpdateRule<T>.States => 0;

    void IUpdateRule<T>.Step<V, L>(ref V weight, V gradient, ref V first, ref V second)
    {
        V part = L.Multiply(L.Broadcast(share), gradient);
        weight = L.MultiplyAdd(L.Broadcast(decay), weight, part);
    }
}

/// <summary>Exchanges weights and state.</summary>
internal readonly struct SwapRule<T> : IUpdateRule<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    static int IUpdateRule<T>.States => 1;

    void IUpdateRule<T>.Step<V, L>(ref V weight, V gradient, ref V first, ref V second) =>
        (weight, first) = (first, weight);
}
