using Gsp.Experiments;
using Gsp.Random;
using Gsp.Testing;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Gsp.Core.Tests.Experiments;

public sealed class SeriesPreparationTests
{
    [Fact]
    public void TheTrainingPartHasZeroMeanAndUnitVariance() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            (Matrix<double> samples, Matrix<double> observed) = SeriesPreparation.Standardise(Raw(seed), 20);
            return Enumerable
                .Range(0, 3)
                .All(node =>
                {
                    double[] seen =
                    [
                        .. Enumerable.Range(0, 20).Where(t => observed[t, node] == 1).Select(t => samples[t, node]),
                    ];
                    return Math.Abs(seen.Average()) < 1e-12 && Math.Abs(seen.Average(x => x * x) - 1) < 1e-12;
                });
        });

    [Fact]
    public void NothingInTheTrainingPartDependsOnWhatIsHeldOut() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            Matrix<double> raw = Raw(seed);
            Matrix<double> other = raw.MapIndexed((t, i, value) => t < 20 ? value : 100 - 3 * value, Zeros.Include);
            Matrix<double> Prepared(Matrix<double> x) =>
                SeriesPreparation
                    .Standardise(SeriesPreparation.WithoutSeason(x, 4, 20), 20)
                    .Samples.SubMatrix(0, 20, 0, 3);
            return Prepared(raw).Equals(Prepared(other));
        });

    [Fact]
    public void WithoutSeasonEveryPhaseHasZeroTrainingMean() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            Matrix<double> rest = SeriesPreparation.WithoutSeason(Raw(seed), 4, 20);
            return Enumerable
                .Range(0, 4)
                .All(phase =>
                {
                    double[] seen =
                    [
                        .. Enumerable.Range(0, 5).Select(k => rest[phase + 4 * k, 1]).Where(x => !double.IsNaN(x)),
                    ];
                    return seen.Length == 0 || Math.Abs(seen.Average()) < 1e-12;
                });
        });

    [Fact]
    public void MissingSamplesBecomeTheMeanAndAreNotObserved()
    {
        Matrix<double> raw = Raw(3);
        raw[7, 2] = double.NaN;
        (Matrix<double> samples, Matrix<double> observed) = SeriesPreparation.Standardise(raw, 20);
        Assert.Equal(0, samples[7, 2]);
        Assert.Equal(0, observed[7, 2]);
    }

    [Fact]
    public void ConstantAndMostlyMissingNodesAreNotUsable()
    {
        Matrix<double> raw = Raw(3);
        raw.SetColumn(0, Vector<double>.Build.Dense(30, 5));
        for (int t = 0; t < 6; t++)
        {
            raw[t, 1] = double.NaN;
        }
        Assert.Equal([2], SeriesPreparation.UsableNodes(raw, 20));
    }

    /// <summary>30 samples of 3 nodes with a few missing.</summary>
    private static Matrix<double> Raw(ulong seed)
    {
        RandomStream random = new RandomStream(seed).Split("raw");
        return Matrix<double>.Build.Dense(
            30,
            3,
            (t, i) => random.NextUniform() < 0.03 && t > 2 ? double.NaN : 10 + t % 4 + random.NextNormal()
        );
    }
}
