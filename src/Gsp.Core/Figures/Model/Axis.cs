namespace Gsp.Figures;

/// <summary>One axis of a panel: title and unit, scale, range, ticks.</summary>
/// <remarks>
/// Ranges left out come from the data, with a little room unless the data fill their range exactly (heat maps, bars at zero). Compares by
/// value except for its lists, which compare by reference.
/// </remarks>
public sealed record Axis
{
    /// <summary>What the axis shows; may hold <c>_{sub}</c> and <c>^{super}</c>.</summary>
    public string Title { get; init; } = "";

    /// <summary>The unit, written in parentheses after the title; empty for none.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Linear or logarithmic.</summary>
    public AxisScale Scale { get; init; }

    /// <summary>The lower end; null takes it from the data.</summary>
    public double? Minimum { get; init; }

    /// <summary>The upper end; null takes it from the data.</summary>
    public double? Maximum { get; init; }

    /// <summary>Whether values grow leftwards or downwards; null lets the traces decide (matrices and images grow downwards).</summary>
    public bool? Reversed { get; init; }

    /// <summary>Names at the positions 0, 1, 2, ... instead of numbers; null takes them from the traces (bars, boxes).</summary>
    public IReadOnlyList<string>? Categories { get; init; }

    /// <summary>The ticks' positions; null chooses round ones.</summary>
    public IReadOnlyList<double>? TickValues { get; init; }

    /// <summary>The ticks' labels, one for each of <see cref="TickValues"/>; null writes the numbers.</summary>
    public IReadOnlyList<string>? TickLabels { get; init; }

    /// <summary>Whether the axis is drawn; null lets the traces decide (graph drawings and meshes hide their axes).</summary>
    public bool? Visible { get; init; }

    /// <summary>Whether pale lines continue the ticks through the panel.</summary>
    public bool Grid { get; init; } = true;

    /// <summary>Title and unit in one line.</summary>
    internal string FullTitle =>
        Unit.Length == 0 ? Title
        : Title.Length == 0 ? Unit
        : $"{Title} ({Unit})";

    internal void Validate(string name)
    {
        Require.That(
            Minimum is null || double.IsFinite(Minimum.Value),
            $"the {name} axis' minimum must be finite",
            name
        );
        Require.That(
            Maximum is null || double.IsFinite(Maximum.Value),
            $"the {name} axis' maximum must be finite",
            name
        );
        Require.That(
            Minimum is null || Maximum is null || Minimum < Maximum,
            $"the {name} axis' minimum must be smaller than its maximum (use Reversed to turn it round)",
            name
        );
        Require.That(
            Scale == AxisScale.Linear || ((Minimum ?? 1) > 0 && (Maximum ?? 1) > 0),
            $"the {name} axis is logarithmic; its limits must be greater than zero",
            name
        );
        Require.That(
            TickLabels is null || TickLabels.Count == TickValues?.Count,
            $"the {name} axis needs one tick label for each tick value",
            name
        );
        if (TickValues is not null)
        {
            Require.Finite([.. TickValues], $"{name} tick values");
        }
        Require.That(
            Categories is null || Scale == AxisScale.Linear,
            $"the {name} axis has categories; its scale must be linear",
            name
        );
    }
}
