using Gsp.Compute;
using Gsp.Numerics;

namespace Gsp.Topology;

/// <summary>What the four sub-steps of a reference run read and write.</summary>
/// <remarks>
/// Symbols of the specification, section 3: <see cref="Regressor"/> z, <see cref="Target"/> y, <see cref="Correlation"/> R,
/// <see cref="CrossCorrelation"/> C, <see cref="Commutators"/> Q, <see cref="Filters"/> Psi = <see cref="Positive"/> - <see cref="Negative"/>,
/// <see cref="Shift"/> W = <see cref="ShiftPositive"/> - <see cref="ShiftNegative"/>, <see cref="Penalties"/> mu_p(t), <see cref="Steps"/> alpha_p.
/// All matrices are row-major; N x NP ones are lag-major.
/// </remarks>
internal sealed class ReferenceState
{
    private readonly LargestEigenvalue largestEigenvalue;
    private readonly ProductOperand shiftCopy;

    public ReferenceState(int nodes, ReferenceOptions options, Backend backend)
    {
        Nodes = nodes;
        Options = options;
        Blas = backend.Double;
        Width = nodes * options.Order;
        Regressor = new double[Width];
        Target = new double[nodes];
        BlockPower = new double[options.Order];
        Correlation = new PaddedMatrix(Width, Width);
        CrossCorrelation = new double[nodes * Width];
        Commutators = PaddedMatrix.Several(options.IsPath2 ? options.Order : 0, nodes);
        Positive = new double[nodes * Width];
        Negative = new double[nodes * Width];
        Filters = new FilterBlocks(nodes, options.Order);
        Gradient = new double[nodes * Width];
        Penalties = new double[options.Order];
        Steps = new double[options.Order];
        Shift = new double[nodes * nodes];
        ShiftPositive = new double[nodes * nodes];
        ShiftNegative = new double[nodes * nodes];
        shiftCopy = new ProductOperand(nodes);
        ShiftOperand = shiftCopy;
        largestEigenvalue = new LargestEigenvalue(Width);
        Filters.Gather();
        GatherShift();
    }

    public int Nodes { get; }
    public int Width { get; }
    public ReferenceOptions Options { get; }
    public IBlas<double> Blas { get; }
    public double[] Regressor { get; }
    public double[] Target { get; }

    /// <summary>The squared length of each lag's block of the regressor.</summary>
    public double[] BlockPower { get; }
    public PaddedMatrix Correlation { get; }
    public double[] CrossCorrelation { get; }

    /// <summary>Q_p by lag; none in path 1.</summary>
    public PaddedMatrix[] Commutators { get; }
    public double[] Positive { get; }
    public double[] Negative { get; }
    public FilterBlocks Filters { get; }
    public double[] Gradient { get; }
    public double[] Penalties { get; }
    public double[] Steps { get; }
    public double[] Shift { get; }
    public double[] ShiftPositive { get; }
    public double[] ShiftNegative { get; }

    /// <summary>W as an operand of products.</summary>
    public ProductOperand ShiftOperand { get; private set; }

    /// <summary>The forgotten loss L.</summary>
    public double Loss { get; set; }

    /// <summary>Takes a new sample and its regressor.</summary>
    public void Take(ReadOnlySpan<double> target, ReadOnlySpan<double> regressor)
    {
        target.CopyTo(Target);
        regressor.CopyTo(Regressor);
        for (int p = 0; p < Options.Order; p++)
        {
            ReadOnlySpan<double> block = regressor.Slice(p * Nodes, Nodes);
            BlockPower[p] = RowKernels.Dot(block, block);
        }
    }

    /// <summary>R = lambda R + z z^T, C = lambda C + y z^T, eq. (6).</summary>
    public void Accumulate()
    {
        double lambda = Options.ForgettingFactor;
        Blas.RankOne(1, Regressor, Regressor, lambda, Correlation.View);
        Blas.RankOne(1, Target, Regressor, lambda, CrossCorrelation.AsRowMajor(Nodes, Width));
    }

    /// <summary>mu_p(t) = mu_p max |C_p - gamma Q_p|, eq. (5), with the commutators of the step before.</summary>
    public void UpdatePenalties()
    {
        double gamma = Options.IsPath2 ? Options.CommutatorWeight : 0;
        for (int p = 0; p < Options.Order; p++)
        {
            double largest = 0;
            for (int i = 0; i < Nodes; i++)
            {
                int at = i * Width + p * Nodes;
                ReadOnlySpan<double> c = CrossCorrelation.AsSpan(at, Nodes);
                double magnitude =
                    gamma == 0
                        ? Reductions.MaxMagnitude(c)
                        : ReferenceKernels.LargestDifference(c, gamma, Commutators[p].Row(i));
                largest = Math.Max(largest, magnitude);
            }
            Penalties[p] = Options.SparsityWeights[p] * largest;
        }
    }

    /// <summary>G = Psi R - C.</summary>
    public void DataGradient()
    {
        MatrixView<double> gradient = Gradient.AsRowMajor(Nodes, Width);
        ReferenceKernels.Negate(CrossCorrelation, Gradient);
        for (int p = 0; p < Options.Order; p++)
        {
            CompressedRows rows = Filters.Rows(p);
            ReadOnlyMatrixView<double> lagged = Correlation.View.Block(p * Nodes, 0, Nodes, Width);
            if (rows.IsDense)
            {
                Blas.Multiply(1, Filters.Block(p), lagged, 1, gradient);
            }
            else
            {
                rows.AddProduct(1, lagged, gradient);
            }
        }
    }

    /// <summary>alpha_p = (2 / lambda_max(R)) / (|z_p|^2 + epsilon), eq. (8), or the fixed step of the numpy program.</summary>
    /// <param name="normalise">Whether a fixed step is divided by the block's power, as it is while debiasing.</param>
    public void ResetSteps(bool normalise)
    {
        bool eigenvalue = Options.EigenvalueStep;
        double step = eigenvalue ? 2 / largestEigenvalue.Of(Correlation, Regressor) : Options.FilterStepSize;
        for (int p = 0; p < Options.Order; p++)
        {
            Steps[p] = eigenvalue || normalise ? step / (BlockPower[p] + Options.Epsilon) : step;
        }
    }

    /// <summary>Gathers the non-zeros of the shift operator after it changed.</summary>
    public void GatherShift()
    {
        shiftCopy.Set(Shift.AsRowMajor(Nodes, Nodes));
        ShiftOperand = shiftCopy;
    }

    /// <summary>W = Psi_1, as path 2 has it.</summary>
    public void TakeFirstFilter()
    {
        for (int i = 0; i < Nodes; i++)
        {
            Filters.Values.AsSpan(i * Width, Nodes).CopyTo(Shift.AsSpan(i * Nodes));
        }
        ShiftOperand = Filters.Operand(0);
    }

    public void Save(Snapshot snapshot) =>
        snapshot
            .Put("correlation", Correlation.ToArray())
            .Put("cross_correlation", CrossCorrelation)
            .Put("commutators", JoinedCommutators())
            .Put("filters", Filters.Values)
            .Put("positive", Positive)
            .Put("negative", Negative)
            .Put("shift", Shift)
            .Put("shift_positive", ShiftPositive)
            .Put("shift_negative", ShiftNegative)
            .Put("eigenvector", largestEigenvalue.Vector)
            .Put("loss", Loss);

    public void Restore(Snapshot snapshot)
    {
        Correlation.CopyFrom(snapshot.Get("correlation").AsRowMajor(Width, Width));
        snapshot.CopyTo("cross_correlation", CrossCorrelation);
        for (int p = 0; p < Commutators.Length; p++)
        {
            Commutators[p]
                .CopyFrom(snapshot.Get("commutators").AsRowMajor(Nodes, Width).Block(0, p * Nodes, Nodes, Nodes));
        }
        snapshot.CopyTo("filters", Filters.Values);
        snapshot.CopyTo("positive", Positive);
        snapshot.CopyTo("negative", Negative);
        snapshot.CopyTo("shift", Shift);
        snapshot.CopyTo("shift_positive", ShiftPositive);
        snapshot.CopyTo("shift_negative", ShiftNegative);
        snapshot.CopyTo("eigenvector", largestEigenvalue.Vector);
        Loss = snapshot.GetScalar("loss");
        Filters.Gather();
        GatherShift();
    }

    /// <summary>[Q_1 ... Q_P], N x NP, as snapshots have it.</summary>
    private double[] JoinedCommutators()
    {
        var joined = new double[Commutators.Length * Nodes * Nodes];
        for (int p = 0; p < Commutators.Length; p++)
        {
            for (int i = 0; i < Nodes; i++)
            {
                Commutators[p].Row(i).CopyTo(joined.AsSpan(i * Width + p * Nodes));
            }
        }
        return joined;
    }
}
