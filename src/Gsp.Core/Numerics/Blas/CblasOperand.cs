using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Gsp.Numerics;

/// <summary>A strided matrix in the terms of CBLAS: row-major memory with a leading dimension, possibly transposed; copied where it has to be.</summary>
internal readonly unsafe ref struct CblasOperand<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public const int RowMajor = 101;
    public const int Upper = 121;
    public const int Lower = 122;
    private const int NoTranspose = 111;
    private const int Transpose = 112;
    private readonly bool owned;

    /// <summary>Describes a matrix, or copies it to row-major memory.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="input">Whether its values are read only; of an output the old values are copied too.</param>
    /// <param name="rowMajorOnly">Whether a transposed description will not do.</param>
    public CblasOperand(StridedMatrix<T> matrix, bool input, bool rowMajorOnly = false)
    {
        IsInput = input;
        // The stride of a dimension of size one is never used: any will do.
        bool anyRow = matrix.Rows == 1;
        bool anyColumn = matrix.Columns == 1;
        bool rows = (matrix.ColumnStride == 1 || anyColumn) && (anyRow || matrix.RowStride >= matrix.Columns);
        bool columns = (matrix.RowStride == 1 || anyRow) && (anyColumn || matrix.ColumnStride >= matrix.Rows);
        Data = matrix.Data;
        if (rows)
        {
            Leading = Math.Max(1, anyRow ? matrix.Columns : (int)matrix.RowStride);
        }
        else if (columns && !rowMajorOnly)
        {
            Transposed = true;
            Leading = Math.Max(1, anyColumn ? matrix.Rows : (int)matrix.ColumnStride);
        }
        else
        {
            owned = true;
            Leading = Math.Max(1, matrix.Columns);
            Data = (T*)
                NativeMemory.AlignedAlloc(
                    (nuint)matrix.Rows * (nuint)Math.Max(1, matrix.Columns) * (nuint)Unsafe.SizeOf<T>() + 1,
                    64
                );
            for (int i = 0; i < matrix.Rows; i++)
            {
                for (int j = 0; j < matrix.Columns; j++)
                {
                    Data[(nint)i * Leading + j] = *matrix.At(i, j);
                }
            }
        }
    }

    public T* Data { get; }

    public int Leading { get; }

    public bool Transposed { get; }

    public int Flag => Transposed ? Transpose : NoTranspose;

    private bool IsInput { get; }

    /// <summary>Writes an output that was computed in a copy to its place.</summary>
    public void CopyBack(StridedMatrix<T> target)
    {
        for (int i = 0; owned && !IsInput && i < target.Rows; i++)
        {
            for (int j = 0; j < target.Columns; j++)
            {
                *target.At(i, j) = Data[(nint)i * Leading + j];
            }
        }
    }

    public void Dispose()
    {
        if (owned)
        {
            NativeMemory.AlignedFree(Data);
        }
    }
}
