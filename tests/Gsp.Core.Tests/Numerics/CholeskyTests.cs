using Gsp.Numerics;
using Gsp.Random;
using Gsp.Testing;
using MathNet.Numerics.LinearAlgebra;
using Xunit;
using static Gsp.Core.Tests.Numerics.MatrixTypes;

namespace Gsp.Core.Tests.Numerics;

public sealed class CholeskyTests
{
    [Fact]
    public void Reconstructs() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var stream = new RandomStream(seed);
            int n = 1 + stream.NextInt(30);
            Matrix<double> a =
                PositiveDefinite(stream, n, stream.NextUniform(0, 11)) * Math.Pow(10, stream.NextInt(-100, 100));
            a = (a + a.Transpose()) / 2;
            var cholesky = Cholesky.Of(a);
            Matrix<double> lower = cholesky.Lower();
            return cholesky.Status == DecompositionStatus.Succeeded
                && Ratio(lower * lower.Transpose() - a, a) <= Threshold;
        });

    [Fact]
    public void SolvesToSmallBackwardError() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var stream = new RandomStream(seed);
            int n = 1 + stream.NextInt(30);
            Matrix<double> a = PositiveDefinite(stream, n, 9);
            a = (a + a.Transpose()) / 2;
            double[] b = Normal(stream, n, 1).ToColumnMajorArray();
            var x = new double[n];
            Cholesky.Of(a).Solve(b, x);
            Vector<double> residual = a * Vector<double>.Build.Dense(x) - Vector<double>.Build.Dense(b);
            return Ratio(residual.InfinityNorm(), a.InfinityNorm() * x.Max(Math.Abs), n) <= Threshold;
        });

    [Fact]
    public void RankOneChangesEqualANewFactorisation() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var stream = new RandomStream(seed);
            int n = 1 + stream.NextInt(12);
            Matrix<double> a = PositiveDefinite(stream, n, 3);
            a = (a + a.Transpose()) / 2;
            double[] v = Normal(stream, n, 1).ToColumnMajorArray();
            var cholesky = Cholesky.Of(a);
            cholesky.Scale(0.97);
            cholesky.Update(v);
            Matrix<double> outer = Vector<double>.Build.Dense(v).OuterProduct(Vector<double>.Build.Dense(v));
            bool updated = Near(cholesky, 0.97 * a + outer, 1e-11);
            bool back = cholesky.Downdate(v) == DecompositionStatus.Succeeded && Near(cholesky, 0.97 * a, 1e-8);
            return updated && back;
        });

    [Fact]
    public void ADowndateThatWouldBeIndefiniteIsRefusedAndChangesNothing() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var stream = new RandomStream(seed);
            int n = 1 + stream.NextInt(8);
            Matrix<double> a = PositiveDefinite(stream, n, 2);
            a = (a + a.Transpose()) / 2;
            var cholesky = Cholesky.Of(a);
            Matrix<double> before = cholesky.Lower();
            double[] v = Normal(stream, n, 1).ToColumnMajorArray();
            double energy = v.Sum(x => x * x);
            double[] tooMuch = [.. v.Select(x => x * Math.Sqrt(1.01 * a.Trace() / energy))];
            return cholesky.Downdate(tooMuch) == DecompositionStatus.NotPositiveDefinite
                && cholesky.Status == DecompositionStatus.Succeeded
                && cholesky.Lower().Equals(before);
        });

    [Fact]
    public void TheSuggestedRidgeIsEnoughAndNotFarTooMuch() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var stream = new RandomStream(seed);
            int n = 2 + stream.NextInt(12);
            Matrix<double> a = Normal(stream, n, n);
            a =
                stream.NextBernoulli(0.5) ? a + a.Transpose()
                : Normal(stream, n, n / 2) is var half ? half * half.Transpose()
                : a;
            a *= Math.Pow(10, stream.NextInt(-20, 20));
            var cholesky = Cholesky.Of(a);
            if (cholesky.Status == DecompositionStatus.Succeeded)
            {
                return cholesky.SuggestedRidge == 0;
            }
            double ridge = cholesky.SuggestedRidge;
            double least = SymmetricEigen.Of(a).Values[0];
            return cholesky.FailedPivot >= 0
                && Cholesky.Of(a, ridge).Status == DecompositionStatus.Succeeded
                && ridge <= Math.Max(0, -least) + 1e-11 * a.FrobeniusNorm();
        });

    [Fact]
    public void AFailureNamesItsPivotAndSolvingThenIsAnError()
    {
        Matrix<double> a = Matrix<double>.Build.DenseOfArray(
            new double[,]
            {
                { 4, 2, 0 },
                { 2, 1, 0 },
                { 0, 0, 1 },
            }
        );
        var cholesky = Cholesky.Of(a);
        Assert.Equal(DecompositionStatus.NotPositiveDefinite, cholesky.Status);
        Assert.Equal(1, cholesky.FailedPivot);
        Assert.Contains("pivot 1", cholesky.ToString());
        Assert.Throws<InvalidOperationException>(() => cholesky.Solve([1, 2, 3], new double[3]));
        Assert.Throws<InvalidOperationException>(() => new Cholesky(2).LogDeterminant());
        Assert.Throws<ArgumentException>(() => new Cholesky(2).Factor(new double[9].AsRowMajor(3, 3)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Cholesky.Of(a, -1));
    }

    private static bool Near(Cholesky actual, Matrix<double> expected, double tolerance)
    {
        Matrix<double> lower = actual.Lower();
        return (lower * lower.Transpose() - expected).FrobeniusNorm() <= tolerance * expected.FrobeniusNorm();
    }
}
