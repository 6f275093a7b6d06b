using Gsp.Compute;
using Gsp.Random;
using Gsp.Testing;
using Xunit;

namespace Gsp.Networks.Tests.Optimisers;

public sealed class OptimiserTests
{
    private static readonly double[] C = OptimiserGolden.Traces.Numbers("c");
    private static readonly double[] Target = OptimiserGolden.Traces.Numbers("t");

    [Theory]
    [InlineData("sgd_plain")]
    [InlineData("sgd_dampened")]
    [InlineData("sgd_nesterov")]
    [InlineData("adam")]
    [InlineData("adamw")]
    [InlineData("lars")]
    public void StepsAreTheReferences(string name)
    {
        using var test = new TestWorkspace();
        Tensor<double> w = test.Space.Parameter(OptimiserGolden.Traces.Numbers("start"), [6]);
        using Optimiser<double> optimiser = Make(name, [("w", w)]);
        foreach (double[] expected in OptimiserGolden.Traces.Rows(name))
        {
            w.SetGradient(Gradient(w.ToArray()));
            optimiser.Step();
            Close.Relative(w.ToArray(), expected, 1e-12, name);
        }
        Assert.Equal(12, optimiser.StepCount);
    }

    [Theory]
    [InlineData("adamw_lr0p1_wd0p01")]
    [InlineData("adam_lr0p1_wd0p01_L2")]
    [InlineData("sgd_lr0p05_m0p9_wd0p01")]
    public void StepsAreThoseOfTheFoundationModels(string name)
    {
        double[] c = [1, 10, 0.1];
        double[] t = [0.3, 0.1, -0.2];
        using var test = new TestWorkspace();
        Tensor<double> w = test.Space.Parameter([1, -2, 0.5], [3]);
        (string, Tensor<double>)[] parameters = [("w", w)];
        using Optimiser<double> optimiser = name[..4] switch
        {
            "adam" when name[4] == 'w' => new AdamW<double>(parameters, new() { LearningRate = 0.1 }),
            "adam" => new Adam<double>(parameters, new() { LearningRate = 0.1, WeightDecay = 0.01 }),
            _ => new Sgd<double>(
                parameters,
                new()
                {
                    LearningRate = 0.05,
                    Momentum = 0.9,
                    WeightDecay = 0.01,
                }
            ),
        };
        foreach (double[] expected in OptimiserGolden.Ecg.Rows(name))
        {
            double[] at = w.ToArray();
            w.SetGradient([.. at.Select((x, i) => (2 * c[i] * (x - t[i])) + (3 * Math.Cos(3 * x)))]);
            optimiser.Step();
            Close.Relative(w.ToArray(), expected, 1e-9, name);
        }
    }

    [Theory]
    [InlineData("sgd_dampened")]
    [InlineData("adam")]
    [InlineData("adamw")]
    [InlineData("lars")]
    public void SinglePrecisionFollowsDoubleOnAnyNumberOfThreads(string name)
    {
        // One parameter that several threads share, and many small ones, with lengths that fill no vector.
        int[] lengths = [100_003, 1, 2, 3, 7, 17, 515, 1, 33];
        double[][] wide = Train<double>(1);
        double[][] one = Train<float>(1);
        double[][] two = Train<float>(2);
        for (int k = 0; k < lengths.Length; k++)
        {
            Assert.Equal(one[k], two[k]);
            Close.Relative(one[k], wide[k], 1e-4, name);
        }

        double[][] Train<T>(int threads)
            where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
        {
            using var space = new Workspace<T>(Backend.ManagedWith(threads));
            var random = new RandomStream(5);
            (string Name, Tensor<T> Tensor)[] parameters =
            [
                .. lengths.Select(
                    (n, k) => ($"w{k}", space.Parameter(Initialisation.Normal<T>(random.Split(k), n, 1), [1, n]))
                ),
            ];
            using Optimiser<T> optimiser = Make(name, parameters);
            for (int step = 0; step < 5; step++)
            {
                foreach ((string parameter, Tensor<T> tensor) in parameters)
                {
                    RandomStream draws = random.Split(parameter).Split(step);
                    tensor.SetGradient(Initialisation.Normal<T>(draws, tensor.Elements, 1));
                }
                optimiser.Step();
            }
            return [.. parameters.Select(entry => entry.Tensor.ToDoubles())];
        }
    }

    [Fact]
    public void AParameterWithoutGradientStaysAndBeginsLaterByItself()
    {
        using var test = new TestWorkspace();
        Tensor<double> early = test.Space.Parameter([1], [1]);
        Tensor<double> late = test.Space.Parameter([1], [1]);
        Tensor<double> frozen = test.Space.Parameter([1], [1]);
        frozen.RequiresGradient = false;
        using var optimiser = new Adam<double>([
            ("early", early),
            ("late", late),
            ("frozen", frozen),
            ("again", early),
        ]);
        Assert.Equal(2, optimiser.NamedParameters().Count());
        early.SetGradient([3]);
        optimiser.Step();
        Assert.Equal(1, late.Item());
        double first = early.Item();
        late.SetGradient([3]);
        early.ClearGradient();
        optimiser.Step();
        // Adam's first step has the learning rate's size: the late parameter's is corrected by its own count.
        Assert.Equal(first, late.Item());
        Assert.Equal(first, early.Item());
        Assert.Equal(1, frozen.Item());
    }

    [Fact]
    public void GroupsHaveTheirOwnRateAndDecay()
    {
        using var test = new TestWorkspace();
        Tensor<double> weight = test.Space.Parameter([1, 1], [2, 1]);
        Tensor<double> bias = test.Space.Parameter([1], [1]);
        Tensor<double> slow = test.Space.Parameter([1], [1, 1]);
        (string, Tensor<double>)[] parameters = [("a.weight", weight), ("a.bias", bias), ("slow.weight", slow)];
        using var optimiser = new Sgd<double>(
            parameters,
            new()
            {
                LearningRate = 0.5,
                WeightDecay = 0.1,
                Groups =
                [
                    ParameterGroup.VectorsWithoutDecay,
                    ParameterGroup.Named(name => name.StartsWith("slow.", StringComparison.Ordinal)) with
                    {
                        LearningRateFactor = 0.1,
                        WeightDecay = 0.2,
                    },
                ],
            }
        );
        weight.SetGradient([1, 1]);
        bias.SetGradient([1]);
        slow.SetGradient([1]);
        optimiser.Step();
        Assert.Equal(1 - (0.5 * 1.1), weight.ToArray()[0], 15);
        Assert.Equal(1 - 0.5, bias.Item(), 15);
        Assert.Equal(1 - (0.05 * 1.2), slow.Item(), 15);
    }

    [Theory]
    [InlineData("sgd_dampened")]
    [InlineData("adam")]
    [InlineData("lars")]
    public void StateGoesThroughAFile(string name)
    {
        using var folder = new CheckpointFiles.Folder();
        using var test = new TestWorkspace();
        double[] start = OptimiserGolden.Traces.Numbers("start");
        Tensor<double> a = test.Space.Parameter(start, [6]);
        Tensor<double> b = test.Space.Parameter(start, [6]);
        using Optimiser<double> first = Make(name, [("w", a)]);
        using Optimiser<double> second = Make(name, [("w", b)]);
        Steps(first, a, 5);
        first.Save(folder["state"]);
        second.Load(folder["state"]);
        b.Set(a.ToArray());
        Steps(first, a, 3);
        Steps(second, b, 3);
        Assert.Equal(a.ToArray(), b.ToArray());
        Assert.Equal(first.StepCount, second.StepCount);

        using Optimiser<double> other = Make("adamw", [("w", a)]);
        var error = Assert.Throws<ArgumentException>(() => other.Load(folder["state"]));
        Assert.Contains("another kind", error.Message, StringComparison.Ordinal);
        Tensor<double> longer = test.Space.Parameter(new double[7], [7]);
        using Optimiser<double> larger = Make(name, [("w", longer)]);
        error = Assert.Throws<ArgumentException>(() => larger.Load(folder["state"]));
        Assert.Contains("another shape than [7]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OptionsOutOfRangeAreExplained()
    {
        using var test = new TestWorkspace();
        (string, Tensor<double>)[] w = [("w", test.Normal([2]))];
        Fails(() => new Adam<double>(w, new() { LearningRate = double.NaN }), "LearningRate");
        Fails(() => new Adam<double>(w, new() { Beta1 = 1 }), "Beta1");
        Fails(() => new AdamW<double>(w, new() { Beta2 = double.NaN }), "Beta2");
        Fails(() => new AdamW<double>(w, new() { Epsilon = -1 }), "Epsilon");
        Fails(() => new Sgd<double>(w, new() { Momentum = 1.5 }), "momentum");
        Fails(() => new Sgd<double>(w, new() { Dampening = -0.1 }), "Dampening");
        Fails(() => new Sgd<double>(w, new() { Nesterov = true }), "Nesterov");
        Fails(() => new Sgd<double>(w, new() { WeightDecay = double.NaN }), "WeightDecay");
        Fails(() => new Lars<double>(w, new() { TrustCoefficient = 0 }), "TrustCoefficient");
        Fails(
            () =>
                new Sgd<double>(
                    w,
                    new() { Groups = [ParameterGroup.VectorsWithoutDecay with { LearningRateFactor = -1 }] }
                ),
            "LearningRateFactor"
        );
        Fails(() => new Sgd<double>([]), "nothing to optimise");
    }

    [Fact]
    public void AStepDescendsOnRandomQuadratics() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            using var test = new TestWorkspace(seed: seed);
            int n = 1 + test.Random.Split("n").NextInt(40);
            foreach (string name in (string[])["sgd_dampened", "sgd_nesterov", "adam", "adamw", "lars"])
            {
                Tensor<double> w = test.Normal([n], offset: 3, scale: 0.2);
                using Optimiser<double> optimiser = Make(name, [("w", w)]);
                optimiser.LearningRate = 1e-3;
                double before = w.ToArray().Sum(x => x * x);
                w.SetGradient([.. w.ToArray().Select(x => 2 * x)]);
                optimiser.Step();
                if (!(w.ToArray().Sum(x => x * x) < before))
                {
                    return false;
                }
            }
            return true;
        });

    internal static Optimiser<T> Make<T>(string name, IReadOnlyList<(string, Tensor<T>)> parameters)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T> =>
        name switch
        {
            "sgd_plain" => new Sgd<T>(parameters, new() { LearningRate = 0.05, WeightDecay = 0.02 }),
            "sgd_dampened" => new Sgd<T>(
                parameters,
                new()
                {
                    LearningRate = 0.05,
                    Momentum = 0.8,
                    Dampening = 0.3,
                    WeightDecay = 0.02,
                }
            ),
            "sgd_nesterov" => new Sgd<T>(
                parameters,
                new()
                {
                    LearningRate = 0.02,
                    Momentum = 0.9,
                    Nesterov = true,
                }
            ),
            "adam" => new Adam<T>(
                parameters,
                new()
                {
                    LearningRate = 0.1,
                    Beta1 = 0.8,
                    Beta2 = 0.95,
                    Epsilon = 1e-3,
                    WeightDecay = 0.05,
                }
            ),
            "adamw" => new AdamW<T>(
                parameters,
                new()
                {
                    LearningRate = 0.1,
                    Beta1 = 0.8,
                    Beta2 = 0.95,
                    Epsilon = 1e-3,
                    WeightDecay = 0.05,
                }
            ),
            "lars" => new Lars<T>(
                parameters,
                new()
                {
                    LearningRate = 2,
                    WeightDecay = 0.01,
                    TrustCoefficient = 0.02,
                    Plain = (_, _) => false,
                }
            ),
            _ => throw new ArgumentException(name),
        };

    private static void Steps(Optimiser<double> optimiser, Tensor<double> w, int count)
    {
        for (int k = 0; k < count; k++)
        {
            w.SetGradient(Gradient(w.ToArray()));
            optimiser.Step();
        }
    }

    private static double[] Gradient(double[] w) =>
        [.. w.Select((x, i) => (2 * C[i] * (x - Target[i])) + (3 * Math.Cos(3 * x)))];

    private static void Fails(Action make, string expected) =>
        Assert.Contains(expected, Assert.ThrowsAny<ArgumentException>(make).Message, StringComparison.Ordinal);
}
