using Gsp.Numerics;
using Gsp.Random;
using Gsp.Testing;
using MathNet.Numerics.LinearAlgebra;
using Xunit;
using SparseMatrix = Gsp.Numerics.SparseMatrix;

namespace Gsp.Core.Tests.Numerics;

/// <summary>Power and Lanczos iterations against the dense decomposition.</summary>
public sealed class IterationTests
{
    private static Matrix<double> Symmetric(RandomStream stream, int n)
    {
        Matrix<double> a = MatrixTypes.Normal(stream, n, n);
        return a + a.Transpose();
    }

    private static LinearOperator Product(Matrix<double> a)
    {
        double[] rows = a.ToRowMajor();
        return (x, y) =>
            ReferenceBlas<double>.Instance.Multiply(1, rows.AsRowMajor(a.RowCount, a.ColumnCount), x, 0, y);
    }

    [Fact]
    public void LanczosFindsTheEndsOfTheSpectrum() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var stream = new RandomStream(seed);
            int n = 1 + stream.NextInt(25);
            Matrix<double> a = Symmetric(stream, n);
            int count = 1 + stream.NextInt(Math.Min(n, 4));
            SpectrumEnd end = stream.NextBernoulli(.5) ? SpectrumEnd.Largest : SpectrumEnd.Smallest;
            LanczosResult result = Lanczos.Run(Product(a), n, new LanczosOptions { Count = count, End = end });
            double[] exact = [.. SymmetricEigen.Of(a, vectors: false).Values];
            double[] wanted = end == SpectrumEnd.Largest ? [.. exact.Reverse().Take(count)] : exact[..count];
            Matrix<double> residual = a * result.Vectors - result.Vectors.MapIndexed((_, k, v) => v * result.Values[k]);
            return result.Status == IterationStatus.Converged
                && Close.RelativeError(result.Values, wanted) < 1e-9
                && residual.FrobeniusNorm() < 1e-8 * (1 + a.FrobeniusNorm())
                && MatrixTypes.Orthogonality(result.Vectors) <= MatrixTypes.Threshold;
        });

    [Fact]
    public void LanczosOnALargePathInClosedForm()
    {
        int n = 200;
        SparseMatrix path = SparseMatrix.FromDense(MatrixTypes.Path(n));
        LanczosResult result = Lanczos.Run(
            path,
            new LanczosOptions
            {
                Count = 3,
                Dimension = 60,
                Tolerance = 1e-9,
            }
        );
        double[] exact = [.. Enumerable.Range(1, 3).Select(k => 2 * Math.Cos(k * Math.PI / (n + 1)))];
        Assert.Equal(IterationStatus.Converged, result.Status);
        Close.Relative(result.Values, exact, 1e-10);
    }

    [Fact]
    public void AWarmStartSavesProducts()
    {
        var stream = new RandomStream(7);
        Matrix<double> a = Symmetric(stream, 200);
        LanczosResult cold = Lanczos.Run(Product(a), 200);
        Matrix<double> changed = a + 1e-9 * Symmetric(stream, 200);
        LanczosResult again = Lanczos.Run(Product(changed), 200);
        LanczosResult warm = Lanczos.Run(Product(changed), 200, null, cold.Vectors.Column(0).ToArray());
        Assert.True(warm.Products < again.Products / 2, $"{warm.Products} against {again.Products}");
        Assert.Equal(again.Values[0], warm.Values[0], 1e-8);
    }

    [Fact]
    public void TheLimitOfProductsIsAStatus()
    {
        SparseMatrix path = SparseMatrix.FromDense(MatrixTypes.Path(500));
        LanczosResult result = Lanczos.Run(path, new LanczosOptions { MostProducts = 10 });
        Assert.Equal(IterationStatus.IterationLimit, result.Status);
        Assert.True(result.Products <= 10);
        Assert.True(result.Residuals[0] > 0);
        Assert.Equal(IterationStatus.Diverged, Lanczos.Run((_, y) => y.Fill(double.NaN), 4).Status);
    }

    /// <summary>A start inside an invariant subspace must not hide the rest of the spectrum.</summary>
    [Fact]
    public void AnInvariantStartIsLeft()
    {
        SparseMatrix diagonal = SparseMatrix.Diagonal([1, 2, 3, 4, 5]);
        LanczosResult result = Lanczos.Run(diagonal, new LanczosOptions { Count = 2 }, [1, 0, 0, 0, 0]);
        Close.Relative(result.Values, [5, 4], 1e-12);
        LanczosResult zero = Lanczos.Run((_, y) => y.Clear(), 6, new LanczosOptions { Count = 3 });
        Assert.Equal([0, 0, 0], zero.Values);
    }

    [Fact]
    public void PowerIterationFindsTheDominantEigenvalue() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var stream = new RandomStream(seed);
            int n = 1 + stream.NextInt(10);
            Matrix<double> a = MatrixTypes.PositiveDefinite(stream, n, 2);
            PowerEstimate estimate = new PowerIteration(n).Run(Product(a), 1e-9, 20_000);
            return estimate.Status == IterationStatus.Converged && Math.Abs(estimate.Value - 1) < 1e-8;
        });

    [Fact]
    public void OneStepAtATimeTracksAChangingMatrixAndResumes()
    {
        var stream = new RandomStream(3);
        Matrix<double> a = MatrixTypes.PositiveDefinite(stream, 20, 3);
        Matrix<double> drift = MatrixTypes.PositiveDefinite(stream, 20, 3);
        var power = new PowerIteration(20);
        PowerEstimate last = default;
        for (int t = 0; t < 500; t++)
        {
            last = power.Step(Product(a + t * 4e-5 * drift));
        }
        double exact = SymmetricEigen.Of(a + 499 * 4e-5 * drift, vectors: false).Values[^1];
        Assert.InRange(last.Value, exact * (1 - 1e-4), exact * (1 + 1e-12));

        var snapshot = new Snapshot("test");
        power.Save(snapshot, "v");
        var resumed = new PowerIteration(20);
        resumed.Restore(snapshot, "v");
        Assert.Equal(power.Step(Product(a)), resumed.Step(Product(a)));
        Assert.Throws<ArgumentException>(() => power.Restart(new double[20]));
        Assert.Equal(IterationStatus.Diverged, power.Run((_, y) => y.Fill(double.NaN)).Status);
        Assert.Equal(0, power.Run((_, y) => y.Clear()).Value);
    }
}
