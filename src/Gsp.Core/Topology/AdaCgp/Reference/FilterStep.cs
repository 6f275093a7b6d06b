using Gsp.Numerics;

namespace Gsp.Topology;

/// <summary>The penalised step on the lag filters: specification section 3.1.</summary>
internal sealed class FilterStep(ReferenceState state, double[]? supportWalks)
{
    private readonly ReferenceOptions options = state.Options;
    private readonly CommutatorProducts products = new(state.Nodes, state.Blas);
    private readonly PaddedMatrix transposed = new(state.Nodes, state.Nodes);
    private readonly PaddedMatrix[] pairs = PaddedMatrix.Several(
        state.Options.Order * (state.Options.Order - 1) / 2,
        state.Commutators.Length > 0 ? state.Nodes : 0
    );
    private readonly PaddedMatrix[] transposedSums = PaddedMatrix.Several(state.Commutators.Length, state.Nodes);
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
            UpdateCommutators();
            AddCommutators();
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
    private void UpdateCommutators()
    {
        foreach (PaddedMatrix sum in transposedSums)
        {
            sum.Clear();
        }
        int pair = 0;
        for (int p = 0; p < options.Order; p++)
        {
            ProductOperand first = state.Filters.Operand(p);
            for (int k = p + 1; k < options.Order; k++, pair++)
            {
                ProductOperand second = state.Filters.Operand(k);
                if (first.Count > 0 && second.Count > 0)
                {
                    // K_kp = -K_pk serves the other filter.
                    products.Commutator(first, second, pairs[pair], transposed);
                    products.AddFirstTerm(1, second, transposed, transposedSums[p]);
                    products.AddFirstTerm(-1, first, transposed, transposedSums[k]);
                }
            }
        }
        for (int p = 0; p < options.Order; p++)
        {
            state.Commutators[p].SetTransposed(transposedSums[p]);
        }
        pair = 0;
        for (int p = 0; p < options.Order; p++)
        {
            ProductOperand first = state.Filters.Operand(p);
            for (int k = p + 1; k < options.Order; k++, pair++)
            {
                ProductOperand second = state.Filters.Operand(k);
                if (first.Count > 0 && second.Count > 0)
                {
                    products.AddSecondTerm(1, second, pairs[pair], state.Commutators[p]);
                    products.AddSecondTerm(-1, first, pairs[pair], state.Commutators[k]);
                }
            }
        }
    }

    private void AddCommutators()
    {
        int n = state.Nodes;
        for (int i = 0; i < n; i++)
        {
            for (int p = 0; p < options.Order; p++)
            {
                Span<double> gradient = state.Gradient.AsSpan(i * state.Width + p * n, n);
                RowKernels.AddScaled(options.CommutatorWeight, state.Commutators[p].Row(i), gradient);
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
