using Gsp.Random;
using Gsp.Testing;
using Xunit;

namespace Gsp.Networks.Tests.Training;

public sealed class MaskedMetricsTests
{
    [Fact]
    public void FiguresAreTheGoldenOnes()
    {
        GoldenFile golden = GoldenFile.Read("fibmap", "06_masked_metrics.json");
        var metrics = MaskedMetrics.Of(golden["y_hat"].Numbers, golden["y"].Numbers, golden["mask"].Numbers);
        Close.Relative(
            [
                metrics.MeanAbsoluteError,
                metrics.MeanSquaredError,
                metrics.RootMeanSquaredError,
                metrics.MeanRelativeError,
                metrics.NormalisedRootMeanSquaredError,
                metrics.Correlation,
            ],
            [.. new[] { "mae", "mse", "rmse", "mre", "nrmse", "r" }.Select(name => golden[name].Number)],
            1e-12
        );
    }

    [Fact]
    public void WhatIsMaskedHasNoInfluence() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var random = new RandomStream(seed);
            double[] truth = Normal(random.Split("truth"), 40);
            double[] estimate = Normal(random.Split("estimate"), 40);
            double[] mask = [.. Normal(random.Split("mask"), 40).Select((v, i) => v > 0 || i < 2 ? 1.0 : 0)];
            var plain = MaskedMetrics.Of(
                [.. estimate.Where((_, i) => mask[i] != 0)],
                [.. truth.Where((_, i) => mask[i] != 0)],
                [.. mask.Where(m => m != 0)]
            );
            double[] spoiled = [.. truth.Select((v, i) => mask[i] == 0 ? double.NaN : v)];
            return MaskedMetrics.Of(estimate, spoiled, mask) == plain;
        });

    [Fact]
    public void AnEmptyMaskIsExplained() =>
        Assert.Contains(
            "chooses no entry",
            Assert.Throws<ArgumentException>(() => MaskedMetrics.Of([1, 2], [1, 2], [0, 0])).Message,
            StringComparison.Ordinal
        );

    private static double[] Normal(RandomStream random, int count)
    {
        var values = new double[count];
        random.FillNormal(values);
        return values;
    }
}
