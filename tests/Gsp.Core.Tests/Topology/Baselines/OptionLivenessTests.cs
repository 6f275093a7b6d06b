using System.Reflection;
using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Gsp.Core.Tests.Topology;

/// <summary>Every option of every baseline changes the result where it applies; none is decoration.</summary>
public sealed class OptionLivenessTests
{
    private static readonly Matrix<double> Samples = BaselineData.Simulate(21, 4, 160, 3).Samples + 0.7;

    private static readonly StoppingOptions Stops = new() { Patience = 12, Smoothing = 0.05 };

    /// <summary>Pairs of option records that differ in one option, which is named.</summary>
    private static IEnumerable<(string Option, object Base, object Changed)> Pairs()
    {
        var tiso = new TisoOptions { Step = ProximalStep.Normalised };
        yield return ("Order", tiso, tiso with { Order = 2 });
        yield return ("Penalty", tiso, tiso with { Penalty = 0.4 });
        yield return ("Step", tiso, tiso with { Step = ProximalStep.DoublyNormalised });
        var fixedStep = tiso with { Step = ProximalStep.Fixed, StepSize = 0.01 };
        yield return ("StepSize", fixedStep, fixedStep with { StepSize = 0.02 });
        yield return ("Damping", tiso, tiso with { Damping = 1 });
        yield return ("Mode", tiso, tiso with { Mode = BaselineMode.Reference });
        yield return ("Weights", tiso, tiso with { Weights = EdgeWeights.SignedFirstLag });
        yield return ("Stopping", fixedStep, fixedStep with { Stopping = Stops });

        var tirso = new TirsoOptions { Step = ProximalStep.Normalised };
        yield return ("Order", tirso, tirso with { Order = 2 });
        yield return ("Penalty", tirso, tirso with { Penalty = 0.4 });
        yield return ("ForgettingFactor", tirso, tirso with { ForgettingFactor = 0.9 });
        yield return ("InitialDeviation", tirso, tirso with { InitialDeviation = 3 });
        yield return ("Step", tirso, tirso with { Step = ProximalStep.DoublyNormalised });
        var tirsoFixed = tirso with { Step = ProximalStep.Fixed, StepSize = 0.01 };
        yield return ("StepSize", tirsoFixed, tirsoFixed with { StepSize = 0.02 });
        yield return ("DiminishingStep", tirso, tirso with { DiminishingStep = true });
        yield return ("Damping", tirso, tirso with { Damping = 1 });
        yield return ("Mode", tirso, tirso with { Mode = BaselineMode.Reference });
        yield return ("Weights", tirso, tirso with { Weights = EdgeWeights.SignedFirstLag });
        yield return ("Stopping", tirsoFixed, tirsoFixed with { Stopping = Stops });

        var sdsem = new SdSemOptions();
        yield return ("ForgettingFactor", sdsem, sdsem with { ForgettingFactor = 0.8 });
        yield return ("Penalty", sdsem, sdsem with { Penalty = 3 });
        yield return ("InnerIterations", sdsem, sdsem with { InnerIterations = 2 });
        yield return ("Stopping", sdsem, sdsem with { Stopping = Stops });

        var stopping = fixedStep with { Stopping = Stops };
        yield return ("Smoothing", stopping, fixedStep with { Stopping = Stops with { Smoothing = 0.5 } });
        yield return (
            "MinimumImprovement",
            stopping,
            fixedStep with
            {
                Stopping = Stops with { MinimumImprovement = 0.3 },
            }
        );
        yield return ("Patience", stopping, fixedStep with { Stopping = Stops with { Patience = 40 } });

        var var_ = new VectorAutoregressionOptions();
        yield return ("Order", var_, var_ with { Order = 2 });
        yield return ("Intercept", var_, var_ with { Intercept = false });
        yield return ("Weights", var_, var_ with { Weights = EdgeWeights.LagNorm });
        yield return ("ForgettingFactor", var_, var_ with { ForgettingFactor = 0.9 });
        yield return ("Ridge", var_, var_ with { Ridge = 0.1 });

        var granger = new GrangerOptions { Level = 0.2 };
        yield return ("Order", granger, granger with { Order = 2 });
        yield return ("Intercept", granger, granger with { Intercept = false });
        yield return ("Weights", granger, granger with { Weights = EdgeWeights.LagNorm });
        yield return ("Level", granger, granger with { Level = 1e-6 });
        yield return ("Correction", granger, granger with { Correction = MultipleTesting.Bonferroni });
        yield return ("ForgettingFactor", granger, granger with { ForgettingFactor = 0.9 });

        var pruned = new PrunedLeastSquaresOptions { Threshold = 1.5 };
        yield return ("Order", pruned, pruned with { Order = 2 });
        yield return ("Intercept", pruned, pruned with { Intercept = false });
        yield return ("Threshold", pruned, pruned with { Threshold = 4 });
        yield return ("Level", pruned, pruned with { Threshold = null, Level = 0.5 });
        var byLevel = pruned with { Threshold = null, Level = 0.3 };
        yield return ("Correction", byLevel, byLevel with { Correction = MultipleTesting.Bonferroni });
        yield return ("Error", pruned, pruned with { Error = PruningError.Marginal });
        yield return ("Scope", pruned, pruned with { Scope = PruningScope.AllLags });
        yield return ("Weights", pruned, pruned with { Weights = EdgeWeights.LagNorm });
        yield return ("Ridge", pruned, pruned with { Ridge = 2 });

        var lasso = new AdaptiveLassoOptions();
        yield return ("Order", lasso, lasso with { Order = 2 });
        yield return ("Intercept", lasso, lasso with { Intercept = false });
        yield return ("Power", lasso, lasso with { Power = 0 });
        yield return ("Selection", lasso, lasso with { Selection = PenaltySelection.Forecast });
        var fixedPenalty = lasso with { Selection = PenaltySelection.Fixed, Penalty = 0.5 };
        yield return ("Penalty", fixedPenalty, fixedPenalty with { Penalty = 0.01 });
        var unrefitted = lasso with { Refit = false };
        yield return ("PathLength", unrefitted, unrefitted with { PathLength = 7 });
        yield return ("PathRatio", unrefitted, unrefitted with { PathRatio = 0.2 });
        var held = lasso with { Selection = PenaltySelection.Forecast, Refit = false };
        yield return ("HoldOut", held, held with { HoldOut = 0.5 });
        yield return ("Refit", lasso, unrefitted);
        yield return ("Weights", lasso, lasso with { Weights = EdgeWeights.LagNorm });
        yield return ("Ridge", unrefitted, unrefitted with { Ridge = 2 });
        yield return ("MaximumSweeps", unrefitted, unrefitted with { MaximumSweeps = 1 });
        yield return ("Tolerance", unrefitted, unrefitted with { Tolerance = 0.5 });

        var partial = new PartialCorrelationOptions { Level = 0.2 };
        yield return ("Order", partial, partial with { Order = 2 });
        yield return (
            "ConditionLevel",
            partial with
            {
                LinkWeight = PartialCorrelationWeight.Correlation,
            },
            partial with
            {
                LinkWeight = PartialCorrelationWeight.Correlation,
                ConditionLevel = 0.001,
            }
        );
        yield return (
            "MaximumConditions",
            partial with
            {
                LinkWeight = PartialCorrelationWeight.Correlation,
            },
            partial with
            {
                LinkWeight = PartialCorrelationWeight.Correlation,
                MaximumConditions = 1,
            }
        );
        yield return ("Level", partial, partial with { Level = 1e-5 });
        yield return ("Correction", partial, partial with { Correction = MultipleTesting.None });
        yield return ("LinkWeight", partial, partial with { LinkWeight = PartialCorrelationWeight.Correlation });
        yield return ("Weights", partial, partial with { Weights = EdgeWeights.LagNorm });

        var spectral = new SpectralLearnerOptions { SampleRate = 100 };
        yield return ("Measure", spectral, spectral with { Measure = SpectralMeasure.DirectedTransferFunction });
        yield return ("Order", spectral, spectral with { Order = 2 });
        yield return ("Intercept", spectral, spectral with { Intercept = false });
        yield return (
            "SampleRate",
            spectral with
            {
                HighFrequency = 20,
            },
            spectral with
            {
                HighFrequency = 20,
                SampleRate = 90,
            }
        );
        yield return ("LowFrequency", spectral, spectral with { LowFrequency = 10 });
        yield return ("HighFrequency", spectral, spectral with { HighFrequency = 30 });
        yield return ("Frequencies", spectral, spectral with { Frequencies = 5 });
        yield return ("Threshold", spectral, spectral with { Threshold = 0.1 });
        yield return ("Ridge", spectral, spectral with { Ridge = 0.5 });
    }

    private static ITopologyLearner Learner(object options) =>
        options switch
        {
            TisoOptions o => new TisoLearner(o),
            TirsoOptions o => new TirsoLearner(o),
            SdSemOptions o => new SdSemLearner(o),
            VectorAutoregressionOptions o => new VectorAutoregressionLearner(o),
            GrangerOptions o => new GrangerLearner(o),
            PrunedLeastSquaresOptions o => new PrunedLeastSquaresLearner(o),
            AdaptiveLassoOptions o => new AdaptiveLassoLearner(o),
            PartialCorrelationOptions o => new PartialCorrelationLearner(o),
            _ => new SpectralLearner((SpectralLearnerOptions)options),
        };

    [Fact]
    public void EveryListedChangeChangesTheGraph()
    {
        foreach ((string option, object start, object changed) in Pairs())
        {
            double[] a = Learner(start).Fit(Samples).ShiftOperator.ToColumnMajorArray();
            double[] b = Learner(changed).Fit(Samples).ShiftOperator.ToColumnMajorArray();
            Assert.False(a.AsSpan().SequenceEqual(b), $"{start.GetType().Name}.{option} changed nothing");
        }
    }

    [Fact]
    public void EveryOptionIsListed()
    {
        HashSet<(string, string)> listed = [.. Pairs().Select(p => (p.Base.GetType().Name, p.Option))];
        // Tested by other means: the F variant moves p-values by less than this list's thresholds resolve, and a batch fit rejects Stopping.
        listed.Add((nameof(GrangerOptions), nameof(GrangerOptions.Test)));
        foreach (Type type in Pairs().Select(p => p.Base.GetType()).Distinct())
        {
            foreach (PropertyInfo property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            {
                bool rejected =
                    property.Name == "Stopping"
                    && type.Name is nameof(VectorAutoregressionOptions) or nameof(GrangerOptions)
                    && property.PropertyType == typeof(StoppingOptions);
                Assert.True(
                    rejected || listed.Contains((type.Name, property.Name)),
                    $"{type.Name}.{property.Name} is not listed"
                );
            }
        }
    }

    [Fact]
    public void TheStatisticMovesTheThreshold()
    {
        var wald = new GrangerOptions { Level = 0.2 };
        (Matrix<double> few, _) = BaselineData.Simulate(3, 4, 24);
        bool differs = false;
        for (double level = 0.01; level < 0.6; level += 0.01)
        {
            differs |=
                new GrangerLearner(wald with { Level = level }).Fit(few).Edges
                != new GrangerLearner(wald with { Level = level, Test = GrangerTest.FisherF }).Fit(few).Edges;
        }
        Assert.True(differs);
    }

    [Fact]
    public void OptionsOutOfPlaceAreRejectedWithTheReason()
    {
        Rejects(
            "Stopping belongs",
            () => new VectorAutoregressionLearner(new VectorAutoregressionOptions { Stopping = Stops })
        );
        Rejects("Stopping belongs", () => new GrangerLearner(new GrangerOptions { Stopping = Stops }));
        Rejects(
            "Ridge belongs",
            () => new VectorAutoregressionEstimator(2, new VectorAutoregressionOptions { Ridge = 1 })
        );
        Rejects("StepSize", () => new TisoLearner(new TisoOptions { StepSize = 1 }));
        Rejects("StepSize", () => new TirsoLearner(new TirsoOptions { Step = ProximalStep.Fixed }));
        Rejects("ForgettingFactor", () => new TirsoLearner(new TirsoOptions { ForgettingFactor = 1 }));
        Rejects("ForgettingFactor", () => new SdSemLearner(new SdSemOptions { ForgettingFactor = 0 }));
        Rejects("Order", () => new TisoEstimator(2, new TisoOptions { Order = 0 }));
        Rejects("Penalty", () => new TisoEstimator(2, new TisoOptions { Penalty = -1 }));
        Rejects("Penalty", () => new TisoEstimator(2, new TisoOptions { Penalty = double.NaN }));
        Rejects("nodes", () => new SdSemEstimator(0));
        Rejects("exactly one", () => new PrunedLeastSquaresLearner(new PrunedLeastSquaresOptions { Level = 0.1 }));
        Rejects(
            "Correction",
            () =>
                new PrunedLeastSquaresLearner(new PrunedLeastSquaresOptions { Correction = MultipleTesting.Bonferroni })
        );
        Rejects("Penalty belongs", () => new AdaptiveLassoLearner(new AdaptiveLassoOptions { Penalty = 0.1 }));
        Rejects("PathLength", () => new AdaptiveLassoLearner(new AdaptiveLassoOptions { PathLength = 1 }));
        Rejects("Level", () => new PartialCorrelationLearner(new PartialCorrelationOptions { Level = 1 }));
        Rejects(
            "HighFrequency",
            () => new SpectralLearner(new SpectralLearnerOptions { SampleRate = 10, HighFrequency = 6 })
        );
        Rejects("LowFrequency", () => new SpectralLearner(new SpectralLearnerOptions { LowFrequency = 0.6 }));
        Rejects("Patience", () => new TisoLearner(new TisoOptions { Stopping = new StoppingOptions { Patience = 0 } }));
    }

    private static void Rejects(string part, Func<object> create) =>
        Assert.Contains(part, Assert.ThrowsAny<ArgumentException>(() => create()).Message, StringComparison.Ordinal);
}
