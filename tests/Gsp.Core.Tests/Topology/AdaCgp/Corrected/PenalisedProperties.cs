using Gsp.Random;
using Gsp.Testing;
using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Gsp.Core.Tests.Topology;

public sealed class PenalisedProperties
{
    [Fact]
    public void TheCommutatorTermIsTheGradientOfItsPenalty() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            const int nodes = 4;
            var random = new RandomStream(seed);
            Matrix<double> a = CorrectedData.Operator(random.Split("a"), nodes, 2);
            Matrix<double> b = CorrectedData.Operator(random.Split("b"), nodes, 3);
            var total = new double[nodes * nodes];
            var commutators = new Commutators(nodes);
            commutators.AddGradient(Sparse(a), Sparse(b), total);
            var direction = Matrix<double>.Build.Dense(nodes, nodes, (_, _) => random.NextNormal());
            // K B^T - B^T K is half the gradient of ||AB - BA||^2, a quadratic in A: central differences are exact.
            double slope = (SquaredCommutator(a + direction, b) - SquaredCommutator(a - direction, b)) / 4;
            double found = Matrix<double>
                .Build.DenseOfRowMajor(nodes, nodes, total)
                .PointwiseMultiply(direction)
                .Enumerate()
                .Sum();
            return Math.Abs(slope - found) < 1e-9 * (1 + Math.Abs(slope))
                && Math.Abs(commutators.SquaredNorm(a.ToRowMajorArray(), Sparse(b)) - SquaredCommutator(a, b)) < 1e-9;
        });

    [Fact]
    public void AtRestPathOneMeetsTheConditionsOfTheLasso() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            const int nodes = 4;
            double[][] x = CorrectedData.Stream(seed, nodes, 200);
            double mu = 0.02 + 0.3 * (seed % 10) / 10;
            AdaCgpStepRule rule = seed % 2 == 0 ? AdaCgpStepRule.Eigenvalue : AdaCgpStepRule.LineSearch;
            AdaCgp estimator = CorrectedData.Feed(new AdaCgp(nodes, Lasso(AdaCgpPath.Path1, mu, rule)), x);
            estimator.Settle(3000);
            (Matrix<double> r, Matrix<double> c) = Moments(x, nodes);
            Matrix<double> psi = estimator.Filters();
            Matrix<double> gradient = psi * r - c;
            double weight = mu * c.Enumerate().Max(Math.Abs);
            return psi.EnumerateIndexed()
                .All(e =>
                    e.Item3 == 0
                        ? Math.Abs(gradient[e.Item1, e.Item2]) <= weight * (1 + 1e-6)
                        : Math.Abs(gradient[e.Item1, e.Item2] + Math.Sign(e.Item3) * weight) <= 1e-4 * weight
                );
        });

    [Theory]
    [InlineData(AdaCgpPath.Path1)]
    [InlineData(AdaCgpPath.Path2)]
    public void TheFullPenaltyMakesEverythingZeroAndALittleLessDoesNot(AdaCgpPath path)
    {
        double[][] x = CorrectedData.Stream(3, 5, 400);
        AdaCgp full = CorrectedData.Feed(new AdaCgp(5, Lasso(path, 1, AdaCgpStepRule.Eigenvalue)), x);
        full.Settle(200);
        Assert.Equal(0, full.Edges);
        AdaCgp less = CorrectedData.Feed(new AdaCgp(5, Lasso(path, 0.2, AdaCgpStepRule.Eigenvalue)), x);
        less.Settle(200);
        Assert.NotEqual(0, less.Edges);
    }

    [Theory]
    [InlineData(AdaCgpPath.Path1)]
    [InlineData(AdaCgpPath.Path2)]
    public void WithoutPenaltiesBothPathsEndInLeastSquares(AdaCgpPath path)
    {
        double[][] x = CorrectedData.Stream(8, 4, 300);
        AdaCgp estimator = CorrectedData.Feed(new AdaCgp(4, Lasso(path, 0, AdaCgpStepRule.Eigenvalue)), x);
        estimator.Settle(5000);
        (Matrix<double> r, Matrix<double> c) = Moments(x, 4);
        Assert.True(CorrectedData.IsClose(estimator.Filters(), r.Solve(c.Transpose()).Transpose(), 1e-8));
    }

    [Fact]
    public void TheGradientDebiasReachesTheExactOne()
    {
        double[][] x = CorrectedData.Stream(5, 6, 500);
        AdaCgpOptions options = Lasso(AdaCgpPath.Path1, 0.1, AdaCgpStepRule.Eigenvalue) with
        {
            Debias = AdaCgpDebiasing.Alternating,
        };
        AdaCgp exact = CorrectedData.Feed(new AdaCgp(6, options), x);
        AdaCgp gradient = CorrectedData.Feed(
            new AdaCgp(6, options with { DebiasMethod = DebiasMethod.MaskedGradient }),
            x
        );
        exact.Settle(3000);
        gradient.Settle(3000);
        Assert.NotEqual(0, exact.Edges);
        Assert.True(CorrectedData.IsClose(gradient.Filters(), exact.Filters(), 1e-8));
    }

    [Fact]
    public void ALargeCommutatorWeightMakesTheFiltersOfPathTwoCommute()
    {
        var random = new RandomStream(4);
        Matrix<double> w = CorrectedData.Operator(random.Split("graph"), 6, 2);
        Matrix<double>[] filters = CorrectedData.Filters(0.7 * w, [0, 1, 0.2, 0.3, 0.3], 2);
        double[][] x = CorrectedData.Simulate(random.Split("noise"), 300, 1, filters);
        double Bracket(double gamma)
        {
            AdaCgpOptions options = new()
            {
                Order = 2,
                Path = AdaCgpPath.Path2,
                Debias = null,
                Sparsity = [0.01, 0.01],
                CommutatorWeight = gamma,
                Polynomial = PolynomialStructure.Off,
            };
            AdaCgp estimator = CorrectedData.Feed(new AdaCgp(6, options), x);
            estimator.Settle(3000);
            Matrix<double> f = estimator.Filters();
            Matrix<double> a = f.SubMatrix(0, 6, 0, 6);
            Matrix<double> b = f.SubMatrix(0, 6, 6, 6);
            return (a * b - b * a).FrobeniusNorm() / (a.FrobeniusNorm() * b.FrobeniusNorm());
        }
        Assert.True(Bracket(1000) < 0.5 * Bracket(0), $"{Bracket(1000)} against {Bracket(0)}");
    }

    private static AdaCgpOptions Lasso(AdaCgpPath path, double mu, AdaCgpStepRule rule) =>
        new()
        {
            Order = 1,
            Path = path,
            Debias = null,
            Sparsity = [mu],
            StepRule = rule,
            DetectChanges = false,
            Polynomial = PolynomialStructure.Off,
            UpdateInterval = 1,
        };

    private static (Matrix<double> R, Matrix<double> C) Moments(double[][] x, int nodes)
    {
        var z = Matrix<double>.Build.Dense(x.Length - 1, nodes, (t, k) => x[t][k]);
        var y = Matrix<double>.Build.Dense(x.Length - 1, nodes, (t, k) => x[t + 1][k]);
        return (z.TransposeThisAndMultiply(z), y.TransposeThisAndMultiply(z));
    }

    private static double SquaredCommutator(Matrix<double> a, Matrix<double> b)
    {
        double norm = (a * b - b * a).FrobeniusNorm();
        return norm * norm;
    }

    private static SparseRows Sparse(Matrix<double> a)
    {
        var rows = new SparseRows(a.RowCount, a.ColumnCount);
        for (int i = 0; i < a.RowCount; i++)
        {
            rows.SetRow(i, a.Row(i).ToArray());
        }
        return rows;
    }
}
