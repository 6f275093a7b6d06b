using Gsp.Random;
using Gsp.Testing;
using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Gsp.Core.Tests.Topology;

public sealed class TopologyScoresTests
{
    [Fact]
    public void AreasAgreeWithScikitLearn()
    {
        foreach (double[] row in Golden.Csv(BaselineData.Path("ranking_areas.csv")))
        {
            TopologyScore all = TopologyScores.Compare(row.AsSpan(0, 36), row.AsSpan(36, 36), 6);
            TopologyScore off = TopologyScores.Compare(
                row.AsSpan(0, 36),
                row.AsSpan(36, 36),
                6,
                new ScoreOptions { ExcludeDiagonal = true }
            );
            Assert.Equal(row[72], all.AreaUnderRoc, 1e-14);
            Assert.Equal(row[73], all.AreaUnderPrecisionRecall, 1e-14);
            Assert.Equal(row[74], off.AreaUnderRoc, 1e-14);
            Assert.Equal(row[75], off.AreaUnderPrecisionRecall, 1e-14);
            Assert.Equal(row[76], all.Nmse, 1e-13);
        }
    }

    [Fact]
    public void CountsByHand()
    {
        Matrix<double> truth = Matrix<double>.Build.DenseOfArray(
            new[,]
            {
                { 2.0, 0, 0 },
                { 1, 0, -1 },
                { 0, 0, 0 },
            }
        );
        Matrix<double> estimate = Matrix<double>.Build.DenseOfArray(
            new[,]
            {
                { 2.0, 1, 0 },
                { 0, 0, -1 },
                { 0, 0, 0 },
            }
        );
        TopologyScore score = TopologyScores.Compare(truth, estimate);
        Assert.Equal(2.0 / 6, score.Nmse, 1e-15);
        Assert.Equal(1.0 / 3, score.MissProbability, 1e-15);
        Assert.Equal(1.0 / 6, score.FalseAlarmProbability, 1e-15);
        Assert.Equal(2.0 / 3, score.Precision, 1e-15);
        Assert.Equal(2.0 / 3, score.F1, 1e-15);
        TopologyScore off = TopologyScores.Compare(truth, estimate, new ScoreOptions { ExcludeDiagonal = true });
        Assert.Equal((6, 2, 2), (off.Entries, off.TrueEdges, off.EstimatedEdges));
        Assert.Equal(1, off.Nmse, 1e-15);
    }

    [Fact]
    public void UndefinedRatiosAreZeroAndAreasNaN()
    {
        Matrix<double> zero = Matrix<double>.Build.Dense(3, 3);
        TopologyScore nothing = TopologyScores.Compare(zero, zero);
        Assert.Equal((0, 0, 0, 0), (nothing.Nmse, nothing.F1, nothing.MissProbability, nothing.Precision));
        Assert.True(double.IsNaN(nothing.AreaUnderRoc));
        Assert.Equal(double.PositiveInfinity, TopologyScores.Compare(zero, Matrix<double>.Build.DenseIdentity(3)).Nmse);
    }

    [Fact]
    public void WrongInputIsNamed()
    {
        Matrix<double> three = Matrix<double>.Build.Dense(3, 3);
        Assert.Contains(
            "2 x 2",
            Assert
                .Throws<ArgumentException>(() => TopologyScores.Compare(three, Matrix<double>.Build.Dense(2, 2)))
                .Message,
            StringComparison.Ordinal
        );
        Matrix<double> broken = Matrix<double>.Build.Dense(3, 3, double.NaN);
        Assert.Throws<ArgumentException>(() => TopologyScores.Compare(three, broken));
        Assert.Throws<ArgumentException>(() => TopologyScores.FilterNmse(three, Matrix<double>.Build.Dense(3, 4)));
        Assert.Throws<ArgumentException>(() => TopologyScores.CoefficientNmse([1, 2], [1]));
    }

    [Fact]
    public void ScoresDoNotDependOnLabels() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            (Matrix<double> truth, Matrix<double> estimate, int n) = Pair(seed);
            int[] order = Relabelling.Permutation(seed, n);
            TopologyScore a = TopologyScores.Compare(truth, estimate);
            TopologyScore b = TopologyScores.Compare(Relabelling.Of(truth, order), Relabelling.Of(estimate, order));
            return Math.Abs(a.Nmse - b.Nmse) <= 1e-12 * a.Nmse && b with { Nmse = a.Nmse } == a;
        });

    [Fact]
    public void TheTruthScoresPerfectly() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            (Matrix<double> truth, _, _) = Pair(seed);
            TopologyScore score = TopologyScores.Compare(truth, truth);
            return score
                is {
                    Nmse: 0,
                    MissProbability: 0,
                    FalseAlarmProbability: 0,
                    F1: 1,
                    AreaUnderRoc: 1,
                    AreaUnderPrecisionRecall: 1
                };
        });

    [Fact]
    public void AreasDependOnTheRankingOnly() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            (Matrix<double> truth, Matrix<double> estimate, _) = Pair(seed);
            TopologyScore a = TopologyScores.Compare(truth, estimate);
            TopologyScore b = TopologyScores.Compare(truth, estimate.Map(w => -3 * w * w * w));
            return a.AreaUnderRoc == b.AreaUnderRoc && a.AreaUnderPrecisionRecall == b.AreaUnderPrecisionRecall;
        });

    [Fact]
    public void ReversingTheRankingReversesTheRocArea() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            (Matrix<double> truth, Matrix<double> estimate, _) = Pair(seed);
            double a = TopologyScores.Compare(truth, estimate).AreaUnderRoc;
            double b = TopologyScores.Compare(truth, estimate.Map(w => 1 / (1 + Math.Abs(w)))).AreaUnderRoc;
            return Math.Abs(a + b - 1) < 1e-12;
        });

    [Fact]
    public void FilterErrorsTreatMissingLagsAsZero()
    {
        Matrix<double> one = Matrix<double>.Build.DenseOfArray(
            new[,]
            {
                { 1.0, 2 },
                { 0, 1 },
            }
        );
        Matrix<double> two = one.Append(Matrix<double>.Build.Dense(2, 2, 1));
        Assert.Equal(0.4, TopologyScores.FilterNmse(two, one), 1e-15);
        Assert.Equal(4.0 / 6, TopologyScores.FilterNmse(one, two), 1e-15);
        Assert.Equal(0.5, TopologyScores.CoefficientNmse([1, 1], [1, 0]), 1e-15);
    }

    private static (Matrix<double> Truth, Matrix<double> Estimate, int Nodes) Pair(ulong seed)
    {
        RandomStream stream = new RandomStream(seed).Split("pair");
        int n = 2 + (int)(stream.NextUniform() * 6);
        Matrix<double> truth = Matrix<double>.Build.Dense(
            n,
            n,
            (_, _) => stream.NextUniform() < 0.4 ? stream.NextNormal() : 0
        );
        truth[0, 1] = 1; // both classes present
        truth[1, 0] = 0;
        Matrix<double> estimate = Matrix<double>.Build.Dense(n, n, (_, _) => Math.Round(2 * stream.NextNormal()) / 2);
        return (truth, estimate, n);
    }
}
