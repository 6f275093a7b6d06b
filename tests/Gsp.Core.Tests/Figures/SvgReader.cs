using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Gsp.Figures;

namespace Gsp.Core.Tests.Figures;

/// <summary>Reads an SVG back: every coordinate of every element.</summary>
internal static partial class SvgReader
{
    public static XNamespace Namespace { get; } = "http://www.w3.org/2000/svg";

    public static XElement Parse(string svg) => XElement.Parse(svg, LoadOptions.PreserveWhitespace);

    public static double Number(XElement element, string attribute) =>
        double.Parse(element.Attribute(attribute)!.Value, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>The corners of everything drawn.</summary>
    public static IEnumerable<(double X, double Y, XElement Element)> Points(XElement svg)
    {
        foreach (XElement e in svg.Descendants())
        {
            switch (e.Name.LocalName)
            {
                case "rect" or "image":
                    yield return (Number(e, "x"), Number(e, "y"), e);
                    yield return (Number(e, "x") + Number(e, "width"), Number(e, "y") + Number(e, "height"), e);
                    break;
                case "circle":
                    double r = Number(e, "r");
                    yield return (Number(e, "cx") - r, Number(e, "cy") - r, e);
                    yield return (Number(e, "cx") + r, Number(e, "cy") + r, e);
                    break;
                case "line":
                    yield return (Number(e, "x1"), Number(e, "y1"), e);
                    yield return (Number(e, "x2"), Number(e, "y2"), e);
                    break;
                case "polyline" or "polygon" or "path":
                    string list = e.Attribute("points")?.Value ?? e.Attribute("d")!.Value;
                    double[] numbers =
                    [
                        .. Numbers().Matches(list).Select(m => double.Parse(m.Value, CultureInfo.InvariantCulture)),
                    ];
                    if (list.Contains('Q') && numbers.Length == 6)
                    {
                        // The middle point of a quadratic curve steers it and is not drawn: the curve itself is looked at.
                        foreach (double t in (double[])[0, 0.25, 0.5, 0.75, 1])
                        {
                            double At(int k) =>
                                (1 - t) * (1 - t) * numbers[k]
                                + 2 * t * (1 - t) * numbers[k + 2]
                                + t * t * numbers[k + 4];
                            yield return (At(0), At(1), e);
                        }
                        break;
                    }
                    for (int i = 0; i + 1 < numbers.Length; i += 2)
                    {
                        yield return (numbers[i], numbers[i + 1], e);
                    }
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>The boxes of the upright texts, by the library's own widths.</summary>
    public static IEnumerable<(double Left, double Right, double BaseLine, double Size, string Text)> Texts(
        XElement svg
    )
    {
        foreach (XElement e in svg.Descendants(Namespace + "text").Where(e => e.Attribute("transform") is null))
        {
            double size = Number(e, "font-size");
            double width = TextMetrics.Width(e.Value, size, e.Attribute("font-weight") is not null);
            string anchor = e.Attribute("text-anchor")?.Value ?? "start";
            double left =
                Number(e, "x")
                - (
                    anchor == "middle" ? width / 2
                    : anchor == "end" ? width
                    : 0
                );
            yield return (left, left + width, Number(e, "y"), size, e.Value);
        }
    }

    [GeneratedRegex(@"-?\d+(\.\d+)?")]
    private static partial Regex Numbers();
}
