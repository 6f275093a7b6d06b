namespace Gsp.Figures;

/// <summary>A graph drawn at given positions: directed or not, edges by weight, nodes by value.</summary>
/// <remarks>
/// Edges of both signs are coloured by weight (blue negative, orange positive) unless <see cref="EdgeColours"/> says otherwise; the weakest
/// are drawn first. Two nodes joined in both directions get two bowed arrows; an edge from a node to itself is a small loop. Positions come
/// from a layout or from the sensors' places. Axes are hidden and both have one scale.
/// </remarks>
public sealed record GraphTrace : Trace
{
    private readonly double[] x;
    private readonly double[] y;
    private readonly DrawnEdge[] edges;
    private readonly double[]? nodeValues;
    private readonly double[]? nodeSizes;
    private readonly string[]? labels;

    /// <summary>A graph.</summary>
    /// <param name="x">The nodes' positions along x.</param>
    /// <param name="y">The nodes' positions along y, one for each of <paramref name="x"/>.</param>
    /// <param name="edges">The edges.</param>
    /// <exception cref="ArgumentException">The lengths differ, a position is missing, or an edge names no node or has no finite weight.</exception>
    public GraphTrace(IReadOnlyList<double> x, IReadOnlyList<double> y, IReadOnlyList<DrawnEdge> edges)
    {
        (this.x, this.y, this.edges) = ([.. x], [.. y], [.. edges]);
        SameLength(this.y, this.x.Length, nameof(y));
        Require.Finite(this.x, nameof(x), "every node needs a position");
        Require.Finite(this.y, nameof(y), "every node needs a position");
        for (int i = 0; i < this.edges.Length; i++)
        {
            DrawnEdge edge = this.edges[i];
            bool inside = (uint)edge.From < (uint)this.x.Length && (uint)edge.To < (uint)this.x.Length;
            Require.That(
                inside && double.IsFinite(edge.Weight),
                FormattableString.Invariant(
                    $"edge {i} is {edge}; nodes are 0 to {this.x.Length - 1} and weights finite"
                ),
                nameof(edges)
            );
        }
    }

    /// <summary>The graph of an adjacency matrix, where W[i, j] is the effect of j on i, so that the arrow runs from j to i.</summary>
    /// <param name="x">The nodes' positions along x.</param>
    /// <param name="y">The nodes' positions along y.</param>
    /// <param name="adjacency">N x N weights; zeros are no edges.</param>
    /// <param name="directed">Whether arrows are drawn; without, only entries on and below the diagonal count.</param>
    /// <returns>The trace.</returns>
    /// <exception cref="ArgumentException">The shapes differ, or a value is missing.</exception>
    public static GraphTrace FromAdjacency(
        IReadOnlyList<double> x,
        IReadOnlyList<double> y,
        double[,] adjacency,
        bool directed = true
    )
    {
        ArgumentNullException.ThrowIfNull(adjacency);
        Require.SameLength(adjacency.GetLength(0), x.Count, "the adjacency matrix' rows", "one row for each node");
        Require.SameLength(
            adjacency.GetLength(1),
            x.Count,
            "the adjacency matrix' columns",
            "one column for each node"
        );
        List<DrawnEdge> edges = [];
        for (int i = 0; i < x.Count; i++)
        {
            for (int j = 0; j < (directed ? x.Count : i + 1); j++)
            {
                if (adjacency[i, j] != 0)
                {
                    edges.Add(new DrawnEdge(j, i, adjacency[i, j]));
                }
            }
        }
        return new GraphTrace(x, y, edges) { Directed = directed };
    }

    /// <summary>The number of nodes.</summary>
    public int NodeCount => x.Length;

    /// <summary>The edges.</summary>
    public IReadOnlyList<DrawnEdge> Edges => edges;

    /// <summary>Whether edges are arrows.</summary>
    public bool Directed { get; init; } = true;

    /// <summary>Numbers that become the nodes' colours, one for each node; null draws all in one colour.</summary>
    public IReadOnlyList<double>? NodeValues
    {
        get => nodeValues;
        init => nodeValues = Copy(value);
    }

    /// <summary>How node values become colours; null for the defaults.</summary>
    public ColourScale? NodeColours { get; init; }

    /// <summary>The nodes' diameters in pixels, one for each node; null chooses one by their number.</summary>
    public IReadOnlyList<double>? NodeSizes
    {
        get => nodeSizes;
        init => nodeSizes = Copy(value);
    }

    /// <summary>Texts beside the nodes (inside where they fit), one for each node; null for none.</summary>
    public IReadOnlyList<string>? Labels
    {
        get => labels;
        init => labels = value is null ? null : [.. value];
    }

    /// <summary>How weights become colours; null colours only graphs with weights of both signs.</summary>
    public ColourScale? EdgeColours { get; init; }

    /// <summary>The stroke width of the strongest edge in pixels; the weakest has a fifth of it.</summary>
    public double EdgeWidth { get; init; } = 2.5;

    internal override PanelWishes Wishes => new(EqualScale: true, ReversedY: false, HideAxes: true);

    internal override bool TakesColour => nodeValues is null;

    internal override IEnumerable<ResolvedColours> ColourBars
    {
        get
        {
            if (NodeScale is ResolvedColours nodes)
            {
                yield return nodes;
            }
            if (EdgeScale is ResolvedColours weights)
            {
                yield return weights;
            }
        }
    }

    internal ResolvedColours? NodeScale =>
        nodeValues is null ? null : (NodeColours ?? new ColourScale()).Resolve(nodeValues);

    internal ResolvedColours? EdgeScale
    {
        get
        {
            bool bothSigns = edges.Any(e => e.Weight < 0) && edges.Any(e => e.Weight > 0);
            ColourScale? scale = EdgeColours ?? (bothSigns ? new ColourScale { Title = "weight" } : null);
            return scale?.Resolve(edges.Select(e => e.Weight));
        }
    }

    /// <summary>A node's diameter in a panel of a given size: smaller for many nodes and in small panels.</summary>
    internal double Diameter(int node, Rect plot)
    {
        double room = Math.Min(1, Math.Min(plot.Width, plot.Height) / 250);
        return nodeSizes?[node] ?? Math.Max(3, Math.Clamp(70 / Math.Sqrt(Math.Max(1, x.Length)), 5, 16) * room);
    }

    internal Point Position(int node) => new(x[node], y[node]);

    internal string Label(int node) => labels?[node] ?? "";

    internal double NodeValue(int node) => nodeValues![node];

    internal override void Validate()
    {
        ValidateStyle();
        NodeColours?.Validate();
        EdgeColours?.Validate();
        Require.Positive(EdgeWidth);
        SameLength(nodeValues, x.Length, nameof(NodeValues));
        SameLength(nodeSizes, x.Length, nameof(NodeSizes));
        Require.That(NodeColours is null || nodeValues is not null, "NodeColours needs NodeValues: one for each node");
        Require.That(
            nodeSizes is null || nodeSizes.All(s => double.IsFinite(s) && s > 0 && s <= 200),
            "node sizes must lie in (0, 200] pixels",
            nameof(NodeSizes)
        );
        Require.SameLength(labels?.Length ?? x.Length, x.Length, nameof(Labels), "one label for each node is expected");
    }

    internal override void Extend(TraceSeat seat, DataRange xs, DataRange ys)
    {
        xs.Include(x);
        ys.Include(y);
        if (x.Length > 0)
        {
            // Room for discs, loops and bows.
            IncludeRoom(xs, x, y);
            IncludeRoom(ys, y, x);
        }
    }

    internal override void Draw(PlotArea area) => GraphDrawing.Draw(this, area);

    internal override void WritePlotly(PlotlyTraces plotly, TraceSeat seat) => GraphPlotly.Write(this, plotly, seat);

    private protected override void DrawKey(SvgCanvas canvas, Rect box, TraceSeat seat) =>
        canvas.Circle(box.CentreX, box.CentreY, 4, new Paint(seat.Colour));

    // A twentieth on each side; nodes in a row or column still get a strip of a fifth of its length.
    private static void IncludeRoom(DataRange range, double[] positions, double[] others)
    {
        (double low, double high) = (positions.Min(), positions.Max());
        double half = (high / 2) - (low / 2);
        double other = (others.Max() / 2) - (others.Min() / 2);
        double room = Math.Max(0.12 * half, (0.2 * other) - half);
        range.Include(low - room);
        range.Include(high + room);
    }
}
