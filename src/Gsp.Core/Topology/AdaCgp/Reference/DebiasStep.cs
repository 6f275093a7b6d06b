using Gsp.Numerics;

namespace Gsp.Topology;

/// <summary>The unpenalised step on the support: specification sections 3.3 and 3.8.</summary>
internal sealed class DebiasStep(ReferenceState state)
{
    private readonly ReferenceOptions options = state.Options;
    private readonly double[] mask = new double[state.Nodes * state.Nodes];
    private readonly double[] walks = new double[state.Nodes * state.Width];
    private readonly FilterSearch? search = state.Options.SearchFilterStep ? new FilterSearch(state) : null;
    private readonly double[] powers = new double[state.Options.SearchFilterStep ? state.Nodes * state.Width : 0];
    private bool supportTaken = true;
    private bool walksReady;

    /// <summary>The reported filters Psi^d, N x NP.</summary>
    public double[] Filters { get; } = new double[state.Nodes * state.Width];

    /// <summary>The reported shift operator W^d, N x N.</summary>
    public double[] Shift { get; } = new double[state.Nodes * state.Nodes];

    /// <summary>The support's mask, part of the saved state; taken from the shift operator at the first use after that moved.</summary>
    public double[] Mask
    {
        get
        {
            if (!supportTaken)
            {
                for (int k = 0; k < mask.Length; k++)
                {
                    mask[k] = state.Shift[k] != 0 ? 1 : 0;
                }
                (supportTaken, walksReady) = (true, false);
            }
            return mask;
        }
    }

    /// <summary>Says that the shift operator moved.</summary>
    public void ForgetSupport() => supportTaken = false;

    /// <summary>Takes a saved mask.</summary>
    public void Restore(Snapshot snapshot)
    {
        snapshot.CopyTo("mask", mask);
        snapshot.CopyTo("debiased_filters", Filters);
        snapshot.CopyTo("debiased_shift", Shift);
        (supportTaken, walksReady) = (true, false);
    }

    /// <summary>Runs the step; the torch and numpy programs add the sample to the statistics once more.</summary>
    public void Run(int step)
    {
        int n = state.Nodes;
        bool optical = options.Implementation == ReferenceImplementation.Optical;
        if (!optical)
        {
            state.Accumulate();
        }
        double[] support = Mask;
        if (!walksReady)
        {
            Walks(support, n, options.Order, walks);
            walksReady = true;
        }
        state.DataGradient();
        ZeroOutside(walks, state.Gradient);
        if (!optical)
        {
            state.ResetSteps(normalise: true);
        }
        if (search is not null && step > options.WarmUpSteps)
        {
            SearchSteps(optical);
        }
        for (int i = 0; i < n; i++)
        {
            for (int p = 0; p < options.Order; p++)
            {
                int at = i * state.Width + p * n;
                state.Filters.Values.AsSpan(at, n).CopyTo(Filters.AsSpan(at, n));
                RowKernels.AddScaled(-state.Steps[p], state.Gradient.AsSpan(at, n), Filters.AsSpan(at, n));
            }
        }
        double[] masked = options.Implementation == ReferenceImplementation.Torch ? state.Filters.Values : Filters;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                Shift[i * n + j] = masked[i * state.Width + j] * support[i * n + j];
            }
        }
        if (optical)
        {
            // The cardiac program writes the debiased estimate back, but not to the non-negative parts.
            Filters.CopyTo(state.Filters.Values, 0);
            Shift.CopyTo(state.Shift, 0);
            state.Filters.Gather();
            state.GatherShift();
        }
    }

    /// <summary>Zeroes every entry of a matrix where the mask is zero.</summary>
    public static void ZeroOutside(ReadOnlySpan<double> mask, Span<double> values)
    {
        for (int k = 0; k < values.Length; k++)
        {
            if (mask[k] == 0)
            {
                values[k] = 0;
            }
        }
    }

    /// <summary>1 where there is a walk of length p + 1 along the support, block p of N x NP.</summary>
    public static void Walks(ReadOnlySpan<double> support, int nodes, int order, Span<double> walks)
    {
        int width = nodes * order;
        for (int i = 0; i < nodes; i++)
        {
            Span<double> row = walks.Slice(i * width, width);
            support.Slice(i * nodes, nodes).CopyTo(row);
            for (int p = 1; p < order; p++)
            {
                Span<double> reached = row.Slice(p * nodes, nodes);
                reached.Clear();
                ReadOnlySpan<double> before = row.Slice((p - 1) * nodes, nodes);
                for (int j = 0; j < nodes; j++)
                {
                    if (before[j] != 0)
                    {
                        ReadOnlySpan<double> next = support.Slice(j * nodes, nodes);
                        for (int k = 0; k < nodes; k++)
                        {
                            reached[k] += next[k];
                        }
                    }
                }
                for (int k = 0; k < nodes; k++)
                {
                    reached[k] = reached[k] != 0 ? 1 : 0;
                }
            }
        }
    }

    private void SearchSteps(bool optical)
    {
        if (!optical)
        {
            state.UpdatePenalties();
            RealPowers();
        }
        for (int p = 0; p < options.Order; p++)
        {
            state.Steps[p] = optical
                ? search!.Search(p, options.IsPath2 ? options.Order - 1 : p, options.IsPath2, null)
                : search!.Search(p, p, withCommutators: false, powers);
        }
    }

    /// <summary>The search's mask comes from powers of the real shift operator, in which walks may cancel.</summary>
    private void RealPowers()
    {
        int n = state.Nodes;
        MatrixView<double> all = powers.AsRowMajor(n, state.Width);
        ReadOnlyMatrixView<double> shift = state.Shift.AsRowMajor(n, n);
        for (int i = 0; i < n; i++)
        {
            state.Shift.AsSpan(i * n, n).CopyTo(powers.AsSpan(i * state.Width));
        }
        for (int p = 1; p < options.Order; p++)
        {
            state.Blas.Multiply(1, all.Block(0, (p - 1) * n, n, n), shift, 0, all.Block(0, p * n, n, n));
        }
    }
}
