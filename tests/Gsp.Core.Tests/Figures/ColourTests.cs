using Gsp.Figures;
using Gsp.Testing;
using Xunit;

namespace Gsp.Core.Tests.Figures;

public sealed class ColourTests
{
    // Machado, Oliveira and Fernandes (2009), severity 1: how red-blind and green-blind readers see linear RGB.
    private static readonly double[][] RedBlind =
    [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ];
    private static readonly double[][] GreenBlind =
    [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ];

    public static TheoryData<string> Views => ["normal", "red-blind", "green-blind"];

    [Theory]
    [MemberData(nameof(Views))]
    public void SeriesColoursStayApart(string view)
    {
        double[][] seen = [.. Enumerable.Range(0, ColourCycle.Count).Select(i => Lab(ColourCycle.At(i), view))];
        for (int i = 0; i < seen.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                double distance = Math.Sqrt(seen[i].Zip(seen[j], (a, b) => (a - b) * (a - b)).Sum());
                Assert.True(distance > 10, $"colours {i} and {j} are {distance:g3} apart for {view} readers");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Views))]
    public void SequentialMapsChangeLightnessInOneDirection(string view)
    {
        foreach (ColourMap map in (ColourMap[])[ColourMap.Viridis, ColourMap.Cividis, ColourMap.Blues, ColourMap.Greys])
        {
            double[] lightness = [.. Gallery.Range(33, 0, 1).Select(t => Lab(map.At(t), view)[0])];
            double direction = Math.Sign(lightness[^1] - lightness[0]);
            Assert.All(
                lightness.Zip(lightness.Skip(1)),
                pair => Assert.True((pair.Second - pair.First) * direction > 0, map.Name)
            );
        }
    }

    [Theory]
    [MemberData(nameof(Views))]
    public void TheDivergingMapIsLightestInTheMiddleWithEndsApart(string view)
    {
        double[][] seen = [.. Gallery.Range(33, 0, 1).Select(t => Lab(ColourMap.BlueOrange.At(t), view))];
        for (int i = 0; i < 16; i++)
        {
            Assert.True(seen[i + 1][0] > seen[i][0] && seen[32 - i - 1][0] > seen[32 - i][0]);
            // b*: blue is negative, orange positive, however red and green look.
            Assert.True(seen[i][2] < seen[32 - i][2] - 5 || i > 14);
        }
    }

    /// <summary>External reference: matplotlib's tables.</summary>
    [Fact]
    public void ViridisAndCividisAreTheKnownOnes()
    {
        foreach (
            double[] row in Testing.Golden.Csv(
                Path.Combine(AppContext.BaseDirectory, "Golden", "figures", "colour-maps.csv")
            )
        )
        {
            Rgb colour = (row[0] == 0 ? ColourMap.Viridis : ColourMap.Cividis).At(row[1]);
            double error = Math.Max(
                Math.Abs(colour.Red - row[2]),
                Math.Max(Math.Abs(colour.Green - row[3]), Math.Abs(colour.Blue - row[4]))
            );
            Assert.True(error <= 12, $"{colour} at {row[1]} is {error} from the table");
        }
    }

    [Fact]
    public void HexadecimalReadsBack() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            Rgb colour = new((byte)seed, (byte)(seed >> 8), (byte)(seed >> 16));
            return Rgb.Parse(colour.ToString()) == colour;
        });

    [Fact]
    public void MixingEndsAtItsEnds() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            (Rgb a, Rgb b) = (new((byte)seed, (byte)(seed >> 8), 3), new((byte)(seed >> 16), 200, (byte)(seed >> 5)));
            return Rgb.Mix(a, b, 0) == a
                && Rgb.Mix(a, b, 1) == b
                && Rgb.Mix(a, b, -1) == a
                && Rgb.Mix(a, b, 7) == b
                && Rgb.Mix(a, b, double.NaN) == a;
        });

    [Theory]
    [InlineData("red")]
    [InlineData("#12345")]
    [InlineData("#12345g")]
    public void OtherTextIsNoColour(string text) => Assert.Throws<ArgumentException>(() => Rgb.Parse(text));

    [Fact]
    public void AScaleOfBothSignsIsCentredOnZero()
    {
        ResolvedColours colours = new ColourScale().Resolve([-1, double.NaN, 3, double.PositiveInfinity]);
        Assert.Equal((ColourMap.BlueOrange, -3.0, 3.0), (colours.Map, colours.Low, colours.High));
        Assert.Equal(ColourMap.BlueOrange.At(0.5), colours.At(0));
        ResolvedColours positive = new ColourScale().Resolve([1, 2]);
        Assert.Equal((ColourMap.Viridis, 1.0, 2.0), (positive.Map, positive.Low, positive.High));
        ResolvedColours shifted = new ColourScale { Centre = 1 }.Resolve([0, 5]);
        Assert.Equal((-3.0, 5.0), (shifted.Low, shifted.High));
        foreach (double value in (double[])[4, -1e-8, 0, double.Epsilon, 1e300])
        {
            ResolvedColours constant = new ColourScale().Resolve([value, Math.BitIncrement(value)]);
            Assert.True(constant.Low < value && constant.High > value);
            Assert.Equal(constant.Map.At(0.5), constant.At(value));
        }
    }

    // CIE L*a*b* (D65) of a colour as a reader sees it.
    private static double[] Lab(Rgb colour, string view)
    {
        double[] linear = [.. new[] { colour.Red, colour.Green, colour.Blue }.Select(c => Linear(c / 255.0))];
        if (view != "normal")
        {
            double[][] m = view == "red-blind" ? RedBlind : GreenBlind;
            linear = [.. m.Select(row => Math.Clamp(row.Zip(linear, (a, b) => a * b).Sum(), 0, 1))];
        }
        (double r, double g, double b) = (linear[0], linear[1], linear[2]);
        double x = F(((0.4124 * r) + (0.3576 * g) + (0.1805 * b)) / 0.9505);
        double y = F((0.2126 * r) + (0.7152 * g) + (0.0722 * b));
        double z = F(((0.0193 * r) + (0.1192 * g) + (0.9505 * b)) / 1.089);
        return [(116 * y) - 16, 500 * (x - y), 200 * (y - z)];
    }

    private static double Linear(double c) => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);

    private static double F(double t) => t > 0.008856 ? Math.Cbrt(t) : (7.787 * t) + (16.0 / 116);
}
