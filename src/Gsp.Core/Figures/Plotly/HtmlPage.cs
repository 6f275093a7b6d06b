using System.Text;

namespace Gsp.Figures;

/// <summary>Writes the parts of pages that hold figures: the SVG first, so that the page reads offline, then what makes it interactive.</summary>
internal static class HtmlPage
{
    /// <summary>A page of one figure.</summary>
    public static string Write(Figure figure, HtmlOptions options)
    {
        string title = figure.Title.Length > 0 ? RichText.Plain(figure.Title) : "Figure";
        return Head(title, "body{margin:1.5em;background:#fff}svg{max-width:100%;height:auto}")
            + "<body>\n"
            + Embed(figure, options)
            + (options.Interactive ? Loader(options) : "")
            + "</body>\n</html>\n";
    }

    /// <summary>The document's beginning.</summary>
    public static string Head(string title, string style) =>
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        + $"<title>{Markup.Escape(title)}</title>\n<style>\n{style}\n</style>\n</head>\n";

    /// <summary>One figure: its SVG and, where wanted, its Plotly data beside it.</summary>
    public static string Embed(Figure figure, HtmlOptions options)
    {
        FigureLayout layout = FigureLayout.Create(new FigureModel(figure));
        StringBuilder html = new("<div class=\"gsp-figure\">\n<div class=\"gsp-still\">\n");
        html.Append(SvgWriter.Write(layout)).Append("</div>\n");
        if (options.Interactive)
        {
            html.Append("<script type=\"application/json\">").Append(PlotlyWriter.Write(layout)).Append("</script>\n");
        }
        return html.Append("</div>\n").ToString();
    }

    /// <summary>The script that loads plotly.js once and replaces each still figure when that worked.</summary>
    public static string Loader(HtmlOptions options) =>
        $"<script src=\"{Markup.Escape(options.PlotlySource)}\" defer></script>\n"
        + """
            <script>
            window.addEventListener("load", function () {
              if (!window.Plotly) return;
              document.querySelectorAll(".gsp-figure").forEach(function (box) {
                var still = box.querySelector(".gsp-still");
                var data = JSON.parse(box.querySelector("script").textContent);
                var live = document.createElement("div");
                box.appendChild(live);
                Plotly.newPlot(live, data.data, data.layout, data.config).then(
                  function () { still.style.display = "none"; },
                  function () { box.removeChild(live); });
              });
            });
            </script>

            """;
}
