using Gsp.Numerics;

namespace Gsp.Topology;

/// <summary>The optional line search for the step of one lag's filter: Psi_p - step D.</summary>
/// <remarks>
/// Objective: (lambda L + |y - Psi z|^2) / 2 + sum of mu_i |Psi_i|_1, and in path 2 gamma |[Psi_i, Psi_j]|^2 over all ordered pairs
/// (specification section 3.1). Evaluated plainly, matrix by matrix: the option is off in every synthetic study of the authors.
/// </remarks>
internal sealed class FilterSearch : BacktrackingLineSearch.ITrial
{
    private const int StrongWolfeRounds = 50;

    private readonly ReferenceState state;
    private readonly ReferenceOptions options;
    private readonly CommutatorProducts products;
    private readonly FilterBlocks trial;
    private readonly double[] start;
    private readonly double[] direction;
    private readonly double[] gradient;
    private readonly PaddedMatrix commutator;
    private readonly PaddedMatrix transposed;
    private readonly PaddedMatrix sum;
    private readonly PaddedMatrix transposedSum;
    private readonly double[] residual;
    private double[]? mask;
    private int lag;
    private int gradientLag;
    private bool commutators;
    private double startObjective;

    public FilterSearch(ReferenceState state)
    {
        (this.state, options) = (state, state.Options);
        products = new CommutatorProducts(state.Nodes, state.Blas);
        trial = new FilterBlocks(state.Nodes, options.Order);
        start = new double[state.Nodes * state.Nodes];
        direction = new double[start.Length];
        gradient = new double[start.Length];
        commutator = new PaddedMatrix(state.Nodes, state.Nodes);
        transposed = new PaddedMatrix(state.Nodes, state.Nodes);
        sum = new PaddedMatrix(state.Nodes, state.Nodes);
        transposedSum = new PaddedMatrix(state.Nodes, state.Nodes);
        residual = new double[state.Nodes];
    }

    /// <inheritdoc/>
    public double StartSlope { get; private set; }

    /// <summary>Finds the step of one filter, from the step that the state holds.</summary>
    /// <param name="lag">The filter that moves.</param>
    /// <param name="gradientLag">The filter whose gradient is taken.</param>
    /// <param name="withCommutators">Whether objective and gradient hold the commutators.</param>
    /// <param name="gradientMask">N x NP; the gradient is zeroed where it is zero. Null for none.</param>
    /// <returns>The step to use.</returns>
    public double Search(int lag, int gradientLag, bool withCommutators, double[]? gradientMask)
    {
        (this.lag, this.gradientLag, commutators, mask) = (lag, gradientLag, withCommutators, gradientMask);
        state.Filters.Values.CopyTo(trial.Values, 0);
        Copy(state.Filters.Block(lag), start);
        trial.Gather();
        bool optical = options.Implementation == ReferenceImplementation.Optical;
        Gradient();
        if (optical)
        {
            // The cardiac program searches along its projected gradient while the slope is taken from the plain one.
            Copy(
                state
                    .Gradient.AsRowMajor(state.Nodes, state.Width)
                    .Block(0, lag * state.Nodes, state.Nodes, state.Nodes),
                direction
            );
        }
        else
        {
            gradient.CopyTo(direction, 0);
        }
        startObjective = Objective();
        StartSlope = -RowKernels.Dot(gradient, direction);
        if (!optical)
        {
            FilterSearch self = this;
            return BacktrackingLineSearch.Search(ref self, state.Steps[lag]);
        }
        double? found = StrongWolfeLineSearch.Search(
            step => Move(step).Objective(),
            step => Move(step).Slope(),
            StrongWolfeRounds
        );
        return found is double length
            ? length / (Math.Sqrt(state.BlockPower[lag]) + options.Epsilon)
            : options.FilterStepSize;
    }

    /// <inheritdoc/>
    public (double Change, double Slope) At(double step)
    {
        Move(step);
        return (Objective() - startObjective, Slope());
    }

    private FilterSearch Move(double step)
    {
        MatrixView<double> block = trial.Block(lag);
        for (int i = 0; i < state.Nodes; i++)
        {
            for (int j = 0; j < state.Nodes; j++)
            {
                block[i, j] = start[i * state.Nodes + j] - step * direction[i * state.Nodes + j];
            }
        }
        trial.Gather();
        return this;
    }

    private double Slope()
    {
        Gradient();
        return -RowKernels.Dot(gradient, direction);
    }

    private double Objective()
    {
        state.Target.CopyTo(residual, 0);
        trial.SubtractProduct(state.Regressor, residual);
        double value = 0.5 * (options.ForgettingFactor * state.Loss + RowKernels.Dot(residual, residual));
        for (int p = 0; p < options.Order; p++)
        {
            double sum = 0;
            for (int i = 0; i < state.Nodes; i++)
            {
                foreach (double entry in trial.Rows(p).ValuesOf(i))
                {
                    sum += Math.Abs(entry);
                }
            }
            value += state.Penalties[p] * sum;
        }
        for (int p = 0; commutators && p < options.Order; p++)
        {
            for (int k = p + 1; k < options.Order; k++)
            {
                products.Commutator(trial.Operand(p), trial.Operand(k), commutator, transposed);
                value += 2 * options.CommutatorWeight * commutator.Dot(commutator);
            }
        }
        return value;
    }

    /// <summary>The gradient block of <see cref="gradientLag"/> at the trial filters.</summary>
    private void Gradient()
    {
        int n = state.Nodes;
        MatrixView<double> block = gradient.AsRowMajor(n, n);
        Copy(state.CrossCorrelation.AsRowMajor(n, state.Width).Block(0, gradientLag * n, n, n), gradient);
        ReadOnlyMatrixView<double> columns = state.Correlation.View.Block(0, gradientLag * n, state.Width, n);
        state.Blas.Multiply(1, trial.View, columns, -1, block);
        sum.Clear();
        transposedSum.Clear();
        for (int k = 0; commutators && k < options.Order; k++)
        {
            if (k != gradientLag)
            {
                products.Commutator(trial.Operand(gradientLag), trial.Operand(k), commutator, transposed);
                products.AddFirstTerm(options.CommutatorWeight, trial.Operand(k), transposed, transposedSum);
                products.AddSecondTerm(options.CommutatorWeight, trial.Operand(k), commutator, sum);
            }
        }
        transposed.SetTransposed(transposedSum);
        for (int i = 0; i < n; i++)
        {
            Span<double> row = gradient.AsSpan(i * n, n);
            RowKernels.AddScaled(1, sum.Row(i), row);
            RowKernels.AddScaled(1, transposed.Row(i), row);
        }
        for (int i = 0; mask is not null && i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                if (mask[i * state.Width + gradientLag * n + j] == 0)
                {
                    gradient[i * n + j] = 0;
                }
            }
        }
    }

    private static void Copy(ReadOnlyMatrixView<double> from, double[] to)
    {
        for (int i = 0; i < from.Rows; i++)
        {
            from.Data.Slice(i * from.RowStride, from.Columns).CopyTo(to.AsSpan(i * from.Columns));
        }
    }
}
