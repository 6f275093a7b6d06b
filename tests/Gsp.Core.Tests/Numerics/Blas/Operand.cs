using System.Numerics;
using Gsp.Numerics;
using Gsp.Random;

namespace Gsp.Core.Tests.Numerics;

/// <summary>The ways a matrix can lie in memory.</summary>
public enum Layout
{
    RowMajor,
    ColumnMajor,
    PaddedRows,
    PaddedColumns,
    Scattered,
}

/// <summary>A matrix in some layout, with sentinels wherever no element lies.</summary>
public sealed class Operand<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int rowStride;
    private readonly int columnStride;
    private readonly T[] memory;

    public Operand(int rows, int columns, Layout layout, RandomStream stream)
    {
        (Rows, Columns) = (rows, columns);
        (rowStride, columnStride) = layout switch
        {
            Layout.RowMajor => (columns, 1),
            Layout.ColumnMajor => (1, rows),
            Layout.PaddedRows => (columns + 3, 1),
            Layout.PaddedColumns => (1, rows + 5),
            _ => (2 * columns + 1, 2),
        };
        memory = new T[Math.Max(1, rows * Math.Max(1, rowStride) + columns * Math.Max(1, columnStride))];
        memory.AsSpan().Fill(Sentinel);
        Fill(() => T.CreateTruncating(2 * stream.NextUniform() - 1));
    }

    public int Rows { get; }

    public int Columns { get; }

    public MatrixView<T> View => new(memory, Rows, Columns, rowStride, columnStride);

    private static T Sentinel => T.CreateTruncating(12345.678);

    public void Fill(Func<T> value)
    {
        for (int i = 0; i < Rows; i++)
        {
            for (int j = 0; j < Columns; j++)
            {
                View[i, j] = value();
            }
        }
    }

    /// <summary>The elements in row-major order.</summary>
    public T[] ToArray()
    {
        var values = new T[Rows * Columns];
        for (int i = 0; i < Rows; i++)
        {
            for (int j = 0; j < Columns; j++)
            {
                values[i * Columns + j] = View[i, j];
            }
        }
        return values;
    }

    /// <summary>Whether memory between the elements is as it was.</summary>
    public bool SentinelsStand()
    {
        T[] copy = [.. memory];
        var view = new MatrixView<T>(copy, Rows, Columns, rowStride, columnStride);
        for (int i = 0; i < Rows; i++)
        {
            for (int j = 0; j < Columns; j++)
            {
                view[i, j] = Sentinel;
            }
        }
        return copy.All(value => value == Sentinel);
    }
}
