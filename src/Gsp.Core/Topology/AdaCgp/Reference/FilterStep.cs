using Gsp.Numerics;

namespace Gsp.Topology;

/// <summary>The penalised step on the lag filters: specification section 3.1.</summary>
internal sealed class FilterStep(ReferenceState state, double[]? supportWalks)
{
    private readonly ReferenceOptions options = state.Options;
    private readonly CommutatorProducts products = new(state.Nodes, state.Blas);
    private readonly double[] commutator = new double[state.Nodes * state.Nodes];
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
        target.Clear();
        MatrixView<double> all = target.AsRowMajor(state.Nodes, state.Width);
        for (int p = 0; p < options.Order; p++)
        {
            for (int k = p + 1; k < options.Order; k++)
            {
                if (filters.Rows(p).Count == 0 || filters.Rows(k).Count == 0)
                {
                    continue;
                }
                products.Commutator(filters.Rows(p), filters.Block(p), filters, k, commutator);
                // K_kp = -K_pk serves the other filter.
                products.AddGradient(
                    commutator,
                    filters,
                    k,
                    1,
                    all.Block(0, p * state.Nodes, state.Nodes, state.Nodes)
                );
                products.AddGradient(
                    commutator,
                    filters,
                    p,
                    -1,
                    all.Block(0, k * state.Nodes, state.Nodes, state.Nodes)
                );
            }
        }
    }

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
