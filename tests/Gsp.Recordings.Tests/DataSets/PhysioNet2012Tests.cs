using System.Text;
using Gsp.Testing;
using Xunit;

namespace Gsp.Recordings.Tests.DataSets;

public sealed class PhysioNet2012Tests
{
    private static RecordingSet<IcuStay> Open(PhysioNet2012Options? options = null) =>
        PhysioNet2012.Open(
            TestData.SharedOrSkip("data", "physionet2012-400", "set-a"),
            TestData.SharedOrSkip("data", "physionet2012-400", "Outcomes-a.txt"),
            options
        );

    [Fact]
    public void ThereAre37SeriesOf41Parameters()
    {
        Assert.Equal(37, PhysioNet2012.Parameters.Count);
        Assert.Equal(35, PhysioNet2012.ImputationParameters.Count);
    }

    [Fact]
    public void MortalityAndDescriptorsAreThoseOfTheTables()
    {
        RecordingSet<IcuStay> set = Open();
        Assert.Equal(400, set.Records.Count);
        Assert.Equal(52, set.LabelCounts()["died"]);
        Assert.Equal(348, set.LabelCounts()["survived"]);
        IcuStay first = set["132539"];
        Assert.Equal(54, first.Age);
        Assert.Equal(Sex.Female, first.Sex);
        Assert.False(first.Descriptors.ContainsKey("Height"));
        Assert.Equal(new IcuOutcome(6, 1, 5, null, false), first.Outcome);
        Assert.Equal(new IcuObservation(7, "HR", 73), first.Observations().First(seen => seen.Parameter == "HR"));
    }

    /// <summary>Sums over all stays against Python's csv module.</summary>
    [Fact]
    public void GridsEqualThoseOfAnIndependentReader()
    {
        RecordingSet<IcuStay> last = Open();
        RecordingSet<IcuStay> mean = Open(new() { HourValue = HourValue.Mean });
        var sums = PhysioNet2012.Parameters.ToDictionary(name => name, _ => new double[4]);
        for (int stay = 0; stay < last.Records.Count; stay++)
        {
            Recording lasts = last.Records[stay].Load();
            Recording means = mean.Records[stay].Load();
            foreach (string name in PhysioNet2012.Parameters)
            {
                double[] values = [.. lasts[name].Samples.Where(value => !double.IsNaN(value))];
                sums[name][0] += values.Length;
                sums[name][1] += values.Sum();
                sums[name][2] += means[name].Samples.Where(value => !double.IsNaN(value)).Sum();
            }
            foreach (IcuObservation seen in last.Records[stay].Observations())
            {
                sums[seen.Parameter][3]++;
            }
        }
        string[] lines = File.ReadAllLines(
            Path.Combine(AppContext.BaseDirectory, "Golden", "datasets", "physionet2012.csv")
        );
        Assert.Equal(38, lines.Length);
        foreach (string line in lines.Skip(1))
        {
            string[] cells = line.Split(',');
            double[] expected =
            [
                .. cells.Skip(1).Select(cell => double.Parse(cell, System.Globalization.CultureInfo.InvariantCulture)),
            ];
            Assert.Equal(expected[0], sums[cells[0]][0]);
            Assert.Equal(expected[3], sums[cells[0]][3]);
            Close.Relative(sums[cells[0]].AsSpan(1, 2), expected.AsSpan(1, 2), 1e-12, cells[0]);
        }
    }

    [Fact]
    public void TheGridHoldsTheParametersAndHoursAskedFor()
    {
        Recording grid = Open(new() { Parameters = ["HR", "GCS"], Hours = 3 })["132539"].Load();
        Assert.Equal(["HR", "GCS"], grid.Names);
        Assert.Equal(1.0 / 3600, grid.Rate);
        Assert.Equal(3, grid["HR"].Length);
        Assert.Equal(77, grid["HR"].Samples[0]);
        Assert.Equal("bpm", grid["HR"].Unit);
    }

    [Theory]
    [InlineData("Time,Value\n", "expected Time,Parameter,Value")]
    [InlineData("Time,Parameter,Value\n00:07,HR\n", "2 cells")]
    [InlineData("Time,Parameter,Value\nnoon,HR,7\n", "'noon' is not a time")]
    [InlineData("Time,Parameter,Value\n00:61,HR,7\n", "'00:61' is not a time")]
    [InlineData("Time,Parameter,Value\n00:07,HR,fast\n", "'fast' is not a number")]
    public void DamagedStaysNamePlaceAndReason(string text, string word) =>
        Assert.Contains(
            word,
            Assert.Throws<GspFormatException>(() => IcuFile.Parse(Encoding.UTF8.GetBytes(text), "stay.txt")).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void OptionsAreChecked()
    {
        Assert.Contains(
            "'Pulse'",
            Assert
                .Throws<ArgumentException>(() => PhysioNet2012.Open("x", null, new() { Parameters = ["Pulse"] }))
                .Message,
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentOutOfRangeException>(() => PhysioNet2012.Open("x", null, new() { Hours = 0 }));
        Assert.Throws<ArgumentException>(() => PhysioNet2012.Open("x", null, new() { Parameters = [] }));
    }
}
