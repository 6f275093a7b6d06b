using System.Text.Json.Nodes;
using Gsp.Files;
using Gsp.Topology;

namespace Gsp.Cli;

/// <summary>One run of <c>gsp learn</c> over a whole recording, from files to files.</summary>
internal sealed class LearnSession(LearnRequest request, Terminal terminal)
{
    /// <summary>Runs it.</summary>
    /// <returns>The exit code.</returns>
    public int Run(CancellationToken cancellation)
    {
        DateTime started = DateTime.UtcNow;
        string folder = request.Out!;
        ResultFolder.Check(folder);
        var inputs = new InputFiles(terminal);
        LearnPlan plan = LearnPlan.Of(request, inputs, terminal);
        NumericTable table = inputs.Table("samples", request.Input, OptionCheck.Of(() => request.Csv));
        LearnSamples recording = plan.Cut(LearnSamples.Prepare(table, request, plan.Method.TakesMissing));
        if (recording.Count < recording.Nodes)
        {
            terminal.Notice(
                FormattableString.Invariant(
                    $"{recording.Nodes} nodes and only {recording.Count} samples: the graph is hardly determined (rows are time, columns are nodes; is the table transposed?)"
                )
            );
        }
        MethodContext context = plan.Context(request, inputs, recording.Nodes);
        Truth? truth = Truth.Read(request, inputs, recording.Nodes, TopologyMethod.OrderOf(plan.Options));
        var run = new LearnRun(plan.Method, plan.Options, recording, context, truth);
        RunCheckpoints? checkpoints = Checkpoints(run, plan, inputs);
        checkpoints?.Resume();
        LearnResult result = ProgressDisplay.Run(
            terminal,
            $"learning by {plan.Method.Name}",
            progress => Learn(run, progress, checkpoints, cancellation),
            from: run.Stream is { } stream ? (double)stream.Next / stream.Count : 0
        );
        if (!IsUsable(result.Fit))
        {
            // Going on from the checkpoint would only fail again.
            checkpoints?.Delete();
        }
        RequireUsable(result.Fit);

        JsonObject metrics = ResultFiles.Metrics(result);
        JsonObject manifest = ResultFiles.Manifest(request, result, plan.Backend.Name, inputs.Records, started);
        ResultFolder.Write(
            folder,
            target =>
            {
                ResultFiles.Write(target, result, metrics, manifest);
                ReportPage.Of(request, recording, result, truth, metrics).Save(Path.Combine(target, "report.html"));
            }
        );
        checkpoints?.Delete();
        terminal.Output.WriteLine(request.Json ? metrics.ToJsonString() : Summary(result, folder));
        return ExitCode.Success;
    }

    private RunCheckpoints? Checkpoints(LearnRun run, LearnPlan plan, InputFiles inputs)
    {
        if (run.Stream is not { } stream)
        {
            return null;
        }
        RunIdentity identity = RunIdentity.Of(request, plan, inputs.Records);
        return new RunCheckpoints(stream, RunCheckpoints.FileOf(request.Out!, identity), request.Checkpoint, terminal);
    }

    private static LearnResult Learn(
        LearnRun run,
        IProgress<double> progress,
        RunCheckpoints? checkpoints,
        CancellationToken cancellation
    )
    {
        try
        {
            return run.Run(progress, checkpoints, cancellation);
        }
        catch (OperationCanceledException e) when (run.Stream is null)
        {
            throw CommandError.Interrupted(
                "interrupted; nothing was written: the method learns from the whole recording at once, so the same command starts anew",
                e
            );
        }
    }

    private static bool IsUsable(TopologyFit fit) => fit.Status is FitStatus.Converged or FitStatus.NotConverged;

    /// <summary>Ends the program where the numbers are not to be used; nothing is then written.</summary>
    internal static void RequireUsable(TopologyFit fit)
    {
        if (!IsUsable(fit))
        {
            throw CommandError.Numerical($"{fit.Method}: {fit.Status}: {fit.Message}; nothing was written");
        }
    }

    private static string Summary(LearnResult result, string folder)
    {
        var lines = new List<string> { result.Fit.ToString() };
        if (result.ForecastNmse is double forecast)
        {
            lines.Add(FormattableString.Invariant($"forecast error {forecast:0.####} (a priori, mean over the steps)"));
        }
        if (result.Score is { } score)
        {
            lines.Add(score.ToString());
        }
        lines.Add($"results in {folder}");
        return string.Join(Environment.NewLine, lines);
    }
}
