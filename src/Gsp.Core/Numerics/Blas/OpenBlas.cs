using System.Numerics;

namespace Gsp.Numerics;

/// <summary>The linear algebra of an OpenBLAS library installed on the machine.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>
/// Matrix products, products with a vector, symmetric products and inner products are OpenBLAS's; the rank-one updates, which it has
/// only in two passes, are those of <see cref="ManagedBlas{T}"/>. Operands whose strides it cannot express are copied.
/// Determinism: the same bits on one machine with one library version and thread count; elsewhere equal to rounding. NaN and infinity
/// in operands of a zero factor may or may not be seen. The library's thread count is a setting of the whole process: use one
/// number of threads at a time. Thread-safe.
/// </remarks>
public sealed unsafe class OpenBlas<T> : IBlas<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly OpenBlasLibrary library;
    private readonly OpenBlasRoutines<T> routines;
    private readonly ManagedBlas<T> managed;

    private OpenBlas(OpenBlasLibrary library, int threads) =>
        (this.library, routines, managed, Threads) = (
            library,
            library.Routines<T>(),
            new ManagedBlas<T>(threads),
            threads
        );

    /// <summary>The threads that OpenBLAS is told to use.</summary>
    public int Threads { get; }

    /// <summary>The algebra on OpenBLAS, or null where the library is missing.</summary>
    /// <param name="threads">Threads of an operation, 1 or more.</param>
    /// <returns>The algebra, or null.</returns>
    public static OpenBlas<T>? TryCreate(int threads = 1)
    {
        Require.Positive(threads);
        return OpenBlasLibrary.Instance is { } found ? new(found, threads) : null;
    }

    /// <inheritdoc/>
    public void Multiply(T alpha, ReadOnlyMatrixView<T> a, ReadOnlyMatrixView<T> b, T beta, MatrixView<T> c)
    {
        BlasShapes.Product(a.Rows, a.Columns, b.Rows, b.Columns, c.Rows, c.Columns);
        BlasShapes.Output(c.Rows, c.Columns, c.RowStride, c.ColumnStride);
        library.UseThreads(Threads);
        fixed (
            T* pa = a.Data,
                pb = b.Data,
                pc = c.Data
        )
        {
            Product(
                alpha,
                new(pa, a.Rows, a.Columns, a.RowStride, a.ColumnStride),
                new(pb, b.Rows, b.Columns, b.RowStride, b.ColumnStride),
                beta,
                new(pc, c.Rows, c.Columns, c.RowStride, c.ColumnStride)
            );
        }
    }

    /// <inheritdoc/>
    public void Multiply(T alpha, ReadOnlyMatrixView<T> a, ReadOnlySpan<T> x, T beta, Span<T> y)
    {
        BlasShapes.Product(a.Rows, a.Columns, x.Length, 1, y.Length, 1);
        if (a.Rows == 0)
        {
            return;
        }
        if (a.Columns == 0)
        {
            Vectors.Scale(beta, y);
            return;
        }
        if (beta == T.Zero)
        {
            y.Clear(); // what y held must not matter, even where the library multiplies it by zero
        }
        library.UseThreads(Threads);
        fixed (
            T* pa = a.Data,
                px = x,
                py = y
        )
        {
            using var left = new CblasOperand<T>(new(pa, a.Rows, a.Columns, a.RowStride, a.ColumnStride), true);
            // CBLAS names the stored matrix: rows and columns are those before the transposition.
            (int rows, int columns) = left.Transposed ? (a.Columns, a.Rows) : (a.Rows, a.Columns);
            routines.Gemv(
                CblasOperand<T>.RowMajor,
                left.Flag,
                rows,
                columns,
                alpha,
                left.Data,
                left.Leading,
                px,
                1,
                beta,
                py,
                1
            );
        }
    }

    /// <inheritdoc/>
    public void RankOne(T alpha, ReadOnlySpan<T> x, ReadOnlySpan<T> y, T beta, MatrixView<T> a) =>
        managed.RankOne(alpha, x, y, beta, a);

    /// <inheritdoc/>
    public void SymmetricRankOne(T alpha, ReadOnlySpan<T> x, T beta, MatrixView<T> a) =>
        managed.SymmetricRankOne(alpha, x, beta, a);

    /// <inheritdoc/>
    public void SymmetricProduct(T alpha, ReadOnlyMatrixView<T> a, T beta, MatrixView<T> c)
    {
        BlasShapes.Product(a.Rows, a.Columns, a.Columns, a.Rows, c.Rows, c.Columns);
        BlasShapes.Output(c.Rows, c.Columns, c.RowStride, c.ColumnStride);
        if (c.Rows == 0)
        {
            return;
        }
        library.UseThreads(Threads);
        fixed (
            T* pa = a.Data,
                pc = c.Data
        )
        {
            var whole = new StridedMatrix<T>(pc, c.Rows, c.Columns, c.RowStride, c.ColumnStride);
            using var left = new CblasOperand<T>(new(pa, a.Rows, a.Columns, a.RowStride, a.ColumnStride), true);
            using var target = new CblasOperand<T>(whole, false);
            // The upper triangle of a column-major C is the lower one of the same memory read by rows.
            int triangle = target.Transposed ? CblasOperand<T>.Lower : CblasOperand<T>.Upper;
            routines.Syrk(
                CblasOperand<T>.RowMajor,
                triangle,
                left.Flag,
                c.Rows,
                a.Columns,
                alpha,
                left.Data,
                left.Leading,
                beta,
                target.Data,
                target.Leading
            );
            target.CopyBack(whole);
            Symmetry.MirrorUpper(whole, 0, c.Rows);
        }
    }

    /// <inheritdoc/>
    public void MultiplyBatch(
        int batch,
        T alpha,
        ReadOnlyMatrixView<T> a,
        int aStep,
        ReadOnlyMatrixView<T> b,
        int bStep,
        T beta,
        MatrixView<T> c,
        int cStep
    )
    {
        BlasShapes.Batch(batch, a, aStep, b, bStep, c, cStep);
        for (int i = 0; i < batch; i++)
        {
            Multiply(alpha, a.Moved(i * aStep), b.Moved(i * bStep), beta, c.Moved(i * cStep));
        }
    }

    /// <inheritdoc/>
    public T Dot(ReadOnlySpan<T> x, ReadOnlySpan<T> y)
    {
        Require.SameLength(y.Length, x.Length, nameof(y), "an inner product needs vectors of one length");
        library.UseThreads(Threads);
        fixed (
            T* px = x,
                py = y
        )
        {
            return routines.Dot(x.Length, px, 1, py, 1);
        }
    }

    private void Product(T alpha, StridedMatrix<T> a, StridedMatrix<T> b, T beta, StridedMatrix<T> c)
    {
        if (c.Rows == 0 || c.Columns == 0)
        {
            return;
        }
        if (c.ColumnStride != 1 && c.RowStride == 1)
        {
            (a, b, c) = (b.Transposed, a.Transposed, c.Transposed);
        }
        using var left = new CblasOperand<T>(a, true);
        using var right = new CblasOperand<T>(b, true);
        using var target = new CblasOperand<T>(c, false, rowMajorOnly: true);
        routines.Gemm(
            CblasOperand<T>.RowMajor,
            left.Flag,
            right.Flag,
            c.Rows,
            c.Columns,
            a.Columns,
            alpha,
            left.Data,
            left.Leading,
            right.Data,
            right.Leading,
            beta,
            target.Data,
            target.Leading
        );
        target.CopyBack(c);
    }
}
