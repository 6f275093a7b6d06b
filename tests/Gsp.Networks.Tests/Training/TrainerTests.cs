using Gsp.Random;
using Gsp.Testing;
using Xunit;

namespace Gsp.Networks.Tests.Training;

public sealed class TrainerTests
{
    [Fact]
    public void ANetworkLearnsAFunction()
    {
        using var run = new SmallRun();
        var reports = new List<TrainingProgress>();
        var options = new TrainerOptions { Epochs = 60, BatchSize = 8 };
        TrainingResult result = run.Trainer(options, afterStep: reports.Add).Run();
        Assert.Equal(TrainingStatus.Finished, result.Status);
        Assert.Equal(60 * 7, result.Steps);
        Assert.Equal(60, result.Epochs);
        Assert.True(result.Losses.TakeLast(7).Average() < 0.3 * result.Losses.Take(7).Average(), result.ToString());
        Assert.Equal(result.Losses, reports.Select(report => report.Loss));
        Assert.Equal(TimeSpan.Zero, reports[^1].TimeLeft);
        Assert.All(reports, report => Assert.True(report.GradientNorm > 0 && report.LearningRate == 0.01));
        Assert.StartsWith("Finished after 420 steps (60 epochs), loss ", result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void EveryEpochHasAnOrderOfItsOwnAndEveryExampleOnce()
    {
        foreach (bool dropLast in (bool[])[false, true])
        {
            using var run = new SmallRun();
            var seen = new List<double>();
            var data = new Watched(run.Data, seen);
            Trainer(
                    run,
                    data,
                    new()
                    {
                        Epochs = 2,
                        BatchSize = 10,
                        Accumulation = 2,
                        DropLast = dropLast,
                    }
                )
                .Run();
            int each = dropLast ? 40 : SmallRun.Examples;
            Assert.Equal(2 * each, seen.Count);
            Assert.Equal(each, seen.Take(each).Distinct().Count());
            Assert.NotEqual(seen.Take(each), seen.Skip(each));
            seen.Clear();
            Trainer(
                    run,
                    data,
                    new()
                    {
                        Epochs = 1,
                        BatchSize = 10,
                        Shuffle = false,
                    }
                )
                .Run();
            Assert.Equal(Enumerable.Range(0, SmallRun.Examples).Select(i => (double)i), seen);
        }

        static Trainer<double, Examples<double>> Trainer(SmallRun run, Watched data, TrainerOptions options) =>
            new(
                run.Model,
                run.Optimiser,
                data,
                (batch, _) => SmallRun.SquaredError(run.Model.Forward(batch.Inputs), batch.Targets),
                new RandomStream(1),
                options
            );
    }

    [Fact]
    public void AccumulatedBatchesAreOneLargeBatch()
    {
        double[][] weights =
        [
            .. ((IEnumerable<(int, int)>)[(20, 1), (5, 4), (7, 3)]).Select(pair =>
            {
                using var space = new Workspace<double>();
                var model = Layers.ModuleStateTests.Chain(space, 3, 6);
                using var run = new SmallRun();
                using var optimiser = new Sgd<double>(model.NamedParameters(), new() { LearningRate = 0.1 });
                double[,] x = new double[20, 3];
                double[,] y = new double[20, 2];
                for (int i = 0; i < 20; i++)
                {
                    (x[i, 0], x[i, 1], x[i, 2], y[i, 0], y[i, 1]) = (i / 20.0, i % 3, 1, i % 5, -i / 10.0);
                }
                new Trainer<double, Examples<double>>(
                    model,
                    optimiser,
                    new ArrayDataset<double>(space, x, y),
                    (batch, _) => SmallRun.SquaredError(model.Forward(batch.Inputs), batch.Targets),
                    new RandomStream(1),
                    new TrainerOptions
                    {
                        Steps = 5,
                        BatchSize = pair.Item1,
                        Accumulation = pair.Item2,
                        MaxGradientNorm = 0.7,
                    }
                ).Run();
                return model.Parameters.SelectMany(p => p.ToArray()).ToArray();
            }),
        ];
        Close.Relative(weights[1], weights[0], 1e-13);
        Close.Relative(weights[2], weights[0], 1e-13);
    }

    [Fact]
    public void TrainingStopsWhereTheMeasureDoesNotImproveAndGoesBackToTheBest()
    {
        using var run = new SmallRun();
        double[] measures = [5, 4, 4.5, 3.95, 4.2, 4.1];
        double[]? best = null;
        int k = 0;
        var options = new TrainerOptions
        {
            Epochs = 50,
            Patience = 3,
            MinimumImprovement = 0.1,
            RestoreBest = true,
            EvaluationInterval = 2,
        };
        var trainer = new Trainer<double, Examples<double>>(
            run.Model,
            run.Optimiser,
            run.Data,
            (batch, _) => SmallRun.SquaredError(run.Model.Forward(batch.Inputs), batch.Targets),
            new RandomStream(2),
            options
        )
        {
            Measure = () =>
            {
                Assert.False(run.Model.Training);
                Assert.False(run.Space.RecordsGradients);
                best = k == 1 ? run.Weights() : best;
                return measures[k++];
            },
        };
        TrainingResult result = trainer.Run();
        Assert.Equal(TrainingStatus.EarlyStopped, result.Status);
        Assert.Equal(10, result.Steps);
        Assert.Equal(new Evaluation(4, 4), result.Best);
        Assert.Equal(best, run.Weights());
        Assert.Throws<ArgumentException>(() => run.Trainer(options).Run());
    }

    [Fact]
    public void SchedulesCountStepsOrEpochs()
    {
        using var run = new SmallRun();
        var rates = new List<double>();
        var schedule = new ExponentialSchedule(0.01, 0.5);
        var options = new TrainerOptions { Epochs = 2, BatchSize = 27 };
        run.Trainer(options, schedule, afterStep: now => rates.Add(now.LearningRate)).Run();
        run.Trainer(
                options with
                {
                    ScheduleUnit = ScheduleUnit.Epoch,
                },
                schedule,
                afterStep: now => rates.Add(now.LearningRate)
            )
            .Run();
        Assert.Equal([0.01, 0.005, 0.0025, 0.00125, 0.01, 0.01, 0.005, 0.005], rates);
    }

    [Fact]
    public void EvaluationsUseTheMeanWeights()
    {
        using var run = new SmallRun(average: true);
        double[] weights = [];
        double[] means = [];
        var trainer = new Trainer<double, Examples<double>>(
            run.Model,
            run.Optimiser,
            run.Data,
            (batch, _) => SmallRun.SquaredError(run.Model.Forward(batch.Inputs), batch.Targets),
            new RandomStream(2),
            new TrainerOptions { Steps = 5 }
        )
        {
            Average = run.Average,
            Measure = () =>
            {
                weights = run.Model.Parameters[0].ToArray();
                return 1;
            },
        };
        trainer.Run();
        means = run.Average!.NamedMeans().First().Tensor.ToArray();
        Assert.Equal(means, weights);
        Assert.NotEqual(means, run.Model.Parameters[0].ToArray());
    }

    [Fact]
    public void OptionsOutOfRangeAreExplained()
    {
        using var run = new SmallRun();
        Fails(new(), "give one");
        Fails(new() { Epochs = -1 }, "Epochs");
        Fails(new() { Epochs = 1, BatchSize = 0 }, "BatchSize");
        Fails(new() { Epochs = 1, Accumulation = 0 }, "Accumulation");
        Fails(new() { Epochs = 1, MaxGradientNorm = double.NaN }, "MaxGradientNorm");
        Fails(new() { Epochs = 1, MinimumImprovement = double.NaN }, "MinimumImprovement");
        Fails(new() { Epochs = 1, Patience = 0 }, "Patience");
        Fails(new() { Epochs = 1, EvaluationInterval = 0 }, "EvaluationInterval");
        Fails(new() { Epochs = 1, CheckpointInterval = 0 }, "CheckpointInterval");
        Fails(
            new()
            {
                Epochs = 1,
                BatchSize = 100,
                DropLast = true,
            },
            "do not fill a step"
        );
        Assert.Contains(
            "3 inputs and 2 targets",
            Assert
                .Throws<ArgumentException>(() =>
                    new ArrayDataset<double>(run.Space, new double[3, 1], new double[2, 1])
                )
                .Message,
            StringComparison.Ordinal
        );

        void Fails(TrainerOptions options, string expected) =>
            Assert.Contains(
                expected,
                Assert.ThrowsAny<ArgumentException>(() => run.Trainer(options)).Message,
                StringComparison.Ordinal
            );
    }

    /// <summary>Notes the numbers of the examples that are fetched.</summary>
    private sealed class Watched(IDataset<Examples<double>> data, List<double> seen) : IDataset<Examples<double>>
    {
        public int Count => data.Count;

        public Examples<double> Batch(ReadOnlySpan<int> indices)
        {
            foreach (int index in indices)
            {
                seen.Add(index);
            }
            return data.Batch(indices);
        }
    }
}
