using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Gsp.Core.Tests.Topology;

public sealed class ScoredRunTests
{
    [Fact]
    public void TheTableIsTheStudysTable()
    {
        ScoredRun run = ScoredRun.Of(
            new TisoEstimator(10, new TisoOptions { Mode = BaselineMode.Reference }),
            BaselineData.Kr10(300),
            BaselineData.Csv("kr10_W_true.csv")
        );
        string[] columns = ["pred_error", "w_error", "num_non_zero_elements", "p_miss", "p_false_alarm"];
        foreach (string column in columns)
        {
            double[] expected = BaselineData.Column("TISO_steps.csv", column);
            Assert.Equal(297, run.Trace.Length);
            Gsp.Testing.Close.Relative([.. run.Trace[column]], expected, 1e-12, column);
            Assert.Equal(expected.TakeLast(50).Average(), run.SteadyState(column, 50), 1e-12);
        }
        Assert.Equal(FitStatus.NotConverged, run.Status);
        Assert.Throws<ArgumentException>(() => run.SteadyState("no_such", 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => run.SteadyState("f1", 0));
    }

    [Fact]
    public void MismatchedSizesAreNamed()
    {
        var estimator = new SdSemEstimator(3);
        Matrix<double> samples = Matrix<double>.Build.Dense(5, 3);
        Assert.Throws<ArgumentException>(() => ScoredRun.Of(estimator, samples, Matrix<double>.Build.Dense(2, 2)));
        Assert.Throws<ArgumentException>(() =>
            ScoredRun.Of(estimator, Matrix<double>.Build.Dense(5, 4), Matrix<double>.Build.Dense(3, 3))
        );
    }
}
