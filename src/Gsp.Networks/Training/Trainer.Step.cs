using System.Globalization;
using Gsp.Random;

namespace Gsp.Networks;

public sealed partial class Trainer<T, TBatch>
{
    /// <summary>Room for so many draws of random layers in a step: 2^24.</summary>
    private const int DrawBits = 24;

    private int[] order = [];
    private long orderEpoch = -1;

    /// <summary>One step: the loss, the gradient norm, the rate; and where it went wrong, if it did, in which case nothing was changed.</summary>
    private (double Loss, double Norm, double Rate, string? Reason) TakeStep()
    {
        ulong[] positions = [.. model.NamedStreams().Select(entry => entry.Stream.Position)];
        long time = options.ScheduleUnit == ScheduleUnit.Step ? state.Step : state.Step / stepsPerEpoch;
        optimiser.LearningRate = Schedule?.LearningRate(time) ?? optimiser.LearningRate;
        using Scope<T> step = model.Workspace.Step();
        // Draws are numbered by step, so they depend neither on what ran before nor on where a run was resumed.
        model.Workspace.Draws = state.Step << DrawBits;
        double value = Differentiate();
        GradientNorm norm = double.IsFinite(value)
            ? parameters.ClipGradientNorm(options.MaxGradientNorm ?? double.PositiveInfinity)
            : new GradientNorm(double.NaN, false, null);
        if (!double.IsFinite(norm.Norm))
        {
            foreach (((_, RandomStream stream), ulong position) in model.NamedStreams().Zip(positions))
            {
                stream.Position = position;
            }
            model.Workspace.Draws = state.Step << DrawBits;
            return (value, norm.Norm, optimiser.LearningRate, FindCause(value, norm));
        }
        optimiser.Step();
        Average?.Update();
        return (value, norm.Norm, optimiser.LearningRate, null);
    }

    /// <summary>The loss of this step's examples, with its gradients; stops at a batch whose loss is not finite.</summary>
    private double Differentiate()
    {
        ReadOnlySpan<int> examples = Examples();
        RandomStream draws = random.Split("draws").Split(state.Step);
        model.ClearGradients();
        model.Training = true;
        double sum = 0;
        for (int start = 0; start < examples.Length && double.IsFinite(sum); start += options.BatchSize)
        {
            ReadOnlySpan<int> batch = examples.Slice(start, Math.Min(options.BatchSize, examples.Length - start));
            using Scope<T> scope = model.Workspace.Scope();
            Tensor<T> value = Loss(data.Batch(batch), draws.Split(start));
            double share = batch.Length / (double)examples.Length;
            sum += share * double.CreateTruncating(value.Item());
            if (double.IsFinite(sum))
            {
                value.Backward(model.Workspace.Full(value.Shape, T.CreateTruncating(share)));
            }
        }
        return sum;
    }

    private Tensor<T> Loss(TBatch batch, RandomStream draws)
    {
        Tensor<T> value = loss(batch, draws);
        Require.That(
            value.Elements == 1,
            $"the loss of a batch is a scalar; this one has shape {value.Shape}: take its mean",
            nameof(loss)
        );
        return value;
    }

    /// <summary>The examples of this step: a stretch of the epoch's order.</summary>
    private ReadOnlySpan<int> Examples()
    {
        (long epoch, long position) = Math.DivRem(state.Step, stepsPerEpoch);
        if (epoch != orderEpoch)
        {
            order = options.Shuffle
                ? random.Split("order").Split(epoch).Permutation(data.Count)
                : [.. Enumerable.Range(0, data.Count)];
            orderEpoch = epoch;
        }
        int start = (int)(position * stepExamples);
        return order.AsSpan(start, Math.Min(stepExamples, data.Count - start));
    }

    /// <summary>Names what was not finite first: a weight, the data, or an operation, found by computing the step again with every result checked.</summary>
    private string FindCause(double value, GradientNorm norm)
    {
        string at = string.Create(CultureInfo.InvariantCulture, $"at step {state.Step}: ");
        // Not the buffers: the step that failed may have changed them.
        foreach ((string name, Tensor<T> tensor) in model.NamedParameters())
        {
            if (!model.Workspace.Device.AllFinite(tensor))
            {
                return $"{at}{name} held a value that is not finite before the step";
            }
        }
        if (data.Batch(Examples()) is Examples<T> examples)
        {
            bool inputs = model.Workspace.Device.AllFinite(examples.Inputs);
            if (!inputs || !model.Workspace.Device.AllFinite(examples.Targets))
            {
                return $"{at}the data hold a value that is not finite among the {(inputs ? "targets" : "inputs")}";
            }
        }
        try
        {
            using var check = model.Workspace.WithFiniteCheck();
            Differentiate();
        }
        catch (ArithmeticException found)
        {
            return at + found.Message;
        }
        return norm.FirstNonFinite is { } parameter
            ? $"{at}the gradient of {parameter} is not finite, though all that flowed back was"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{at}the loss is {value} and the gradient norm {norm.Norm}, though every operation's result was finite"
            );
    }
}
