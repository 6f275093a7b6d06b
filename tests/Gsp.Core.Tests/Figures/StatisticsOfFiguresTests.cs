using Gsp.Figures;
using Gsp.Random;
using Gsp.Testing;
using Xunit;

namespace Gsp.Core.Tests.Figures;

public sealed class StatisticsOfFiguresTests
{
    private static double[][] Rows(string file) =>
        Testing.Golden.Csv(Path.Combine(AppContext.BaseDirectory, "Golden", "figures", file));

    /// <summary>External reference: numpy.percentile.</summary>
    [Fact]
    public void QuartilesAreNumpys()
    {
        foreach (double[] row in Rows("quartiles.csv"))
        {
            Quartiles box = Quartiles.Of(row[7..])!;
            Close.Relative(
                [box.Low, box.Median, box.High, box.WhiskerLow, box.WhiskerHigh],
                row.AsSpan(1, 5),
                1e-14,
                $"n = {row[0]}"
            );
            Assert.Equal((int)row[6], box.Outliers.Count);
        }
    }

    /// <summary>External reference: numpy.histogram, with a number of bins and with the rule of Freedman and Diaconis.</summary>
    [Fact]
    public void HistogramsAreNumpys()
    {
        foreach (double[] row in Rows("histograms.csv"))
        {
            int bins = (int)row[1];
            double[] values = row[(3 + bins)..];
            HistogramTrace trace = new(values) { Bins = row[2] == 1 ? null : bins };
            Assert.Equal(row[3..(3 + bins)], trace.Heights);
        }
    }

    [Fact]
    public void QuartilesAreOrderedAndOutliersAreOutside() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            double[] sample = RandomFigures.Numbers(RandomFigures.Stream(seed, "q"), 1 + (int)(seed % 30));
            return Quartiles.Of(sample) is not Quartiles box
                || (
                    box.WhiskerLow <= box.Low
                    && box.Low <= box.Median
                    && box.Median <= box.High
                    && box.High <= box.WhiskerHigh
                    && box.Outliers.All(v => v < box.WhiskerLow || v > box.WhiskerHigh)
                );
        });

    [Fact]
    public void CountsAddUpAndDensitiesIntegrateToOne() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            RandomStream stream = RandomFigures.Stream(seed, "h");
            double[] values = new double[1 + (int)(seed % 50)];
            stream.FillNormal(values);
            HistogramTrace counts = new(values);
            HistogramTrace density = counts with { Density = true };
            double area = density.Heights.Select((h, i) => h * (density.Edges[i + 1] - density.Edges[i])).Sum();
            return counts.Heights.Sum() == values.Length && Math.Abs(area - 1) < 1e-12;
        });

    [Fact]
    public void AnEmptySampleHasNoBox() => Assert.Null(Quartiles.Of([double.NaN]));
}
