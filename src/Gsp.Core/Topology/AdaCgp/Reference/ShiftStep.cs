using Gsp.Numerics;

namespace Gsp.Topology;

/// <summary>The step on the shift operator: specification section 3.2.</summary>
internal sealed class ShiftStep
{
    private const int StrongWolfeRounds = 50;

    private readonly ReferenceState state;
    private readonly ReferenceOptions options;
    private readonly double[]? support;
    private readonly CommutatorProducts products;
    private readonly double[][] commutators;
    private readonly double[] directionCommutator;
    private readonly double[] gradient;

    public ShiftStep(ReferenceState state, double[]? support)
    {
        (this.state, options, this.support) = (state, state.Options, support);
        int square = state.Nodes * state.Nodes;
        products = new CommutatorProducts(state.Nodes, state.Blas);
        commutators = [.. Enumerable.Range(0, options.IsPath2 ? 0 : options.Order).Select(_ => new double[square])];
        directionCommutator = new double[square];
        gradient = new double[square];
    }

    /// <summary>Runs the step after the filters moved.</summary>
    public void Run()
    {
        int n = state.Nodes;
        if (options.IsPath2)
        {
            for (int i = 0; i < n; i++)
            {
                state.Filters.Values.AsSpan(i * state.Width, n).CopyTo(state.Shift.AsSpan(i * n));
            }
        }
        else
        {
            UpdateGradient();
            double step = options.SearchShiftStep ? SearchStep() : options.ShiftStepSize;
            double threshold = state.Penalties[0] / (state.BlockPower[0] + options.Epsilon);
            ReferenceKernels.ProjectParts(
                step,
                threshold,
                gradient,
                state.ShiftPositive,
                state.ShiftNegative,
                state.Shift
            );
        }
        state.GatherShift();
    }

    /// <summary>V = W - Psi_1 + gamma sum over k of [W, Psi_k] Psi_k^T + Psi_k^T [W, Psi_k], the plus sign as in the programs.</summary>
    private void UpdateGradient()
    {
        int n = state.Nodes;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                gradient[i * n + j] = state.Shift[i * n + j] - state.Filters.Values[i * state.Width + j];
            }
        }
        for (int k = 0; k < options.Order; k++)
        {
            if (!HasCommutator(k))
            {
                Array.Clear(commutators[k]);
                continue;
            }
            products.Commutator(state.ShiftRows, state.Shift.AsRowMajor(n, n), state.Filters, k, commutators[k]);
            products.AddGradient(commutators[k], state.Filters, k, options.CommutatorWeight, gradient.AsRowMajor(n, n));
        }
        if (support is not null)
        {
            DebiasStep.ZeroOutside(support, gradient);
        }
    }

    private bool HasCommutator(int lag) =>
        options.CommutatorWeight != 0 && state.ShiftRows.Count > 0 && state.Filters.Rows(lag).Count > 0;

    private double SearchStep()
    {
        Trial trial = PrepareTrial();
        return options.Implementation == ReferenceImplementation.Optical
            ? StrongWolfeStep(trial)
            : BacktrackingLineSearch.Search(ref trial, options.ShiftStepSize);
    }

    // A method of its own, so that the closure is allocated only where it is used.
    private double StrongWolfeStep(Trial trial) =>
        StrongWolfeLineSearch.Search(step => trial.At(step).Change, step => trial.At(step).Slope, StrongWolfeRounds)
        ?? options.ShiftStepSize;

    /// <summary>
    /// The objective |Psi_1 - W|^2 / 2 + mu_1 |W|_1 + gamma sum over k of |[W, Psi_k]|^2 (k from 2) along W - step V. All but the
    /// absolute sum is a polynomial of the step whose coefficients are inner products, so that a round costs N^2 and not a product.
    /// </summary>
    private Trial PrepareTrial()
    {
        int n = state.Nodes;
        double gamma = options.CommutatorWeight;
        double square = RowKernels.Dot(gradient, gradient);
        double linear = 0;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                linear += (state.Filters.Values[i * state.Width + j] - state.Shift[i * n + j]) * gradient[i * n + j];
            }
        }
        double mixed = 0;
        double pure = 0;
        double sloped = 0;
        for (int k = 0; k < options.Order && gamma != 0; k++)
        {
            if (state.Filters.Rows(k).Count == 0)
            {
                continue;
            }
            (double right, double left) = products.DirectionCommutator(gradient, state.Filters, k, directionCommutator);
            // <K Psi^T + Psi^T K, V> with K = V Psi - Psi V is |V Psi|^2 - |Psi V|^2 for the plus sign.
            sloped += right - left;
            if (k > 0)
            {
                mixed += RowKernels.Dot(commutators[k], directionCommutator);
                pure += RowKernels.Dot(directionCommutator, directionCommutator);
            }
        }
        return new Trial
        {
            StartSlope = -square,
            Linear = linear - 2 * gamma * mixed,
            Quadratic = 0.5 * square + gamma * pure,
            SlopeChange = square + gamma * sloped,
            Penalty = state.Penalties[0],
            Shift = state.Shift,
            Direction = gradient,
        };
    }

    private struct Trial : BacktrackingLineSearch.ITrial
    {
        public required double StartSlope { get; init; }
        public required double Linear { get; init; }
        public required double Quadratic { get; init; }
        public required double SlopeChange { get; init; }
        public required double Penalty { get; init; }
        public required double[] Shift { get; init; }
        public required double[] Direction { get; init; }

        public readonly (double Change, double Slope) At(double step) =>
            (
                step * (Linear + step * Quadratic)
                    + Penalty * ReferenceKernels.AbsoluteSumChange(Shift, Direction, step),
                StartSlope + step * SlopeChange
            );
    }
}
