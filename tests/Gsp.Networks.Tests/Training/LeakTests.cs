using System.Diagnostics;
using Gsp.Testing;
using Xunit;

namespace Gsp.Networks.Tests.Training;

/// <summary>Nothing else runs beside these: they watch the memory of the process.</summary>
[CollectionDefinition(nameof(LeakTests), DisableParallelization = true)]
public sealed class LeakCollection;

/// <summary>R13: training does not grow.</summary>
[Collection(nameof(LeakTests))]
public sealed class LeakTests
{
    /// <summary>Steps until the runtime has compiled everything twice and its heap has found its size.</summary>
    private const int Warm = 5000;

    [Fact]
    public void StepsGrowNothing() => Train(500);

    [Fact]
    public void TenThousandStepsGrowNothing()
    {
        TestData.SlowOnly();
        Train(10_000);
    }

    private static void Train(int steps)
    {
        using var run = new SmallRun(average: true);
        var process = Process.GetCurrentProcess();
        (long Resident, int Buffers, long Reserved) before = default;
        (long Resident, int Buffers, long Reserved) after = default;
        run.Trainer(
                new TrainerOptions { Steps = Warm + steps, MaxGradientNorm = 1 },
                validates: true,
                afterStep: now =>
                {
                    if (now.Step == Warm)
                    {
                        before = Memory();
                    }
                    else if (now.Step == Warm + steps)
                    {
                        after = Memory();
                    }
                }
            )
            .Run();
        Assert.Equal(before.Buffers, after.Buffers);
        Assert.Equal(before.Reserved, after.Reserved);
        double growth = (after.Resident - before.Resident) / 1048576.0;
        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant($"grew by {growth:f2} MiB"));
        Assert.True(growth <= 5, FormattableString.Invariant($"{steps} steps grew the process by {growth:f1} MiB"));

        (long Resident, int Buffers, long Reserved) Memory()
        {
            // Aggressive: the collector gives back what it only keeps for later, so that its budgets do not count as growth.
            GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
            GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            process.Refresh();
            return (process.WorkingSet64, run.Space.LiveBuffers, run.Space.Pool.ReservedBytes);
        }
    }
}
