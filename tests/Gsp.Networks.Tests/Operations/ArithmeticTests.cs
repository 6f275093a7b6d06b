using Xunit;

namespace Gsp.Networks.Tests.Operations;

public sealed class ArithmeticTests
{
    public static TheoryData<string> Shapes => ["3,4|3,4", "3,4|4", "2,3,4|3,1", "5|1", "2,1,4|3,1", "2,3|", "0,3|3"];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void BroadcastingAgreesWithPlainLoops(string pair)
    {
        using var test = new TestWorkspace();
        (Shape left, Shape right) = Parse(pair);
        Tensor<double> a = test.Normal(left, "a");
        Tensor<double> b = test.AwayFromZero(right, "b");
        Shape shape = Shape.Broadcast(left, right);
        double[] x = a.Expand(shape).ToArray();
        double[] y = b.Expand(shape).ToArray();
        Assert.Equal(x.Zip(y, (p, q) => p + q), (a + b).ToArray());
        Assert.Equal(x.Zip(y, (p, q) => p - q), (a - b).ToArray());
        Assert.Equal(x.Zip(y, (p, q) => p * q), (a * b).ToArray());
        Assert.Equal(x.Zip(y, (p, q) => p / q), (a / b).ToArray());
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void GradientsAgreeWithDifferences(string pair)
    {
        (Shape left, Shape right) = Parse(pair);
        if (left.Elements == 0)
        {
            return;
        }
        using var test = new TestWorkspace();
        Tensor<double> a = test.Normal(left, "a");
        Tensor<double> b = test.AwayFromZero(right, "b");
        test.CheckGradient(() => a + b, a, b);
        test.CheckGradient(() => a - b, a, b);
        test.CheckGradient(() => a * b, a, b);
        test.CheckGradient(() => a / b, 1e-4, a, b);
    }

    [Fact]
    public void TensorUsedTwiceGetsBothGradients()
    {
        using var test = new TestWorkspace();
        Tensor<double> a = test.Normal([3, 4]);
        test.CheckGradient(() => (a * a) + (a.Transpose(0, 1).Reshape(3, 4) * a) - a, a);
    }

    [Fact]
    public void ShapesThatDoNotFitAreExplained()
    {
        using var test = new TestWorkspace();
        Tensor<double> a = test.Normal([3, 4]);
        Tensor<double> b = test.Normal([3, 5]);
        Assert.Contains(
            "shapes [3, 4] and [3, 5] cannot be combined: axis -1 has lengths 4 and 5",
            Assert.Throws<ArgumentException>(() => a + b).Message,
            StringComparison.Ordinal
        );
    }

    private static (Shape Left, Shape Right) Parse(string pair)
    {
        Shape[] shapes =
        [
            .. pair.Split('|')
                .Select(text =>
                    Shape.Of([
                        .. text.Split(',', StringSplitOptions.RemoveEmptyEntries)
                            .Select(length => int.Parse(length, System.Globalization.CultureInfo.InvariantCulture)),
                    ])
                ),
        ];
        return (shapes[0], shapes[1]);
    }
}
