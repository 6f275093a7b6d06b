using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Graphs;

/// <summary>A square real matrix by compressed sparse rows; columns ascend within a row and no stored value is zero.</summary>
/// <remarks>Never changed after construction, so it is shared freely between graphs and shifts.</remarks>
internal sealed class SparseRows
{
    private SparseRows(int size, int[] starts, int[] columns, double[] values) =>
        (Size, Starts, Columns, Values) = (size, starts, columns, values);

    public int Size { get; }

    /// <summary>Size + 1 offsets into <see cref="Columns"/>.</summary>
    public int[] Starts { get; }

    public int[] Columns { get; }

    public double[] Values { get; }

    public int Count => Values.Length;

    public ReadOnlySpan<int> RowColumns(int row) => Columns.AsSpan(Starts[row], Starts[row + 1] - Starts[row]);

    public ReadOnlySpan<double> RowValues(int row) => Values.AsSpan(Starts[row], Starts[row + 1] - Starts[row]);

    public double this[int row, int column]
    {
        get
        {
            int k = RowColumns(row).BinarySearch(column);
            return k < 0 ? 0 : Values[Starts[row] + k];
        }
    }

    public double RowSum(int row)
    {
        double sum = 0;
        foreach (double value in RowValues(row))
        {
            sum += value;
        }
        return sum;
    }

    /// <summary>y = A x, each entry one sum in column order: the same bits however the rows are split.</summary>
    public void Multiply(ReadOnlySpan<double> x, Span<double> y)
    {
        for (int i = 0; i < Size; i++)
        {
            double sum = 0;
            for (int k = Starts[i]; k < Starts[i + 1]; k++)
            {
                sum += Values[k] * x[Columns[k]];
            }
            y[i] = sum;
        }
    }

    public double[] Multiply(ReadOnlySpan<double> x)
    {
        var y = new double[Size];
        Multiply(x, y);
        return y;
    }

    public SparseRows Transpose()
    {
        var starts = new int[Size + 1];
        foreach (int column in Columns)
        {
            starts[column + 1]++;
        }
        for (int i = 0; i < Size; i++)
        {
            starts[i + 1] += starts[i];
        }
        int[] next = starts[..Size];
        var columns = new int[Count];
        var values = new double[Count];
        for (int i = 0; i < Size; i++)
        {
            for (int k = Starts[i]; k < Starts[i + 1]; k++)
            {
                int at = next[Columns[k]]++;
                columns[at] = i;
                values[at] = Values[k];
            }
        }
        return new SparseRows(Size, starts, columns, values);
    }

    /// <summary>Calls back for every stored entry, row after row, columns ascending.</summary>
    public void ForEach(Action<int, int, double> visit)
    {
        for (int i = 0; i < Size; i++)
        {
            for (int k = Starts[i]; k < Starts[i + 1]; k++)
            {
                visit(i, Columns[k], Values[k]);
            }
        }
    }

    public Matrix<double> ToMatrix()
    {
        var storage = new double[checked(Size * Size)];
        ForEach((i, j, value) => storage[j * Size + i] = value);
        return Matrix<double>.Build.Dense(Size, Size, storage);
    }

    public static SparseRows FromDense(Matrix<double> matrix)
    {
        int n = matrix.RowCount;
        var builder = new Builder(n);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                builder.Add(i, j, matrix[i, j]);
            }
        }
        return builder.Build();
    }

    /// <summary>Checks foreign compressed rows and takes a copy; zeros are dropped and columns sorted.</summary>
    public static SparseRows FromArrays(
        int size,
        ReadOnlySpan<int> starts,
        ReadOnlySpan<int> columns,
        ReadOnlySpan<double> values
    )
    {
        Require.SameLength(starts.Length, size + 1, "rowStarts", "one offset a row and the total");
        Require.SameLength(columns.Length, values.Length, "columns", "one column a value");
        Require.That(
            starts[0] == 0 && starts[size] == values.Length,
            "rowStarts must begin with 0 and end with the number of values",
            "rowStarts"
        );
        for (int i = 0; i < size; i++)
        {
            Require.That(
                starts[i] <= starts[i + 1],
                FormattableString.Invariant($"rowStarts falls after row {i}"),
                "rowStarts"
            );
        }
        var builder = new Builder(size);
        for (int i = 0; i < size; i++)
        {
            for (int k = starts[i]; k < starts[i + 1]; k++)
            {
                Require.InRange(columns[k], 0, size - 1, "a column index lies outside the matrix", "columns");
                builder.Add(i, columns[k], values[k]);
            }
        }
        return builder.Build();
    }

    /// <summary>Collects entries in any order.</summary>
    public sealed class Builder(int size)
    {
        private readonly List<(int Row, int Column, double Value)> entries = [];

        public void Add(int row, int column, double value)
        {
            if (value != 0)
            {
                entries.Add((row, column, value));
            }
        }

        /// <param name="sumDuplicates">Whether entries at one place add up; otherwise two of them are a caller's mistake.</param>
        public SparseRows Build(bool sumDuplicates = false)
        {
            entries.Sort(static (a, b) => a.Row != b.Row ? a.Row.CompareTo(b.Row) : a.Column.CompareTo(b.Column));
            var starts = new int[size + 1];
            var columns = new List<int>(entries.Count);
            var values = new List<double>(entries.Count);
            (int Row, int Column) last = (-1, -1);
            foreach ((int row, int column, double value) in entries)
            {
                if ((row, column) == last)
                {
                    Require.That(
                        sumDuplicates,
                        FormattableString.Invariant(
                            $"entry ({row}, {column}) is given twice; add parallel edges up first"
                        ),
                        "edges"
                    );
                    values[^1] += value;
                    continue;
                }
                last = (row, column);
                columns.Add(column);
                values.Add(value);
                starts[row + 1]++;
            }
            for (int i = 0; i < size; i++)
            {
                starts[i + 1] += starts[i];
            }
            return new SparseRows(size, starts, [.. columns], [.. values]);
        }
    }
}
