using System.Xml.Linq;
using Gsp.Figures;
using Gsp.Random;
using Gsp.Testing;
using Xunit;

namespace Gsp.Core.Tests.Figures;

public sealed class SvgPropertyTests
{
    public static TheoryData<string> Every => [.. Gallery.All.Keys];

    /// <summary>Whatever the data, the document is well-formed and every corner of every shape lies on the canvas.</summary>
    [Fact]
    public void EverythingLiesOnTheCanvas() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            XElement svg = SvgReader.Parse(RandomFigures.Make(seed).ToSvg());
            (double width, double height) = (SvgReader.Number(svg, "width"), SvgReader.Number(svg, "height"));
            foreach ((double x, double y, XElement element) in SvgReader.Points(svg))
            {
                Assert.True(
                    x >= -0.01 && x <= width + 0.01 && y >= -0.01 && y <= height + 0.01,
                    $"({x}, {y}) outside {width} x {height}: {element}"
                );
            }
            return true;
        });

    /// <summary>The same figure has the same bytes, and no number in them is missing.</summary>
    [Fact]
    public void TheSameFigureHasTheSameBytes() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            string svg = RandomFigures.Make(seed).ToSvg();
            return svg == RandomFigures.Make(seed).ToSvg()
                && !svg.Contains("NaN", StringComparison.Ordinal)
                && !svg.Contains("Infinity", StringComparison.Ordinal);
        });

    /// <summary>No text becomes an element: the document holds only the elements that the canvas writes, and no attribute is a script.</summary>
    [Fact]
    public void NoTextBecomesMarkup() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            string[] known =
            [
                "svg",
                "title",
                "g",
                "rect",
                "line",
                "polyline",
                "polygon",
                "path",
                "circle",
                "text",
                "tspan",
                "image",
            ];
            XElement svg = SvgReader.Parse(RandomFigures.Make(seed).ToSvg());
            return svg.DescendantsAndSelf().All(e => known.Contains(e.Name.LocalName))
                && svg.DescendantNodes().All(n => n is XElement or XText)
                && svg.Descendants()
                    .Attributes()
                    .All(a => !a.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        });

    [Fact]
    public void ATitleReadsBack() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            string title = RandomFigures.Text(seed, "t", plain: true);
            XElement svg = SvgReader.Parse(Figure.Of(new LineTrace([1, 2])).WithTitle(title).ToSvg());
            return (svg.Element(SvgReader.Namespace + "title")?.Value ?? "") == title;
        });

    [Theory]
    [MemberData(nameof(Every))]
    public void NoTextIsCut(string name)
    {
        XElement svg = SvgReader.Parse(Gallery.All[name]().ToSvg());
        (double width, double height) = (SvgReader.Number(svg, "width"), SvgReader.Number(svg, "height"));
        foreach ((double left, double right, double y, double size, string text) in SvgReader.Texts(svg))
        {
            bool inside = left >= 0 && right <= width && y - (size * 0.75) >= 0 && y + (size * 0.25) <= height;
            Assert.True(inside, $"'{text}' at {left} to {right}, {y} is cut by {width} x {height}");
        }
    }

    [Theory]
    [MemberData(nameof(Every))]
    public void NoTwoTextsOverlap(string name)
    {
        var texts = SvgReader.Texts(SvgReader.Parse(Gallery.All[name]().ToSvg())).ToArray();
        for (int i = 0; i < texts.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                (var a, var b) = (texts[i], texts[j]);
                bool apart =
                    a.Left >= b.Right
                    || b.Left >= a.Right
                    || a.BaseLine - (a.Size * 0.7) >= b.BaseLine
                    || b.BaseLine - (b.Size * 0.7) >= a.BaseLine;
                Assert.True(apart, $"'{a.Text}' overlaps '{b.Text}'");
            }
        }
    }

    [Fact]
    public void AHeatMapHasOneRectangleACell() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            RandomStream stream = RandomFigures.Stream(seed, "cells");
            (int rows, int columns) = (1 + RandomFigures.Below(stream, 20), 1 + RandomFigures.Below(stream, 20));
            double[,] values = new double[rows, columns];
            for (int i = 0; i < rows * columns; i++)
            {
                values[i / columns, i % columns] = i % 7 == 3 ? double.NaN : stream.NextNormal();
            }
            XElement svg = SvgReader.Parse(Figure.Of(new HeatMapTrace(values)).ToSvg());
            XElement group = svg.Descendants().Single(e => e.Attribute("class")?.Value == nameof(HeatMapTrace));
            string missing = new HeatMapTrace(values).MissingColour.ToString();
            return group.Elements().Count() == rows * columns
                && group.Elements().Count(e => e.Attribute("fill")!.Value == missing) == ((rows * columns) + 3) / 7;
        });

    [Fact]
    public void ALargeHeatMapIsOneImageWithTheSameColours()
    {
        double[,] values = new double[60, 70];
        values[0, 0] = 1;
        values[59, 69] = 2;
        XElement svg = SvgReader.Parse(Figure.Of(new HeatMapTrace(values)).ToSvg());
        XElement image = svg.Descendants(SvgReader.Namespace + "image").Single();
        byte[] png = Convert.FromBase64String(image.Attribute("href")!.Value["data:image/png;base64,".Length..]);
        (Rgb[] pixels, int width, int height) = PngTests.Read(png);
        Assert.Equal((70 * 8, 60 * 8), (width, height));
        Assert.Equal(ColourMap.Viridis.At(0.5), pixels[0]);
        Assert.Equal(ColourMap.Viridis.At(0), pixels[8]);
        Assert.Equal(ColourMap.Viridis.At(1), pixels[^1]);
    }

    /// <summary>Metamorphic: on linear axes the drawing does not change when data are scaled by a power of two and shifted.</summary>
    [Fact]
    public void ALineKeepsItsShapeUnderScaling() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            RandomStream stream = RandomFigures.Stream(seed, "line");
            double[] y = new double[20];
            stream.FillNormal(y);
            string Points(double factor)
            {
                Panel panel = Panel.Of(new LineTrace([.. y.Select(v => v * factor)]));
                Axis bare = new() { Visible = false };
                Figure figure = new() { Panels = [panel with { X = bare, Y = bare }] };
                return SvgReader
                    .Parse(figure.ToSvg())
                    .Descendants(SvgReader.Namespace + "polyline")
                    .First()
                    .Attribute("points")!
                    .Value;
            }
            return Points(1) == Points(Math.Pow(2, (int)(seed % 60) - 30));
        });

    [Fact]
    public void OutsideTheChosenRangeNothingIsDrawn()
    {
        Figure figure = Figure
            .Of(
                new LineTrace(Gallery.Range(50, -10, 10), Gallery.Range(50, -30, 30)),
                new ScatterTrace([-9, 0, 9], [0, 0, 0])
            )
            .WithXRange(-2, 2)
            .WithYRange(-1, 1);
        XElement svg = SvgReader.Parse(figure.ToSvg());
        XElement frame = svg.Descendants(SvgReader.Namespace + "polyline").First();
        XElement[] markers = [.. svg.Descendants(SvgReader.Namespace + "circle")];
        Assert.Single(markers);
        Assert.NotNull(frame);
    }
}
