using Gsp.Experiments;
using Gsp.Random;
using Gsp.Testing;
using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Gsp.Core.Tests.Experiments;

public sealed class ForecastTests
{
    [Fact]
    public void NoForecastSeesItsOwnSampleOrALaterOne() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            RealSeries series = Series(seed);
            Matrix<double> changed = series.Samples.Clone();
            for (int t = 50; t < 60; t++)
            {
                changed.SetRow(t, changed.Row(t).Add(7));
            }
            RealSeries other = series with { Samples = changed };
            Func<RealSeries, ForecastRun>[] methods =
            [
                Forecaster.Persistence,
                Forecaster.OwnPast,
                s => Forecaster.Frozen(s, new VectorAutoregressionLearner(new() { Order = 2 }), default),
                s => Forecaster.Online(s, new AdaCgp(3, new AdaCgpOptions { Order = 2 }), default),
            ];
            // Row 50 is the tenth held-out sample: its own forecast is the last that must not change.
            return methods.All(method =>
                method(series).Forecasts!.SubMatrix(0, 11, 0, 3).Equals(method(other).Forecasts!.SubMatrix(0, 11, 0, 3))
            );
        });

    [Fact]
    public void PerfectForecastsHaveNoErrorAndZerosHaveOne() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            RealSeries series = Series(seed);
            Matrix<double> held = series.Samples.SubMatrix(40, 20, 0, 3);
            ForecastScore perfect = ForecastScore.Of(series, held, new RandomStream(1));
            ForecastScore nothing = ForecastScore.Of(series, 0 * held, new RandomStream(1));
            return perfect is { Nmse: 0, High: 0 } && nothing is { Nmse: 1, Low: 1, High: 1 };
        });

    [Fact]
    public void MissingSamplesDoNotCount()
    {
        RealSeries series = Series(5);
        Matrix<double> held = series.Samples.SubMatrix(40, 20, 0, 3);
        held[4, 1] += 100;
        Assert.True(ForecastScore.Of(series, held, new RandomStream(1)).Nmse > 0);
        series.Observed[44, 1] = 0;
        Assert.Equal(0, ForecastScore.Of(series, held, new RandomStream(1)).Nmse);
    }

    [Fact]
    public void TheIntervalHoldsTheErrorAndIsReproducible() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            RealSeries series = Series(seed);
            Matrix<double> forecasts = Forecaster.Persistence(series).Forecasts!;
            ForecastScore score = ForecastScore.Of(series, forecasts, new RandomStream(seed));
            return score.Low <= score.High
                && score.Low < 1.3 * score.Nmse
                && score.High > 0.7 * score.Nmse
                && score == ForecastScore.Of(series, forecasts, new RandomStream(seed));
        });

    [Fact]
    public void AMethodWithoutAnAnswerSaysWhy()
    {
        RealSeries series = Series(5) with { TrainingRows = 4 };
        ForecastRun run = Forecaster.Frozen(series, new VectorAutoregressionLearner(), default);
        Assert.Null(run.Forecasts);
        Assert.Contains("Degenerate", run.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void ForecastsOfAnotherSizeAreRefused() =>
        Assert.Throws<ArgumentException>(() =>
            ForecastScore.Of(Series(1), Matrix<double>.Build.Dense(19, 3), new RandomStream(1))
        );

    [Fact]
    public void AgreementIsBlindToSignsAndDirectionsWhereItSaysSo()
    {
        Matrix<double> known = Matrix<double>.Build.DenseOfArray(
            new[,]
            {
                { 0, 1.0, 0 },
                { 0, 0, 0 },
                { 0, 0, 0 },
            }
        );
        Matrix<double> reversed = Matrix<double>.Build.DenseOfArray(
            new[,]
            {
                { 9, 0.0, 0 },
                { -2, 9, 0 },
                { 0, 0, 9 },
            }
        );
        Assert.Equal(1, GraphAgreement.Undirected(known, reversed));
        Assert.True(GraphAgreement.Directed(known, reversed) < 0.5);
        Assert.Equal(1, GraphAgreement.Directed(known, reversed.Transpose()));
        Assert.Equal(0, GraphAgreement.Direction(known, reversed));
        Assert.Equal(1, GraphAgreement.Direction(known, reversed.Transpose()));
        Assert.Equal(0.5, GraphAgreement.Direction(known, reversed + reversed.Transpose()));
    }

    private static RealSeries Series(ulong seed)
    {
        Matrix<double> samples = Gsp.Core.Tests.Topology.BatchLearnerCases.Autoregression(seed, 60, 3).Samples;
        return new RealSeries
        {
            Name = "made",
            Title = "made up",
            Processing = "none",
            Samples = samples,
            Observed = Matrix<double>.Build.Dense(60, 3, 1),
            TrainingRows = 40,
            Nodes = ["a", "b", "c"],
        };
    }
}
