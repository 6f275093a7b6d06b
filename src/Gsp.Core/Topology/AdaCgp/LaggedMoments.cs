namespace Gsp.Topology;

/// <summary>The exponentially weighted second moments of a stream and its lags, eq. (6) of the specification, kept in blocks of samples.</summary>
/// <remarks>
/// R = sum of w_t z_t z_t^T (NP x NP), C = sum of w_t x_t z_t^T (N x NP), d_i = sum of w_t x_ti^2, where z_t = [x_(t-1); ...; x_(t-P)] is
/// lag-major and w_t is the product of the forgetting factors after t. The full R is stored, not its block-shift form, so any
/// course of the forgetting factor is exact. B samples are added at once, as one rank-B product: the matrices are then read and written once
/// every B samples instead of every sample, which is what bounds the time for large N.
/// Cost: 2 N^2 P (P + 1) operations a sample. Memory: N^2 P (P + 1) + B N (P + 1) numbers.
/// </remarks>
internal sealed class LaggedMoments
{
    private readonly IndexWorkers workers;
    private readonly Action<int, int, int> addBlock;
    private readonly double[] regressors; // B x NP, row-major
    private readonly double[] targets; // B x N
    private readonly double[] scaledRegressors;
    private readonly double[] columnsOfRegressors; // NP x B
    private readonly double[] columnsOfTargets; // N x B
    private readonly double[] pendingWeight; // B
    private double pendingDecay;

    /// <summary>Creates empty moments.</summary>
    /// <param name="nodes">N.</param>
    /// <param name="order">P.</param>
    /// <param name="block">B, the number of samples that are added at once.</param>
    /// <param name="workers">Threads for the update.</param>
    public LaggedMoments(int nodes, int order, int block, IndexWorkers workers)
    {
        (Nodes, Order, Block, this.workers) = (nodes, order, block, workers);
        int width = nodes * order;
        R = new double[width * width];
        C = new double[nodes * width];
        Power = new double[nodes];
        Lags = new double[width];
        regressors = new double[block * width];
        scaledRegressors = new double[block * width];
        columnsOfRegressors = new double[block * width];
        targets = new double[block * nodes];
        columnsOfTargets = new double[block * nodes];
        pendingWeight = new double[block];
        addBlock = AddBlock;
        Reset();
    }

    /// <summary>N.</summary>
    public int Nodes { get; }

    /// <summary>P.</summary>
    public int Order { get; }

    /// <summary>B.</summary>
    public int Block { get; }

    /// <summary>NP, the length of a regressor.</summary>
    public int Width => Nodes * Order;

    /// <summary>The regressors' second moments, NP x NP, symmetric to the bit.</summary>
    public double[] R { get; }

    /// <summary>The cross moments of targets and regressors, N x NP, row-major.</summary>
    public double[] C { get; }

    /// <summary>The targets' weighted sums of squares, N.</summary>
    public double[] Power { get; }

    /// <summary>The current regressor z_t: the last P samples, the latest first.</summary>
    public double[] Lags { get; }

    /// <summary>Sum of the weights of the samples in R.</summary>
    public double Weight { get; private set; }

    /// <summary>Sum of the squared weights of the samples in R.</summary>
    public double SquaredWeight { get; private set; }

    /// <summary>Number of equally weighted samples that would estimate as well.</summary>
    public double EffectiveSamples => SquaredWeight > 0 ? Weight * Weight / SquaredWeight : 0;

    /// <summary>Number of samples that wait to be added.</summary>
    public int Pending { get; private set; }

    /// <summary>Returns to the empty state.</summary>
    public void Reset()
    {
        Array.Clear(R);
        Array.Clear(C);
        Array.Clear(Power);
        Array.Clear(Lags);
        (Weight, SquaredWeight, Pending, pendingDecay) = (0, 0, 0, 1);
    }

    /// <summary>Takes a sample as a lag only, at the start, where the regressor is not complete yet.</summary>
    public void PushLag(ReadOnlySpan<double> sample)
    {
        Array.Copy(Lags, 0, Lags, Nodes, Width - Nodes);
        sample.CopyTo(Lags);
    }

    /// <summary>Takes a sample with the current regressor, then makes it the first lag.</summary>
    /// <returns>Whether the block is full: the caller then flushes.</returns>
    public bool Push(ReadOnlySpan<double> sample, double forgetting)
    {
        bool full = PushPair(sample, Lags, forgetting);
        PushLag(sample);
        return full;
    }

    /// <summary>Takes a sample with a regressor of its own; the lags are left alone.</summary>
    /// <returns>Whether the block is full: the caller then flushes.</returns>
    public bool PushPair(ReadOnlySpan<double> sample, ReadOnlySpan<double> regressor, double forgetting)
    {
        for (int k = 0; k < Pending; k++)
        {
            pendingWeight[k] *= forgetting;
        }
        pendingDecay *= forgetting;
        pendingWeight[Pending] = 1;
        regressor.CopyTo(regressors.AsSpan(Pending * Width));
        sample.CopyTo(targets.AsSpan(Pending * Nodes));
        Pending++;
        return Pending == Block;
    }

    /// <summary>Adds the waiting samples to the moments.</summary>
    public void Flush()
    {
        if (Pending == 0)
        {
            return;
        }
        Weight *= pendingDecay;
        SquaredWeight *= pendingDecay * pendingDecay;
        for (int k = 0; k < Pending; k++)
        {
            Weight += pendingWeight[k];
            SquaredWeight += pendingWeight[k] * pendingWeight[k];
            // The square root on both sides keeps R symmetric to the bit.
            double root = Math.Sqrt(pendingWeight[k]);
            ReadOnlySpan<double> z = regressors.AsSpan(k * Width, Width);
            Span<double> scaled = scaledRegressors.AsSpan(k * Width, Width);
            for (int j = 0; j < z.Length; j++)
            {
                scaled[j] = root * z[j];
                columnsOfRegressors[j * Pending + k] = scaled[j];
            }
            for (int i = 0; i < Nodes; i++)
            {
                columnsOfTargets[i * Pending + k] = root * targets[k * Nodes + i];
            }
        }
        workers.Run(Width + Nodes, Math.Max(2, 40_000 / (Width * Pending) & ~1), addBlock);
        for (int i = 0; i < Nodes; i++)
        {
            ReadOnlySpan<double> y = columnsOfTargets.AsSpan(i * Pending, Pending);
            Power[i] = Math.FusedMultiplyAdd(pendingDecay, Power[i], RowKernels.Dot(y, y));
        }
        (Pending, pendingDecay) = (0, 1);
    }

    /// <summary>Scales down everything learned so far: after a change the past counts for little.</summary>
    /// <param name="factor">In (0, 1).</param>
    public void Discount(double factor)
    {
        Flush();
        Scale(R, factor);
        Scale(C, factor);
        Scale(Power, factor);
        Weight *= factor;
        SquaredWeight *= factor * factor;
    }

    /// <summary>Whether no sum has overflowed.</summary>
    public bool IsFinite()
    {
        double sum = 0;
        foreach (double power in Power)
        {
            sum += power;
        }
        return double.IsFinite(sum);
    }

    /// <summary>Saves the state.</summary>
    public void Save(Snapshot snapshot, string name) =>
        snapshot
            .Put($"{name}.R", R)
            .Put($"{name}.C", C)
            .Put($"{name}.power", Power)
            .Put($"{name}.lags", Lags)
            .Put($"{name}.regressors", regressors)
            .Put($"{name}.targets", targets)
            .Put($"{name}.pending_weight", pendingWeight)
            .Put($"{name}.scalars", [Weight, SquaredWeight, Pending, pendingDecay]);

    /// <summary>Restores a saved state.</summary>
    public void Restore(Snapshot snapshot, string name)
    {
        snapshot.CopyTo($"{name}.R", R);
        snapshot.CopyTo($"{name}.C", C);
        snapshot.CopyTo($"{name}.power", Power);
        snapshot.CopyTo($"{name}.lags", Lags);
        snapshot.CopyTo($"{name}.regressors", regressors);
        snapshot.CopyTo($"{name}.targets", targets);
        snapshot.CopyTo($"{name}.pending_weight", pendingWeight);
        ReadOnlySpan<double> scalars = snapshot.Get($"{name}.scalars");
        (Weight, SquaredWeight, Pending, pendingDecay) = (scalars[0], scalars[1], (int)scalars[2], scalars[3]);
    }

    /// <summary>Rows first .. end - 1 of the stacked matrix [R; C].</summary>
    private void AddBlock(int first, int end, int worker)
    {
        ReadOnlySpan<double> block = scaledRegressors.AsSpan(0, Pending * Width);
        int i = first;
        while (i < end)
        {
            // Two rows at a time where both lie in the same matrix.
            bool pair = i + 1 < end && i + 1 != Width;
            RowKernels.RankUpdate(
                pendingDecay,
                Row(i),
                pair ? Row(i + 1) : default,
                Factors(i),
                pair ? Factors(i + 1) : default,
                block
            );
            i += pair ? 2 : 1;
        }
    }

    private Span<double> Row(int i) => i < Width ? R.AsSpan(i * Width, Width) : C.AsSpan((i - Width) * Width, Width);

    private ReadOnlySpan<double> Factors(int i) =>
        i < Width
            ? columnsOfRegressors.AsSpan(i * Pending, Pending)
            : columnsOfTargets.AsSpan((i - Width) * Pending, Pending);

    private static void Scale(Span<double> values, double factor)
    {
        for (int j = 0; j < values.Length; j++)
        {
            values[j] *= factor;
        }
    }
}
