using Gsp.Numerics;

namespace Gsp.Topology;

/// <summary>The penalised step on the lag filters: specification section 3.1.</summary>
internal sealed class FilterStep(ReferenceState state, double[]? supportWalks)
{
    private readonly ReferenceOptions options = state.Options;
    private readonly CommutatorProducts products = new(state.Nodes, state.Blas);
    private readonly PaddedMatrix commutator = new(state.Nodes, state.Nodes);
    private readonly PaddedMatrix transposed = new(state.Nodes, state.Nodes);
    private readonly PaddedMatrix[] sums = Blocks(state);
    private readonly PaddedMatrix[] transposedSums = Blocks(state);
    private readonly FilterSearch? search = state.Options.SearchFilterStep ? new FilterSearch(state) : null;

    /// <summary>Runs the step on the sample that the state holds.</summary>
    /// <param name="step">Number of the step, from 0.</param>
    public void Run(int step)
    {
        state.Accumulate();
        state.UpdatePenalties();
        state.DataGradient();
        if (options.IsPath2)
        {
            UpdateCommutators(state.Filters, state.Commutators);
            RowKernels.AddScaled(options.CommutatorWeight, state.Commutators, state.Gradient);
        }
        if (supportWalks is not null)
        {
            DebiasStep.ZeroOutside(supportWalks, state.Gradient);
        }
        bool searches = search is not null && step > options.WarmUpSteps;
        if (!searches || options.Implementation != ReferenceImplementation.Optical)
        {
            state.ResetSteps(normalise: options.EigenvalueStep);
        }
        if (searches)
        {
            // In path 2 the programs take every search's gradient from the last filter (a shadowed loop variable).
            for (int p = 0; p < options.Order; p++)
            {
                state.Steps[p] = search!.Search(p, options.IsPath2 ? options.Order - 1 : p, options.IsPath2, null);
            }
        }
        Project();
        state.Filters.Gather();
    }

    /// <summary>Q_p = sum over k of K_pk Psi_k^T + Psi_k^T K_pk with K_pk = [Psi_p, Psi_k], the plus sign as in the programs, eq. (7).</summary>
    public void UpdateCommutators(FilterBlocks filters, Span<double> target)
    {
        int n = state.Nodes;
        MatrixView<double> all = target.AsRowMajor(n, state.Width);
        foreach (PaddedMatrix sum in transposedSums)
        {
            sum.Clear();
        }
        foreach (PaddedMatrix sum in sums)
        {
            sum.Clear();
        }
        for (int p = 0; p < options.Order; p++)
        {
            ProductOperand first = filters.Operand(p);
            for (int k = p + 1; k < options.Order; k++)
            {
                ProductOperand second = filters.Operand(k);
                if (first.Count == 0 || second.Count == 0)
                {
                    continue;
                }
                products.Commutator(first, second, commutator, transposed);
                // K_kp = -K_pk serves the other filter.
                products.AddGradient(commutator, transposed, second, 1, sums[p], transposedSums[p]);
                products.AddGradient(commutator, transposed, first, -1, sums[k], transposedSums[k]);
            }
        }
        for (int p = 0; p < options.Order; p++)
        {
            products.Join(sums[p], transposedSums[p], all.Block(0, p * n, n, n));
        }
    }

    private static PaddedMatrix[] Blocks(ReferenceState state) =>
        [
            .. Enumerable
                .Range(0, state.Options.IsPath2 ? state.Options.Order : 0)
                .Select(_ => new PaddedMatrix(state.Nodes, state.Nodes)),
        ];

    private void Project()
    {
        int n = state.Nodes;
        for (int i = 0; i < n; i++)
        {
            for (int p = 0; p < options.Order; p++)
            {
                int at = i * state.Width + p * n;
                ReferenceKernels.ProjectParts(
                    state.Steps[p],
                    state.Penalties[p],
                    state.Gradient.AsSpan(at, n),
                    state.Positive.AsSpan(at, n),
                    state.Negative.AsSpan(at, n),
                    state.Filters.Values.AsSpan(at, n)
                );
            }
        }
    }
}
