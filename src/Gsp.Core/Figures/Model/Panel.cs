namespace Gsp.Figures;

/// <summary>One pair of axes with what is drawn between them.</summary>
/// <remarks>Immutable: every change is a new value. Compares by reference in its lists.</remarks>
public sealed record Panel
{
    private readonly Trace[] traces = [];
    private readonly ReferenceLine[] lines = [];
    private readonly Annotation[] annotations = [];

    /// <summary>The title above the panel; may hold <c>_{sub}</c> and <c>^{super}</c>.</summary>
    public string Title { get; init; } = "";

    /// <summary>The horizontal axis.</summary>
    public Axis X { get; init; } = new();

    /// <summary>The vertical axis.</summary>
    public Axis Y { get; init; } = new();

    /// <summary>What is drawn, in this order.</summary>
    /// <exception cref="ArgumentException">A trace's arrays do not belong together.</exception>
    public IReadOnlyList<Trace> Traces
    {
        get => traces;
        init
        {
            traces = [.. value];
            foreach (Trace trace in traces)
            {
                trace.Validate();
            }
        }
    }

    /// <summary>Straight lines through the panel.</summary>
    public IReadOnlyList<ReferenceLine> ReferenceLines
    {
        get => lines;
        init => lines = [.. value];
    }

    /// <summary>Texts at points.</summary>
    public IReadOnlyList<Annotation> Annotations
    {
        get => annotations;
        init => annotations = [.. value];
    }

    /// <summary>Whether one unit is as long on both axes; null lets the traces decide (graphs, images, square matrices).</summary>
    public bool? EqualScale { get; init; }

    /// <summary>A panel with these traces.</summary>
    /// <param name="traces">What is drawn, in this order.</param>
    /// <returns>The panel.</returns>
    public static Panel Of(params Trace[] traces) => new() { Traces = traces };

    /// <summary>The panel with more traces on top.</summary>
    /// <param name="more">The traces to add.</param>
    /// <returns>A new panel.</returns>
    public Panel Add(params Trace[] more) => this with { Traces = [.. traces, .. more] };

    internal void Validate()
    {
        X.Validate("x");
        Y.Validate("y");
        string linear = traces.Select(t => t.NeedsLinearAxes).FirstOrDefault(name => name.Length > 0, "");
        Require.That(
            linear.Length == 0 || (X.Scale == AxisScale.Linear && Y.Scale == AxisScale.Linear),
            $"{linear} needs linear axes",
            nameof(AxisScale)
        );
        foreach (ReferenceLine line in lines)
        {
            line.Validate();
        }
        foreach (Annotation annotation in annotations)
        {
            annotation.Validate();
        }
    }
}
