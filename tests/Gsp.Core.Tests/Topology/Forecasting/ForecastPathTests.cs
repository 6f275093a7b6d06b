using Gsp.Random;
using Gsp.Testing;
using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Gsp.Core.Tests.Topology;

public sealed class ForecastPathTests
{
    [Fact]
    public void StepsAheadComposeLikePowers() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var random = new RandomStream(seed);
            int nodes = 2 + (int)(seed % 3);
            Matrix<double> w = CorrectedData.Operator(random.Split("w"), nodes, 2);
            var x = new double[nodes];
            random.FillNormal(x);
            double[] variances = [.. x.Select(Math.Abs)];
            ForecastPath path = ForecastPath.Of(w, x, variances, 4);
            Matrix<double> power = w * w * w * w;
            Matrix<double> covariance = Matrix<double>.Build.Dense(nodes, nodes);
            for (int k = 0; k < 4; k++)
            {
                covariance = w * covariance * w.Transpose() + Matrix<double>.Build.DenseOfDiagonalArray(variances);
            }
            return (path.Mean.Row(3) - power * Vector<double>.Build.DenseOfArray(x)).L2Norm() < 1e-12 * nodes
                && (path.StandardError.Row(3).PointwisePower(2) - covariance.Diagonal()).L2Norm() < 1e-10;
        });

    [Fact]
    public void TheFirstStepIsTheEstimatorsForecast() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            AdaCgp estimator = CorrectedData.Feed(
                new AdaCgp(4, CorrectedData.Options(seed)),
                CorrectedData.Stream(seed, 4, 80)
            );
            var prediction = new double[4];
            estimator.Forecast(prediction);
            return Close.RelativeError(ForecastPath.Of(estimator, 3).Mean.Row(0).AsArray(), prediction) < 1e-10;
        });

    [Fact]
    public void NinetyPercentIntervalsHoldAboutNineOfTenValues()
    {
        var random = new RandomStream(9);
        Matrix<double>[] filters =
        [
            CorrectedData.Operator(random.Split("a"), 6, 2, 0.6),
            CorrectedData.Operator(random.Split("b"), 6, 2, 0.3),
        ];
        double[][] x = CorrectedData.Simulate(random.Split("noise"), 4000, 1, filters);
        Matrix<double> stacked = filters[0].Append(filters[1]);
        double[] ones = [1, 1, 1, 1, 1, 1];
        int inside = 0;
        int all = 0;
        for (int t = 10; t + 5 < x.Length; t += 7)
        {
            ForecastPath path = ForecastPath.Of(stacked, (double[])[.. x[t], .. x[t - 1]], ones, 5);
            for (int h = 0; h < 5; h++)
            {
                for (int i = 0; i < 6; i++, all++)
                {
                    double value = x[t + 1 + h][i];
                    inside += path.Low[h, i] <= value && value <= path.High[h, i] ? 1 : 0;
                }
            }
        }
        Assert.InRange((double)inside / all, 0.88, 0.92);
    }

    [Fact]
    public void LearnedVariancesAreThoseOfTheNoise()
    {
        var random = new RandomStream(4);
        double[][] x = CorrectedData.Simulate(random.Split("n"), 3000, 2, CorrectedData.Operator(random, 5, 2));
        AdaCgp estimator = CorrectedData.Feed(new AdaCgp(5), x);
        Assert.All(estimator.ResidualVariances(), v => Assert.InRange(v, 3.5, 4.5));
        ForecastPath path = ForecastPath.Of(estimator, 50);
        Assert.Equal(50, path.Horizon);
        // Far ahead the forecast says nothing but the process's own spread.
        Assert.True(path.StandardError.Row(49).Minimum() >= path.StandardError.Row(0).Minimum());
    }

    [Fact]
    public void BadInputIsNamed()
    {
        Matrix<double> w = Matrix<double>.Build.Dense(2, 2);
        Assert.Throws<ArgumentException>(() => ForecastPath.Of(w, new double[3], new double[2], 1));
        Assert.Throws<ArgumentException>(() => ForecastPath.Of(w, new double[2], new double[3], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ForecastPath.Of(w, new double[2], new double[2], 0));
        Assert.Throws<ArgumentException>(() => ForecastPath.Of(w, new double[2], new double[2], 1, 1.5));
        Assert.Throws<ArgumentException>(() => ForecastPath.Of(w, (double[])[double.NaN, 0], new double[2], 1));
    }
}
