using Gsp.Random;
using Xunit;

namespace Gsp.Networks.Tests.Training;

public sealed class DivergenceTests
{
    [Fact]
    public void AnOperationThatOverflowsIsNamed()
    {
        using var run = new SmallRun("sgd_plain");
        run.Optimiser.LearningRate = 1e200;
        TrainingResult result = run.Trainer(new TrainerOptions { Steps = 50 }).Run();
        Assert.Equal(TrainingStatus.Diverged, result.Status);
        Assert.Equal(result.Steps, result.Losses.Count);
        Assert.Contains(" in Sequential.", result.Reason, StringComparison.Ordinal);
        Assert.Contains("is not finite", result.ToString(), StringComparison.Ordinal);
        Assert.All(run.Weights(), weight => Assert.True(double.IsFinite(weight)));
        Assert.False(run.Space.Options.CheckFinite);
    }

    [Fact]
    public void AGradientThatOverflowsIsNamed()
    {
        using var run = new SmallRun();
        Tensor<double> tiny = run.Space.Parameter([1e-310], [1]);
        using var optimiser = new Sgd<double>([("tiny", tiny)]);
        var trainer = new Trainer<double, Examples<double>>(
            run.Model,
            optimiser,
            run.Data,
            (batch, _) => (run.Space.From([1e-310]) / tiny).Sum(),
            new RandomStream(1),
            new TrainerOptions { Steps = 2 }
        );
        TrainingResult result = trainer.Run();
        Assert.Equal(TrainingStatus.Diverged, result.Status);
        Assert.Contains("at step 0: the gradient of tiny is not finite", result.Reason, StringComparison.Ordinal);
        Assert.Equal(1e-310, tiny.Item());
    }

    [Fact]
    public void DataAndWeightsThatAreNotFiniteAreNamed()
    {
        using var run = new SmallRun(scale: double.NaN);
        TrainingResult result = run.Trainer(new TrainerOptions { Steps = 2 }).Run();
        Assert.Contains("not finite among the inputs", result.Reason, StringComparison.Ordinal);

        using var other = new SmallRun();
        double[] weights = other.Model.Parameters[2].ToArray();
        weights[3] = double.NaN;
        other.Model.Parameters[2].Set(weights);
        result = other.Trainer(new TrainerOptions { Steps = 2 }).Run();
        Assert.Contains("at step 0: 4.weight held a value", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void ARunGoesOnFromTheStepBeforeADivergence()
    {
        using var folder = new CheckpointFiles.Folder();
        var options = new TrainerOptions
        {
            Steps = 12,
            CheckpointPath = folder["run"],
            CheckpointInterval = 1,
        };
        using var whole = new SmallRun();
        whole.Trainer(options with { CheckpointPath = null }).Run();
        using var first = new SmallRun();
        bool broken = false;
        TrainingResult result = first
            .Trainer(
                options,
                afterStep: now => broken = now.Step >= 5,
                onLoss: loss => broken ? loss.Affine(double.PositiveInfinity) : loss
            )
            .Run();
        Assert.Equal(TrainingStatus.Diverged, result.Status);
        Assert.Contains("affine gave a value", result.Reason, StringComparison.Ordinal);
        using var second = new SmallRun();
        Assert.Equal(5, second.Trainer(options).Run().ResumedAt);
        Assert.Equal(whole.Weights(), second.Weights());
    }
}
