using Gsp.Testing;
using Xunit;

namespace Gsp.Networks.Tests.Optimisers;

public sealed class ScheduleTests
{
    public static TheoryData<string> References => ["multi_step", "exponential", "cosine", "restarts"];

    [Theory]
    [MemberData(nameof(References))]
    public void RatesAreTheReferences(string name)
    {
        ISchedule schedule = name switch
        {
            "multi_step" => new MultiStepSchedule(0.1, 0.3, 5, 12, 30),
            "exponential" => new ExponentialSchedule(0.1, 0.9),
            "cosine" => new CosineSchedule(0.1, 39, minimum: 0.01),
            _ => new CosineSchedule(0.1, 5, minimum: 0.001, restarts: true, cycleFactor: 2),
        };
        double[] expected = OptimiserGolden.Traces.Numbers(name);
        double[] rates = [.. Enumerable.Range(0, expected.Length).Select(t => schedule.LearningRate(t))];
        Close.Relative(rates, expected, 1e-12, name);
    }

    [Fact]
    public void CosinesAreThoseOfTheFoundationModels()
    {
        var restarts = new CosineSchedule(1e-3, 5, minimum: 1e-8, restarts: true);
        double[] expected = OptimiserGolden.Ecg.Numbers("cosine_warm_restarts_lr1e3_T0_5_min1e8");
        Close.Relative([.. expected.Select((_, t) => restarts.LearningRate(t))], expected, 1e-9);
        var warm = new CosineSchedule(1, 10, warmUp: 3);
        expected = [.. OptimiserGolden.Ecg.GetProperty("warmup_cosine").Numbers("values")];
        Close.Relative([.. expected.Select((_, t) => warm.LearningRate(t))], expected, 1e-9);
    }

    [Fact]
    public void PlateausAreTheReferencesAndGoThroughTheirState()
    {
        double[] measures = OptimiserGolden.Traces.Numbers("measures");
        double[] expected = OptimiserGolden.Traces.Numbers("plateau");
        var schedule = new PlateauSchedule(0.1, 0.5, 2, 1e-2, 0.02);
        for (int k = 0; k < measures.Length; k++)
        {
            Assert.Equal(expected[k], schedule.LearningRate(k), 12);
            schedule.Observe(measures[k]);
            var again = new PlateauSchedule(0.1, 0.5, 2, 1e-2, 0.02);
            again.Restore(schedule.Save());
            schedule = again;
        }
        Assert.Throws<ArgumentException>(() => ((ISchedule)new ConstantSchedule(1)).Restore(schedule.Save()));
    }

    [Fact]
    public void CosinesStayInTheirRange() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var random = new Gsp.Random.RandomStream(seed);
            long warmUp = random.NextInt(20);
            long total = warmUp + 1 + random.NextInt(50);
            double peak = random.NextUniform();
            var schedule = new CosineSchedule(
                peak,
                total,
                warmUp,
                peak / 10,
                random.NextInt(2) == 1,
                1 + random.NextInt(3)
            );
            double[] rates = [.. Enumerable.Range(0, 300).Select(t => schedule.LearningRate(t))];
            return rates.All(rate => rate >= 0 && rate <= peak * (1 + 1e-15))
                && Math.Abs(rates[warmUp] - peak) <= 1e-15 * peak
                && rates.Skip((int)warmUp).All(rate => rate >= peak / 10 * (1 - 1e-15));
        });

    [Fact]
    public void NumbersOutOfRangeAreRefused()
    {
        Assert.ThrowsAny<ArgumentException>(() => new ConstantSchedule(-1));
        Assert.ThrowsAny<ArgumentException>(() => new ExponentialSchedule(1, 1.5));
        Assert.ThrowsAny<ArgumentException>(() => new MultiStepSchedule(1, 0.5, 5, 5));
        Assert.ThrowsAny<ArgumentException>(() => new CosineSchedule(1, 3, warmUp: 3));
        Assert.ThrowsAny<ArgumentException>(() => new CosineSchedule(1, 3, minimum: 2));
        Assert.ThrowsAny<ArgumentException>(() => new PlateauSchedule(1, factor: 1));
        Assert.ThrowsAny<ArgumentException>(() => new PlateauSchedule(1, minimum: double.NaN));
    }
}
