using Gsp.Random;
using Gsp.Testing;
using Xunit;

namespace Gsp.Networks.Tests.Layers.Recurrent;

/// <summary>GRU and LSTM against torch, and what holds for them by construction.</summary>
public sealed class RecurrentGoldenTests
{
    [Fact]
    public void TwoBidirectionalGruLayers()
    {
        GoldenFile golden = GoldenFile.Read("recurrent", "gru.json");
        using var test = new TestWorkspace();
        var gru = new Gru<double>(test.Space, 3, 4, new RandomStream(1), layers: 2, bidirectional: true);
        golden["parameters"].Load(gru.NamedParameters());
        Tensor<double> x = test.Space.Parameter(golden["x"].Numbers, [2, 5, 3]);
        Tensor<double> h = test.Space.Parameter(golden["states"][0].Numbers, [4, 2, 4]);
        using (test.Space.Step())
        {
            (Tensor<double> y, Tensor<double> last) = gru.ForwardWithState(x, h);
            golden["y"].Agrees(y, 1e-13, "y");
            golden["last"][0].Agrees(last, 1e-13, "last state");
            (Seeded(y, golden["seeds"][0]) + Seeded(last, golden["seeds"][1])).Backward();
        }
        golden["gradients"].Gradients([.. gru.NamedParameters()], 1e-12);
        golden["grad_x"].Agrees(x.Gradient, 1e-12, "gradient of x");
        golden["grad_states"][0].Agrees(h.Gradient, 1e-12, "gradient of h");
    }

    [Fact]
    public void TwoBidirectionalLstmLayers()
    {
        GoldenFile golden = GoldenFile.Read("recurrent", "lstm.json");
        using var test = new TestWorkspace();
        var lstm = new Lstm<double>(test.Space, 3, 4, new RandomStream(1), layers: 2, bidirectional: true);
        golden["parameters"].Load(lstm.NamedParameters());
        Tensor<double> x = test.Space.Parameter(golden["x"].Numbers, [2, 5, 3]);
        Tensor<double> h = test.Space.Parameter(golden["states"][0].Numbers, [4, 2, 4]);
        Tensor<double> c = test.Space.Parameter(golden["states"][1].Numbers, [4, 2, 4]);
        using (test.Space.Step())
        {
            (Tensor<double> y, Tensor<double> last, Tensor<double> cell) = lstm.ForwardWithState(x, h, c);
            golden["y"].Agrees(y, 1e-13, "y");
            golden["last"][0].Agrees(last, 1e-13, "last h");
            golden["last"][1].Agrees(cell, 1e-13, "last c");
            Tensor<double> loss = Seeded(y, golden["seeds"][0]) + Seeded(last, golden["seeds"][1]);
            (loss + Seeded(cell, golden["seeds"][2])).Backward();
        }
        golden["gradients"].Gradients([.. lstm.NamedParameters()], 1e-12);
        golden["grad_x"].Agrees(x.Gradient, 1e-12, "gradient of x");
        golden["grad_states"][0].Agrees(h.Gradient, 1e-12, "gradient of h");
        golden["grad_states"][1].Agrees(c.Gradient, 1e-12, "gradient of c");
    }

    [Fact]
    public void CellsAreStepsOfSequences()
    {
        using var test = new TestWorkspace();
        var gru = new Gru<double>(test.Space, 3, 4, new RandomStream(1));
        var gruCell = new GruCell<double>(test.Space, 3, 4, new RandomStream(2));
        var lstm = new Lstm<double>(test.Space, 3, 4, new RandomStream(3));
        var lstmCell = new LstmCell<double>(test.Space, 3, 4, new RandomStream(4));
        Share(gru, gruCell);
        Share(lstm, lstmCell);
        Tensor<double> x = test.Normal([2, 5, 3]);
        Tensor<double> states = gru.Forward(x);
        Tensor<double> outputs = lstm.Forward(x);
        Tensor<double>? h = null;
        (Tensor<double> State, Tensor<double> Cell)? both = null;
        for (int t = 0; t < 5; t++)
        {
            h = gruCell.Forward(x.Select(1, t), h);
            both = lstmCell.Forward(x.Select(1, t), both?.State, both?.Cell);
            Close.Relative(h.ToArray(), states.Select(1, t).ToArray(), 1e-14);
            Close.Relative(both.Value.State.ToArray(), outputs.Select(1, t).ToArray(), 1e-14);
        }
        Assert.Equal(["weight_ih", "weight_hh", "bias_ih", "bias_hh"], gruCell.NamedParameters().Select(p => p.Name));
        Assert.Equal([12, 3], gruCell.Parameters[0].Shape);
        Assert.Equal([16, 4], lstmCell.Parameters[1].Shape);
        Assert.All(gruCell.Parameters, p => Assert.All(p.ToArray(), v => Assert.InRange(v, -0.5, 0.5)));

        static void Share(Module<double> from, Module<double> to)
        {
            foreach ((Tensor<double> source, Tensor<double> target) in from.Parameters.Zip(to.Parameters))
            {
                target.Set(source.ToArray());
            }
        }
    }

    [Fact]
    public void TheFutureDoesNotChangeThePastAndBatchesAreLoops()
    {
        using var test = new TestWorkspace();
        var gru = new Gru<double>(test.Space, 3, 4, new RandomStream(1), layers: 2);
        var lstm = new Lstm<double>(test.Space, 3, 4, new RandomStream(2), layers: 2);
        Tensor<double> x = test.Normal([2, 6, 3]);
        double[] changed = x.ToArray();
        for (int i = 0; i < changed.Length; i++)
        {
            changed[i] += i / 3 % 6 >= 4 ? 100 : 0;
        }
        Tensor<double> other = test.Space.From(changed, x.Shape);
        foreach (
            Func<Tensor<double>, Tensor<double>> layer in new[]
            {
                x => gru.Forward(x),
                (Tensor<double> x) => lstm.Forward(x),
            }
        )
        {
            Tensor<double> y = layer(x);
            Assert.Equal(y.Slice(1, 0, 4).ToArray(), layer(other).Slice(1, 0, 4).ToArray());
            Assert.NotEqual(y.Slice(1, 4, 2).ToArray(), layer(other).Slice(1, 4, 2).ToArray());
            for (int b = 0; b < 2; b++)
            {
                Close.Relative(layer(x.Slice(0, b, 1)).ToArray(), y.Slice(0, b, 1).ToArray(), 1e-14);
            }
        }
    }

    [Fact]
    public void AnotherLayoutIsExplained()
    {
        using var test = new TestWorkspace();
        var gru = new Gru<double>(test.Space, 3, 4, new RandomStream(1));
        Assert.Contains(
            "reads sequences [batch, time, 3]; got [2, 3, 5]",
            Assert.Throws<ArgumentException>(() => gru.Forward(test.Normal([2, 3, 5]))).Message,
            StringComparison.Ordinal
        );
    }

    private static Tensor<double> Seeded(Tensor<double> y, GoldenFile seed) =>
        (y * y.Workspace.From(seed.Numbers, y.Shape)).Sum();
}
