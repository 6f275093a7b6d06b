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

    public static void Batch(int batch, int m, int n, int k, int aLength, int bLength, int cLength)
    {
        if (
            batch < 0
            || m < 0
            || n < 0
            || k < 0
            || aLength != batch * m * k
            || bLength != batch * k * n
            || cLength != batch * m * n
        )
        {
            throw new ArgumentException(
                $"{batch} products of {m} x {k} by {k} x {n} need {batch * m * k}, {batch * k * n} and {batch * m * n} elements; got {aLength}, {bLength} and {cLength}"
            );
        }
    }
}
