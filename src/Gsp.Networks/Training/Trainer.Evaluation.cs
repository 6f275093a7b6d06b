using Gsp.Random;

namespace Gsp.Networks;

public sealed partial class Trainer<T, TBatch>
{
    /// <summary>Measures, with the mean weights where there are some, and notes what follows from it.</summary>
    private double Evaluate()
    {
        using IDisposable? means = Average?.Swap();
        double measure = ComputeMeasure();
        var evaluation = new Evaluation(state.Step, measure);
        state.Evaluations.Add(evaluation);
        Schedule?.Observe(measure);
        // NaN is never an improvement.
        bool improved = state.Best is { } best
            ? measure < best.Measure - options.MinimumImprovement
            : !double.IsNaN(measure);
        state.Waited = improved ? 0 : state.Waited + 1;
        if (improved)
        {
            state.Best = evaluation;
            RememberBest();
        }
        return measure;
    }

    private double ComputeMeasure()
    {
        bool before = model.Training;
        using Scope<T> scope = model.Workspace.Scope();
        using IDisposable quiet = model.Workspace.NoGradient();
        model.Training = false;
        try
        {
            return Measure is not null ? Measure() : ValidationLoss(Validation!);
        }
        finally
        {
            model.Training = before;
        }
    }

    private double ValidationLoss(IDataset<TBatch> validation)
    {
        Require.That(validation.Count > 0, "the validation data are empty", nameof(Validation));
        // The same draws at every evaluation: measures differ by the weights alone.
        RandomStream draws = random.Split("validation");
        int[] all = [.. Enumerable.Range(0, validation.Count)];
        double sum = 0;
        for (int start = 0; start < all.Length; start += options.BatchSize)
        {
            ReadOnlySpan<int> batch = all.AsSpan(start, Math.Min(options.BatchSize, all.Length - start));
            using Scope<T> scope = model.Workspace.Scope();
            sum += batch.Length * double.CreateTruncating(Loss(validation.Batch(batch), draws.Split(start)).Item());
        }
        return sum / all.Length;
    }

    private void RememberBest()
    {
        if (!options.RestoreBest)
        {
            return;
        }
        foreach ((string name, Tensor<T> tensor) in model.NamedState())
        {
            if (!state.BestValues.TryGetValue(name, out T[]? values))
            {
                state.BestValues[name] = values = new T[tensor.Elements];
            }
            tensor.CopyTo(values);
        }
    }

    private void RestoreBest()
    {
        foreach ((string name, Tensor<T> tensor) in model.NamedState())
        {
            if (state.BestValues.TryGetValue(name, out T[]? values))
            {
                tensor.Set(values);
            }
        }
    }
}
