using Gsp.Numerics;

namespace Gsp.Topology;

/// <summary>The step on the polynomial coefficients: specification section 3.5, its pole and its ascent included.</summary>
internal sealed class CoefficientStep : BacktrackingLineSearch.ITrial
{
    private const int StrongWolfeRounds = 50;

    private readonly ReferenceState state;
    private readonly ReferenceOptions options;
    private readonly int count;
    private readonly PaddedMatrix shifted;
    private readonly double[] product;
    private readonly double[] gram;
    private readonly double[] moment;
    private readonly double[] searchGram;
    private readonly double[] searchMoment;
    private readonly double[] trial;
    private readonly double[] searchDirection;
    private readonly double[] slopeVector;
    private readonly PaddedMatrix residual;
    private double sparsity;
    private double startObjective;

    public CoefficientStep(ReferenceState state)
    {
        (this.state, options, count) = (state, state.Options, state.Options.CoefficientCount);
        shifted = new PaddedMatrix(count, state.Nodes);
        product = new double[count * count];
        gram = new double[count * count];
        moment = new double[count];
        searchGram = new double[count * count];
        searchMoment = new double[count];
        trial = new double[count];
        searchDirection = new double[count];
        slopeVector = new double[count];
        residual = new PaddedMatrix(1, state.Nodes);
        Coefficients = new double[count];
    }

    /// <summary>h.</summary>
    public double[] Coefficients { get; }

    /// <inheritdoc/>
    public double StartSlope { get; private set; }

    /// <summary>Runs the step with the reported shift operator.</summary>
    /// <returns>|y - Y h|^2 after the step.</returns>
    public double Run(ProductOperand shift)
    {
        UpdateShifted(shift);
        sparsity = options.CoefficientSparsity * Reductions.MaxMagnitude(product);
        double lambda = options.ForgettingFactor;
        if (!options.InstantCoefficients)
        {
            Accumulate(lambda, gram, moment, gram, moment);
            // The programs add the sample a second time inside the search.
            Accumulate(lambda, gram, moment, searchGram, searchMoment);
        }
        Span<double> gradient = stackalloc double[count];
        Gradient(Coefficients, gram, moment, gradient);
        double step = options.SearchCoefficientStep ? SearchStep(gradient) : options.CoefficientStepSize;
        for (int k = 0; k < count; k++)
        {
            Coefficients[k] += step * (gradient[k] + sparsity * Bias(Coefficients[k]));
        }
        return SquaredResidual(Coefficients);
    }

    /// <inheritdoc/>
    public (double Change, double Slope) At(double step)
    {
        for (int k = 0; k < count; k++)
        {
            trial[k] = Coefficients[k] + step * searchDirection[k];
        }
        SearchGradient(trial, slopeVector);
        double slope = options.Implementation == ReferenceImplementation.Optical ? 1 : -1;
        return (Objective(trial) - startObjective, slope * RowKernels.Dot(slopeVector, searchDirection));
    }

    public void Save(Snapshot snapshot) =>
        snapshot.Put("coefficients", Coefficients).Put("coefficient_gram", gram).Put("coefficient_moment", moment);

    public void Restore(Snapshot snapshot)
    {
        snapshot.CopyTo("coefficients", Coefficients);
        snapshot.CopyTo("coefficient_gram", gram);
        snapshot.CopyTo("coefficient_moment", moment);
    }

    /// <summary>Y = [W^j x_{t-p}], p = 1..P, j = 0..p, one row of the buffer a column; and Y^T Y.</summary>
    private void UpdateShifted(ProductOperand shift)
    {
        int n = state.Nodes;
        int at = 0;
        for (int p = 0; p < options.Order; p++)
        {
            state.Regressor.AsSpan(p * n, n).CopyTo(shifted.Row(at));
            at++;
            for (int j = 1; j <= p + 1; j++, at++)
            {
                shift.Multiply(shifted.PaddedRow(at - 1), shifted.Row(at));
            }
        }
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double dot = RowKernels.Dot(shifted.PaddedRow(i), shifted.PaddedRow(j));
                product[i * count + j] = dot;
                product[j * count + i] = dot;
            }
        }
    }

    private ReadOnlySpan<double> Column(int k) => shifted.Row(k);

    private void Accumulate(double lambda, double[] fromGram, double[] fromMoment, double[] toGram, double[] toMoment)
    {
        for (int k = 0; k < fromGram.Length; k++)
        {
            toGram[k] = lambda * fromGram[k] + product[k];
        }
        for (int k = 0; k < count; k++)
        {
            toMoment[k] = lambda * fromMoment[k] + RowKernels.Dot(Column(k), state.Target);
        }
    }

    /// <summary>Y^T (y - Y h), or C_h h - u_h for the recursive option, which steps uphill along it.</summary>
    private void Gradient(ReadOnlySpan<double> h, double[] gramNow, double[] momentNow, Span<double> result)
    {
        if (options.InstantCoefficients)
        {
            SquaredResidual(h);
        }
        for (int k = 0; k < count; k++)
        {
            result[k] = options.InstantCoefficients
                ? RowKernels.Dot(shifted.PaddedRow(k), residual.PaddedRow(0))
                : RowKernels.Dot(gramNow.AsSpan(k * count, count), h) - momentNow[k];
        }
    }

    private void SearchGradient(ReadOnlySpan<double> h, Span<double> result)
    {
        Gradient(h, searchGram, searchMoment, result);
        for (int k = 0; k < count; k++)
        {
            result[k] += sparsity * Bias(h[k]);
        }
    }

    private double SearchStep(ReadOnlySpan<double> gradient)
    {
        startObjective = Objective(Coefficients);
        SearchGradient(Coefficients, slopeVector);
        if (options.Implementation != ReferenceImplementation.Optical)
        {
            slopeVector.CopyTo(searchDirection, 0);
            StartSlope = -RowKernels.Dot(slopeVector, slopeVector);
            CoefficientStep self = this;
            return BacktrackingLineSearch.Search(ref self, options.CoefficientStepSize);
        }
        // The cardiac program searches along -Y^T e, uphill, so that it nearly always falls back to the fixed step.
        for (int k = 0; k < count; k++)
        {
            searchDirection[k] = -gradient[k];
        }
        return StrongWolfeLineSearch.Search(step => At(step).Change, step => At(step).Slope, StrongWolfeRounds)
            ?? options.CoefficientStepSize;
    }

    private double Objective(ReadOnlySpan<double> h)
    {
        double sum = 0;
        foreach (double value in h)
        {
            sum += Math.Abs(value);
        }
        return 0.5 * SquaredResidual(h) + sparsity * sum;
    }

    /// <summary>|y - Y h|^2, leaving the residual in its buffer.</summary>
    private double SquaredResidual(ReadOnlySpan<double> h)
    {
        state.Target.CopyTo(residual.Row(0));
        for (int k = 0; k < count; k++)
        {
            RowKernels.AddScaled(-h[k], shifted.PaddedRow(k), residual.PaddedRow(0));
        }
        return RowKernels.Dot(residual.PaddedRow(0), residual.PaddedRow(0));
    }

    /// <summary>sign(h) / (epsilon + h): the programs' derivative of a log penalty, with its pole at h = -epsilon.</summary>
    private double Bias(double h) =>
        h > 0 ? 1 / (options.Epsilon + h)
        : h < 0 ? -1 / (options.Epsilon + h)
        : 0;
}
