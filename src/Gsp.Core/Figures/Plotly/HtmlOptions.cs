namespace Gsp.Figures;

/// <summary>Where a page finds plotly.js.</summary>
public sealed record HtmlOptions
{
    /// <summary>The usual public address of plotly.js, pinned to one version.</summary>
    public const string PublicPlotly = "https://cdn.plot.ly/plotly-2.35.2.min.js";

    /// <summary>The address of plotly.js: a path relative to the page, an absolute path, or a web address.</summary>
    public string PlotlySource { get; init; } = PublicPlotly;

    /// <summary>Whether the page holds the Plotly data and tries to become interactive; without it the page is the SVG alone.</summary>
    public bool Interactive { get; init; } = true;
}
