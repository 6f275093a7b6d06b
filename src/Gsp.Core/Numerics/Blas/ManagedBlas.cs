using System.Numerics;

namespace Gsp.Numerics;

/// <summary>The linear algebra of the library itself: fast, without native code, with the same bits everywhere.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>
/// Products are packed into cache blocks and computed in register tiles by fused multiply-adds on the widest vectors of the machine
/// (512, 256 or 128 bits); small products skip the packing.
/// Determinism: the bits of a result depend on its operands, not on the number of threads, the vector width or the machine. A matrix
/// product, moreover, has the same bits for every layout of its operands, whether computed whole, in blocks of rows and columns, transposed or in
/// a batch: element (i, j) sums in the order of k, in blocks whose sizes depend on k alone. A product with a vector has the order of
/// the matrix's memory: contiguous rows by virtual lanes (see <see cref="Vectors"/>), contiguous columns one after the other.
/// Threads share a result by index, above a size where that pays. After the first calls of a thread nothing is allocated; its scratch
/// memory (at most 5 MiB) stays with the thread. Thread-safe.
/// </remarks>
public sealed unsafe class ManagedBlas<T> : IBlas<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Multiply-adds of a product below which a second thread costs more than it brings (some 20 microseconds).</summary>
    private const long ThreadedProduct = 1 << 19;

    /// <summary>Elements of a matrix below which a single pass over it is not shared.</summary>
    private const long ThreadedPass = 1 << 16;

    private static readonly KernelSet<T> Kernels = KernelSet<T>.Instance;

    /// <summary>Creates the algebra for a number of threads.</summary>
    /// <param name="threads">The most threads an operation uses, the caller's among them; 1 or more.</param>
    /// <exception cref="ArgumentException">T is neither float nor double.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one thread.</exception>
    public ManagedBlas(int threads = 1)
    {
        Require.That(
            typeof(T) == typeof(float) || typeof(T) == typeof(double),
            $"element type {typeof(T)}; it must be float or double",
            nameof(T)
        );
        Threads = Require.Positive(threads);
    }

    /// <summary>The most threads an operation uses.</summary>
    public int Threads { get; }

    /// <inheritdoc/>
    public void Multiply(T alpha, ReadOnlyMatrixView<T> a, ReadOnlyMatrixView<T> b, T beta, MatrixView<T> c)
    {
        BlasShapes.Product(a.Rows, a.Columns, b.Rows, b.Columns, c.Rows, c.Columns);
        BlasShapes.Output(c.Rows, c.Columns, c.RowStride, c.ColumnStride);
        fixed (
            T* pa = a.Data,
                pb = b.Data,
                pc = c.Data
        )
        {
            Product(alpha, Pinned(pa, a), Pinned(pb, b), beta, Pinned(pc, c));
        }
    }

    /// <inheritdoc/>
    public void Multiply(T alpha, ReadOnlyMatrixView<T> a, ReadOnlySpan<T> x, T beta, Span<T> y)
    {
        BlasShapes.Product(a.Rows, a.Columns, x.Length, 1, y.Length, 1);
        fixed (
            T* pa = a.Data,
                px = x,
                py = y
        )
        {
            Share((long)a.Rows * a.Columns, a.Rows, new VectorBody(alpha, Pinned(pa, a), px, beta, py));
        }
    }

    /// <inheritdoc/>
    public void RankOne(T alpha, ReadOnlySpan<T> x, ReadOnlySpan<T> y, T beta, MatrixView<T> a)
    {
        BlasShapes.Product(x.Length, 1, 1, y.Length, a.Rows, a.Columns);
        BlasShapes.Output(a.Rows, a.Columns, a.RowStride, a.ColumnStride);
        fixed (
            T* px = x,
                py = y,
                pa = a.Data
        )
        {
            Share((long)a.Rows * a.Columns, a.Rows, new RankOneBody(alpha, px, py, beta, Pinned(pa, a), false));
        }
    }

    /// <inheritdoc/>
    public void SymmetricRankOne(T alpha, ReadOnlySpan<T> x, T beta, MatrixView<T> a)
    {
        BlasShapes.Product(x.Length, 1, 1, x.Length, a.Rows, a.Columns);
        BlasShapes.Output(a.Rows, a.Columns, a.RowStride, a.ColumnStride);
        fixed (
            T* px = x,
                pa = a.Data
        )
        {
            StridedMatrix<T> matrix = Pinned(pa, a);
            // A symmetric matrix read by columns is itself.
            matrix = a.RowStride == 1 ? matrix.Transposed : matrix;
            Share((long)a.Rows * a.Columns, a.Rows, new RankOneBody(alpha, px, px, beta, matrix, true));
        }
    }

    /// <inheritdoc/>
    public void SymmetricProduct(T alpha, ReadOnlyMatrixView<T> a, T beta, MatrixView<T> c)
    {
        BlasShapes.Product(a.Rows, a.Columns, a.Columns, a.Rows, c.Rows, c.Columns);
        BlasShapes.Output(c.Rows, c.Columns, c.RowStride, c.ColumnStride);
        fixed (
            T* pa = a.Data,
                pc = c.Data
        )
        {
            StridedMatrix<T> target = Pinned(pc, c);
            int threads = ThreadsFor((long)c.Rows * c.Rows / 2 * a.Columns, ThreadedProduct);
            var product = new TriangleBody(alpha, Pinned(pa, a), beta, target, threads);
            ParallelFor.RunChunks(threads, threads, threads, product, default);
            Share((long)c.Rows * c.Rows, c.Rows, new MirrorBody(target));
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
        fixed (
            T* pa = a.Data,
                pb = b.Data,
                pc = c.Data
        )
        {
            long work = (long)c.Rows * c.Columns * a.Columns;
            if (batch < Threads && work >= ThreadedProduct)
            {
                for (int i = 0; i < batch; i++)
                {
                    Product(
                        alpha,
                        Pinned(pa + (nint)i * aStep, a),
                        Pinned(pb + (nint)i * bStep, b),
                        beta,
                        Pinned(pc + (nint)i * cStep, c)
                    );
                }
                return;
            }
            var body = new BatchBody(alpha, Pinned(pa, a), aStep, Pinned(pb, b), bStep, beta, Pinned(pc, c), cStep);
            ParallelFor.Run(batch, ThreadsFor(batch * work, ThreadedProduct), body);
        }
    }

    /// <inheritdoc/>
    public T Dot(ReadOnlySpan<T> x, ReadOnlySpan<T> y) => Vectors.Dot(x, y);

    private static StridedMatrix<T> Pinned(T* data, ReadOnlyMatrixView<T> view) =>
        new(data, view.Rows, view.Columns, view.RowStride, view.ColumnStride);

    private int ThreadsFor(long work, long threshold) =>
        Threads == 1 ? 1 : (int)Math.Clamp(work / (threshold / 2), 1, Threads);

    /// <summary>Shares the rows of a single pass over a matrix.</summary>
    private void Share<TBody>(long elements, int rows, TBody body)
        where TBody : struct, IRangeBody
    {
        int threads = ThreadsFor(elements, ThreadedPass);
        ParallelFor.RunChunks(rows, Math.Max(1, Math.Min(threads, rows)), threads, body, default);
    }

    /// <summary>A whole product: C is cut into a grid of as many blocks as threads, as square as they come.</summary>
    private void Product(T alpha, StridedMatrix<T> a, StridedMatrix<T> b, T beta, StridedMatrix<T> c)
    {
        int threads = ThreadsFor((long)c.Rows * c.Columns * a.Columns, ThreadedProduct);
        if (threads == 1)
        {
            Kernels.Multiply(alpha, a, b, beta, c);
            return;
        }
        ProductGrid grid = ProductGrid.For(threads, c.Rows, c.Columns);
        ParallelFor.RunChunks(threads, threads, threads, new ProductBody(alpha, a, b, beta, c, grid), default);
    }

    private readonly struct ProductBody(
        T alpha,
        StridedMatrix<T> a,
        StridedMatrix<T> b,
        T beta,
        StridedMatrix<T> c,
        ProductGrid grid
    ) : IRangeBody
    {
        public void Run(int start, int end)
        {
            for (int cell = start; cell < end; cell++)
            {
                (int i0, int i1, int j0, int j1) = grid.Cell(cell);
                Kernels.Multiply(
                    alpha,
                    a.Block(i0, 0, i1 - i0, a.Columns),
                    b.Block(0, j0, b.Rows, j1 - j0),
                    beta,
                    c.Block(i0, j0, i1 - i0, j1 - j0)
                );
            }
        }
    }

    private readonly struct VectorBody(T alpha, StridedMatrix<T> a, T* x, T beta, T* y) : IRangeBody
    {
        public void Run(int start, int end) =>
            Kernels.Multiply(alpha, a.Block(start, 0, end - start, a.Columns), x, beta, y + start);
    }

    private readonly struct RankOneBody(T alpha, T* x, T* y, T beta, StridedMatrix<T> a, bool symmetric) : IRangeBody
    {
        public void Run(int start, int end)
        {
            StridedMatrix<T> rows = a.Block(start, 0, end - start, a.Columns);
            if (symmetric)
            {
                Kernels.SymmetricRankOne(alpha, x + start, y, beta, rows);
            }
            else
            {
                Kernels.RankOne(alpha, x + start, y, beta, rows);
            }
        }
    }

    /// <summary>Rows of the upper triangle, cut so that the parts have equal areas.</summary>
    private readonly struct TriangleBody(T alpha, StridedMatrix<T> a, T beta, StridedMatrix<T> c, int parts)
        : IRangeBody
    {
        public void Run(int start, int end)
        {
            for (int part = start; part < end; part++)
            {
                int i0 = Row(part);
                int i1 = Row(part + 1);
                Kernels.Multiply(
                    alpha,
                    a.Block(i0, 0, i1 - i0, a.Columns),
                    a.Block(i0, 0, c.Rows - i0, a.Columns).Transposed,
                    beta,
                    c.Block(i0, i0, i1 - i0, c.Rows - i0),
                    GemmPart.Upper
                );
            }
        }

        private int Row(int part) => (int)(c.Rows * (1 - Math.Sqrt(1 - (double)part / parts)));
    }

    private readonly struct MirrorBody(StridedMatrix<T> c) : IRangeBody
    {
        public void Run(int start, int end) => Symmetry.MirrorUpper(c, start, end);
    }

    private readonly struct BatchBody(
        T alpha,
        StridedMatrix<T> a,
        nint aStep,
        StridedMatrix<T> b,
        nint bStep,
        T beta,
        StridedMatrix<T> c,
        nint cStep
    ) : IRangeBody
    {
        public void Run(int start, int end)
        {
            for (int i = start; i < end; i++)
            {
                Kernels.Multiply(alpha, a.Moved(i * aStep), b.Moved(i * bStep), beta, c.Moved(i * cStep));
            }
        }
    }
}
