namespace Gsp.Topology;

/// <summary>Least squares of one row on a few regressors, from second moments: R[S,S] a = c[S] by Cholesky, with the inverse's diagonal.</summary>
/// <remarks>
/// A regressor that the others explain up to rounding has no coefficient of its own: its pivot is skipped and its coefficient is zero.
/// Cost: |S|^3 / 3 operations. One instance serves one thread.
/// </remarks>
internal sealed class RowRegression
{
    /// <summary>Share of a regressor's power below which its unexplained part is rounding.</summary>
    private const double AliasTolerance = 1e-11;

    private readonly int capacity;
    private readonly double[] factor; // L, lower triangle, row-major
    private readonly double[] inverse; // L^-1, lower triangle, row-major
    private readonly double[] work;

    /// <summary>Creates the workspace.</summary>
    /// <param name="capacity">Most regressors of a row.</param>
    public RowRegression(int capacity)
    {
        this.capacity = capacity;
        factor = new double[capacity * capacity];
        inverse = new double[capacity * capacity];
        work = new double[capacity];
    }

    /// <summary>Number of regressors factored last.</summary>
    public int Size { get; private set; }

    /// <summary>Factors the moments of the chosen regressors.</summary>
    /// <param name="moments">R, row-major.</param>
    /// <param name="stride">Elements from one row of R to the next.</param>
    /// <param name="columns">S.</param>
    public void Factor(ReadOnlySpan<double> moments, int stride, ReadOnlySpan<int> columns)
    {
        Size = columns.Length;
        for (int i = 0; i < Size; i++)
        {
            FactorRow(i, moments.Slice(columns[i] * stride, stride), columns);
        }
    }

    /// <summary>Factors R[S,S] given the rows R[S,:] alone, one after the other.</summary>
    /// <param name="rows">|S| rows.</param>
    /// <param name="stride">Elements from one row to the next.</param>
    /// <param name="columns">S.</param>
    public void FactorRows(ReadOnlySpan<double> rows, int stride, ReadOnlySpan<int> columns)
    {
        Size = columns.Length;
        for (int i = 0; i < Size; i++)
        {
            FactorRow(i, rows.Slice(i * stride, stride), columns);
        }
    }

    private void FactorRow(int i, ReadOnlySpan<double> source, ReadOnlySpan<int> columns)
    {
        Span<double> row = factor.AsSpan(i * capacity, i + 1);
        for (int j = 0; j <= i; j++)
        {
            ReadOnlySpan<double> other = factor.AsSpan(j * capacity, j + 1);
            double sum = source[columns[j]];
            for (int k = 0; k < j; k++)
            {
                sum = Math.FusedMultiplyAdd(-row[k], other[k], sum);
            }
            if (j < i)
            {
                row[j] = other[j] > 0 ? sum / other[j] : 0;
            }
            else
            {
                row[j] = sum > AliasTolerance * source[columns[i]] ? Math.Sqrt(sum) : 0;
            }
        }
    }

    /// <summary>Solves for the coefficients.</summary>
    /// <param name="cross">The row's cross moments, addressed by column.</param>
    /// <param name="columns">S, as factored.</param>
    /// <param name="coefficients">Receives |S| values.</param>
    /// <returns>The power that the regressors explain, c[S]^T a.</returns>
    public double Solve(ReadOnlySpan<double> cross, ReadOnlySpan<int> columns, Span<double> coefficients)
    {
        double explained = 0;
        for (int i = 0; i < Size; i++)
        {
            double sum = cross[columns[i]];
            for (int k = 0; k < i; k++)
            {
                sum = Math.FusedMultiplyAdd(-factor[i * capacity + k], work[k], sum);
            }
            double pivot = factor[i * capacity + i];
            work[i] = pivot > 0 ? sum / pivot : 0;
            explained = Math.FusedMultiplyAdd(work[i], work[i], explained);
        }
        for (int i = Size - 1; i >= 0; i--)
        {
            double sum = work[i];
            for (int k = i + 1; k < Size; k++)
            {
                sum = Math.FusedMultiplyAdd(-factor[k * capacity + i], coefficients[k], sum);
            }
            double pivot = factor[i * capacity + i];
            coefficients[i] = pivot > 0 ? sum / pivot : 0;
        }
        return explained;
    }

    /// <summary>Inverts the factor, which <see cref="InverseDiagonal"/> and <see cref="Unexplained"/> need.</summary>
    public void Invert()
    {
        for (int i = 0; i < Size; i++)
        {
            double pivot = factor[i * capacity + i];
            double scale = pivot > 0 ? 1 / pivot : 0;
            for (int j = 0; j < i; j++)
            {
                double sum = 0;
                for (int k = j; k < i; k++)
                {
                    sum = Math.FusedMultiplyAdd(factor[i * capacity + k], inverse[k * capacity + j], sum);
                }
                inverse[i * capacity + j] = -sum * scale;
            }
            inverse[i * capacity + i] = scale;
        }
    }

    /// <summary>Entry (k, k) of the inverse of R[S,S]; zero for an aliased regressor.</summary>
    public double InverseDiagonal(int k)
    {
        double sum = 0;
        for (int i = k; i < Size; i++)
        {
            double value = inverse[i * capacity + k];
            sum = Math.FusedMultiplyAdd(value, value, sum);
        }
        return factor[k * capacity + k] > 0 ? sum : 0;
    }

    /// <summary>The power of a further regressor that those of S do not explain: R_jj - R_jS R_SS^-1 R_Sj.</summary>
    /// <param name="row">Row j of R.</param>
    /// <param name="column">j.</param>
    /// <param name="columns">S, as factored.</param>
    /// <returns>The power, or zero where it is only rounding.</returns>
    public double Unexplained(ReadOnlySpan<double> row, int column, ReadOnlySpan<int> columns)
    {
        double left = row[column];
        for (int i = 0; i < Size; i++)
        {
            double sum = 0;
            for (int k = 0; k <= i; k++)
            {
                sum = Math.FusedMultiplyAdd(inverse[i * capacity + k], row[columns[k]], sum);
            }
            left = Math.FusedMultiplyAdd(-sum, sum, left);
        }
        return left > AliasTolerance * row[column] ? left : 0;
    }

    /// <summary>The same given the rows R[S,:] alone, by whose symmetry R_jS is known.</summary>
    /// <param name="rows">|S| rows.</param>
    /// <param name="stride">Elements from one row to the next.</param>
    /// <param name="column">j.</param>
    /// <param name="power">R_jj.</param>
    /// <returns>The power, or zero where it is only rounding.</returns>
    public double UnexplainedRows(ReadOnlySpan<double> rows, int stride, int column, double power)
    {
        double left = power;
        for (int i = 0; i < Size; i++)
        {
            double sum = 0;
            for (int k = 0; k <= i; k++)
            {
                sum = Math.FusedMultiplyAdd(inverse[i * capacity + k], rows[k * stride + column], sum);
            }
            left = Math.FusedMultiplyAdd(-sum, sum, left);
        }
        return left > AliasTolerance * power ? left : 0;
    }

    /// <summary>x = (L L^T)^-1 b for any right-hand side in the order of S.</summary>
    public void SolveInPlace(Span<double> values)
    {
        for (int i = 0; i < Size; i++)
        {
            double sum = values[i];
            for (int k = 0; k < i; k++)
            {
                sum = Math.FusedMultiplyAdd(-factor[i * capacity + k], values[k], sum);
            }
            double pivot = factor[i * capacity + i];
            values[i] = pivot > 0 ? sum / pivot : 0;
        }
        for (int i = Size - 1; i >= 0; i--)
        {
            double sum = values[i];
            for (int k = i + 1; k < Size; k++)
            {
                sum = Math.FusedMultiplyAdd(-factor[k * capacity + i], values[k], sum);
            }
            double pivot = factor[i * capacity + i];
            values[i] = pivot > 0 ? sum / pivot : 0;
        }
    }
}
