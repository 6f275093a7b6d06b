using Gsp.Figures;
using Gsp.Topology;

namespace Gsp.Experiments;

/// <summary>The tables of the study on real recordings.</summary>
internal static class RealSeriesTables
{
    public static Table OfSeries(IReadOnlyList<SeriesRow> rows)
    {
        var table = new Table(
            "method",
            "held-out error",
            "from",
            "to",
            "edges",
            "area under the ROC, known graph",
            "seconds",
            "note"
        );
        foreach (SeriesRow row in rows)
        {
            table = table.AddRow(
                row.Method,
                Number(row.Forecast?.Nmse),
                Number(row.Forecast?.Low),
                Number(row.Forecast?.High),
                TableCell.Number(row.Edges ?? double.NaN, "0"),
                Number(row.Agreement),
                TableCell.Number(row.Seconds, "0.0"),
                row.Note
            );
        }
        return table.MarkBest(1).MarkBest(5, lowest: false);
    }

    public static Table OfNetSim(IReadOnlyList<NetSimRow> rows)
    {
        var table = new Table(
            "method",
            "directed",
            "from",
            "to",
            "either direction",
            "from",
            "to",
            "right way round",
            "from",
            "to"
        );
        foreach (NetSimRow row in rows)
        {
            (MonteCarloSummary directed, MonteCarloSummary undirected, MonteCarloSummary way) = (
                row.DirectedSummary,
                row.UndirectedSummary,
                row.DirectionSummary
            );
            table = table.AddRow(
                row.Method,
                Number(directed.Median),
                Number(directed.IntervalLow),
                Number(directed.IntervalHigh),
                Number(undirected.Median),
                Number(undirected.IntervalLow),
                Number(undirected.IntervalHigh),
                Number(way.Median),
                Number(way.IntervalLow),
                Number(way.IntervalHigh)
            );
        }
        return table.MarkBest(1, lowest: false).MarkBest(4, lowest: false).MarkBest(7, lowest: false);
    }

    public static Table OfImaging(ImagingResult result)
    {
        var table = new Table(
            "method",
            "held-out error, median over subjects",
            "lowest",
            "highest",
            "likeness of two subjects' graphs"
        );
        foreach (
            string method in result
                .Errors.Select(e => e.Method)
                .Concat(result.Consistency.Keys)
                .Distinct(StringComparer.Ordinal)
        )
        {
            double[] errors = [.. result.Errors.Where(e => e.Method == method).SelectMany(e => e.Errors).Order()];
            table = table.AddRow(
                method,
                Number(errors.Length == 0 ? null : errors[errors.Length / 2]),
                Number(errors.Length == 0 ? null : errors[0]),
                Number(errors.Length == 0 ? null : errors[^1]),
                Number(result.Consistency.TryGetValue(method, out double likeness) ? likeness : null)
            );
        }
        return table.MarkBest(1).MarkBest(4, lowest: false);
    }

    private static TableCell Number(double? value, string format = "0.000") =>
        TableCell.Number(value ?? double.NaN, Math.Abs(value ?? 1) < 0.01 ? format + "00" : format);
}
