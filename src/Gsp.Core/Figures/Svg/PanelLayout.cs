namespace Gsp.Figures;

/// <summary>The room a panel needs around its plot for labels, titles and colour bars.</summary>
internal readonly record struct Margins(double Left, double Right, double Top, double Bottom)
{
    public static Margins Max(Margins a, Margins b) =>
        new(Math.Max(a.Left, b.Left), Math.Max(a.Right, b.Right), Math.Max(a.Top, b.Top), Math.Max(a.Bottom, b.Bottom));
}

/// <summary>One panel in pixels: its plot rectangle, transforms and ticks.</summary>
internal sealed class PanelLayout
{
    private const double TickLength = 4;
    private const double BarGap = 12;
    private const double BarWidth = 12;

    private readonly FontSizes fonts;
    private readonly bool labelsX;
    private readonly bool labelsY;

    public PanelLayout(PanelModel model, FontSizes fonts, bool labelsX, bool labelsY, string letter)
    {
        (Model, this.fonts, this.labelsX, this.labelsY, Letter) = (model, fonts, labelsX, labelsY, letter);
        // A first guess; the ticks are chosen again once the rectangle is known.
        Place(new Rect(0, 0, 300, 200));
    }

    public PanelModel Model { get; }

    public string Letter { get; }

    public Rect Plot { get; private set; }

    public AxisTransform X { get; private set; }

    public AxisTransform Y { get; private set; }

    public TickSet XTicks { get; private set; } = TickSet.None;

    public TickSet YTicks { get; private set; } = TickSet.None;

    /// <summary>The ticks of each colour bar, from low to high.</summary>
    public IReadOnlyList<TickSet> BarTicks { get; private set; } = [];

    /// <summary>Whether the x labels are turned because they would overlap.</summary>
    public bool TurnedX { get; private set; }

    public bool ShowsXLabels => Model.ShowX && labelsX;

    public bool ShowsYLabels => Model.ShowY && labelsY;

    /// <summary>Puts the plot into a rectangle and chooses its ticks.</summary>
    public void Place(Rect slot)
    {
        Plot = Model.EqualScale ? Equalised(slot) : slot;
        X = Transform(Model.XRange, Plot.Left, Plot.Right, Model.ReversedX);
        Y = Transform(Model.YRange, Plot.Bottom, Plot.Top, Model.ReversedY);
        XTicks = Model.ShowX
            ? Ticks.Choose(Model.Panel.X, Model.XCategories, X, fonts.Tick, upright: false)
            : TickSet.None;
        YTicks = Model.ShowY
            ? Ticks.Choose(Model.Panel.Y, Model.YCategories, Y, fonts.Tick, upright: true)
            : TickSet.None;
        bool named = Model.XCategories.Count > 0 || Model.Panel.X.TickLabels is not null;
        TurnedX = named && !Ticks.KeepApart(XTicks, X, fonts.Tick, upright: false);
        BarTicks =
        [
            .. Model.ColourBars.Select(bar =>
                Ticks.Choose(new Axis(), [], BarTransform(bar), fonts.Tick, upright: true)
            ),
        ];
    }

    /// <summary>The room needed around the plot as it stands.</summary>
    public Margins Needed()
    {
        double left = ShowsYLabels ? TickLength + 3 + Widest(YTicks) : 0;
        left += HasYTitle ? fonts.Axis + 10 : 0;
        double below = Model.ShowX ? TickLength : 0;
        double right = 2;
        if (ShowsXLabels && XTicks.Labels.Count > 0)
        {
            double longest = Widest(XTicks);
            below += TurnedX ? 6 + (longest * 0.64) + (fonts.Tick * 0.6) : fonts.Tick + 4;
            if (TurnedX)
            {
                // The first label leans to the left of the plot.
                double first = TextMetrics.Width(XTicks.Labels[0], fonts.Tick) * 0.77;
                left = Math.Max(left, first - (X.Pixel(XTicks.Values[0]) - Plot.Left) + 4);
            }
            else
            {
                (double near, double far) = Overhang();
                left = Math.Max(left, near);
                right = Math.Max(right, far);
            }
        }
        below += HasXTitle ? fonts.Axis + 7 : 0;
        bool missing = Model.ColourBars.Any(bar => bar.HasMissing);
        below = missing ? Math.Max(below, MissingDrop + fonts.Tick) : below;
        double above = TitleHeight;
        above += YTicks.Factor.Length > 0 && ShowsYLabels ? fonts.Tick + 4 : 0;
        for (int i = 0; i < BarTicks.Count; i++)
        {
            right += BarExtent(i);
        }
        bool factors = BarTicks.Any(ticks => ticks.Factor.Length > 0);
        above = factors ? Math.Max(above, fonts.Tick + 8) : above;
        right = Math.Max(right, XTicks.Factor.Length > 0 && ShowsXLabels && !HasXTitle ? 10 : 0);
        return new Margins(left, right, above, below);
    }

    /// <summary>The rectangle of a colour bar.</summary>
    public Rect Bar(int index)
    {
        double left = Plot.Right + BarGap;
        for (int i = 0; i < index; i++)
        {
            left += BarExtent(i);
        }
        double height = BarHeight;
        return new Rect(left, Plot.CentreY - (height / 2), BarWidth, height);
    }

    public double TitleHeight => HasTitle ? fonts.Panel + 9 : 0;

    public bool HasTitle => Model.Panel.Title.Length > 0 || Letter.Length > 0;

    public bool HasXTitle => ShowsXLabels && Model.Panel.X.FullTitle.Length > 0;

    public bool HasYTitle => ShowsYLabels && Model.Panel.Y.FullTitle.Length > 0;

    /// <summary>How far the widest tick label of the y axis reaches from the plot.</summary>
    public double YLabelReach => TickLength + 3 + Widest(YTicks);

    /// <summary>How far labels of the x axis reach below the plot.</summary>
    public double XLabelReach =>
        TickLength + (TurnedX ? 6 + (Widest(XTicks) * 0.64) + (fonts.Tick * 0.6) : fonts.Tick + 4);

    public static double TickSize => TickLength;

    /// <summary>How far below a colour bar the key of missing values stands.</summary>
    public double MissingDrop => (fonts.Tick * 0.6) + 3;

    public AxisTransform BarTransform(ResolvedColours bar)
    {
        return new AxisTransform(new AxisRange(bar.Low, bar.High, AxisScale.Linear), BarHeight, 0);
    }

    /// <summary>How far the labels of a colour bar reach from its right edge.</summary>
    public double BarLabelReach(int index) => 5 + Widest(BarTicks[index]);

    private double BarHeight => Math.Min(Plot.Height, 360);

    private double BarExtent(int index)
    {
        double factor = TextMetrics.Width(BarTicks[index].Factor, fonts.Tick) - BarWidth;
        double labels = Math.Max(BarLabelReach(index), factor);
        labels = Model.ColourBars[index].HasMissing
            ? Math.Max(labels, TextMetrics.Width("missing", fonts.Tick) + 4)
            : labels;
        return BarGap + BarWidth + labels + (Model.ColourBars[index].Title.Length > 0 ? fonts.Axis + 6 : 0);
    }

    private double Widest(TickSet ticks) =>
        ticks.Labels.Count == 0 ? 0 : ticks.Labels.Max(label => TextMetrics.Width(label, fonts.Tick));

    private (double Near, double Far) Overhang()
    {
        double near = 0;
        double far = 0;
        for (int i = 0; i < XTicks.Values.Count; i++)
        {
            double half = TextMetrics.Width(XTicks.Labels[i], fonts.Tick) / 2;
            double at = X.Pixel(XTicks.Values[i]);
            near = Math.Max(near, Plot.Left - (at - half));
            far = Math.Max(far, at + half - Plot.Right);
        }
        return (near, far + 2);
    }

    private Rect Equalised(Rect slot)
    {
        double across = Math.Max((Model.XRange.High / 2) - (Model.XRange.Low / 2), 1e-300);
        double up = Math.Max((Model.YRange.High / 2) - (Model.YRange.Low / 2), 1e-300);
        // A panel a hundred times longer than wide would be a hair: stop there.
        double ratio = Math.Clamp(across / up, 0.01, 100);
        double width = Math.Min(slot.Width, slot.Height * ratio);
        double height = Math.Min(slot.Height, slot.Width / ratio);
        return new Rect(slot.CentreX - (width / 2), slot.CentreY - (height / 2), width, height);
    }

    private static AxisTransform Transform(AxisRange range, double start, double end, bool reversed) =>
        reversed ? new AxisTransform(range, end, start) : new AxisTransform(range, start, end);
}
