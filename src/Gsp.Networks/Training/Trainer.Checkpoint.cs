using System.Globalization;
using Gsp.Random;

namespace Gsp.Networks;

public sealed partial class Trainer<T, TBatch>
{
    private const string LayoutKey = "training.layout";
    private const string Layout = "1";
    private const string RunKey = "training.run";

    /// <summary>What has to be the same for a run to go on: the data's length, how steps are cut from it, and the seed.</summary>
    private string RunIdentity =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{data.Count} examples, batches of {options.BatchSize}, {options.Accumulation} a step, {(options.Shuffle ? "shuffled" : "in order")}{(options.DropLast ? ", last dropped" : "")}, seed mark {random.Split("identity").NextUInt64():x16}"
        );

    private void SaveCheckpoint(string path)
    {
        var writer = new StateWriter<T>();
        writer.PutCounters("run.counters", [state.Step, state.Waited, state.Best?.Step ?? -1]);
        writer.PutNumbers("run.best", [state.Best?.Measure ?? double.NaN]);
        writer.PutNumbers("run.losses", [.. state.Losses]);
        writer.PutCounters("run.evaluations.steps", [.. state.Evaluations.Select(e => e.Step)]);
        writer.PutNumbers("run.evaluations.measures", [.. state.Evaluations.Select(e => e.Measure)]);
        writer.Put("model.", model.NamedState());
        foreach ((string name, RandomStream stream) in model.NamedStreams())
        {
            writer.PutCounters($"stream.{name}", [unchecked((long)stream.Position)]);
        }
        optimiser.Save(writer);
        Average?.Save(writer);
        writer.PutNumbers("schedule", Schedule?.Save() ?? []);
        if (state.BestValues.Count > 0)
        {
            foreach ((string name, Tensor<T> tensor) in model.NamedState())
            {
                writer.Put($"best.{name}", tensor.Shape, state.BestValues[name]);
            }
        }
        writer.WriteSealed(
            path,
            new SortedDictionary<string, string>(StringComparer.Ordinal)
            {
                [LayoutKey] = Layout,
                [RunKey] = RunIdentity,
            }
        );
    }

    private void LoadCheckpoint(string path)
    {
        using SafetensorsFile file = Safetensors.Open(path);
        var reader = new StateReader<T>(file);
        string? layout = file.Metadata.GetValueOrDefault(LayoutKey);
        if (layout != Layout)
        {
            string reason = layout is null ? "this is no checkpoint of a training" : $"layout '{layout}' is not known";
            throw new GspFormatException(path, -1, LayoutKey, reason);
        }
        reader.RequireSeal();
        string? run = file.Metadata.GetValueOrDefault(RunKey);
        Require.That(
            run == RunIdentity,
            $"{path} is the checkpoint of another run: {run}; this one has {RunIdentity}. Give another path, or set Resume to false",
            nameof(options.CheckpointPath)
        );
        long[] counters = reader.Counters("run.counters", 3);
        double best = reader.Numbers("run.best", 1)[0];
        double[] losses = reader.Numbers("run.losses");
        if (counters[0] < 0 || counters[0] != losses.Length || counters[1] is < 0 or > int.MaxValue)
        {
            throw new GspFormatException(path, -1, "run.counters", "steps, losses and waiting do not agree");
        }
        state.Step = counters[0];
        state.Waited = (int)counters[1];
        state.Best = counters[2] < 0 ? null : new Evaluation(counters[2], best);
        state.Losses.AddRange(losses);
        long[] steps = reader.Counters("run.evaluations.steps");
        double[] measures = reader.Numbers("run.evaluations.measures", steps.Length);
        state.Evaluations.AddRange(steps.Zip(measures, (step, measure) => new Evaluation(step, measure)));
        optimiser.Load(reader);
        Average?.Load(reader);
        Schedule?.Restore(reader.Numbers("schedule"));
        reader.Fill("model.", model.NamedState());
        foreach ((string name, RandomStream stream) in model.NamedStreams())
        {
            stream.Position = unchecked((ulong)reader.Counters($"stream.{name}", 1)[0]);
        }
        if (options.RestoreBest)
        {
            foreach ((string name, Tensor<T> tensor) in model.NamedState().Where(_ => state.Best is not null))
            {
                state.BestValues[name] = reader.Values($"best.{name}", tensor.Shape);
            }
        }
    }
}
