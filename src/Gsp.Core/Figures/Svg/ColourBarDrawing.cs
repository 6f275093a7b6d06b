namespace Gsp.Figures;

/// <summary>Draws the colour bars beside a panel.</summary>
internal static class ColourBarDrawing
{
    private const int Steps = 64;

    public static void Draw(SvgCanvas canvas, PanelLayout panel, FontSizes fonts)
    {
        for (int i = 0; i < panel.Model.ColourBars.Count; i++)
        {
            canvas.Open("colour-bar");
            Draw(canvas, panel, i, fonts);
            canvas.Close();
        }
    }

    private static void Draw(SvgCanvas canvas, PanelLayout panel, int index, FontSizes fonts)
    {
        ResolvedColours bar = panel.Model.ColourBars[index];
        Rect box = panel.Bar(index);
        double step = box.Height / Steps;
        for (int s = 0; s < Steps; s++)
        {
            // Each step reaches down to the foot, so that no seam shows between two of them.
            Rgb colour = bar.Map.At((Steps - s - 0.5) / Steps);
            canvas.Rectangle(
                new Rect(box.Left, box.Top + (s * step), box.Width, box.Height - (s * step)),
                new Paint(colour)
            );
        }
        canvas.Rectangle(box, new Paint(null, Ink.Axis, 0.8));
        AxisTransform transform = panel.BarTransform(bar);
        TickSet ticks = panel.BarTicks[index];
        for (int t = 0; t < ticks.Values.Count; t++)
        {
            double y = box.Top + transform.Pixel(ticks.Values[t]);
            canvas.Line(box.Right, y, box.Right + 3, y, Paint.Line(Ink.Axis, 0.8));
            canvas.Text(box.Right + 5, y + (fonts.Tick * 0.35), ticks.Labels[t], fonts.Tick, Ink.Text);
        }
        if (ticks.Factor.Length > 0)
        {
            canvas.Text(box.Left, box.Top - 6, ticks.Factor, fonts.Tick, Ink.Pale);
        }
        if (bar.HasMissing)
        {
            Rect swatch = new(box.Left, box.Bottom + panel.MissingDrop, 10, 8);
            canvas.Rectangle(swatch, new Paint(bar.MissingColour, Ink.Axis, 0.6));
            canvas.Text(swatch.Right + 3, swatch.Bottom, "missing", fonts.Tick * 0.9, Ink.Pale);
        }
        string title = TextMetrics.Fit(bar.Title, fonts.Axis, panel.Plot.Height * 1.2);
        double x = box.Right + panel.BarLabelReach(index) + fonts.Axis + 1;
        canvas.Text(x, box.CentreY, title, fonts.Axis, Ink.Text, Anchor.Middle, rotation: -90);
    }
}
