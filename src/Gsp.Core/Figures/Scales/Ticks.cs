namespace Gsp.Figures;

/// <summary>The ticks of an axis: labelled ones, small ones between them, and a factor common to the labels.</summary>
/// <param name="Values">Where the labelled ticks are, in data units, increasing.</param>
/// <param name="Labels">What they say; may hold raised text.</param>
/// <param name="Minor">Where the small ticks are.</param>
/// <param name="Factor">A power of ten that all labels are to be multiplied by, for instance ×10^{6}; empty for none.</param>
internal sealed record TickSet(
    IReadOnlyList<double> Values,
    IReadOnlyList<string> Labels,
    IReadOnlyList<double> Minor,
    string Factor
)
{
    public static TickSet None { get; } = new([], [], [], "");
}

/// <summary>Chooses ticks for an axis of a given length so that labels never overlap.</summary>
internal static class Ticks
{
    private const double Gap = 8;

    /// <summary>The densest ticks whose labels keep apart.</summary>
    /// <param name="axis">The axis' own wishes.</param>
    /// <param name="categories">Names at 0, 1, 2, ...; empty for a numeric axis.</param>
    /// <param name="transform">Values to pixels.</param>
    /// <param name="size">Font size in pixels.</param>
    /// <param name="upright">Whether labels lie one above another (a y axis).</param>
    public static TickSet Choose(
        Axis axis,
        IReadOnlyList<string> categories,
        AxisTransform transform,
        double size,
        bool upright
    )
    {
        if (axis.TickValues is not null)
        {
            return Own(axis, transform.Range);
        }
        if (categories.Count > 0)
        {
            double[] places = [.. Enumerable.Range(0, categories.Count).Select(i => (double)i)];
            return new TickSet(places, categories, [], "");
        }
        double length = Math.Abs(transform.End - transform.Start);
        int most = Math.Clamp((int)(length / (upright ? size * 2.8 : size * 4.6)), 2, 11);
        TickSet chosen = TickSet.None;
        for (int target = most; target >= 1; target--)
        {
            chosen = Locate(transform.Range, target);
            if (KeepApart(chosen, transform, size, upright))
            {
                return chosen;
            }
        }
        return Thinned(chosen, transform, size, upright);
    }

    /// <summary>Whether no two labels come nearer than a gap.</summary>
    public static bool KeepApart(TickSet ticks, AxisTransform transform, double size, bool upright)
    {
        for (int i = 1; i < ticks.Values.Count; i++)
        {
            double distance = Math.Abs(transform.Pixel(ticks.Values[i]) - transform.Pixel(ticks.Values[i - 1]));
            double needed = upright
                ? size * 1.25
                : ((TextMetrics.Width(ticks.Labels[i], size) + TextMetrics.Width(ticks.Labels[i - 1], size)) / 2) + Gap;
            if (distance < needed)
            {
                return false;
            }
        }
        return true;
    }

    private static TickSet Locate(AxisRange range, int target) =>
        range.Scale == AxisScale.Log
            ? LogTicks.Locate(range.Low, range.High, target)
            : LinearTicks.Locate(range.Low, range.High, target);

    private static TickSet Own(Axis axis, AxisRange range)
    {
        List<double> values = [];
        List<string> labels = [];
        for (int i = 0; i < axis.TickValues!.Count; i++)
        {
            double place = range.Forward(axis.TickValues[i]);
            if (place >= range.Low && place <= range.High)
            {
                values.Add(axis.TickValues[i]);
                labels.Add(axis.TickLabels?[i] ?? NumberText.Short(axis.TickValues[i]));
            }
        }
        return new TickSet(values, labels, [], "");
    }

    private static TickSet Thinned(TickSet ticks, AxisTransform transform, double size, bool upright)
    {
        List<int> kept = [];
        for (int i = 0; i < ticks.Values.Count; i++)
        {
            TickSet pair = new(
                kept.Count == 0 ? [ticks.Values[i]] : [ticks.Values[kept[^1]], ticks.Values[i]],
                kept.Count == 0 ? [ticks.Labels[i]] : [ticks.Labels[kept[^1]], ticks.Labels[i]],
                [],
                ""
            );
            if (KeepApart(pair, transform, size, upright))
            {
                kept.Add(i);
            }
        }
        return ticks with
        {
            Values = [.. kept.Select(i => ticks.Values[i])],
            Labels = [.. kept.Select(i => ticks.Labels[i])],
        };
    }
}
