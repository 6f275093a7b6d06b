using System.Reflection;
using Gsp.Random;
using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Gsp.Core.Tests.Topology;

public sealed class AdaCgpOptionsTests
{
    private const int Nodes = 6;
    private static readonly Matrix<double> Ring = Matrix<double>.Build.Dense(
        Nodes,
        Nodes,
        (i, j) => (i - j + Nodes) % Nodes <= 1 ? 1 : 0
    );

    /// <summary>For each option a setting to start from and the same with the option changed.</summary>
    private static readonly Dictionary<string, (AdaCgpOptions From, AdaCgpOptions To)> Changes = new()
    {
        ["Order"] = (new() { Order = 1 }, new() { Order = 3 }),
        ["MaximumOrder"] = (new() { Order = 1 }, new() { Order = 1, MaximumOrder = 3 }),
        ["Forgetting"] = (new(), new() { Forgetting = 0.95 }),
        ["Path"] = (new(), new() { Path = AdaCgpPath.Path1 }),
        ["Debias"] = (new() { Path = AdaCgpPath.Path1 }, new() { Path = AdaCgpPath.Path1, Debias = null }),
        ["DebiasMethod"] = (
            new() { Path = AdaCgpPath.Path1 },
            new() { Path = AdaCgpPath.Path1, DebiasMethod = DebiasMethod.MaskedGradient }
        ),
        ["ExpectedFalseEdges"] = (new(), new() { ExpectedFalseEdges = 5 }),
        ["Sparsity"] = (
            new() { Path = AdaCgpPath.Path1 },
            new() { Path = AdaCgpPath.Path1, Sparsity = [0.3, 0.3, 0.3] }
        ),
        ["CommutatorWeight"] = (
            new() { Path = AdaCgpPath.Path2, Sparsity = [0.01, 0.01, 0.01] },
            new()
            {
                Path = AdaCgpPath.Path2,
                Sparsity = [0.01, 0.01, 0.01],
                CommutatorWeight = 50,
            }
        ),
        ["StepRule"] = (
            new() { Path = AdaCgpPath.Path1, Debias = null },
            new()
            {
                Path = AdaCgpPath.Path1,
                Debias = null,
                StepRule = AdaCgpStepRule.LineSearch,
            }
        ),
        ["CoefficientPenalty"] = (new(), new() { CoefficientPenalty = 0.9 }),
        ["Polynomial"] = (
            new() { Polynomial = PolynomialStructure.Off },
            new() { Polynomial = PolynomialStructure.Always }
        ),
        ["SelectionHorizon"] = (new(), new() { SelectionHorizon = 50 }),
        ["Support"] = (new(), new() { Support = Ring }),
        ["KeepWholeSupport"] = (new() { Support = Ring }, new() { Support = Ring, KeepWholeSupport = true }),
        ["DetectChanges"] = (new(), new() { DetectChanges = false }),
        ["UpdateInterval"] = (new() { UpdateInterval = 1 }, new() { UpdateInterval = 7 }),
        ["MaximumCoefficientsPerNode"] = (new(), new() { MaximumCoefficientsPerNode = 1 }),
        ["ErrorSmoothing"] = (new(), new() { ErrorSmoothing = 0.1 }),
        ["Patience"] = (
            new()
            {
                Debias = AdaCgpDebiasing.AfterConvergence,
                BurnIn = 10,
                Patience = 20,
            },
            new()
            {
                Debias = AdaCgpDebiasing.AfterConvergence,
                BurnIn = 10,
                Patience = 200,
            }
        ),
        ["BurnIn"] = (
            new()
            {
                Debias = AdaCgpDebiasing.AfterConvergence,
                BurnIn = 10,
                Patience = 20,
            },
            new()
            {
                Debias = AdaCgpDebiasing.AfterConvergence,
                BurnIn = 300,
                Patience = 20,
            }
        ),
        ["MinimumImprovement"] = (
            new()
            {
                BurnIn = 10,
                Patience = 30,
                MinimumImprovement = 0,
            },
            new()
            {
                BurnIn = 10,
                Patience = 30,
                MinimumImprovement = 0.5,
            }
        ),
    };

    [Fact]
    public void EveryOptionChangesTheCourse()
    {
        double[][] x = [.. PolynomialStream(), .. CorrectedData.Stream(9, Nodes, 400)];
        foreach (PropertyInfo property in typeof(AdaCgpOptions).GetProperties())
        {
            if (property.Name == nameof(AdaCgpOptions.Threads))
            {
                continue; // never changes the numbers: see ThreadsChangeNoBit
            }
            (AdaCgpOptions from, AdaCgpOptions to) = Changes[property.Name];
            Assert.False(Course(from, x).SequenceEqual(Course(to, x)), $"{property.Name} changes nothing");
        }
    }

    [Theory]
    [InlineData("Order", 0, "Order is 0")]
    [InlineData("Order", 33, "[1, 32]")]
    [InlineData("Forgetting", 0.0, "(0, 1]")]
    [InlineData("Forgetting", 1.5, "remembers everything")]
    [InlineData("CoefficientPenalty", -1.0, "[0, 1]")]
    [InlineData("SelectionHorizon", 3, "[10,")]
    [InlineData("UpdateInterval", 100, "[1, 64]")]
    [InlineData("MaximumCoefficientsPerNode", 0, "entries of a row")]
    [InlineData("ErrorSmoothing", 0.0, "(0, 1]")]
    [InlineData("Patience", 0, "steps")]
    [InlineData("BurnIn", -1, "steps")]
    [InlineData("MinimumImprovement", 1.0, "MinimumImprovement")]
    [InlineData("Threads", 0, "Threads")]
    [InlineData("ExpectedFalseEdges", 7.0, "(0, 6]")]
    [InlineData("MaximumOrder", 2, "at least Order")]
    [InlineData("DebiasMethod", DebiasMethod.ExactRows, "no effect")]
    [InlineData("StepRule", AdaCgpStepRule.LineSearch, "no effect")]
    [InlineData("CommutatorWeight", 0.5, "no effect")]
    [InlineData("KeepWholeSupport", true, "no Support")]
    [InlineData("Debias", null, "choose Alternating")]
    public void AValueOutOfRangeIsNamedWithItsRule(string name, object? value, string rule)
    {
        var options = new AdaCgpOptions();
        typeof(AdaCgpOptions).GetProperty(name)!.SetValue(options, value);
        var error = Assert.ThrowsAny<ArgumentException>(() => new AdaCgp(Nodes, options));
        Assert.Contains(rule, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ContradictionsAreNamed()
    {
        void Fails(AdaCgpOptions options, string part) =>
            Assert.Contains(
                part,
                Assert.ThrowsAny<ArgumentException>(() => new AdaCgp(Nodes, options)).Message,
                StringComparison.Ordinal
            );
        Fails(new() { Path = AdaCgpPath.Path1, ExpectedFalseEdges = 0.1 }, "leave Path null");
        Fails(new() { Path = AdaCgpPath.Path1, Sparsity = [0.1] }, "one weight a lag");
        Fails(new() { Path = AdaCgpPath.Path1, Sparsity = [0.1, 2, 0.1] }, "everything zero");
        Fails(
            new()
            {
                Path = AdaCgpPath.Path2,
                Order = 1,
                CommutatorWeight = 1,
            },
            "nothing to commute"
        );
        Fails(
            new()
            {
                Path = AdaCgpPath.Path1,
                Debias = null,
                DebiasMethod = DebiasMethod.ExactRows,
            },
            "Debias is null"
        );
        Fails(
            new()
            {
                Path = AdaCgpPath.Path1,
                Support = Ring,
                KeepWholeSupport = true,
            },
            "penalty"
        );
        Fails(new() { Order = 1, Polynomial = PolynomialStructure.Always }, "order 1");
        Fails(new() { Support = Matrix<double>.Build.Dense(2, 3) }, "2 x 3");
        Fails(new() { Sparsity = [0.1, 0.1, 0.1] }, "no effect");
        Assert.ThrowsAny<ArgumentException>(() => new AdaCgp(0));
    }

    [Fact]
    public void SelfTuningOptionsAreChecked()
    {
        void Fails(SelfTuningOptions options, string part) =>
            Assert.Contains(
                part,
                Assert.ThrowsAny<ArgumentException>(() => new SelfTuningAdaCgp(Nodes, options)).Message,
                StringComparison.Ordinal
            );
        Fails(new() { MaximumOrder = 0 }, "number of lags");
        Fails(new() { Forgetting = [] }, "empty");
        Fails(new() { Forgetting = [0.9, 1.2] }, "(0, 1]");
        Fails(new() { ExpectedFalseEdges = [] }, "empty");
        Fails(new() { ExpectedFalseEdges = [9] }, "(0, 6]");
        Fails(new() { SelectionHorizon = 1 }, "samples");
        Fails(new() { UpdateInterval = 0 }, "samples");
        Fails(new() { Threads = 65 }, "Threads");
    }

    [Fact]
    public void EverySelfTuningOptionChangesTheCourse()
    {
        double[][] x = [.. CorrectedData.Stream(2, Nodes, 400), .. CorrectedData.Stream(9, Nodes, 300)];
        var start = new SelfTuningOptions { Forgetting = [1, 0.97], SelectionHorizon = 200 };
        double[] reference = Course(start, x);
        SelfTuningOptions[] changed =
        [
            start with
            {
                MaximumOrder = 1,
            },
            start with
            {
                Forgetting = [0.9],
            },
            start with
            {
                ExpectedFalseEdges = [5],
            },
            start with
            {
                SelectionHorizon = 10,
            },
            start with
            {
                DetectChanges = false,
            },
            start with
            {
                UpdateInterval = 9,
            },
        ];
        Assert.All(changed, options => Assert.False(Course(options, x).SequenceEqual(reference)));
        Assert.NotEqual(
            new SelfTuningAdaCgp(Nodes, start).Choices.Count,
            new SelfTuningAdaCgp(Nodes, start with { Polynomial = false }).Choices.Count
        );
    }

    /// <summary>A process whose higher filters matter, so that the polynomial estimate gets chosen.</summary>
    private static double[][] PolynomialStream()
    {
        var random = new RandomStream(5);
        Matrix<double> w = CorrectedData.Operator(random.Split("graph"), Nodes, 2, 0.55);
        Matrix<double>[] filters = CorrectedData.Filters(w, [0, 1, 0.1, 0.3, 0.3, -0.1, 0.2, -0.3, 0.3], 3);
        return CorrectedData.Simulate(random.Split("noise"), 600, 1, filters);
    }

    private static double[] Course(AdaCgpOptions options, double[][] x)
    {
        var estimator = new AdaCgp(Nodes, options);
        return [.. x.SelectMany(s => Numbers(estimator.Step(s))), .. estimator.Filters().Enumerate()];
    }

    private static double[] Course(SelfTuningOptions options, double[][] x)
    {
        var estimator = new SelfTuningAdaCgp(Nodes, options);
        return [.. x.SelectMany(s => Numbers(estimator.Step(s))), .. estimator.Filters().Enumerate()];
    }

    private static double[] Numbers(AdaCgpUpdate u) =>
        [
            u.ErrorAPriori,
            u.ErrorFromCoefficients,
            u.SmoothedError,
            u.Edges,
            (double)u.Phase,
            (double)u.Status,
            u.Candidate,
        ];
}
