using Gsp.Testing;
using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Gsp.Core.Tests.Topology;

/// <summary>The baselines against runs of the study's own code (Golden/Baselines).</summary>
public sealed class BaselineParityTests
{
    private static readonly Matrix<double> Truth = BaselineData.Csv("kr10_W_true.csv");

    public static TheoryData<string> StreamingRuns => ["TISO", "TISO_fixed_step", "TIRSO", "SDSEM"];

    [Theory]
    [MemberData(nameof(StreamingRuns))]
    public void StreamingRunsAreRepeated(string run)
    {
        ITopologyLearner learner = run switch
        {
            "TISO" => new TisoLearner(new TisoOptions { Mode = BaselineMode.Reference }),
            "TISO_fixed_step" => new TisoLearner(
                new TisoOptions
                {
                    Mode = BaselineMode.Reference,
                    Step = ProximalStep.Fixed,
                    StepSize = 1e-3,
                }
            ),
            "TIRSO" => new TirsoLearner(new TirsoOptions { Mode = BaselineMode.Reference }),
            _ => new SdSemLearner(),
        };
        TopologyFit fit = learner.Fit(BaselineData.Kr10(run == "SDSEM" ? 80 : 300));
        Assert.InRange(BaselineData.Difference(fit.ShiftOperator, BaselineData.Csv($"{run}_W_final.csv")), 0, 1e-12);
        if (run != "SDSEM") // the study's SD-SEM prediction error has no meaning
        {
            Close.Relative(
                [.. fit.Trace!["pred_error"]],
                BaselineData.Column($"{run}_steps.csv", "pred_error"),
                1e-12,
                "pred_error"
            );
        }
    }

    [Theory]
    [MemberData(nameof(StreamingRuns))]
    public void EveryStepScoresAsInTheStudy(string run)
    {
        Matrix<double> samples = BaselineData.Kr10(run == "SDSEM" ? 80 : 300);
        IOnlineTopologyEstimator estimator = run switch
        {
            "TISO" => new TisoEstimator(10, new TisoOptions { Mode = BaselineMode.Reference }),
            "TISO_fixed_step" => new TisoEstimator(
                10,
                new TisoOptions
                {
                    Mode = BaselineMode.Reference,
                    Step = ProximalStep.Fixed,
                    StepSize = 1e-3,
                }
            ),
            "TIRSO" => new TirsoEstimator(10, new TirsoOptions { Mode = BaselineMode.Reference }),
            _ => new SdSemEstimator(10),
        };
        var shift = new double[100];
        double[] truth = Truth.ToRowMajorArray();
        var scores = new List<TopologyScore>();
        foreach (Vector<double> sample in samples.EnumerateRows())
        {
            if (estimator.Step(sample.AsArray()).Learned)
            {
                estimator.CopyShiftOperator(shift);
                scores.Add(TopologyScores.Compare(truth, shift, 10));
            }
        }
        string steps = $"{run}_steps.csv";
        Close.Relative([.. scores.Select(s => s.Nmse)], BaselineData.Column(steps, "w_error"), 1e-12);
        Assert.Equal(BaselineData.Column(steps, "num_non_zero_elements"), scores.Select(s => (double)s.EstimatedEdges));
        Close.Relative([.. scores.Select(s => s.MissProbability)], BaselineData.Column(steps, "p_miss"), 1e-14);
        Close.Relative(
            [.. scores.Select(s => s.FalseAlarmProbability)],
            BaselineData.Column(steps, "p_false_alarm"),
            1e-14
        );
    }

    [Theory]
    [InlineData(60, 0)]
    [InlineData(100, 1)]
    [InlineData(200, 2)]
    [InlineData(400, 3)]
    public void VarIsRepeated(int count, int index)
    {
        Matrix<double> all = BaselineData.Kr10(500);
        TopologyFit fit = new VectorAutoregressionLearner(
            new VectorAutoregressionOptions { Weights = EdgeWeights.LagNorm }
        ).Fit(all.SubMatrix(0, count, 0, 10));
        Assert.InRange(BaselineData.Difference(fit.ShiftOperator, BaselineData.Csv($"VAR_W_{index}.csv")), 0, 1e-12);

        var estimator = new VectorAutoregressionEstimator(10);
        OnlineUpdate update = default;
        for (int t = 0; t <= count; t++)
        {
            update = estimator.Step(all.Row(t).AsArray());
        }
        double expected = BaselineData.Column("VAR_steps.csv", "pred_error")[index];
        Assert.Equal(expected, update.AprioriError, 1e-11 * expected);
    }

    [Theory]
    [InlineData(100, 0)]
    [InlineData(400, 1)]
    public void GrangerIsRepeated(int count, int index)
    {
        var options = new GrangerOptions { Weights = EdgeWeights.LagNorm };
        Matrix<double> samples = BaselineData.Kr10(count);
        TopologyFit fit = new GrangerLearner(options).Fit(samples);
        var estimator = new GrangerEstimator(10, options);
        foreach (Vector<double> sample in samples.EnumerateRows())
        {
            estimator.Step(sample.AsArray());
        }
        var online = new double[100];
        estimator.CopyShiftOperator(online);
        foreach (
            TopologyScore score in new[]
            {
                TopologyScores.Compare(Truth, fit.ShiftOperator),
                TopologyScores.Compare(Truth.ToRowMajorArray(), online, 10),
            }
        )
        {
            Assert.Equal(BaselineData.Column("GrangerVAR_steps.csv", "w_error")[index], score.Nmse, 1e-8);
            Assert.Equal(
                BaselineData.Column("GrangerVAR_steps.csv", "num_non_zero_elements")[index],
                score.EstimatedEdges
            );
            Assert.Equal(BaselineData.Column("GrangerVAR_steps.csv", "p_miss")[index], score.MissProbability, 1e-12);
        }
        if (count == 400)
        {
            Assert.InRange(
                BaselineData.Difference(fit.ShiftOperator, BaselineData.Csv("GrangerVAR_W_final.csv")),
                0,
                1e-8
            );
        }
    }
}
