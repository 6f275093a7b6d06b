using Gsp.Random;
using Gsp.Testing;
using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Gsp.Core.Tests.Topology;

public sealed class ResidualDiagnosticsTests
{
    [Fact]
    public void TheRightFiltersLeaveWhiteResidualsAndWrongOnesDoNot()
    {
        var random = new RandomStream(1);
        Matrix<double> w = CorrectedData.Operator(random.Split("graph"), 5, 2);
        Matrix<double> x = Matrix<double>.Build.DenseOfRowArrays(
            CorrectedData.Simulate(random.Split("noise"), 3000, 1, w)
        );
        ResidualDiagnostics right = ResidualDiagnostics.Of(x, w);
        ResidualDiagnostics wrong = ResidualDiagnostics.Of(x, 0.5 * w);
        Assert.InRange(right.Whiteness.PValue, 0.01, 1);
        Assert.True(wrong.Whiteness.PValue < 1e-6);
        Assert.All(right.Variances, v => Assert.InRange(v, 0.9, 1.1));
        Assert.True(right.IsStable);
        Assert.Contains("stable", right.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void UnderWhitenessThePValuesAreAboutUniform()
    {
        int small = 0;
        for (ulong seed = 0; seed < 200; seed++)
        {
            double[][] noise = CorrectedData.Simulate(new RandomStream(seed), 300, 1, Matrix<double>.Build.Dense(3, 3));
            ResidualDiagnostics d = ResidualDiagnostics.Of(
                Matrix<double>.Build.DenseOfRowArrays(noise),
                Matrix<double>.Build.Dense(3, 3),
                5
            );
            small += d.Whiteness.PValue < 0.1 ? 1 : 0;
        }
        Assert.InRange(small, 8, 36);
    }

    [Fact]
    public void TheRadiusOfScaledFiltersIsScaled() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            // Psi_p -> c^p Psi_p multiplies every eigenvalue of the companion matrix by c.
            var random = new RandomStream(seed);
            int nodes = 2 + (int)(seed % 4);
            Matrix<double> a = CorrectedData.Operator(random.Split("a"), nodes, 2, 0.6);
            Matrix<double> b = CorrectedData.Operator(random.Split("b"), nodes, 2, 0.3);
            double c = 0.5 + random.NextUniform();
            double radius = CompanionRadius.Of(a.Append(b));
            return Math.Abs(CompanionRadius.Of((c * a).Append(c * c * b)) - c * radius) < 1e-6 * (1 + radius);
        });

    [Fact]
    public void TheGrowthRateAgreesWithTheEigenvalues()
    {
        var random = new RandomStream(3);
        Matrix<double> w = CorrectedData.Operator(random, 12, 3, 0.9).PointwiseAbs();
        Matrix<double> filters = w.Append(0.2 * w);
        Assert.InRange(CompanionRadius.ByGrowth(filters) / CompanionRadius.Of(filters), 0.99, 1.01);
        Assert.Equal(0, CompanionRadius.ByGrowth(Matrix<double>.Build.Dense(3, 6)));
    }

    [Fact]
    public void BadInputIsNamed()
    {
        Matrix<double> x = Matrix<double>.Build.Dense(100, 3, (t, i) => Math.Sin(t * (i + 1)));
        Assert.Throws<ArgumentException>(() => ResidualDiagnostics.Of(x, Matrix<double>.Build.Dense(2, 4)));
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            ResidualDiagnostics.Of(x, Matrix<double>.Build.Dense(3, 6), 2)
        );
        Assert.Throws<ArgumentException>(() => ResidualDiagnostics.Of(x, Matrix<double>.Build.Dense(3, 3), 60));
        Assert.Throws<ArgumentException>(() => CompanionRadius.Of(Matrix<double>.Build.Dense(3, 4)));
    }

    [Fact]
    public void AConstantChannelIsNotANumberAndNotAnException()
    {
        Matrix<double> x = Matrix<double>.Build.Dense(100, 2, (t, i) => i == 0 ? 0 : Math.Sin(t * t));
        ResidualDiagnostics d = ResidualDiagnostics.Of(x, Matrix<double>.Build.Dense(2, 2), 3);
        Assert.True(double.IsNaN(d.NodeWhiteness[0].PValue));
        Assert.True(double.IsNaN(d.Whiteness.PValue));
    }
}
