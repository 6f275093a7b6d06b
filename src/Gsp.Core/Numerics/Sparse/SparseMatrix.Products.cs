using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Numerics;

public sealed partial class SparseMatrix
{
    /// <summary>y = alpha A x + beta y. Cost: 2 NNZ. Allocates nothing; a beta of zero overwrites y whatever it held.</summary>
    /// <param name="x">ColumnCount numbers.</param>
    /// <param name="y">RowCount numbers; must not overlap x.</param>
    /// <param name="alpha">Factor of the product.</param>
    /// <param name="beta">Factor of the old y.</param>
    /// <exception cref="ArgumentException">Wrong lengths.</exception>
    public void Multiply(ReadOnlySpan<double> x, Span<double> y, double alpha = 1, double beta = 0)
    {
        Require.SameLength(x.Length, ColumnCount, nameof(x));
        Require.SameLength(y.Length, RowCount, nameof(y));
        for (int i = 0; i < y.Length; i++)
        {
            double sum = 0;
            for (int k = starts[i]; k < starts[i + 1]; k++)
            {
                sum += values[k] * x[columns[k]];
            }
            y[i] = alpha * sum + (beta == 0 ? 0 : beta * y[i]);
        }
    }

    /// <summary>y = alpha A^T x + beta y. Cost: 2 NNZ. Allocates nothing.</summary>
    /// <param name="x">RowCount numbers.</param>
    /// <param name="y">ColumnCount numbers; must not overlap x.</param>
    /// <param name="alpha">Factor of the product.</param>
    /// <param name="beta">Factor of the old y.</param>
    /// <exception cref="ArgumentException">Wrong lengths.</exception>
    public void MultiplyTransposed(ReadOnlySpan<double> x, Span<double> y, double alpha = 1, double beta = 0)
    {
        Require.SameLength(x.Length, RowCount, nameof(x));
        Require.SameLength(y.Length, ColumnCount, nameof(y));
        if (beta == 0)
        {
            y.Clear();
        }
        else
        {
            Vectors.Scale<double>(beta, y);
        }
        for (int i = 0; i < x.Length; i++)
        {
            double factor = alpha * x[i];
            for (int k = starts[i]; k < starts[i + 1]; k++)
            {
                y[columns[k]] += factor * values[k];
            }
        }
    }

    /// <summary>C = alpha A B + beta C with dense B and C of any layout. Cost: 2 NNZ times the columns of B. Fastest where rows are contiguous.</summary>
    /// <param name="b">ColumnCount x k.</param>
    /// <param name="c">RowCount x k; must not overlap b.</param>
    /// <param name="alpha">Factor of the product.</param>
    /// <param name="beta">Factor of the old C.</param>
    /// <exception cref="ArgumentException">Wrong shapes.</exception>
    public void Multiply(ReadOnlyMatrixView<double> b, MatrixView<double> c, double alpha = 1, double beta = 0)
    {
        BlasShapes.Product(RowCount, ColumnCount, b.Rows, b.Columns, c.Rows, c.Columns);
        bool contiguous = b.ColumnStride == 1 && c.ColumnStride == 1;
        for (int i = 0; i < RowCount; i++)
        {
            for (int j = 0; j < c.Columns; j++)
            {
                c[i, j] = beta == 0 ? 0 : beta * c[i, j];
            }
            for (int k = starts[i]; k < starts[i + 1]; k++)
            {
                double factor = alpha * values[k];
                if (contiguous)
                {
                    Vectors.AddScaled<double>(
                        factor,
                        b.Data.Slice(columns[k] * b.RowStride, b.Columns),
                        c.Data.Slice(i * c.RowStride, c.Columns)
                    );
                    continue;
                }
                for (int j = 0; j < c.Columns; j++)
                {
                    c[i, j] += factor * b[columns[k], j];
                }
            }
        }
    }

    /// <summary>The product with a dense matrix.</summary>
    /// <param name="b">ColumnCount x k.</param>
    /// <returns>RowCount x k.</returns>
    /// <exception cref="ArgumentException">Wrong number of rows.</exception>
    public Matrix<double> Multiply(Matrix<double> b)
    {
        var product = new double[checked(RowCount * b.ColumnCount)];
        ReadOnlySpan<double> right = b.ToRowMajor();
        Multiply(right.AsRowMajor(b.RowCount, b.ColumnCount), product.AsRowMajor(RowCount, b.ColumnCount));
        return product.ToMatrix(RowCount, b.ColumnCount);
    }

    /// <summary>The product with a vector.</summary>
    /// <param name="x">ColumnCount numbers.</param>
    /// <returns>RowCount numbers.</returns>
    /// <exception cref="ArgumentException">Wrong length.</exception>
    public double[] Multiply(double[] x)
    {
        var y = new double[RowCount];
        Multiply(x, y);
        return y;
    }

    /// <summary>The product with another sparse matrix, by rows (Gustavson's algorithm). Cost: the number of pairs of entries that meet.</summary>
    /// <param name="other">ColumnCount x k.</param>
    /// <returns>RowCount x k; entries that cancel to zero stay stored.</returns>
    /// <exception cref="ArgumentException">Wrong number of rows.</exception>
    public SparseMatrix Multiply(SparseMatrix other)
    {
        Require.SameLength(other.RowCount, ColumnCount, nameof(other), "rows");
        var sums = new double[other.ColumnCount];
        var seenInRow = new int[other.ColumnCount];
        Array.Fill(seenInRow, -1);
        var productStarts = new int[RowCount + 1];
        var productColumns = new List<int>();
        var productValues = new List<double>();
        var pattern = new List<int>();
        for (int i = 0; i < RowCount; i++)
        {
            pattern.Clear();
            for (int k = starts[i]; k < starts[i + 1]; k++)
            {
                int middle = columns[k];
                for (int l = other.starts[middle]; l < other.starts[middle + 1]; l++)
                {
                    int j = other.columns[l];
                    if (seenInRow[j] != i)
                    {
                        seenInRow[j] = i;
                        sums[j] = 0;
                        pattern.Add(j);
                    }
                    sums[j] += values[k] * other.values[l];
                }
            }
            pattern.Sort();
            foreach (int j in pattern)
            {
                productColumns.Add(j);
                productValues.Add(sums[j]);
            }
            productStarts[i + 1] = productValues.Count;
        }
        return new SparseMatrix(RowCount, other.ColumnCount, productStarts, [.. productColumns], [.. productValues]);
    }

    /// <summary>The transposed matrix. Cost: NNZ plus rows plus columns.</summary>
    /// <returns>ColumnCount x RowCount.</returns>
    public SparseMatrix Transpose()
    {
        var transposedStarts = new int[ColumnCount + 1];
        foreach (int column in columns)
        {
            transposedStarts[column + 1]++;
        }
        for (int j = 0; j < ColumnCount; j++)
        {
            transposedStarts[j + 1] += transposedStarts[j];
        }
        int[] next = transposedStarts[..^1];
        var rows = new int[EntryCount];
        var transposed = new double[EntryCount];
        foreach ((int row, int column, double value) in Triplets())
        {
            int place = next[column]++;
            rows[place] = row;
            transposed[place] = value;
        }
        return new SparseMatrix(ColumnCount, RowCount, transposedStarts, rows, transposed);
    }

    /// <summary>alpha A + beta B. Cost: the entries of both.</summary>
    /// <param name="alpha">Factor of this matrix.</param>
    /// <param name="beta">Factor of the other.</param>
    /// <param name="other">A matrix of the same shape.</param>
    /// <returns>The sum; its pattern is the union, entries that cancel to zero stay stored.</returns>
    /// <exception cref="ArgumentException">Another shape.</exception>
    public SparseMatrix Add(double alpha, SparseMatrix other, double beta)
    {
        Require.SameLength(other.RowCount, RowCount, nameof(other), "rows");
        Require.SameLength(other.ColumnCount, ColumnCount, nameof(other), "columns");
        var sumStarts = new int[RowCount + 1];
        var sumColumns = new List<int>(EntryCount + other.EntryCount);
        var sums = new List<double>(EntryCount + other.EntryCount);
        for (int i = 0; i < RowCount; i++)
        {
            int k = starts[i];
            int l = other.starts[i];
            while (k < starts[i + 1] || l < other.starts[i + 1])
            {
                int here = k < starts[i + 1] ? columns[k] : int.MaxValue;
                int there = l < other.starts[i + 1] ? other.columns[l] : int.MaxValue;
                double first = here <= there ? alpha * values[k++] : 0;
                double second = there <= here ? beta * other.values[l++] : 0;
                sumColumns.Add(Math.Min(here, there));
                sums.Add(first + second);
            }
            sumStarts[i + 1] = sums.Count;
        }
        return new SparseMatrix(RowCount, ColumnCount, sumStarts, [.. sumColumns], [.. sums]);
    }

    /// <summary>The matrix with another value at each stored place.</summary>
    /// <param name="value">The new value of an entry (row, column, old value).</param>
    /// <returns>A matrix of the same pattern.</returns>
    public SparseMatrix Map(Func<int, int, double, double> value) =>
        new(RowCount, ColumnCount, starts, columns, [.. Triplets().Select(e => value(e.Row, e.Column, e.Value))]);

    /// <summary>The matrix without the stored entries of a magnitude at or below a limit.</summary>
    /// <param name="limit">Zero or more.</param>
    /// <returns>The matrix.</returns>
    public SparseMatrix Pruned(double limit = 0) =>
        FromTriplets(RowCount, ColumnCount, Triplets().Where(e => Math.Abs(e.Value) > Require.NotNegative(limit)));

    /// <summary>The row sums.</summary>
    /// <returns>RowCount numbers.</returns>
    public double[] RowSums()
    {
        var sums = new double[RowCount];
        for (int i = 0; i < RowCount; i++)
        {
            sums[i] = Vectors.Sum<double>(values.AsSpan(starts[i], starts[i + 1] - starts[i]));
        }
        return sums;
    }
}
