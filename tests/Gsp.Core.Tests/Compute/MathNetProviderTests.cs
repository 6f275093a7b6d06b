using Gsp.Compute;
using Gsp.Random;
using Gsp.Testing;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Providers.LinearAlgebra;
using Xunit;

namespace Gsp.Core.Tests.Compute;

/// <summary>Runs while no other test does: the provider belongs to the whole process.</summary>
[CollectionDefinition(nameof(MathNetProvider), DisableParallelization = true)]
public sealed class MathNetProvider;

[Collection(nameof(MathNetProvider))]
public sealed class MathNetProviderTests
{
    [Fact]
    public void TheProviderIsRegisteredAndGivenBack()
    {
        ILinearAlgebraProvider before = LinearAlgebraControl.Provider;
        using (IDisposable registration = GspLinearAlgebra.Use(Backend.ManagedWith(1)))
        {
            Assert.IsType<GspLinearAlgebraProvider>(LinearAlgebraControl.Provider);
            Assert.Contains("managed", LinearAlgebraControl.Provider.ToString(), StringComparison.Ordinal);
            registration.Dispose();
            Assert.Same(before, LinearAlgebraControl.Provider); // a second Dispose, at the end of the block, does nothing
        }
        Assert.Same(before, LinearAlgebraControl.Provider);
        Assert.False(GspLinearAlgebra.TryUse("cuda", out IDisposable? missing));
        Assert.Null(missing);
        Assert.Same(before, LinearAlgebraControl.Provider);
        Assert.True(GspLinearAlgebra.TryUse("reference", out IDisposable? found));
        found.Dispose();
    }

    [Fact]
    public void MathNetsProductsAgreeWithItsOwnProvider() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var stream = new RandomStream(seed);
            (int m, int n, int k) = (Size(stream), Size(stream), Size(stream));
            Matrix<double> a = Numbers(stream, m, k);
            Matrix<double> b = Numbers(stream, k, n);
            Matrix<float> s = a.Map(value => (float)value);
            Func<double[][]> compute = () =>
                [
                    (a * b).ToColumnMajorArray(),
                    a.TransposeThisAndMultiply(a).ToColumnMajorArray(),
                    b.TransposeAndMultiply(b).ToColumnMajorArray(),
                    (a * b.Column(0)).ToArray(),
                    a.TransposeThisAndMultiply(a.Column(k - 1)).ToArray(),
                    [a.Row(0) * b.Column(n - 1)],
                    s.TransposeThisAndMultiply(s).Map(value => (double)value).ToColumnMajorArray(),
                ];
            double[][] expected = compute();
            using IDisposable registration = GspLinearAlgebra.Use(Backend.ManagedWith(1));
            double[][] actual = compute();
            return Enumerable
                .Range(0, expected.Length)
                .All(i => Close.RelativeError(actual[i], expected[i]) < (i == 6 ? 1e-5 : 1e-12));
        });

    /// <summary>An operation we do not accelerate uses one that we do.</summary>
    [Fact]
    public void DecompositionsStillWork()
    {
        var stream = new RandomStream(9);
        Matrix<double> a = Numbers(stream, 30, 20);
        using IDisposable registration = GspLinearAlgebra.Use(Backend.ManagedWith(2));
        var svd = a.Svd();
        Assert.True((svd.U * svd.W * svd.VT - a).L2Norm() < 1e-12);
        Matrix<double> gram = a.TransposeThisAndMultiply(a);
        Assert.True((gram.Solve(gram * a.Row(3)) - a.Row(3)).L2Norm() < 1e-9);
        var eigen = gram.Evd(Symmetricity.Symmetric);
        Assert.True((eigen.EigenVectors * eigen.D * eigen.EigenVectors.Transpose() - gram).L2Norm() < 1e-10);
    }

    [Fact]
    public void TheProviderUpdatesInPlaceAndChecksSizes()
    {
        ILinearAlgebraProvider<double> provider = new GspLinearAlgebraProvider(Backend.ManagedWith(1));
        double[] a = [1, 2, 3, 4]; // columns (1, 2) and (3, 4)
        double[] c = [1, 1, 1, 1];
        provider.MatrixMultiplyWithUpdate(Transpose.Transpose, Transpose.DontTranspose, 2, a, 2, 2, a, 2, 2, 10, c);
        Assert.Equal([20.0, 32, 32, 60], c);
        provider.MatrixMultiply(a, 2, 2, a, 2, 2, a);
        Assert.Equal([7.0, 10, 15, 22], a);
        Assert.Throws<ArgumentException>(() => provider.MatrixMultiply(a, 2, 2, c, 2, 2, new double[3]));
        Assert.Throws<ArgumentException>(() => provider.MatrixMultiply(a, 2, 2, c, 1, 4, new double[8]));
    }

    private static int Size(RandomStream stream) => 1 + (int)(20 * stream.NextUniform());

    private static Matrix<double> Numbers(RandomStream stream, int rows, int columns) =>
        Matrix<double>.Build.Dense(rows, columns, (_, _) => 2 * stream.NextUniform() - 1);
}
