using Gsp.Compute;
using Gsp.Random;
using Gsp.Testing;
using Xunit;

namespace Gsp.Networks.Tests.Tensors;

public sealed class LifetimeTests
{
    [Fact]
    public void TensorUsedAfterItsStepSaysSo()
    {
        using var test = new TestWorkspace();
        Tensor<double> kept;
        Tensor<double> lost;
        using (test.Space.Step())
        {
            lost = test.Space.From([1, 2, 3]);
            kept = (lost * lost).Keep();
        }
        Assert.Equal([1, 4, 9], kept.ToArray());
        string message = Assert.Throws<InvalidOperationException>(() => lost.ToArray()).Message;
        Assert.Contains("at the end of step 1", message, StringComparison.Ordinal);
        Assert.Contains("call Keep()", message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => lost + kept);
        Assert.Throws<InvalidOperationException>(() => lost.Keep());
    }

    [Fact]
    public void StepsReuseTheirMemory()
    {
        using var test = new TestWorkspace();
        var layer = new Linear<double>(test.Space, 16, 16, test.Random);
        var input = new double[64 * 16];
        int live = 0;
        long reserved = 0;
        for (int step = 0; step < 20; step++)
        {
            using (test.Space.Step())
            {
                Tensor<double> x = test.Space.From(input, [64, 16]);
                layer.Forward(layer.Forward(x).Relu()).Square().Mean().Backward();
            }
            if (step == 1)
            {
                (live, reserved) = (test.Space.LiveBuffers, test.Space.Pool.ReservedBytes);
            }
        }
        Assert.Equal(live, test.Space.LiveBuffers);
        Assert.Equal(reserved, test.Space.Pool.ReservedBytes);
    }

    [Fact]
    public void InsideOfALayerIsGivenBackDuringTheBackwardPass()
    {
        using var test = new TestWorkspace();
        var deep = new Sequential<double>([
            .. Enumerable.Range(0, 10).Select(i => (Layer<double>)new Activation<double>(test.Space, x => x.Silu())),
        ]);
        Tensor<double> x = test.Normal([1000], "x");
        using Scope<double> step = test.Space.Step();
        int before = test.Space.LiveBuffers;
        Tensor<double> y = deep.Forward(x);
        int recorded = test.Space.LiveBuffers;
        Tensor<double> loss = y.Sum();
        loss.Backward();
        int after = test.Space.LiveBuffers;
        Assert.Equal(before + 10, recorded); // what each step needs for its slope, and the result
        Assert.True(after <= before + 3, "only the result, the loss and one gradient are left");
        Assert.Equal(1000, y.ToArray().Length);
        Assert.True(double.IsFinite(loss.Item()));
    }

    [Fact]
    public void InferenceKeepsOnlyTheResult()
    {
        using var test = new TestWorkspace();
        var deep = new Sequential<double>([
            .. Enumerable.Range(0, 10).Select(i => (Layer<double>)new Activation<double>(test.Space, x => x.Silu())),
        ]);
        Tensor<double> x = test.Normal([1000], "x");
        using IDisposable quiet = test.Space.NoGradient();
        using Scope<double> step = test.Space.Step();
        int before = test.Space.LiveBuffers;
        _ = deep.Forward(x);
        Assert.Equal(before + 1, test.Space.LiveBuffers);
    }

    [Fact]
    public void SecondBackwardPassIsAnError()
    {
        using var test = new TestWorkspace();
        Tensor<double> x = test.Normal([3]);
        Tensor<double> y = (x * x).Sum();
        y.Backward();
        Assert.Contains(
            "was differentiated before",
            Assert.Throws<InvalidOperationException>(() => y.Backward()).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<InvalidOperationException>(() => test.Space.Zeros([1]).Backward());
        Assert.Throws<ArgumentException>(() => (x * x).Backward());
    }

    [Fact]
    public void NonFiniteNumbersAreFoundAndNamedByLayer()
    {
        using var space = new Workspace<double>(Backend.ManagedWith(1), new WorkspaceOptions { CheckFinite = true });
        var net = new Sequential<double>(
            new Linear<double>(space, 3, 3, new RandomStream(1)),
            new Activation<double>(space, x => x.Affine(0, -1).Log())
        );
        Tensor<double> x = space.From([1, 2, 3], [1, 3]);
        string message = Assert.Throws<ArithmeticException>(() => net.Forward(x)).Message;
        Assert.Contains("log in Sequential.1", message, StringComparison.Ordinal);
        // Finite values, but an infinite slope: the square root at zero.
        Tensor<double> zero = space.Parameter([0.0], [1]);
        Tensor<double> root = zero.Affine(1).Sqrt().Sum();
        Assert.Contains("affine", Assert.Throws<ArithmeticException>(root.Backward).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BackendsAgree()
    {
        var random = new RandomStream(3);
        double[] expected = Gradients(Backend.Reference);
        Close.Relative(Gradients(Backend.ManagedWith(1)), expected, 1e-12);
        Assert.Equal(Gradients(Backend.ManagedWith(1)), Gradients(Backend.ManagedWith(3)));
        if (Backend.TryOpenBlas(out Backend? native))
        {
            Close.Relative(Gradients(native), expected, 1e-12);
        }

        double[] Gradients(Backend backend)
        {
            using var space = new Workspace<double>(backend);
            var net = new Sequential<double>(
                new Linear<double>(space, 20, 40, random.Split("a")),
                new Activation<double>(space, x => x.Gelu().LayerNorm()),
                new Linear<double>(space, 40, 7, random.Split("b"))
            );
            var values = new double[33 * 20];
            random.Split("x").FillNormal(values);
            net.Forward(space.From(values, [33, 20])).LogSoftmax().Square().Mean().Backward();
            return [.. net.Parameters.SelectMany(parameter => parameter.Gradient!.ToArray())];
        }
    }
}
