using System.Text;

namespace Gsp.Figures;

/// <summary>Where a text's anchor point lies along the text.</summary>
internal enum Anchor
{
    Start,
    Middle,
    End,
}

/// <summary>How a shape is filled and stroked; what is left out is not written.</summary>
internal readonly record struct Paint(Rgb? Fill, Rgb? Stroke = null, double StrokeWidth = 1)
{
    public Dash Dash { get; init; }

    public double Opacity { get; init; } = 1;

    public bool Round { get; init; }

    public static Paint Line(Rgb colour, double width, Dash dash = Dash.Solid) =>
        new(null, colour, width) { Dash = dash };
}

/// <summary>Collects the elements of an SVG document as text.</summary>
/// <remarks>The only place that writes SVG: every number passes <see cref="NumberText.Coordinate"/>, every text <see cref="Markup.Escape"/>.</remarks>
internal sealed class SvgCanvas
{
    private readonly StringBuilder body = new();

    /// <summary>What was drawn so far.</summary>
    public string Body => body.ToString();

    public void Rectangle(Rect r, Paint paint)
    {
        if (r.Width < 0 || r.Height < 0)
        {
            throw new InvalidOperationException("a rectangle of a figure came out with a negative side");
        }
        body.Append("<rect x=\"").Append(N(r.Left)).Append("\" y=\"").Append(N(r.Top));
        body.Append("\" width=\"").Append(N(r.Width)).Append("\" height=\"").Append(N(r.Height)).Append('"');
        Finish(paint);
    }

    public void Circle(double x, double y, double radius, Paint paint)
    {
        body.Append("<circle cx=\"").Append(N(x)).Append("\" cy=\"").Append(N(y));
        body.Append("\" r=\"").Append(N(radius)).Append('"');
        Finish(paint);
    }

    public void Line(double x1, double y1, double x2, double y2, Paint paint)
    {
        body.Append("<line x1=\"").Append(N(x1)).Append("\" y1=\"").Append(N(y1));
        body.Append("\" x2=\"").Append(N(x2)).Append("\" y2=\"").Append(N(y2)).Append('"');
        Finish(paint);
    }

    public void Polyline(IReadOnlyList<Point> points, Paint paint) => Points("polyline", points, paint);

    public void Polygon(IReadOnlyList<Point> points, Paint paint)
    {
        if (points.Count >= 3)
        {
            Points("polygon", points, paint);
        }
    }

    /// <summary>A path of letters and numbers; the numbers are taken in order for each <c>#</c> of the pattern.</summary>
    public void Path(string pattern, ReadOnlySpan<double> numbers, Paint paint)
    {
        body.Append("<path d=\"");
        int next = 0;
        foreach (char c in pattern)
        {
            if (c == '#')
            {
                body.Append(N(numbers[next++]));
            }
            else
            {
                body.Append(c);
            }
        }
        body.Append('"');
        Finish(paint);
    }

    /// <summary>A text; (x, y) is its anchor on the base line.</summary>
    public void Text(
        double x,
        double y,
        string text,
        double size,
        Rgb colour,
        Anchor anchor = Anchor.Start,
        bool bold = false,
        double rotation = 0,
        bool halo = false
    )
    {
        List<TextRun> runs = RichText.Parse(text);
        if (runs.Count == 0)
        {
            return;
        }
        body.Append("<text x=\"").Append(N(x)).Append("\" y=\"").Append(N(y));
        body.Append("\" font-size=\"").Append(N(size)).Append("\" fill=\"").Append(colour.ToString()).Append('"');
        body.Append(
            anchor == Anchor.Start ? ""
            : anchor == Anchor.Middle ? " text-anchor=\"middle\""
            : " text-anchor=\"end\""
        );
        body.Append(bold ? " font-weight=\"bold\"" : "");
        // Without this some viewers drop the space that begins a piece.
        body.Append(runs.Count > 1 ? " xml:space=\"preserve\"" : "");
        body.Append(
            halo ? " stroke=\"#ffffff\" stroke-width=\"3\" stroke-linejoin=\"round\" paint-order=\"stroke\"" : ""
        );
        if (rotation != 0)
        {
            body.Append(" transform=\"rotate(").Append(N(rotation)).Append(' ').Append(N(x)).Append(' ');
            body.Append(N(y)).Append(")\"");
        }
        body.Append('>');
        double shift = 0;
        foreach (TextRun run in runs)
        {
            double wanted =
                run.Level > 0 ? -0.38 * size
                : run.Level < 0 ? 0.2 * size
                : 0;
            if (wanted == shift && run.Level == 0)
            {
                body.Append(Markup.Escape(run.Text));
                continue;
            }
            body.Append("<tspan dy=\"").Append(N(wanted - shift)).Append('"');
            body.Append(run.Level == 0 ? "" : $" font-size=\"{N(size * TextMetrics.Small)}\"").Append('>');
            body.Append(Markup.Escape(run.Text)).Append("</tspan>");
            shift = wanted;
        }
        body.Append("</text>\n");
    }

    /// <summary>A raster image stretched over a rectangle, pixels kept square-edged.</summary>
    public void Image(Rect r, byte[] png)
    {
        body.Append("<image x=\"").Append(N(r.Left)).Append("\" y=\"").Append(N(r.Top));
        body.Append("\" width=\"").Append(N(r.Width)).Append("\" height=\"").Append(N(r.Height));
        body.Append(
            "\" preserveAspectRatio=\"none\" style=\"image-rendering:pixelated\" href=\"data:image/png;base64,"
        );
        body.Append(Convert.ToBase64String(png)).Append("\"/>\n");
    }

    /// <summary>Opens a group that names what it holds for tools and tests.</summary>
    public void Open(string kind) => body.Append("<g class=\"").Append(Markup.Escape(kind)).Append("\">\n");

    /// <summary>Closes the last group.</summary>
    public void Close() => body.Append("</g>\n");

    private static string N(double value) => NumberText.Coordinate(value);

    private void Points(string element, IReadOnlyList<Point> points, Paint paint)
    {
        body.Append('<').Append(element).Append(" points=\"");
        for (int i = 0; i < points.Count; i++)
        {
            body.Append(i == 0 ? "" : " ").Append(N(points[i].X)).Append(',').Append(N(points[i].Y));
        }
        body.Append('"');
        Finish(paint);
    }

    private void Finish(Paint paint)
    {
        body.Append(" fill=\"").Append(paint.Fill?.ToString() ?? "none").Append('"');
        if (paint.Stroke is Rgb stroke)
        {
            body.Append(" stroke=\"").Append(stroke.ToString()).Append('"');
            body.Append(paint.StrokeWidth == 1 ? "" : $" stroke-width=\"{N(paint.StrokeWidth)}\"");
            body.Append(paint.Round ? " stroke-linejoin=\"round\" stroke-linecap=\"round\"" : "");
            body.Append(DashArray(paint.Dash, paint.StrokeWidth));
        }
        body.Append(paint.Opacity >= 1 ? "" : $" opacity=\"{N(paint.Opacity)}\"").Append("/>\n");
    }

    private static string DashArray(Dash dash, double width)
    {
        double unit = Math.Max(1, width);
        return dash switch
        {
            Dash.Dashed => $" stroke-dasharray=\"{N(4 * unit)} {N(2.5 * unit)}\"",
            Dash.Dotted => $" stroke-dasharray=\"{N(unit)} {N(2 * unit)}\"",
            Dash.DashDotted => $" stroke-dasharray=\"{N(5 * unit)} {N(2 * unit)} {N(unit)} {N(2 * unit)}\"",
            _ => "",
        };
    }
}
