namespace Gsp.Topology;

/// <summary>A matrix with few non-zeros a row, whose rows grow and shrink one entry at a time within a fixed capacity.</summary>
/// <remarks>Columns of a row stand in ascending order. Nothing is allocated after construction.</remarks>
internal sealed class SparseRows
{
    private readonly int[] count;
    private readonly int[] columns;
    private readonly double[] values;

    /// <summary>Creates an empty matrix.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="capacity">Most entries a row can hold.</param>
    public SparseRows(int rows, int capacity)
    {
        Rows = rows;
        Capacity = capacity;
        count = new int[rows];
        columns = new int[rows * capacity];
        values = new double[rows * capacity];
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Most entries a row can hold.</summary>
    public int Capacity { get; }

    /// <summary>Number of entries in all rows.</summary>
    public int Count
    {
        get
        {
            int sum = 0;
            foreach (int c in count)
            {
                sum += c;
            }
            return sum;
        }
    }

    /// <summary>Number of entries of a row.</summary>
    public int CountOf(int row) => count[row];

    /// <summary>The columns of a row, ascending.</summary>
    public ReadOnlySpan<int> Columns(int row) => columns.AsSpan(row * Capacity, count[row]);

    /// <summary>The values of a row, in the order of its columns; they may be overwritten.</summary>
    public Span<double> Values(int row) => values.AsSpan(row * Capacity, count[row]);

    /// <summary>Takes over the entries of another matrix of the same shape and capacity.</summary>
    public void CopyFrom(SparseRows other)
    {
        other.count.CopyTo(count, 0);
        other.columns.CopyTo(columns, 0);
        other.values.CopyTo(values, 0);
    }

    /// <summary>Removes all entries.</summary>
    public void Clear() => Array.Clear(count);

    /// <summary>Removes the entry at a position of a row.</summary>
    public void RemoveAt(int row, int position)
    {
        int start = row * Capacity;
        int tail = count[row] - position - 1;
        Array.Copy(columns, start + position + 1, columns, start + position, tail);
        Array.Copy(values, start + position + 1, values, start + position, tail);
        count[row]--;
    }

    /// <summary>Inserts an entry in its place; the row must have room and not hold the column yet.</summary>
    /// <returns>The position of the entry in its row.</returns>
    public int Insert(int row, int column, double value)
    {
        int start = row * Capacity;
        int position = count[row];
        while (position > 0 && columns[start + position - 1] > column)
        {
            columns[start + position] = columns[start + position - 1];
            values[start + position] = values[start + position - 1];
            position--;
        }
        columns[start + position] = column;
        values[start + position] = value;
        count[row]++;
        return position;
    }

    /// <summary>Drops every entry at or past a column.</summary>
    public void Truncate(int columnLimit)
    {
        for (int i = 0; i < Rows; i++)
        {
            while (count[i] > 0 && columns[i * Capacity + count[i] - 1] >= columnLimit)
            {
                count[i]--;
            }
        }
    }

    /// <summary>y = A x.</summary>
    public void Multiply(ReadOnlySpan<double> x, Span<double> y)
    {
        for (int i = 0; i < Rows; i++)
        {
            double sum = 0;
            int end = i * Capacity + count[i];
            for (int k = i * Capacity; k < end; k++)
            {
                sum = Math.FusedMultiplyAdd(values[k], x[columns[k]], sum);
            }
            y[i] = sum;
        }
    }

    /// <summary>y = A[:, 0 .. limit - 1] x, with the columns at or past the limit left out.</summary>
    public void Multiply(ReadOnlySpan<double> x, Span<double> y, int limit)
    {
        for (int i = 0; i < Rows; i++)
        {
            double sum = 0;
            int end = i * Capacity + count[i];
            for (int k = i * Capacity; k < end && columns[k] < limit; k++)
            {
                sum = Math.FusedMultiplyAdd(values[k], x[columns[k]], sum);
            }
            y[i] = sum;
        }
    }

    /// <summary>Whether every value is finite.</summary>
    public bool IsFinite()
    {
        for (int i = 0; i < Rows; i++)
        {
            foreach (double value in Values(i))
            {
                if (!double.IsFinite(value))
                {
                    return false;
                }
            }
        }
        return true;
    }

    /// <summary>Writes the entries into a dense row-major matrix that holds zeros; entries past its columns are left out.</summary>
    public void Scatter(Span<double> dense, int denseColumns)
    {
        for (int i = 0; i < Rows; i++)
        {
            ReadOnlySpan<int> c = Columns(i);
            Span<double> v = Values(i);
            for (int k = 0; k < c.Length && c[k] < denseColumns; k++)
            {
                dense[i * denseColumns + c[k]] = v[k];
            }
        }
    }

    /// <summary>Writes a row's entries into a dense row.</summary>
    public void ScatterRow(int row, Span<double> dense)
    {
        ReadOnlySpan<int> c = Columns(row);
        Span<double> v = Values(row);
        for (int k = 0; k < c.Length && c[k] < dense.Length; k++)
        {
            dense[c[k]] = v[k];
        }
    }

    /// <summary>Takes the non-zeros of a dense row; the capacity must suffice.</summary>
    public void SetRow(int row, ReadOnlySpan<double> dense)
    {
        count[row] = 0;
        int at = row * Capacity;
        for (int j = 0; j < dense.Length; j++)
        {
            if (dense[j] != 0)
            {
                columns[at] = j;
                values[at++] = dense[j];
                count[row]++;
            }
        }
    }

    /// <summary>row = row + scale change for a dense change, which is overwritten; entries that become zero are dropped.</summary>
    public void ReplaceRow(int row, Span<double> change, double scale)
    {
        for (int j = 0; scale != 1 && j < change.Length; j++)
        {
            change[j] *= scale;
        }
        ReadOnlySpan<int> c = Columns(row);
        Span<double> v = Values(row);
        for (int k = 0; k < c.Length; k++)
        {
            change[c[k]] += v[k];
        }
        SetRow(row, change);
    }

    /// <summary>Saves the entries.</summary>
    public void Save(Snapshot snapshot, string name)
    {
        snapshot.Put($"{name}.count", Array.ConvertAll(count, c => (double)c));
        var flatColumns = new List<double>();
        var flatValues = new List<double>();
        for (int i = 0; i < Rows; i++)
        {
            flatColumns.AddRange(Columns(i).ToArray().Select(c => (double)c));
            flatValues.AddRange(Values(i).ToArray());
        }
        snapshot.Put($"{name}.columns", [.. flatColumns]).Put($"{name}.values", [.. flatValues]);
    }

    /// <summary>Restores saved entries.</summary>
    public void Restore(Snapshot snapshot, string name)
    {
        ReadOnlySpan<double> counts = snapshot.Get($"{name}.count");
        ReadOnlySpan<double> flatColumns = snapshot.Get($"{name}.columns");
        ReadOnlySpan<double> flatValues = snapshot.Get($"{name}.values");
        Require.SameLength(counts.Length, Rows, $"{name}.count", "snapshot of another size");
        int at = 0;
        for (int i = 0; i < Rows; i++)
        {
            count[i] = (int)counts[i];
            Require.That(
                count[i] >= 0 && count[i] <= Capacity && at + count[i] <= flatColumns.Length,
                $"snapshot entry {name}: row {i} holds {count[i]} values; expected at most {Capacity} (another edge limit?)"
            );
            for (int k = 0; k < count[i]; k++, at++)
            {
                columns[i * Capacity + k] = (int)flatColumns[at];
                values[i * Capacity + k] = flatValues[at];
            }
        }
    }
}
