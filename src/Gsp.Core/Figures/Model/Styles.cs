namespace Gsp.Figures;

/// <summary>The stroke pattern of a line.</summary>
public enum Dash
{
    /// <summary>An unbroken line.</summary>
    Solid,

    /// <summary>Long strokes.</summary>
    Dashed,

    /// <summary>Dots.</summary>
    Dotted,

    /// <summary>Strokes and dots in turn.</summary>
    DashDotted,
}

/// <summary>The shape drawn at a point.</summary>
public enum Marker
{
    /// <summary>Nothing is drawn.</summary>
    None,

    /// <summary>A filled circle.</summary>
    Circle,

    /// <summary>A circle without filling.</summary>
    OpenCircle,

    /// <summary>A filled square.</summary>
    Square,

    /// <summary>A filled diamond.</summary>
    Diamond,

    /// <summary>A filled triangle that points up.</summary>
    TriangleUp,

    /// <summary>A triangle without filling that points up.</summary>
    OpenTriangleUp,

    /// <summary>A filled triangle that points down.</summary>
    TriangleDown,

    /// <summary>An oblique cross.</summary>
    Cross,

    /// <summary>An upright cross.</summary>
    Plus,
}

/// <summary>How an axis maps numbers to lengths.</summary>
public enum AxisScale
{
    /// <summary>Equal steps are equal lengths.</summary>
    Linear,

    /// <summary>Equal ratios are equal lengths; zero and negative values are left out like missing ones.</summary>
    Log,
}

/// <summary>Where the legend stands.</summary>
public enum LegendPlacement
{
    /// <summary>Above the panels where there are at least two entries, else nowhere.</summary>
    Automatic,

    /// <summary>No legend.</summary>
    None,

    /// <summary>In rows above the panels.</summary>
    Top,

    /// <summary>In rows below the panels.</summary>
    Bottom,

    /// <summary>In a column right of the panels.</summary>
    Right,

    /// <summary>Inside each panel, at the top left.</summary>
    TopLeft,

    /// <summary>Inside each panel, at the top right.</summary>
    TopRight,

    /// <summary>Inside each panel, at the bottom left.</summary>
    BottomLeft,

    /// <summary>Inside each panel, at the bottom right.</summary>
    BottomRight,
}

/// <summary>Which panels of a grid share the range of an axis.</summary>
public enum AxisSharing
{
    /// <summary>Every panel has its own range, ticks and title.</summary>
    None,

    /// <summary>Panels of one column share x, panels of one row share y; labels stand at the outer panels only.</summary>
    Lines,

    /// <summary>All panels share the range; labels stand at the outer panels only.</summary>
    All,
}

/// <summary>Upright or lying.</summary>
public enum Orientation
{
    /// <summary>Upright: bars grow upwards, a reference line stands at an x.</summary>
    Vertical,

    /// <summary>Lying: bars grow to the right, a reference line lies at a y.</summary>
    Horizontal,
}
