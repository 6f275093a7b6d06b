using Gsp.Testing;
using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Gsp.Core.Tests.Topology;

/// <summary>The baselines on the published study's own processes (50 nodes, topology seed 42, data seed 1), beside numbers computed with NumPy.</summary>
public sealed class PublishedBaselinesTests
{
    /// <summary>NMSE(W) of VAR(3) on 2000 samples, scored without and with signs, and the pruned refit: computed independently to the digits given.</summary>
    [Theory]
    [InlineData("ER", 1.94, 0.055, 0.0016)]
    [InlineData("RANDOM", 2.02, 0.057, 0.0080)]
    [InlineData("KR", 1.14, 0.090, 0.0085)]
    [InlineData("SBM", 4.50, 0.396, 0.0048)]
    public void LostSignsExplainTheStudysScores(string family, double unsigned, double signed, double pruned)
    {
        (Matrix<double> samples, Matrix<double> truth) = Study(family, 2000);
        double Nmse(ITopologyLearner learner) =>
            TopologyScores.Compare(truth, learner.Fit(samples).OrThrow().ShiftOperator).Nmse;
        var options = new VectorAutoregressionOptions();
        Assert.Equal(
            unsigned,
            Nmse(new VectorAutoregressionLearner(options with { Weights = EdgeWeights.LagNorm })),
            0.006
        );
        Assert.Equal(signed, Nmse(new VectorAutoregressionLearner(options)), 0.0009);
        Assert.Equal(
            pruned,
            Nmse(new PrunedLeastSquaresLearner(new PrunedLeastSquaresOptions { Error = PruningError.Marginal })),
            0.0004 // there the noise's variance was known and no intercept fitted
        );
    }

    /// <summary>Refitting with every sample of a 50-node stream, as the study does, ends in the batch fit.</summary>
    [Fact]
    public void RefittingEverySampleEndsInTheBatchFit()
    {
        (Matrix<double> samples, _) = Study("KR", 2000);
        var estimator = new VectorAutoregressionEstimator(50);
        foreach (double[] row in samples.ToRowArrays())
        {
            estimator.Step(row);
        }
        var online = new double[2500];
        estimator.CopyShiftOperator(online);
        double[] batch = new VectorAutoregressionLearner().Fit(samples).ShiftOperator.ToRowMajorArray();
        Assert.InRange(Close.RelativeError(online, batch), 0, 1e-11);
    }

    private static (Matrix<double> Samples, Matrix<double> Truth) Study(string name, int count)
    {
        PublishedFamily family = name switch
        {
            "ER" => new PublishedFamily.ErdosRenyi(),
            "KR" => new PublishedFamily.KRegular(),
            "SBM" => new PublishedFamily.StochasticBlock(),
            _ => new PublishedFamily.Random(),
        };
        CausalGraphProcess process = PublishedProcesses.CreateParity(family, 50, 42);
        ProcessSimulation simulation = PublishedProcesses.SimulateParity(process, 1, 10000);
        return (simulation.Samples.SubMatrix(3, count, 0, 50), process.ShiftOperator());
    }
}
