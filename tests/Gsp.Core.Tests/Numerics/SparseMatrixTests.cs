using Gsp.Numerics;
using Gsp.Random;
using Gsp.Testing;
using MathNet.Numerics.LinearAlgebra;
using Xunit;
using SparseMatrix = Gsp.Numerics.SparseMatrix;

namespace Gsp.Core.Tests.Numerics;

/// <summary>A sparse matrix does what the dense one does.</summary>
public sealed class SparseMatrixTests
{
    private static (SparseMatrix Sparse, Matrix<double> Dense) Sample(RandomStream stream, int rows, int columns)
    {
        var dense = Matrix<double>.Build.Dense(rows, columns);
        var triplets = new List<(int, int, double)>();
        int count = rows * columns == 0 ? 0 : stream.NextInt(rows * columns + 1);
        for (int k = 0; k < count; k++)
        {
            (int i, int j, double value) = (
                stream.NextInt(rows),
                stream.NextInt(columns),
                stream.NextInt(-5, 6) * 0.25
            );
            triplets.Add((i, j, value));
            dense[i, j] += value; // multiples of 1/4: every sum is exact, so the comparisons below are equalities
        }
        return (SparseMatrix.FromTriplets(rows, columns, triplets), dense);
    }

    [Fact]
    public void EqualsDense() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var stream = new RandomStream(seed);
            (int m, int n, int p) = (1 + stream.NextInt(9), 1 + stream.NextInt(9), 1 + stream.NextInt(9));
            (SparseMatrix a, Matrix<double> da) = Sample(stream, m, n);
            (SparseMatrix b, Matrix<double> db) = Sample(stream, n, p);
            (SparseMatrix c, Matrix<double> dc) = Sample(stream, m, n);
            double[] x = [.. Enumerable.Range(0, n).Select(_ => (double)stream.NextInt(-4, 5))];
            double[] y = [.. Enumerable.Range(0, m).Select(_ => (double)stream.NextInt(-4, 5))];
            double[] forward = [.. y];
            a.Multiply(x, forward, 2, -1);
            double[] backward = [.. x];
            a.MultiplyTransposed(y, backward, 2, -1);
            Vector<double> vx = Vector<double>.Build.Dense(x);
            Vector<double> vy = Vector<double>.Build.Dense(y);
            return a.ToDense().Equals(da)
                && a.Transpose().ToDense().Equals(da.Transpose())
                && a.Transpose().Transpose().ToDense().Equals(da)
                && Vector<double>.Build.Dense(forward).Equals(2 * (da * vx) - vy)
                && Vector<double>.Build.Dense(backward).Equals(2 * da.TransposeThisAndMultiply(vy) - vx)
                && a.Multiply(b).ToDense().Equals(da * db)
                && a.Multiply(db).Equals(da * db)
                && a.Add(2, c, -0.5).ToDense().Equals(2 * da - 0.5 * dc)
                && Vector<double>.Build.Dense(a.RowSums()).Equals(da.RowSums())
                && SparseMatrix.FromDense(da).ToDense().Equals(da)
                && a.Pruned().EntryCount == da.Enumerate().Count(v => v != 0)
                && a.Map((_, _, v) => 2 * v).ToDense().Equals(2 * da)
                && Enumerable.Range(0, m).All(i => Enumerable.Range(0, n).All(j => a[i, j] == da[i, j]));
        });

    [Fact]
    public void RowsAreSortedWithoutRepetition() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var stream = new RandomStream(seed);
            (SparseMatrix a, _) = Sample(stream, 1 + stream.NextInt(8), 1 + stream.NextInt(8));
            (int Row, int Column, double)[] all = [.. a.Multiply(a.Transpose()).Triplets()];
            return all.Zip(all.Skip(1))
                .All(p => (p.First.Row, p.First.Column).CompareTo((p.Second.Row, p.Second.Column)) < 0);
        });

    [Fact]
    public void DenseProductsOfAnyLayoutAgree()
    {
        var stream = new RandomStream(1);
        (SparseMatrix a, Matrix<double> da) = Sample(stream, 6, 5);
        (_, Matrix<double> db) = Sample(stream, 5, 4);
        var rowMajor = new double[24];
        var columnMajor = new double[24];
        a.Multiply(db.ToRowMajorArray().AsSpan().AsRowMajor(5, 4), rowMajor.AsRowMajor(6, 4));
        a.Multiply(db.ToColumnMajorArray().AsSpan().AsColumnMajor(5, 4), columnMajor.AsColumnMajor(6, 4));
        Assert.Equal((da * db).ToRowMajorArray(), rowMajor);
        Assert.Equal((da * db).ToColumnMajorArray(), columnMajor);
    }

    [Fact]
    public void EmptyAndForeignInput()
    {
        SparseMatrix empty = SparseMatrix.FromTriplets(0, 3, []);
        Assert.Equal([0, 0, 0], empty.Transpose().Multiply([]));
        Assert.Equal([1, 2], SparseMatrix.Identity(2).Multiply([1, 2]));
        Assert.Contains(
            "(2, 0)",
            Assert.Throws<ArgumentException>(() => SparseMatrix.FromTriplets(2, 2, [(2, 0, 1)])).Message
        );
        Assert.Throws<ArgumentException>(() => SparseMatrix.FromTriplets(2, 2, [(0, 0, double.NaN)]));
        Assert.Throws<ArgumentException>(() => SparseMatrix.Identity(2).Multiply([1, 2, 3]));
        Assert.Throws<ArgumentException>(() => SparseMatrix.Identity(2).Multiply(SparseMatrix.Identity(3)));
        Assert.Equal("sparse 2 x 2, 2 entries (50 %)", SparseMatrix.Identity(2).ToString());
    }
}
