using Gsp.Experiments;
using Gsp.Figures;
using Xunit;

namespace Gsp.Core.Tests.Experiments;

/// <summary>The AdaCGP study at a size that a test can afford.</summary>
public sealed class AdaCgpStudyTests
{
    [Fact]
    public void TheHeadlineGainsAreThoseOfTheAbstracts()
    {
        // Version 2 says "exceeding 83 %", version 1 "in excess of 82 %": both are KR against its best baseline.
        Assert.Equal(83.3, Gain(PublishedTables.Version2), 1);
        Assert.Equal(82.1, Gain(PublishedTables.Version1), 1);
    }

    [Fact]
    public void WindowsFollowTheAuthorsRule()
    {
        double[] flags = [0, 0, 0, 0, 0, 1, 1, 1];
        Assert.Equal(2..5, SteadyState.Penalised(flags, 3));
        Assert.Equal(5..8, SteadyState.Debiased(flags, 3));
        Assert.Equal(5..8, SteadyState.Penalised(new double[8], 3));
        Assert.Equal(6.5, SteadyState.Mean([1, 2, 3, 4, 5, 6, 7], 5..7));
    }

    [Fact]
    public void AnUnknownFamilyIsNamed() =>
        Assert.Contains(
            "'XY'",
            Assert.Throws<ArgumentException>(() => StudyRecording.FamilyOf("XY")).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void ASmallStudyFillsEveryTableAndFigure()
    {
        var options = new AdaCgpStudyOptions
        {
            Seeds = 1,
            Samples = 1000,
            ComparisonSamples = 800,
            ForecastSamples = 100,
            TrackingForgetting = 0.99,
            SearchTrials = 2,
        };
        StudyResult result = AdaCgpStudy.Run(options);
        foreach (string family in PublishedTables.Families)
        {
            Assert.Equal(3, result.Published.Count(s => s.Family == family && !s.Method.StartsWith('P')));
            Assert.Equal(4, result.Search.Count(trial => trial.Family == family));
            MethodScore oracle = result.Comparison.Single(s => s.Family == family && s.Method == "support oracle");
            MethodScore least = result.Comparison.Single(s => s.Family == family && s.Method == "VAR(3), signed");
            Assert.Equal(0, oracle.Miss + oracle.FalseAlarm);
            Assert.True(oracle.Shift < least.Shift, "knowing the support must help");
        }
        Report report = StudyReport.Build(result, [], ComplexityStudy.Run([10], 20, 5));
        string page = report.ToHtml();
        Assert.Contains("The published table", page, StringComparison.Ordinal);
        Assert.Contains("P1-DB: 2 trials on seed 42", page, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
    }

    private static double Gain(IReadOnlyList<PublishedCell> table)
    {
        PublishedCell[] regular = [.. table.Where(cell => cell.Family == "KR")];
        double best = regular.Where(cell => !cell.Method.StartsWith('P')).Min(cell => cell.Shift);
        return 100 * (1 - regular.Single(cell => cell.Method == "P1-DB").Shift / best);
    }
}
