using System.Text.Json;
using Gsp.Compute;
using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Cli;

/// <summary>A request resolved: the method, its options, where the run stops.</summary>
/// <param name="Method">The method.</param>
/// <param name="Options">Its options.</param>
/// <param name="Backend">Where products run.</param>
/// <param name="MostSteps">The run stops after this many steps; null for all samples.</param>
internal sealed record LearnPlan(TopologyMethod Method, object Options, Backend Backend, int? MostSteps)
{
    /// <summary>The role under which a configuration file is recorded.</summary>
    public const string ConfigurationRole = "configuration";

    // The study's baselines were given the rows after the three start-up lags of its data, whatever their own order.
    private const int StudyLags = 3;

    /// <summary>Resolves a request.</summary>
    /// <exception cref="CommandError">An unknown method, option or backend, or a value of the wrong kind.</exception>
    public static LearnPlan Of(LearnRequest request, InputFiles inputs, Terminal terminal)
    {
        TopologyMethod method = MethodCatalogue.Find(request.Method, request.Mode);
        ConfigurationFile file = request.Configuration is null
            ? ConfigurationFile.Empty
            : ConfigurationFile.Parse(inputs.Bytes(ConfigurationRole, request.Configuration), request.Configuration);
        if (file.Ignored.Count > 0)
        {
            terminal.Notice($"{file.Path}: ignored {string.Join(", ", file.Ignored.Keys)}");
        }
        file = file.With(request.Settings);
        (file, IReadOnlyList<string> idle) = file.Without(method.WithoutEffect);
        if (idle.Count > 0)
        {
            terminal.Notice($"{file.Path}: without effect on {method.Name}: {string.Join(", ", idle)}");
        }
        (file, int? most) = StepLimit(file, method);
        object options = Bind(method, file, request);
        Backend backend = OptionCheck.Of(() => Backend.Find(request.Backend));
        return new LearnPlan(method, options, backend, most);
    }

    /// <summary>The rows that the method is given: all, or those up to the step at which the run stops.</summary>
    public LearnSamples Cut(LearnSamples recording)
    {
        int order = TopologyMethod.OrderOf(Options);
        int skip = Method.SkipsLags ? Math.Max(order, StudyLags) : 0;
        int lags = Method.SkipsLags ? 0 : order;
        int available = recording.Count - skip;
        int count = (int)Math.Min(available, (MostSteps ?? (long)int.MaxValue) + lags);
        if (count <= lags)
        {
            throw CommandError.BadInput(
                FormattableString.Invariant(
                    $"{recording.Count} samples; a run of order {order} needs more than {skip + lags}, for the first ones only fill the lags"
                )
            );
        }
        return count == recording.Count
            ? recording
            : recording with
            {
                Samples = recording.Samples.SubMatrix(skip, count, 0, recording.Nodes),
            };
    }

    /// <summary>Reads the matrix of allowed edges and makes the method's surroundings.</summary>
    public MethodContext Context(LearnRequest request, InputFiles inputs, int nodes)
    {
        if (request.Support is not null && !Method.TakesSupport)
        {
            throw CommandError.Usage($"--support: method {Method.Name} has no form with known edges");
        }
        Matrix<double>? support = request.Support is null
            ? null
            : inputs.Matrix("support", request.Support, nodes, nodes, "one row and column a node");
        return new MethodContext(nodes, Backend, support);
    }

    /// <summary>The first options record that has every option named and takes its values.</summary>
    /// <exception cref="CommandError">None has; the error is that of the most general one.</exception>
    private static object Bind(TopologyMethod method, ConfigurationFile file, LearnRequest request)
    {
        for (int k = 0; k < method.Defaults.Count - 1; k++)
        {
            object options = method.Defaults[k]();
            // Automatic settings know nothing of a given support.
            bool possible = request.Support is null || options is not SelfTuningOptions;
            if (possible && OptionsBinder.Knows(options, file, method.Aliases))
            {
                try
                {
                    return OptionsBinder.Bind(options, file, method.Aliases);
                }
                catch (CommandError)
                {
                    // A value of another kind: the next record may have an option of the same name that takes it.
                }
            }
        }
        return OptionsBinder.Bind(method.Defaults[^1](), file, method.Aliases);
    }

    private static (ConfigurationFile File, int? Steps) StepLimit(ConfigurationFile file, TopologyMethod method)
    {
        int? most = null;
        if (method.SkipsLags && file.Ignored.TryGetValue("samples_given", out JsonElement samples))
        {
            most = (int)JsonOption.Read(samples, typeof(int), $"{file.Path}: 'samples_given'")!;
        }
        if (file.Settings.TryGetValue("train_steps_list", out JsonElement list))
        {
            // A streaming method was run through the last time named; a batch method was fitted to the samples before it.
            var times = (int[]?)JsonOption.Read(list, typeof(int[]), $"{file.Path}: option 'train_steps_list'") ?? [];
            most = times.DefaultIfEmpty(0).Max() + (method.Learner is null ? 1 : 0);
        }
        bool limits = !method.Aliases.Any(alias => alias.Name == "T");
        if (limits && file.Settings.TryGetValue("T", out JsonElement given))
        {
            most = (int)JsonOption.Read(given, typeof(int), $"{file.Path}: option 'T'")!;
        }
        if (most < 1)
        {
            throw CommandError.Usage($"{file.Path}: the run stops after {most} steps; it needs one or more");
        }
        return (file.Without(limits ? ["T", "train_steps_list"] : ["train_steps_list"]).File, most);
    }
}
