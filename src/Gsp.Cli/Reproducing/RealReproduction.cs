using System.Globalization;
using System.Text.Json.Nodes;
using Gsp.Compute;
using Gsp.Experiments;
using Gsp.Figures;

namespace Gsp.Cli;

/// <summary>Runs the study on real recordings and writes its results.</summary>
internal sealed class RealReproduction(string data, Backend backend, string folder, Terminal terminal)
{
    public int Run(CancellationToken cancellation)
    {
        ResultFolder.Check(folder);
        if (!Directory.Exists(data))
        {
            throw CommandError.BadInput($"--data {data}: no such folder");
        }
        DateTime started = DateTime.UtcNow;
        RealSeriesResult result = ProgressDisplay.Run(
            terminal,
            "real recordings",
            progress => RealSeriesStudy.Run(data, backend, progress, cancellation)
        );
        foreach (string absent in result.Absent)
        {
            terminal.Notice($"{Path.Combine(data, absent)} is absent and was left out");
        }
        ResultFolder.Write(
            folder,
            target =>
            {
                result.Save(target);
                AtomicFile.WriteText(Path.Combine(target, "metrics.json"), ResultFiles.Text(Metrics(result)));
                AtomicFile.WriteText(
                    Path.Combine(target, "manifest.json"),
                    ResultFiles.Text(Manifest(result, started))
                );
            }
        );
        terminal.Output.WriteLine(result.ToString());
        terminal.Output.WriteLine($"report: {Path.Combine(folder, "report.html")}");
        return ExitCode.Success;
    }

    /// <summary>Every number of every table: set, method, column.</summary>
    private static JsonObject Metrics(RealSeriesResult result)
    {
        var metrics = new JsonObject();
        foreach (RealSeriesSection section in result.Sections)
        {
            var methods = new JsonObject();
            foreach (IReadOnlyList<TableCell> row in section.Table.Rows)
            {
                var numbers = new JsonObject();
                for (int column = 1; column < row.Count; column++)
                {
                    if (row[column].Value is double value && double.IsFinite(value))
                    {
                        numbers[Key(section.Table, column)] = value;
                    }
                }
                methods[row[0].Text] = numbers;
            }
            metrics[section.Name] = methods;
        }
        return metrics;
    }

    /// <summary>A column's header; the ends of an interval take the header of the number before them.</summary>
    private static string Key(Table table, int column)
    {
        string header = table.Headers[column];
        int back = header switch
        {
            "from" => 1,
            "to" => 2,
            _ => 0,
        };
        return back == 0 ? header : $"{table.Headers[column - back]}, {header}";
    }

    private JsonObject Manifest(RealSeriesResult result, DateTime started) =>
        new()
        {
            ["version"] = CommandLine.Version,
            ["command"] = "reproduce real",
            ["backend"] = backend.Name,
            ["seed"] = RealSeriesStudy.Seed,
            ["sets"] = new JsonArray([.. result.Sections.Select(section => (JsonNode)section.Name)]),
            ["absent"] = new JsonArray([.. result.Absent.Select(name => (JsonNode)name)]),
            ["inputs"] = new JsonArray([.. RealSeriesStudy.Inputs(data).Select(Input)]),
            ["time"] = new JsonObject
            {
                ["started"] = started.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
                ["seconds"] = Math.Round((DateTime.UtcNow - started).TotalSeconds, 1),
            },
        };

    private static JsonNode Input(string path)
    {
        InputRecord record = InputRecord.Of("recording", path, File.ReadAllBytes(path));
        return new JsonObject
        {
            ["role"] = record.Role,
            ["path"] = record.Path,
            ["bytes"] = record.Bytes,
            ["sha256"] = record.Sha256,
        };
    }
}
