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
    private readonly PaddedMatrix[] commutators;
    private readonly PaddedMatrix directionCommutator;
    private readonly PaddedMatrix direction;
    private readonly PaddedMatrix transposed;
    private readonly PaddedMatrix sum;
    private readonly PaddedMatrix transposedSum;
    private readonly double[] difference;
    private readonly double[] gradient;

    public ShiftStep(ReferenceState state, double[]? support)
    {
        (this.state, options, this.support) = (state, state.Options, support);
        int square = state.Nodes * state.Nodes;
        products = new CommutatorProducts(state.Nodes, state.Blas);
        commutators = PaddedMatrix.Several(options.IsPath2 ? 0 : options.Order, state.Nodes);
        directionCommutator = new PaddedMatrix(state.Nodes, state.Nodes);
        direction = new PaddedMatrix(state.Nodes, state.Nodes);
        transposed = new PaddedMatrix(state.Nodes, state.Nodes);
        sum = new PaddedMatrix(state.Nodes, state.Nodes);
        transposedSum = new PaddedMatrix(state.Nodes, state.Nodes);
        difference = new double[square];
        gradient = new double[square];
    }

    /// <summary>Runs the step after the filters moved.</summary>
    public void Run()
    {
        if (options.IsPath2)
        {
            state.TakeFirstFilter();
            return;
        }
        UpdateGradient();
        double step = options.SearchShiftStep ? SearchStep() : options.ShiftStepSize;
        double threshold = state.Penalties[0] / (state.BlockPower[0] + options.Epsilon);
        ReferenceKernels.ProjectParts(step, threshold, gradient, state.ShiftPositive, state.ShiftNegative, state.Shift);
        state.GatherShift();
    }

    /// <summary>V = W - Psi_1 + gamma sum over k of [W, Psi_k] Psi_k^T + Psi_k^T [W, Psi_k], the plus sign as in the programs.</summary>
    private void UpdateGradient()
    {
        int n = state.Nodes;
        for (int i = 0; i < n; i++)
        {
            ReferenceKernels.Subtract(
                state.Shift.AsSpan(i * n, n),
                state.Filters.Values.AsSpan(i * state.Width, n),
                difference.AsSpan(i * n, n)
            );
        }
        transposedSum.Clear();
        for (int k = 0; k < options.Order; k++)
        {
            if (!HasCommutator(k))
            {
                commutators[k].Clear();
                continue;
            }
            ProductOperand filter = state.Filters.Operand(k);
            products.Commutator(state.ShiftOperand, filter, commutators[k], transposed);
            products.AddFirstTerm(options.CommutatorWeight, filter, transposed, transposedSum);
        }
        sum.SetTransposed(transposedSum);
        for (int k = 0; k < options.Order; k++)
        {
            if (HasCommutator(k))
            {
                products.AddSecondTerm(options.CommutatorWeight, state.Filters.Operand(k), commutators[k], sum);
            }
        }
        for (int i = 0; i < n; i++)
        {
            RowKernels.Add(difference.AsSpan(i * n, n), sum.Row(i), gradient.AsSpan(i * n, n));
        }
        if (support is not null)
        {
            DebiasStep.ZeroOutside(support, gradient);
        }
    }

    private bool HasCommutator(int lag) =>
        options.CommutatorWeight != 0 && state.ShiftOperand.Count > 0 && state.Filters.Operand(lag).Count > 0;

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
        double linear = -RowKernels.Dot(difference, gradient);
        if (gamma != 0)
        {
            direction.CopyFrom(gradient.AsRowMajor(n, n));
            transposed.SetTransposed(direction);
        }
        double mixed = 0;
        double pure = 0;
        double sloped = 0;
        for (int k = 0; k < options.Order && gamma != 0; k++)
        {
            ProductOperand filter = state.Filters.Operand(k);
            if (filter.Count == 0)
            {
                continue;
            }
            (double right, double left) = products.DirectionCommutator(
                direction,
                transposed,
                filter,
                directionCommutator
            );
            // <K Psi^T + Psi^T K, V> with K = V Psi - Psi V is |V Psi|^2 - |Psi V|^2 for the plus sign.
            sloped += right - left;
            if (k > 0)
            {
                mixed += commutators[k].Dot(directionCommutator);
                pure += directionCommutator.Dot(directionCommutator);
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
