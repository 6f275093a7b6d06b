namespace Gsp.Figures;

/// <summary>A text at a point of a panel, in data coordinates.</summary>
/// <remarks>Annotations whose point lies outside the panel are left out; texts are moved so that they stay inside the figure.</remarks>
/// <param name="X">Position along the x axis.</param>
/// <param name="Y">Position along the y axis.</param>
/// <param name="Text">The text; may hold <c>_{sub}</c> and <c>^{super}</c>.</param>
public sealed record Annotation(double X, double Y, string Text)
{
    /// <summary>Shift of the text to the right of its point, in pixels.</summary>
    public double OffsetX { get; init; } = 6;

    /// <summary>Shift of the text upwards from its point, in pixels.</summary>
    public double OffsetY { get; init; } = 6;

    /// <summary>Whether an arrow runs from the text to the point.</summary>
    public bool Arrow { get; init; }

    /// <summary>The text's colour.</summary>
    public Rgb Colour { get; init; } = Rgb.Parse("#333333");

    internal void Validate() =>
        Require.Finite([X, Y, OffsetX, OffsetY], "annotation", "its position and offsets must be numbers");
}

/// <summary>A straight line through a whole panel: at an x (vertical) or at a y (horizontal).</summary>
/// <param name="Orientation">Vertical for a line at an x, horizontal for a line at a y.</param>
/// <param name="Value">Where it crosses its axis, in data coordinates.</param>
public sealed record ReferenceLine(Orientation Orientation, double Value)
{
    /// <summary>A text at the line's end; empty for none; may hold <c>_{sub}</c> and <c>^{super}</c>.</summary>
    public string Label { get; init; } = "";

    /// <summary>The stroke pattern.</summary>
    public Dash Dash { get; init; } = Dash.Dashed;

    /// <summary>The colour of line and label.</summary>
    public Rgb Colour { get; init; } = Rgb.Parse("#666666");

    internal void Validate() => Require.Finite([Value], "reference line", "its position must be a number");
}
