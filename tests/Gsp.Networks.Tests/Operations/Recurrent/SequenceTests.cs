using Gsp.Networks.Tests.Operations.Sparse;
using Gsp.Numerics;
using Gsp.Testing;
using Xunit;
using static Gsp.Networks.Operations;

namespace Gsp.Networks.Tests.Operations.Recurrent;

public sealed class SequenceTests
{
    private const int Time = 4;
    private const int Batch = 3;
    private const int Hidden = 5;

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void GruIsItsFormula(bool bias, bool reverse)
    {
        using var test = new TestWorkspace();
        Tensor<double> a = test.Normal([Time, Batch, 3 * Hidden], "a");
        Tensor<double> h0 = test.Normal([Batch, Hidden], "h");
        Tensor<double> w = test.Normal([3 * Hidden, Hidden], "w", scale: 0.5);
        Tensor<double>? b = bias ? test.Normal([3 * Hidden], "b") : null;
        Tensor<double>[] inputs = b is null ? [a, h0, w] : [a, h0, w, b];
        Close.Relative(a.GruSequence(h0, w, b, reverse).ToArray(), Formula().ToArray(), 1e-14);
        test.CheckGradient(() => a.GruSequence(h0, w, b, reverse), inputs);
        Gradients.Agree(test, () => a.GruSequence(h0, w, b, reverse), Formula, 1e-12, inputs);

        Tensor<double> Formula()
        {
            Tensor<double> h = h0;
            var y = new Tensor<double>[Time];
            for (int step = 0; step < Time; step++)
            {
                int t = reverse ? Time - 1 - step : step;
                Tensor<double>[] x = a.Select(0, t).Split(1, 3);
                Tensor<double>[] s = h.Linear(w, b).Split(1, 3);
                Tensor<double> r = (x[0] + s[0]).Sigmoid();
                Tensor<double> z = (x[1] + s[1]).Sigmoid();
                Tensor<double> n = (x[2] + (r * s[2])).Tanh();
                h = ((-z + 1) * n) + (z * h);
                y[t] = h;
            }
            return Stack(0, y);
        }
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void LstmIsItsFormula(bool bias, bool reverse)
    {
        using var test = new TestWorkspace();
        Tensor<double> a = test.Normal([Time, Batch, 4 * Hidden], "a");
        Tensor<double> h0 = test.Normal([Batch, Hidden], "h");
        Tensor<double> c0 = test.Normal([Batch, Hidden], "c");
        Tensor<double> w = test.Normal([4 * Hidden, Hidden], "w", scale: 0.5);
        Tensor<double>? b = bias ? test.Normal([4 * Hidden], "b") : null;
        Tensor<double>[] inputs = b is null ? [a, h0, c0, w] : [a, h0, c0, w, b];
        Close.Relative(a.LstmSequence(h0, c0, w, b, reverse).ToArray(), Formula().ToArray(), 1e-14);
        test.CheckGradient(() => a.LstmSequence(h0, c0, w, b, reverse), inputs);
        Gradients.Agree(test, () => a.LstmSequence(h0, c0, w, b, reverse), Formula, 1e-12, inputs);

        Tensor<double> Formula()
        {
            (Tensor<double> h, Tensor<double> c) = (h0, c0);
            var y = new Tensor<double>[Time];
            var cells = new Tensor<double>[Time];
            for (int step = 0; step < Time; step++)
            {
                int t = reverse ? Time - 1 - step : step;
                Tensor<double>[] p = (a.Select(0, t) + h.Linear(w, b)).Split(1, 4);
                c = (p[1].Sigmoid() * c) + (p[0].Sigmoid() * p[2].Tanh());
                h = p[3].Sigmoid() * c.Tanh();
                (y[t], cells[t]) = (h, c);
            }
            return Stack(0, Stack(0, y), Stack(0, cells));
        }
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void GraphGruIsItsFormula(int order, bool bothWays)
    {
        const int nodes = 6;
        using var test = new TestWorkspace();
        var supports = GraphSupports<double>.RandomWalk(test.Space, RandomGraphs.Matrix(nodes, nodes, 2, 3), bothWays);
        int width = (1 + (bothWays ? 2 : 1) * order) * Hidden;
        Tensor<double> a = test.Normal([Time, 2, nodes, 3 * Hidden], "a");
        Tensor<double> h0 = test.Normal([2, nodes, Hidden], "h");
        Tensor<double> wg = test.Normal([2 * Hidden, width], "w", scale: 0.5);
        Tensor<double> wc = test.Normal([Hidden, width], "c", scale: 0.5);
        Close.Relative(Fused().ToArray(), Formula().ToArray(), 1e-14);
        test.CheckGradient(Fused, a, h0, wg, wc);
        Gradients.Agree(test, Fused, Formula, 1e-12, a, h0, wg, wc);

        Tensor<double> Fused() => a.GraphGruSequence(h0, wg, wc, supports, order);

        Tensor<double> Formula()
        {
            Tensor<double> h = h0;
            var y = new Tensor<double>[Time];
            for (int t = 0; t < Time; t++)
            {
                Tensor<double>[] x = a.Select(0, t).Split(-1, 3);
                Tensor<double>[] s = h.DiffusionFeatures(supports, order).Linear(wg).Split(-1, 2);
                Tensor<double> r = (x[0] + s[0]).Sigmoid();
                Tensor<double> u = (x[1] + s[1]).Sigmoid();
                Tensor<double> c = (x[2] + (r * h).DiffusionFeatures(supports, order).Linear(wc)).Tanh();
                y[t] = h = (u * h) + ((-u + 1) * c);
            }
            return Stack(0, y);
        }
    }

    [Fact]
    public void BitsAndPrecision()
    {
        const int nodes = 300;
        SparseMatrix graph = RandomGraphs.Matrix(nodes, nodes, 8, 3);
        Threads.Agree(
            [
                (Numbers.Normal(3 * nodes * 3 * 33, 1), [3, 1, nodes, 3 * 33]),
                (Numbers.Normal(nodes * 33, 2), [1, nodes, 33]),
                ([.. Numbers.Normal(99 * 66, 3).Select(v => 0.1 * v)], [99, 66]),
            ],
            p => p[0].GraphGruSequence(p[1], p[2].Slice(0, 0, 66), p[2].Slice(0, 66, 33), Supports(p[0].Workspace), 1),
            p => p[0].GraphGruSequence(p[1], p[2].Slice(0, 0, 66), p[2].Slice(0, 66, 33), Supports(p[0].Workspace), 1)
        );
        Threads.Agree(
            [
                (Numbers.Normal(3 * 700 * 132, 1), [3, 700, 132]),
                (Numbers.Normal(700 * 33, 2), [700, 33]),
                ([.. Numbers.Normal(132 * 33, 3).Select(v => 0.1 * v)], [132, 33]),
            ],
            p =>
                p[0].LstmSequence(p[1], p[1], p[2]).Select(0, 0)
                + p[0].Slice(2, 0, 99).GruSequence(p[1], p[2].Slice(0, 0, 99)),
            p =>
                p[0].LstmSequence(p[1], p[1], p[2]).Select(0, 0)
                + p[0].Slice(2, 0, 99).GruSequence(p[1], p[2].Slice(0, 0, 99))
        );

        GraphSupports<T> Supports<T>(Workspace<T> space)
            where T : unmanaged, System.Numerics.IFloatingPointIeee754<T> =>
            GraphSupports<T>.RandomWalk(space, graph, bothWays: false);
    }

    [Fact]
    public void InferenceGivesTheSameAndKeepsLess()
    {
        using var test = new TestWorkspace();
        Tensor<double> a = test.Normal([50, Batch, 3 * Hidden], "a");
        Tensor<double> h0 = test.Normal([Batch, Hidden], "h");
        Tensor<double> w = test.Normal([3 * Hidden, Hidden], "w");
        (double[] trained, long training) = Run();
        using IDisposable quiet = test.Space.NoGradient();
        (double[] used, long using_) = Run();
        Assert.Equal(trained, used);
        Assert.True(using_ < training / 3, $"{using_} bytes against {training}");

        (double[], long) Run()
        {
            using Scope<double> scope = test.Space.Scope();
            test.Space.ResetPeak();
            long before = test.Space.LiveBytes;
            double[] y = a.GruSequence(h0, w).ToArray();
            return (y, test.Space.PeakBytes - before);
        }
    }

    [Fact]
    public void ShapesThatDoNotFitAreExplained()
    {
        using var test = new TestWorkspace();
        Tensor<double> w = test.Normal([3 * Hidden, Hidden], "w");
        Tensor<double> h = test.Normal([Batch, Hidden], "h");
        Assert.Contains(
            "takes projected inputs [time, batch, 15]; got [4, 3, 5]",
            Assert.Throws<ArgumentException>(() => test.Normal([Time, Batch, Hidden]).GruSequence(h, w)).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentException>(() => test.Normal([Time, 2, 3 * Hidden]).GruSequence(h, w));
        Assert.Throws<ArgumentException>(() => test.Normal([Time, Batch, 4 * Hidden]).LstmSequence(h, h, w));
    }
}
