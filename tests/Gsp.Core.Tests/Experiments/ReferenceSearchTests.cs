using Gsp.Compute;
using Gsp.Experiments;
using Gsp.Topology;
using Xunit;

namespace Gsp.Core.Tests.Experiments;

/// <summary>The search behind the settings of the study: it ranks by the prediction error and repeats itself.</summary>
public sealed class ReferenceSearchTests
{
    [Fact]
    public void TrialsAreRankedByPredictionAndRepeatThemselves()
    {
        IReadOnlyList<ReferenceSearch.Trial> once = Search();
        double[] errors = [.. once.Select(trial => trial.Score.Forecast)];
        Assert.Equal(errors.Order(), errors);
        Assert.All(once, trial => Assert.All(trial.Weights, weight => Assert.InRange(weight, 0.001, 1)));
        Assert.Equal(errors, Search().Select(trial => trial.Score.Forecast));
    }

    private static IReadOnlyList<ReferenceSearch.Trial> Search() =>
        ReferenceSearch.Run(
            StudyRecording.Published("ER", 1, 250),
            ReferenceSettings.For("ER", AdaCgpPath.Path1, AdaCgpDebiasing.AfterConvergence) with
            {
                Patience = 60,
            },
            4,
            Backend.ManagedWith(1)
        );
}
