using Gsp.Testing;
using Xunit;

namespace Gsp.Networks.Tests.Training;

public sealed class PredictionTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(100)]
    public void PredictionsAreTheNetworksOutputsWhateverTheBatch(int batchSize)
    {
        using var run = new SmallRun();
        double[,] inputs = new double[9, 3];
        for (int i = 0; i < 27; i++)
        {
            inputs[i / 3, i % 3] = Math.Sin(i);
        }
        double[] expected;
        using (run.Space.Scope())
        {
            run.Model.Training = false;
            expected = run.Model.Forward(run.Space.From(inputs)).ToArray();
            run.Model.Training = true;
        }
        double[,] predicted = run.Model.Predict(inputs, batchSize);
        Assert.Equal((9, 2), (predicted.GetLength(0), predicted.GetLength(1)));
        Close.Relative([.. predicted.Cast<double>()], expected, 1e-14);
        Assert.True(run.Model.Training);
        Assert.ThrowsAny<ArgumentException>(() => run.Model.Predict(new double[0, 3]));
        Assert.ThrowsAny<ArgumentException>(() => run.Model.Predict(inputs, 0));
    }
}
