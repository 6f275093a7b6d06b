namespace Gsp.Topology;

/// <summary>The last P samples as the regressor z_t = [x_{t−1}; ...; x_{t−P}] (lag-major).</summary>
internal sealed class LagBuffer(int nodes, int order)
{
    private int filled;

    /// <summary>z_t, NP values; to be read only when <see cref="IsFull"/>.</summary>
    public double[] Regressor { get; } = new double[nodes * order];

    /// <summary>Whether P samples have been seen.</summary>
    public bool IsFull => filled == order;

    /// <summary>Makes the sample the newest lag.</summary>
    public void Push(ReadOnlySpan<double> sample)
    {
        if (order == 0)
        {
            return;
        }
        Regressor.AsSpan(0, nodes * (order - 1)).CopyTo(Regressor.AsSpan(nodes));
        sample.CopyTo(Regressor);
        filled = Math.Min(filled + 1, order);
    }

    public void Save(Snapshot snapshot) => snapshot.Put("lags", Regressor).Put("lags.filled", filled);

    public void Restore(Snapshot snapshot)
    {
        snapshot.CopyTo("lags", Regressor);
        filled = (int)snapshot.GetScalar("lags.filled");
    }

    public void Reset()
    {
        Regressor.AsSpan().Clear();
        filled = 0;
    }
}
