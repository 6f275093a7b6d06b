namespace Gsp.Figures;

/// <summary>A panel with everything settled that does not depend on pixels: ranges, categories, colours, legend entries.</summary>
internal sealed class PanelModel
{
    public PanelModel(Panel panel, IReadOnlyDictionary<string, int> colourOfName, ref int nextColour)
    {
        Panel = panel;
        XCategories = Categories(panel.X, panel.Traces.SelectMany(t => t.XCategories));
        YCategories = Categories(panel.Y, panel.Traces.SelectMany(t => t.YCategories));
        PanelWishes[] wishes = [.. panel.Traces.Select(t => t.Wishes)];
        EqualScale = panel.EqualScale ?? wishes.Any(w => w.EqualScale);
        ReversedX = panel.X.Reversed ?? false;
        ReversedY = panel.Y.Reversed ?? wishes.Any(w => w.ReversedY);
        bool hide = wishes.Length > 0 && wishes.Any(w => w.HideAxes);
        ShowX = panel.X.Visible ?? !hide;
        ShowY = panel.Y.Visible ?? !hide;
        Seats = TakeSeats(colourOfName, ref nextColour);
        ColourBars = [.. panel.Traces.SelectMany(t => t.ColourBars).Where(bar => bar.ShowBar)];
        Keys =
        [
            .. panel.Traces.Zip(Seats).SelectMany(pair => pair.First.Keys(pair.Second)).DistinctBy(key => key.Label),
        ];
        (X, Y) = (new DataRange(panel.X.Scale), new DataRange(panel.Y.Scale));
        Extend(X, Y);
        (XRange, YRange) = (X.Settle(panel.X.Minimum, panel.X.Maximum), Y.Settle(panel.Y.Minimum, panel.Y.Maximum));
    }

    public Panel Panel { get; }

    public IReadOnlyList<string> XCategories { get; }

    public IReadOnlyList<string> YCategories { get; }

    public bool EqualScale { get; }

    public bool ReversedX { get; }

    public bool ReversedY { get; }

    public bool ShowX { get; }

    public bool ShowY { get; }

    public IReadOnlyList<TraceSeat> Seats { get; }

    public IReadOnlyList<ResolvedColours> ColourBars { get; }

    public IReadOnlyList<LegendKey> Keys { get; }

    public AxisRange XRange { get; set; }

    public AxisRange YRange { get; set; }

    /// <summary>Height over width of the plot where both axes have one scale.</summary>
    public double Tallness =>
        ((YRange.High / 2) - (YRange.Low / 2)) / Math.Max((XRange.High / 2) - (XRange.Low / 2), 1e-300);

    private DataRange X { get; }

    private DataRange Y { get; }

    /// <summary>Adds what this panel must show to ranges that several panels share.</summary>
    public void Extend(DataRange x, DataRange y)
    {
        foreach ((Trace trace, TraceSeat seat) in Panel.Traces.Zip(Seats))
        {
            trace.Extend(seat, x, y);
        }
        foreach (ReferenceLine line in Panel.ReferenceLines)
        {
            (line.Orientation == Orientation.Vertical ? x : y).Include(line.Value);
        }
        CategoryEdges(XCategories, x);
        CategoryEdges(YCategories, y);
    }

    private static void CategoryEdges(IReadOnlyList<string> categories, DataRange range)
    {
        if (categories.Count > 0)
        {
            range.IncludeEdge(-0.5);
            range.IncludeEdge(categories.Count - 0.5);
        }
    }

    private static IReadOnlyList<string> Categories(Axis axis, IEnumerable<string> ofTraces)
    {
        string[] own = [.. axis.Categories ?? []];
        string[] seen = [.. ofTraces.Distinct(StringComparer.Ordinal)];
        // The axis decides the order; what it does not name follows.
        return seen.Length == 0 ? own : [.. own.Union(seen, StringComparer.Ordinal)];
    }

    private TraceSeat[] TakeSeats(IReadOnlyDictionary<string, int> colourOfName, ref int next)
    {
        IReadOnlyList<Trace> traces = Panel.Traces;
        TraceSeat[] seats = new TraceSeat[traces.Count];
        int groups = traces.Count(t => t.StandsInGroups);
        int group = 0;
        for (int i = 0; i < seats.Length; i++)
        {
            int index = 0;
            if (traces[i].TakesColour && traces[i].Colour is null)
            {
                index = colourOfName.TryGetValue(traces[i].Name, out int named) ? named : next++;
            }
            bool grouped = traces[i].StandsInGroups;
            seats[i] = new TraceSeat(
                traces[i].Colour ?? ColourCycle.At(index),
                ColourCycle.DashAt(index),
                grouped ? group++ : 0,
                grouped ? groups : 1
            )
            {
                Categories = traces[i].YCategories.Count > 0 ? YCategories : XCategories,
            };
        }
        return seats;
    }
}
