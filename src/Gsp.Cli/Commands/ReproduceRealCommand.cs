using System.CommandLine;
using Gsp.Compute;

namespace Gsp.Cli.Commands;

/// <summary><c>gsp reproduce real</c>: the study on real recordings.</summary>
internal sealed class ReproduceRealCommand
{
    private readonly Option<string> data = new("--data")
    {
        Description =
            "Folder with the recordings: r-stations, causal-real, netsim-dream3, metr-la-week, optical-mapping-lee2017. What is absent is left out and named.",
        HelpName = "DIR",
        Required = true,
    };

    private readonly Option<string> backendName = new("--backend")
    {
        Description = $"Where dense products run: {string.Join(", ", Backend.Names)}.",
        DefaultValueFactory = _ => "managed",
    };

    private readonly Option<string> folder = new("--out")
    {
        Description = "Folder for the results; it is complete or absent.",
        HelpName = "DIR",
        DefaultValueFactory = _ => Path.Combine("out", "real"),
    };

    public static Command Create(Terminal terminal) => new ReproduceRealCommand().Build(terminal);

    private Command Build(Terminal terminal)
    {
        var command = new Command(
            "real",
            """
            Learns graphs from real recordings: forecasts of what was held out beside simple forecasts, learned graphs beside known ones, the flow over
            a beating heart. Writes report.html, a figure and a table for each set, metrics.json and manifest.json.

            Example:
              gsp reproduce real --data ../shared/data --out out/real
            """
        )
        {
            data,
            backendName,
            folder,
        };
        command.SetAction(
            (parsed, cancellation) =>
            {
                var reproduction = new RealReproduction(
                    parsed.GetRequiredValue(data),
                    Backend.Find(parsed.GetRequiredValue(backendName)),
                    parsed.GetRequiredValue(folder),
                    terminal
                );
                return Task.FromResult(reproduction.Run(cancellation));
            }
        );
        return command;
    }
}
