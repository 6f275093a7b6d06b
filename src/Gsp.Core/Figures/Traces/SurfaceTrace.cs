namespace Gsp.Figures;

/// <summary>A triangle mesh in space, coloured by a value at each vertex, seen from far away (orthographic).</summary>
/// <remarks>
/// Triangles are painted from the farthest to the nearest with one shade each: the mean of their vertices' values, darker where they turn
/// away from the eye. In Plotly the mesh can be turned.
/// </remarks>
public sealed record SurfaceTrace : Trace
{
    private readonly double[] vertices;
    private readonly int[] triangles;
    private readonly double[]? values;

    /// <summary>A mesh.</summary>
    /// <param name="vertices">[vertex, 3]: x, y, z.</param>
    /// <param name="triangles">[triangle, 3]: three vertices each, from 0.</param>
    /// <exception cref="ArgumentException">A shape is wrong, a coordinate is not finite, or a triangle names no vertex.</exception>
    public SurfaceTrace(double[,] vertices, int[,] triangles)
    {
        ArgumentNullException.ThrowIfNull(vertices);
        ArgumentNullException.ThrowIfNull(triangles);
        Require.SameLength(vertices.GetLength(1), 3, "each vertex", "x, y and z");
        Require.SameLength(triangles.GetLength(1), 3, "each triangle", "three vertices");
        this.vertices = [.. vertices.Cast<double>()];
        this.triangles = [.. triangles.Cast<int>()];
        Require.Finite(this.vertices, nameof(vertices));
        Require.That(
            this.triangles.All(v => v >= 0 && v < VertexCount),
            FormattableString.Invariant($"triangles must name vertices 0 to {VertexCount - 1}"),
            nameof(triangles)
        );
    }

    /// <summary>The number of vertices.</summary>
    public int VertexCount => vertices.Length / 3;

    /// <summary>The number of triangles.</summary>
    public int TriangleCount => triangles.Length / 3;

    /// <summary>A number for each vertex; null colours the mesh evenly. A triangle with a missing number is grey.</summary>
    public IReadOnlyList<double>? Values
    {
        get => values;
        init => values = Copy(value);
    }

    /// <summary>How values become colours; null for the defaults.</summary>
    public ColourScale? Colours { get; init; }

    /// <summary>Where the eye stands around the z axis, in degrees from the x axis towards the y axis.</summary>
    public double Azimuth { get; init; } = -60;

    /// <summary>How high the eye stands above the xy plane, in degrees, -90 to 90.</summary>
    public double Elevation { get; init; } = 30;

    internal override PanelWishes Wishes => new(EqualScale: true, ReversedY: false, HideAxes: true);

    internal override string NeedsLinearAxes => "a mesh";

    internal override bool TakesColour => values is null;

    internal override IEnumerable<ResolvedColours> ColourBars => Resolved is ResolvedColours colours ? [colours] : [];

    private ResolvedColours? Resolved => values is null ? null : (Colours ?? new ColourScale()).Resolve(values);

    internal override void Validate()
    {
        ValidateStyle();
        Colours?.Validate();
        SameLength(values, VertexCount, nameof(Values));
        Require.That(Colours is null || values is not null, "Colours needs Values: one number for each vertex");
        Require.InRange(Elevation, -90.0, 90.0);
        Require.InRange(Azimuth, -360.0, 360.0);
    }

    internal override void Extend(TraceSeat seat, DataRange xs, DataRange ys)
    {
        Camera camera = new(Azimuth, Elevation);
        for (int i = 0; i < VertexCount; i++)
        {
            Projected p = camera.Project(vertices.AsSpan(3 * i, 3));
            xs.Include(p.X);
            ys.Include(p.Y);
        }
    }

    internal override void Draw(PlotArea area)
    {
        Camera camera = new(Azimuth, Elevation);
        Projected[] seen = [.. Enumerable.Range(0, VertexCount).Select(i => camera.Project(vertices.AsSpan(3 * i, 3)))];
        ResolvedColours? colours = Resolved;
        foreach (int t in Order(seen))
        {
            (int a, int b, int c) = (triangles[3 * t], triangles[(3 * t) + 1], triangles[(3 * t) + 2]);
            Rgb colour = colours is null
                ? area.Colour
                : colours.At((values![a] / 3) + (values[b] / 3) + (values[c] / 3));
            double facing = Camera.Facing(seen[a], seen[b], seen[c]);
            Rgb shade = Rgb.Mix(Rgb.Black, colour, 0.45 + (0.55 * facing));
            Point[] corners = [.. new[] { a, b, c }.Select(v => area.At(seen[v].X, seen[v].Y))];
            List<Point> shape = Clipping.Polygon(corners, area.Rect);
            // A thin stroke of the same colour closes the seams between neighbours.
            area.Canvas.Polygon(shape, new Paint(shade, Opacity < 1 ? null : shade, 0.4) { Opacity = Opacity });
        }
    }

    internal override void WritePlotly(PlotlyTraces plotly, TraceSeat seat) =>
        plotly.Add(
            "mesh3d",
            Name,
            j =>
            {
                for (int axis = 0; axis < 3; axis++)
                {
                    int k = axis;
                    j.Numbers("xyz"[k].ToString(), Enumerable.Range(0, VertexCount).Select(i => vertices[(3 * i) + k]));
                    j.Numbers(
                        "ijk"[k].ToString(),
                        Enumerable.Range(0, TriangleCount).Select(i => (double)triangles[(3 * i) + k])
                    );
                }
                j.Number("opacity", Opacity);
                if (Resolved is ResolvedColours colours)
                {
                    j.Numbers("intensity", values!);
                    plotly.Colours(j, colours, "cmin", "cmax");
                }
                else
                {
                    j.Text("color", seat.Colour.ToString());
                }
            }
        );

    // Depths are compared coarsely, so that the last bit of a cosine cannot swap two triangles.
    private IEnumerable<int> Order(Projected[] seen)
    {
        double scale = Math.Max(seen.Select(p => Math.Abs(p.Depth)).DefaultIfEmpty(0).Max(), 1e-300);
        return Enumerable
            .Range(0, TriangleCount)
            .OrderBy(t => Math.Round(Enumerable.Range(3 * t, 3).Sum(k => seen[triangles[k]].Depth / scale), 9))
            .ThenBy(t => t);
    }
}
