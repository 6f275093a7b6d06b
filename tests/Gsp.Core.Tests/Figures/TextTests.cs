using Gsp.Figures;
using Gsp.Testing;
using Xunit;

namespace Gsp.Core.Tests.Figures;

public sealed class TextTests
{
    private static double[][] Widths { get; } =
        Testing.Golden.Csv(Path.Combine(AppContext.BaseDirectory, "Golden", "figures", "text-widths.csv"));

    /// <summary>External reference: the advance widths of Liberation Sans, one of the fonts asked for.</summary>
    [Fact]
    public void WidthsAreTheFonts()
    {
        foreach (double[] row in Widths)
        {
            char c = (char)row[0];
            double tolerance = c < 127 ? 0.0011 : 0.16;
            double width = TextMetrics.Width(c.ToString(), 1);
            Assert.True(Math.Abs(width - row[1]) <= tolerance, $"'{c}' ({(int)c}): {width} instead of {row[1]}");
        }
    }

    [Theory]
    [InlineData("Convergence on scale-free graphs")]
    [InlineData("Estimated shift operator, 20 seeds")]
    [InlineData("NMSE(W) by method and family")]
    public void BoldTextIsAboutAsWideAsTheBoldFont(string text)
    {
        double expected = text.Sum(c => Widths.First(row => (char)row[0] == c)[2]);
        Assert.InRange(TextMetrics.Width(text, 1, bold: true), expected * 0.97, expected * 1.06);
    }

    [Fact]
    public void WidthIsAdditiveAndProportional() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            string a = RandomFigures.Text(seed, "a", plain: true);
            string b = RandomFigures.Text(seed, "b", plain: true);
            double sum = TextMetrics.Width(a, 12) + TextMetrics.Width(b, 12);
            return Math.Abs(TextMetrics.Width(a + b, 12) - sum) < 1e-9
                && Math.Abs((2 * TextMetrics.Width(a, 6)) - TextMetrics.Width(a, 12)) < 1e-9;
        });

    [Fact]
    public void FittedTextFits() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            string text = RandomFigures.Text(seed, "t", plain: true);
            double room = seed % 200;
            string fitted = TextMetrics.Fit(text, 11, room);
            return TextMetrics.Width(fitted, 11) <= room && (fitted == text || fitted.Length == 0 || fitted[^1] == '…');
        });

    [Fact]
    public void WrappedLinesHoldEveryWord() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            string text = RandomFigures.Text(seed, "t", plain: true);
            IReadOnlyList<string> lines = TextMetrics.Wrap(text, 11, 80);
            return string.Join(' ', lines) == string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                && lines.All(l => TextMetrics.Width(l, 11) <= 80 || !l.Contains(' '));
        });

    [Fact]
    public void EscapingLeavesNoRawMarkup() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            string escaped = Markup.Escape(RandomFigures.Text(seed, "t"));
            string bare = System.Text.RegularExpressions.Regex.Replace(escaped, "&(amp|lt|gt|quot|#39);", "");
            return bare.AsSpan().IndexOfAny("<>&\"'\n") < 0 && System.Xml.XmlConvert.VerifyXmlChars(escaped) == escaped;
        });

    [Theory]
    [InlineData("E_{h}", "Eh", "E<sub>h</sub>")]
    [InlineData("10^{-3} m", "10-3 m", "10<sup>-3</sup> m")]
    [InlineData("a_{b", "a_{b", "a_{b")]
    [InlineData("x_1^2", "x_1^2", "x_1^2")]
    [InlineData("<_{<}", "<<", "&lt;<sub>&lt;</sub>")]
    [InlineData("", "", "")]
    public void RaisedAndLoweredText(string text, string plain, string html) =>
        Assert.Equal((plain, html), (RichText.Plain(text), RichText.Html(text)));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(-0.001, "0")]
    [InlineData(1.005, "1.01")]
    [InlineData(-1.005, "-1.01")]
    [InlineData(123.456, "123.46")]
    [InlineData(99.999, "100")]
    public void CoordinatesAreRounded(double value, string text) => Assert.Equal(text, NumberText.Coordinate(value));

    [Fact]
    public void CoordinatesForgetTheLastBit() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            // Ties included: every eighth value ends in 5 at the third decimal.
            double value = seed % 8 == 0 ? (seed % 100000 / 100.0) + 0.005 : seed % 1000003 / 997.0;
            string text = NumberText.Coordinate(value);
            return text == NumberText.Coordinate(Math.BitIncrement(value))
                && text == NumberText.Coordinate(Math.BitDecrement(value));
        });

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void CoordinatesAreNumbers(double value) =>
        Assert.Throws<InvalidOperationException>(() => NumberText.Coordinate(value));

    [Theory]
    [InlineData(-15, -1, "−1.5")]
    [InlineData(3, 2, "300")]
    [InlineData(0, 5, "0")]
    [InlineData(5, -3, "0.005")]
    public void ScaledNumbersAreExact(long mantissa, int exponent, string text) =>
        Assert.Equal(text, NumberText.Scaled(mantissa, exponent));

    [Theory]
    [InlineData(0.123456, "0.1235")]
    [InlineData(-2, "−2")]
    [InlineData(1.5e-7, "1.5×10^{−7}")]
    [InlineData(double.NaN, "missing")]
    public void ShortNumbers(double value, string text) => Assert.Equal(text, NumberText.Short(value));
}
