using System.Numerics;
using Gsp.Random;
using Xunit;

namespace Gsp.Networks.Tests;

public sealed class StateSpaceInitialisationTests
{
    [Fact]
    public void LogStepsAreUniform()
    {
        double[] steps = StateSpaceInitialisation.LogSteps(20_000, new RandomStream(1));
        double low = Math.Log(0.001);
        double high = Math.Log(0.1);
        Assert.All(steps, step => Assert.InRange(step, low, high));
        Assert.Equal((low + high) / 2, steps.Average(), 0.05);
        // Each tenth of the range holds a tenth of the draws, within five standard deviations.
        for (int part = 0; part < 10; part++)
        {
            int count = steps.Count(step => (int)((step - low) / (high - low) * 10) == part);
            Assert.InRange(count, 2000 - 5 * 43, 2000 + 5 * 43);
        }
        Assert.ThrowsAny<ArgumentException>(() => StateSpaceInitialisation.LogSteps(3, new RandomStream(1), 0.1, 0.1));
    }

    [Fact]
    public void OutputRowsAreComplexStandardNormal()
    {
        double[] pairs = StateSpaceInitialisation.Output(20_000, new RandomStream(1));
        Assert.Equal(40_000, pairs.Length);
        Assert.Equal(0, pairs.Average(), 0.02);
        Assert.Equal(0.5, pairs.Average(x => x * x), 0.02);
        Assert.Equal(0.75, pairs.Average(x => x * x * x * x), 0.06); // 3 variance^2
    }

    [Fact]
    public void RepeatGivesEveryChannelTheSameModes() =>
        Assert.Equal(
            [1, 2, 3, 4, 1, 2, 3, 4],
            StateSpaceInitialisation.Repeat([new Complex(1, 2), new Complex(3, 4)], 2)
        );
}
