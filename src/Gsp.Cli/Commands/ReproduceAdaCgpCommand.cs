using System.CommandLine;
using Gsp.Experiments;

namespace Gsp.Cli.Commands;

/// <summary><c>gsp reproduce adacgp</c>: the AdaCGP study.</summary>
internal sealed class ReproduceAdaCgpCommand
{
    private readonly Option<bool> full = new("--full")
    {
        Description = "Every method, 20 seeds a family and the search of the settings: ten minutes instead of one.",
    };

    private readonly Option<int?> seeds = new("--seeds")
    {
        Description = "Recordings a family; 3, or 20 with --full.",
        HelpName = "K",
    };

    private readonly Option<string> folder = new("--out")
    {
        Description = "Folder for the results; it is complete or absent.",
        HelpName = "DIR",
        DefaultValueFactory = _ => Path.Combine("out", "adacgp"),
    };

    public static Command Create(Terminal terminal) => new ReproduceAdaCgpCommand().Build(terminal);

    private Command Build(Terminal terminal)
    {
        var command = new Command(
            "adacgp",
            """
            Repeats the AdaCGP study (arXiv 2411.01567) on its own simulated recordings: tables beside the published ones, the comparison at equal
            length that the paper leaves out, where the settings come from, convergence, sparsity sweep, graphs found, a changing graph, cost. Writes report.html, scores.csv,
            metrics.json and manifest.json. Finished runs are kept in DIR.partial until then: interrupted, the same command does only the others.

            Examples:
              gsp reproduce adacgp
              gsp reproduce adacgp --seeds 20 --out out/twenty
            """
        )
        {
            full,
            seeds,
            folder,
        };
        command.SetAction(
            (parsed, cancellation) =>
            {
                bool all = parsed.GetValue(full);
                var options = new AdaCgpStudyOptions { Full = all, Seeds = parsed.GetValue(seeds) ?? (all ? 20 : 3) };
                return Task.FromResult(
                    new AdaCgpReproduction(options, parsed.GetRequiredValue(folder), terminal).Run(cancellation)
                );
            }
        );
        return command;
    }
}
