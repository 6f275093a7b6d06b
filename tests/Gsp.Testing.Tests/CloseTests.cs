using Xunit;

namespace Gsp.Testing.Tests;

/// <summary>The test helpers can fail: a helper that accepts anything would hide every other bug.</summary>
public sealed class CloseTests
{
    [Fact]
    public void EqualArraysHaveNoError() =>
        Assert.Equal(0, Close.RelativeError([1, double.NaN, 3], [1, double.NaN, 3]));

    [Fact]
    public void OneNaNIsAnInfiniteError()
    {
        Assert.Equal(double.PositiveInfinity, Close.RelativeError([1, double.NaN], [1, 2]));
        Assert.Equal(double.PositiveInfinity, Close.RelativeError([1, 2], [1, double.NaN]));
    }

    [Fact]
    public void AnInfinityWhereAFiniteNumberIsExpectedFails() =>
        Assert.Equal(double.PositiveInfinity, Close.RelativeError([double.PositiveInfinity], [1]));

    [Fact]
    public void OtherLengthsFail() => Assert.Equal(double.PositiveInfinity, Close.RelativeError([1], [1, 2]));

    [Fact]
    public void TheToleranceIsRelativeToTheLargestEntry()
    {
        Close.Relative([100.001, 0], [100, 0], 1.1e-5);
        Assert.ThrowsAny<Exception>(() => Close.Relative([100.001, 0], [100, 0], 0.9e-5));
    }

    [Fact]
    public void AFailingPropertyThrows() =>
        Assert.ThrowsAny<Exception>(() => PropertyCheck.HoldsForSeeds(seed => seed % 97 != 3));
}
