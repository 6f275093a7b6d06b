using System.CommandLine;
using Gsp.Experiments;

namespace Gsp.Cli.Commands;

/// <summary><c>gsp reproduce adacgp</c>: the AdaCGP study.</summary>
internal static class ReproduceAdaCgpCommand
{
    private static readonly Option<bool> Full = new("--full")
    {
        Description = "Every method, 20 seeds a family and the search of the settings: ten minutes instead of one.",
    };

    private static readonly Option<int?> Seeds = new("--seeds")
    {
        Description = "Recordings a family; 3, or 20 with --full.",
        HelpName = "K",
    };

    private static readonly Option<string> Out = new("--out")
    {
        Description = "Folder for the results; it is complete or absent.",
        HelpName = "DIR",
        DefaultValueFactory = _ => Path.Combine("out", "adacgp"),
    };

    public static Command Create(Terminal terminal)
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
            Full,
            Seeds,
            Out,
        };
        command.SetAction(
            (parsed, cancellation) =>
            {
                bool full = parsed.GetValue(Full);
                var options = new AdaCgpStudyOptions { Full = full, Seeds = parsed.GetValue(Seeds) ?? (full ? 20 : 3) };
                return Task.FromResult(
                    new AdaCgpReproduction(options, parsed.GetRequiredValue(Out), terminal).Run(cancellation)
                );
            }
        );
        return command;
    }
}
