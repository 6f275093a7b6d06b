using Gsp.Random;
using Gsp.Testing;
using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Gsp.Core.Tests.Topology;

public sealed class CourseScoresTests
{
    [Fact]
    public void DelayOfAnErrorByHand()
    {
        double[] errors = [9, 1, 1, 1, 8, 4, 1.2, 5, 1.3, 1.1];
        Assert.Equal(2, ChangePointDelay.OfError(errors, 4, 3));
        Assert.Equal(4, ChangePointDelay.OfError(errors, 4, 3, hold: 2));
        Assert.Null(ChangePointDelay.OfError(errors, 4, 3, hold: 3));
        Assert.Equal(0, ChangePointDelay.OfError(errors, 4, 3, factor: 8));
        Assert.Throws<ArgumentOutOfRangeException>(() => ChangePointDelay.OfError([1, 2], 1, 2));
        Assert.Throws<ArgumentException>(() => ChangePointDelay.OfError(errors, 4, 3, factor: 0.5));
    }

    [Fact]
    public void DelayOfAScoreByHand() =>
        Assert.Equal(3, ChangePointDelay.OfScore([1, 1, 1, 0.2, 0.5, 0.85, 0.95, 1], 3, 3));

    [Fact]
    public void AMoreLenientFactorNeverDelays() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            RandomStream stream = new RandomStream(seed).Split("course");
            double[] errors = [.. Enumerable.Range(0, 60).Select(_ => stream.NextUniform())];
            int? strict = ChangePointDelay.OfError(errors, 30, 10, 1.1, 2);
            int? lenient = ChangePointDelay.OfError(errors, 30, 10, 1.6, 2);
            return strict is null || lenient <= strict;
        });

    /// <summary>Quartiles as numpy.percentile(..., [25, 50, 75]) gives them.</summary>
    [Fact]
    public void QuartilesAgreeWithNumPy()
    {
        MonteCarloSummary summary = MonteCarloSummary.Of([3, 1, 4, 1.5, 9, 2.6], new RandomStream(1));
        Assert.Equal((2.8, 1.775, 3.75), (summary.Median, summary.LowerQuartile, summary.UpperQuartile));
        Assert.InRange(summary.IntervalLow, 1, summary.Median);
        Assert.InRange(summary.IntervalHigh, summary.Median, 9);
    }

    [Fact]
    public void TheSameStreamGivesTheSameInterval() =>
        Assert.Equal(
            MonteCarloSummary.Of([1, 2, 5, 7], new RandomStream(4)),
            MonteCarloSummary.Of([7, 5, 2, 1], new RandomStream(4))
        );

    [Fact]
    public void TheIntervalCoversTheMedian()
    {
        int covered = 0;
        for (int run = 0; run < 150; run++)
        {
            RandomStream stream = new RandomStream(11).Split(run);
            var values = new double[21];
            stream.FillNormal(values);
            MonteCarloSummary summary = MonteCarloSummary.Of(values, stream, 0.9, 200);
            covered += summary.IntervalLow <= 0 && 0 <= summary.IntervalHigh ? 1 : 0;
        }
        Assert.InRange(covered / 150.0, 0.82, 0.97);
    }

    [Fact]
    public void AFailedRunIsNotAveragedAway()
    {
        Assert.Throws<ArgumentException>(() => MonteCarloSummary.Of([1, double.NaN], new RandomStream(1)));
        Assert.Throws<ArgumentException>(() => MonteCarloSummary.Of([], new RandomStream(1)));
    }

    [Fact]
    public void TheForecastErrorOfTheTrueFiltersIsTheNoise()
    {
        (Matrix<double> samples, Matrix<double> truth) = BaselineData.Simulate(3, 4, 400);
        double nmse = PredictionScore.ForecastNmse(samples, truth);
        double zero = PredictionScore.ForecastNmse(samples, truth.Map(_ => 0.0));
        Assert.Equal(1, zero, 1e-12);
        double byHand = Enumerable
            .Range(1, 399)
            .Average(t =>
                (samples.Row(t) - truth * samples.Row(t - 1)).PointwisePower(2).Sum()
                / samples.Row(t).PointwisePower(2).Sum()
            );
        Assert.Equal(byHand, nmse, 1e-12);
        Assert.Throws<ArgumentException>(() => PredictionScore.ForecastNmse(samples, Matrix<double>.Build.Dense(4, 6)));
    }

    [Fact]
    public void StepsWithoutAnErrorAreLeftOut()
    {
        PredictionScore score = PredictionScore.Of([double.NaN, 1, 3], [double.NaN, 0.5, 1.5]);
        Assert.Equal((2.0, 1.0, 2), (score.APriori, score.APosteriori, score.Steps));
    }
}
