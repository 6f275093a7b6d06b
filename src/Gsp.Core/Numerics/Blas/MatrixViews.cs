using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Storage;

namespace Gsp.Numerics;

/// <summary>Makes matrix views of the usual layouts.</summary>
public static class MatrixViews
{
    /// <summary>A view on row-major memory: the rows lie one after the other.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="data">rows x columns elements.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <returns>The view.</returns>
    public static MatrixView<T> AsRowMajor<T>(this Span<T> data, int rows, int columns) =>
        new(data, rows, columns, columns, 1);

    /// <inheritdoc cref="AsRowMajor{T}(Span{T}, int, int)"/>
    public static MatrixView<T> AsRowMajor<T>(this T[] data, int rows, int columns) =>
        new(data, rows, columns, columns, 1);

    /// <inheritdoc cref="AsRowMajor{T}(Span{T}, int, int)"/>
    public static ReadOnlyMatrixView<T> AsRowMajor<T>(this ReadOnlySpan<T> data, int rows, int columns) =>
        new(data, rows, columns, columns, 1);

    /// <summary>A view on column-major memory, as in MathNet and LAPACK.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="data">rows x columns elements.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <returns>The view.</returns>
    public static MatrixView<T> AsColumnMajor<T>(this Span<T> data, int rows, int columns) =>
        new(data, rows, columns, 1, rows);

    /// <inheritdoc cref="AsColumnMajor{T}(Span{T}, int, int)"/>
    public static MatrixView<T> AsColumnMajor<T>(this T[] data, int rows, int columns) =>
        new(data, rows, columns, 1, rows);

    /// <summary>A MathNet matrix as a fresh row-major array.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <returns>rows x columns numbers, row after row.</returns>
    public static double[] ToRowMajor(this Matrix<double> matrix) => matrix.ToRowMajorArray();

    /// <summary>A row-major array as a fresh dense MathNet matrix.</summary>
    /// <param name="data">rows x columns numbers, row after row.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <returns>The matrix.</returns>
    public static Matrix<double> ToMatrix(this ReadOnlySpan<double> data, int rows, int columns)
    {
        Require.SameLength(data.Length, checked(rows * columns), nameof(data), "rows x columns");
        var storage = new double[data.Length];
        for (int j = 0; j < columns; j++)
        {
            for (int i = 0; i < rows; i++)
            {
                storage[j * rows + i] = data[i * columns + j];
            }
        }
        return Matrix<double>.Build.Dense(
            DenseColumnMajorMatrixStorage<double>.OfColumnMajorArray(rows, columns, storage)
        );
    }

    /// <inheritdoc cref="ToMatrix(ReadOnlySpan{double}, int, int)"/>
    public static Matrix<double> ToMatrix(this double[] data, int rows, int columns) =>
        ((ReadOnlySpan<double>)data).ToMatrix(rows, columns);
}
