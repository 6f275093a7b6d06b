namespace Gsp.Numerics;

/// <summary>The shape rules that every implementation of <see cref="IBlas{T}"/> enforces.</summary>
internal static class BlasShapes
{
    public static void Product(int aRows, int aColumns, int bRows, int bColumns, int cRows, int cColumns)
    {
        if (aColumns != bRows || cRows != aRows || cColumns != bColumns)
        {
            throw new ArgumentException(
                $"a product of {aRows} x {aColumns} and {bRows} x {bColumns} into {cRows} x {cColumns}: "
                    + "the inner sizes must agree and the result be rows of the first by columns of the second"
            );
        }
    }

    /// <summary>An output whose elements share memory has no meaning.</summary>
    public static void Output(int rows, int columns, int rowStride, int columnStride)
    {
        bool shared =
            (rows > 1 && columns > 0 && rowStride == 0)
            || (columns > 1 && rows > 0 && columnStride == 0)
            || (rows > 1 && columns > 1 && rowStride == columnStride);
        if (shared)
        {
            throw new ArgumentException(
                $"a {rows} x {columns} output with strides {rowStride}, {columnStride}: two elements would share memory"
            );
        }
    }

    public static void Batch(int batch, int m, int n, int k, int aLength, int bLength, int cLength)
    {
        if (
            batch < 0
            || m < 0
            || n < 0
            || k < 0
            || aLength != (long)batch * m * k
            || bLength != (long)batch * k * n
            || cLength != (long)batch * m * n
        )
        {
            throw new ArgumentException(
                $"{batch} products of {m} x {k} by {k} x {n} need {(long)batch * m * k}, {(long)batch * k * n} and "
                    + $"{(long)batch * m * n} elements; got {aLength}, {bLength} and {cLength}"
            );
        }
    }

    /// <summary>The shapes of a strided batch agree and each last matrix lies inside its memory.</summary>
    public static void Batch<T>(
        int batch,
        ReadOnlyMatrixView<T> a,
        int aStep,
        ReadOnlyMatrixView<T> b,
        int bStep,
        MatrixView<T> c,
        int cStep
    )
    {
        Require.NotNegative(batch);
        Product(a.Rows, a.Columns, b.Rows, b.Columns, c.Rows, c.Columns);
        Output(c.Rows, c.Columns, c.RowStride, c.ColumnStride);
        BatchStep<T>("a", batch, aStep, a);
        BatchStep<T>("b", batch, bStep, b);
        BatchStep<T>("c", batch, cStep, c);
        if (batch > 1 && cStep == 0 && c.Rows > 0 && c.Columns > 0)
        {
            throw new ArgumentException("cStep is 0; every product needs its own output", nameof(cStep));
        }
    }

    private static void BatchStep<T>(string name, int batch, int step, ReadOnlyMatrixView<T> first)
    {
        if (batch <= 1 || first.Rows == 0 || first.Columns == 0)
        {
            return;
        }
        long reach = (long)(first.Rows - 1) * first.RowStride + (long)(first.Columns - 1) * first.ColumnStride;
        if (step < 0 || (long)(batch - 1) * step + reach >= first.Data.Length)
        {
            throw new ArgumentException(
                $"{batch} matrices of {first.Rows} x {first.Columns} at steps of {step} reach past the {first.Data.Length} elements of {name}",
                name
            );
        }
    }
}
