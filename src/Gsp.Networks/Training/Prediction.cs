using System.Numerics;

namespace Gsp.Networks;

/// <summary>Uses a trained network on arrays.</summary>
public static class Prediction
{
    /// <summary>The outputs for many inputs, computed without gradients and with the network not in training.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="model">A network from [batch, inputs] to [batch, outputs].</param>
    /// <param name="inputs">[examples, inputs], at least one row; rounded to T.</param>
    /// <param name="batchSize">Examples that go through the network at a time, 1 or more; it bounds the memory.</param>
    /// <returns>[examples, outputs].</returns>
    /// <exception cref="ArgumentException">There are no rows, or the network does not take or give such a shape.</exception>
    public static double[,] Predict<T>(this Layer<T> model, double[,] inputs, int batchSize = 256)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(inputs);
        Require.Positive(batchSize);
        int rows = inputs.GetLength(0);
        int columns = inputs.GetLength(1);
        Require.That(rows > 0, "there is nothing to predict from: the inputs have no rows", nameof(inputs));
        bool training = model.Training;
        using IDisposable quiet = model.Workspace.NoGradient();
        model.Training = false;
        try
        {
            double[,]? outputs = null;
            for (int start = 0; start < rows; start += batchSize)
            {
                using Scope<T> scope = model.Workspace.Scope();
                int count = Math.Min(batchSize, rows - start);
                var batch = new T[count * columns];
                for (int i = 0; i < batch.Length; i++)
                {
                    batch[i] = T.CreateTruncating(inputs[start + (i / columns), i % columns]);
                }
                Tensor<T> y = model.Forward(model.Workspace.From(batch, [count, columns]));
                Require.That(
                    y.Shape.Count == 2 && y.Shape[0] == count,
                    $"the network gave {y.Shape}; a table of predictions needs [batch, outputs]",
                    nameof(model)
                );
                outputs ??= new double[rows, y.Shape[1]];
                double[] values = y.ToDoubles();
                for (int i = 0; i < values.Length; i++)
                {
                    outputs[start + (i / y.Shape[1]), i % y.Shape[1]] = values[i];
                }
            }
            return outputs!;
        }
        finally
        {
            model.Training = training;
        }
    }
}
