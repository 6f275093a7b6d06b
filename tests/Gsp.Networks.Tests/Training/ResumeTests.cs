using Gsp.Random;
using Gsp.Testing;
using Xunit;

namespace Gsp.Networks.Tests.Training;

public sealed class ResumeTests
{
    /// <summary>R7: a run that is killed at random steps, again and again, ends in the bits of one that was not, for any number of threads.</summary>
    [Fact]
    public void KilledRunsEndInTheSameBits()
    {
        int kills = 0;
        int trials = Repository.Slow ? 40 : 12;
        for (int trial = 0; trial < trials; trial++)
        {
            using var folder = new CheckpointFiles.Folder();
            RandomStream random = new RandomStream(99).Split(trial);
            string optimiser = ((string[])["adam", "adamw", "sgd_dampened", "sgd_nesterov", "lars"])[trial % 5];
            bool average = random.NextInt(2) == 1;
            var options = new TrainerOptions
            {
                Epochs = 4,
                BatchSize = 1 + random.NextInt(9),
                Accumulation = 1 + random.NextInt(3),
                DropLast = random.NextInt(2) == 1,
                MaxGradientNorm = random.NextInt(2) == 1 ? 0.5 : null,
                EvaluationInterval = random.NextInt(2) == 1 ? 3 : null,
                RestoreBest = random.NextInt(2) == 1,
                CheckpointPath = folder["run"],
                CheckpointInterval = random.NextInt(4) == 0 ? null : 1 + random.NextInt(5),
            };
            bool plateau = random.NextInt(2) == 1;

            using var whole = new SmallRun(optimiser, threads: 1, average, dropout: 0.2);
            TrainingResult expected = Trainer(whole, options with { CheckpointPath = null }).Run();

            TrainingResult? result = null;
            // Later lives are longer: the way to the next checkpoint may be.
            for (int life = 0; result is null; life++)
            {
                using var part = new SmallRun(optimiser, threads: 1 + random.NextInt(2), average, dropout: 0.2);
                var killer = new Killer(1 + random.NextInt(12 + (8 * life)), inStep: random.NextInt(2) == 1);
                try
                {
                    result = Trainer(part, options, killer).Run();
                    Assert.Equal(whole.Weights(), part.Weights());
                }
                catch (OperationCanceledException)
                {
                    kills++;
                }
            }
            Assert.Equal(TrainingStatus.Finished, result.Status);
            Assert.Equal(expected.Losses, result.Losses);
            Assert.Equal(expected.Evaluations, result.Evaluations);
            Assert.Equal(expected.Best, result.Best);

            Trainer<double, Examples<double>> Trainer(SmallRun run, TrainerOptions options, Killer? killer = null) =>
                run.Trainer(
                    options,
                    plateau ? new PlateauSchedule(0.02, 0.5, 0, 0.1) : new CosineSchedule(0.02, 30, 4),
                    validates: true,
                    _ => killer?.Strike(inStep: false),
                    loss =>
                    {
                        if (run.Model.Training)
                        {
                            killer?.Strike(inStep: true);
                        }
                        return loss;
                    }
                );
        }
        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant($"{kills} kills"));
        Assert.True(kills >= 20, $"{kills} kills prove too little");
    }

    [Fact]
    public void ACancelledRunKeepsItsLastStep()
    {
        using var folder = new CheckpointFiles.Folder();
        var options = new TrainerOptions
        {
            Steps = 20,
            CheckpointPath = folder["run"],
            CheckpointInterval = 1000,
        };
        using var whole = new SmallRun();
        whole.Trainer(options with { CheckpointPath = null }).Run();
        using var cancel = new CancellationTokenSource();
        using var first = new SmallRun();
        TrainingResult result = first
            .Trainer(
                options,
                afterStep: now =>
                {
                    if (now.Step == 7)
                    {
                        cancel.Cancel();
                    }
                }
            )
            .Run(cancel: cancel.Token);
        Assert.Equal(TrainingStatus.Cancelled, result.Status);
        Assert.Equal(7, result.Steps);
        using var second = new SmallRun();
        result = second.Trainer(options).Run();
        Assert.Equal((TrainingStatus.Finished, 20L, 7L), (result.Status, result.Steps, result.ResumedAt));
        Assert.Equal(whole.Weights(), second.Weights());
        // A run that is over is not begun again; one told not to resume is.
        Assert.Equal(20, second.Trainer(options).Run().ResumedAt);
        using var third = new SmallRun();
        Assert.Equal(0, third.Trainer(options with { Resume = false }).Run().ResumedAt);
    }

    [Fact]
    public void AlteredAndForeignCheckpointsAreRefused()
    {
        using var folder = new CheckpointFiles.Folder();
        var options = new TrainerOptions { Steps = 3, CheckpointPath = folder["run"] };
        using var run = new SmallRun();
        run.Trainer(options).Run();
        byte[] good = File.ReadAllBytes(folder["run"]);
        var random = new RandomStream(4);
        var damaged = options with { CheckpointPath = folder["damaged"] };
        int headerEnd = 8 + BitConverter.ToInt32(good, 0);
        for (int k = 0; k < (Repository.Slow ? 1000 : 100); k++)
        {
            byte[] bytes = [.. good];
            if (k % 2 == 0)
            {
                bytes = bytes[..random.NextInt(bytes.Length)];
            }
            else
            {
                bytes[headerEnd + random.NextInt(bytes.Length - headerEnd)] ^= (byte)(1 << random.NextInt(8));
            }
            File.WriteAllBytes(folder["damaged"], bytes);
            Assert.Throws<GspFormatException>(() => run.Trainer(damaged).Run());
        }
        Assert.Contains(
            "another run",
            Assert.Throws<ArgumentException>(() => run.Trainer(options with { BatchSize = 5 }).Run()).Message,
            StringComparison.Ordinal
        );
        run.Model.Save(folder["model"]);
        Assert.Contains(
            "no checkpoint of a training",
            Assert
                .Throws<GspFormatException>(() => run.Trainer(options with { CheckpointPath = folder["model"] }).Run())
                .Message,
            StringComparison.Ordinal
        );
    }

    /// <summary>Ends a run by an exception after some steps: between two, or in the midst of one.</summary>
    private sealed class Killer(int left, bool inStep)
    {
        public void Strike(bool inStep)
        {
            if (inStep == this.inStep && --left == 0)
            {
                throw new OperationCanceledException("killed");
            }
        }

        private readonly bool inStep = inStep;
        private int left = left;
    }
}
