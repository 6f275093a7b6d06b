using System.Globalization;
using System.Numerics;
using Xunit;

namespace Gsp.Core.Tests.Numerics;

/// <summary>VectorMath against mpmath's 400 digits: at most 2 units in the last place for float, 3 for double.</summary>
public sealed class VectorMathAccuracyTests
{
    public static TheoryData<string> Names => [.. VectorFunctions.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void FloatsAreWithinTwoUnits(string name)
    {
        (double[] x, double[] high, double[] low) = Table("float.csv", name);
        float[] y = VectorFunctions.Apply<float>(name, [.. x.Select(value => (float)value)]);
        Within(2, name, x, y, high, low);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void DoublesAreWithinThreeUnits(string name)
    {
        (double[] x, double[] high, double[] low) = Table("double.csv", name);
        Within(3, name, x, VectorFunctions.Apply(name, x), high, low);
    }

    private static void Within<T>(double limit, string name, double[] x, T[] y, double[] high, double[] low)
        where T : IFloatingPointIeee754<T>
    {
        Assert.InRange(x.Length, 250, 400);
        double worst = -1;
        int at = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double error = Ulps(y[i], high[i], low[i]);
            if (!(error <= worst))
            {
                (worst, at) = (error, i);
            }
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{name} {typeof(T).Name} {worst:F2} ulp at {x[at]:R}");
        Assert.True(worst <= limit, $"{name}({x[at]:R}) = {y[at]}, not {high[at]:R}: {worst:F2} ulp");
    }

    /// <summary>The error in units of the last place of the true value; below the normal range, of the least number.</summary>
    private static double Ulps<T>(T actual, double high, double low)
        where T : IFloatingPointIeee754<T>
    {
        T magnitude = T.Abs(T.CreateTruncating(high));
        T unit = T.BitIncrement(magnitude) - magnitude;
        double difference = Math.Abs((double.CreateTruncating(actual) - high) - low);
        return difference == 0 ? 0 : difference / double.CreateTruncating(unit);
    }

    private static (double[] X, double[] High, double[] Low) Table(string file, string name)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Golden", "vectormath", file);
        string[][] rows =
        [
            .. File.ReadLines(path)
                .Where(line => line.StartsWith(name + ",", StringComparison.Ordinal))
                .Select(line => line.Split(',')),
        ];
        return (Column(rows, 1), Column(rows, 2), Column(rows, 3));
    }

    private static double[] Column(string[][] rows, int column) =>
        [.. rows.Select(row => double.Parse(row[column], NumberStyles.Float, CultureInfo.InvariantCulture))];
}
