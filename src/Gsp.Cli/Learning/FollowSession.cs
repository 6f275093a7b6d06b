using System.Text;
using System.Text.Json.Nodes;
using Gsp.Files;

namespace Gsp.Cli;

/// <summary><c>gsp learn - --follow</c>: learns while samples come in, one JSON line per update.</summary>
internal sealed class FollowSession(LearnRequest request, Terminal terminal)
{
    /// <summary>Runs until the input ends or the user interrupts.</summary>
    public int Run(CancellationToken cancellation)
    {
        var inputs = new InputFiles(terminal);
        LearnPlan plan = LearnPlan.Of(request, inputs, terminal);
        if (plan.Method.Stream is null)
        {
            throw CommandError.Usage($"--follow: method {plan.Method.Name} does not learn sample by sample");
        }
        using var reader = new StreamReader(terminal.Input, new UTF8Encoding(false), leaveOpen: true);
        var rows = new SampleReader(reader, request, plan.Method.TakesMissing);
        var course = new FollowCourse(rows, nodes => Start(plan, inputs, nodes));
        FollowState? state = request.State is { } path ? new FollowState(path, request, plan, inputs, terminal) : null;
        state?.Restore(course);
        try
        {
            Follow(course, state, cancellation);
        }
        catch (OperationCanceledException)
        {
            // Interrupting is the way to end what has no end of its own.
            state?.Save(course);
            return state is null ? ExitCode.Success : ExitCode.Checkpointed;
        }
        catch (Exception e) when (e is CommandError or GspFormatException or IOException)
        {
            // A damaged line, or nobody left who reads the output: what was learned before is sound.
            state?.Save(course);
            throw;
        }
        state?.Save(course);
        return ExitCode.Success;
    }

    private void Follow(FollowCourse course, FollowState? state, CancellationToken cancellation)
    {
        while (course.Step(cancellation) is { } step)
        {
            terminal.Output.WriteLine(Line(course.Taken - 1, step, course.Status.ToString()));
            terminal.Output.Flush();
            if (step.Stopped)
            {
                terminal.Notice("the method has stopped by its own criterion");
                return;
            }
            state?.SaveIfDue(course);
        }
    }

    private ITopologyStream Start(LearnPlan plan, InputFiles inputs, int nodes)
    {
        MethodContext context = plan.Context(request, inputs, nodes);
        return OptionCheck.Of(() => plan.Method.Stream!(plan.Options, context));
    }

    private static string Line(long time, StreamStep step, string status)
    {
        var line = new JsonObject { ["t"] = time, ["learned"] = step.Learned };
        Add(line, "forecast_error", step.ForecastError);
        Add(line, "pred_error", step.PredictionError);
        Add(line, "pred_error_from_h", step.PredictionErrorFromCoefficients);
        Add(line, "ema_pred_error", step.AverageError);
        if (step.Edges >= 0)
        {
            line["edges"] = step.Edges;
        }
        line["status"] = status;
        return line.ToJsonString();
    }

    private static void Add(JsonObject line, string name, double value)
    {
        if (double.IsFinite(value))
        {
            line[name] = value;
        }
    }
}
