namespace Gsp.Figures;

/// <summary>A figure with everything settled that does not depend on pixels.</summary>
internal sealed class FigureModel
{
    public FigureModel(Figure figure)
    {
        figure.Validate();
        Figure = figure;
        Panels = MakePanels(figure);
        Share(figure.ShareX, "x", horizontal: true);
        Share(figure.ShareY, "y", horizontal: false);
        Keys = [.. Panels.SelectMany(p => p.Keys).DistinctBy(k => k.Label)];
        Legend =
            figure.Legend == LegendPlacement.Automatic ? (Keys.Count >= 2 ? LegendPlacement.Top : LegendPlacement.None)
            : Keys.Count == 0 ? LegendPlacement.None
            : figure.Legend;
    }

    public Figure Figure { get; }

    public IReadOnlyList<PanelModel> Panels { get; }

    /// <summary>The legend entries of all panels, each label once.</summary>
    public IReadOnlyList<LegendKey> Keys { get; }

    public LegendPlacement Legend { get; }

    /// <summary>Whether a panel shows its x tick labels: the lowest of its column where the column shares x.</summary>
    public bool LabelsX(int index) => Figure.ShareX == AxisSharing.None || index + Figure.Columns >= Panels.Count;

    /// <summary>Whether a panel shows its y tick labels: the first of its row where the row shares y.</summary>
    public bool LabelsY(int index) => Figure.ShareY == AxisSharing.None || index % Figure.Columns == 0;

    private static PanelModel[] MakePanels(Figure figure)
    {
        // Named traces take their colours first, in order of appearance, so that a name has one colour in every panel.
        Dictionary<string, int> colourOfName = new(StringComparer.Ordinal);
        foreach (Trace trace in figure.Panels.SelectMany(p => p.Traces))
        {
            if (trace.TakesColour && trace.Colour is null && trace.Name.Length > 0)
            {
                colourOfName.TryAdd(trace.Name, colourOfName.Count);
            }
        }
        List<PanelModel> models = [];
        foreach (Panel panel in figure.Panels)
        {
            int next = colourOfName.Count;
            models.Add(new PanelModel(panel, colourOfName, ref next));
        }
        return [.. models];
    }

    private void Share(AxisSharing sharing, string name, bool horizontal)
    {
        if (sharing == AxisSharing.None)
        {
            return;
        }
        int columns = Figure.Columns;
        IEnumerable<IGrouping<int, PanelModel>> groups = Panels
            .Select((panel, index) => (panel, index))
            .GroupBy(
                p =>
                    sharing == AxisSharing.All ? 0
                    : horizontal ? p.index % columns
                    : p.index / columns,
                p => p.panel
            );
        foreach (IGrouping<int, PanelModel> group in groups)
        {
            Axis[] axes = [.. group.Select(p => horizontal ? p.Panel.X : p.Panel.Y)];
            Require.That(
                axes.All(a => a.Scale == axes[0].Scale),
                $"panels that share {name} must agree on its scale; some are linear and some logarithmic",
                name
            );
            DataRange x = new(group.First().Panel.X.Scale);
            DataRange y = new(group.First().Panel.Y.Scale);
            foreach (PanelModel panel in group)
            {
                panel.Extend(x, y);
            }
            double? minimum = axes.Min(a => a.Minimum);
            double? maximum = axes.Max(a => a.Maximum);
            AxisRange range = (horizontal ? x : y).Settle(minimum, maximum);
            foreach (PanelModel panel in group)
            {
                (panel.XRange, panel.YRange) = horizontal ? (range, panel.YRange) : (panel.XRange, range);
            }
        }
    }
}
