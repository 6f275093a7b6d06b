using System.Text.Json;
using Gsp.Testing;
using Xunit;

namespace Gsp.Networks.Tests.Operations;

public sealed class LossTests
{
    private static readonly JsonElement Entropies = GoldenJson.Open("losses", "entropies.json");
    private static readonly JsonElement Clip = GoldenJson.Open("losses", "clip_loss.json");
    private static readonly JsonElement NtXent = GoldenJson.Open("losses", "ntxent.json");

    public static TheoryData<string> EntropyNames =>
        [
            "classes_plain",
            "classes_smooth",
            "shares_plain",
            "shares_smooth",
            "binary",
            "binary_weighted",
            "masked_l1",
            "masked_l2",
        ];

    [Theory]
    [MemberData(nameof(EntropyNames))]
    public void EntropiesAndMaskedErrorsAgreeWithPyTorch(string name)
    {
        using var test = new TestWorkspace();
        Tensor<double> x = test.Space.Parameter(Entropies.GetProperty("x").Numbers(), [5, 7]);
        int[] classes = Entropies.GetProperty("classes").Integers();
        Tensor<double> loss = name switch
        {
            "classes_plain" => x.CrossEntropy(classes),
            "classes_smooth" => x.CrossEntropy(classes, 0.1),
            "shares_plain" => x.CrossEntropy(Input("shares")),
            "shares_smooth" => x.CrossEntropy(Input("shares"), 0.2),
            "binary" => x.BinaryCrossEntropyWithLogits(Input("labels")),
            "binary_weighted" => x.BinaryCrossEntropyWithLogits(
                Input("labels"),
                test.Space.From(Entropies.GetProperty("weights").Numbers())
            ),
            "masked_l1" => x.MaskedMeanAbsoluteError(Input("target"), Input("mask")),
            _ => x.MaskedMeanSquaredError(Input("target"), Input("mask")),
        };
        JsonElement expected = Entropies.GetProperty(name);
        loss.Backward();
        Close.Relative([loss.Item()], [expected.GetProperty("loss").GetDouble()], 1e-13);
        Close.Relative(x.Gradient!.ToArray(), expected.GetProperty("gradient").Numbers(), 1e-13);

        Tensor<double> Input(string key) => test.Space.From(Entropies.GetProperty(key).Numbers(), [5, 7]);
    }

    [Fact]
    public void ContrastOfPairsAgreesWithPyTorch()
    {
        foreach (JsonElement expected in Clip.GetProperty("cases").EnumerateArray())
        {
            double temperature = expected.GetProperty("temperature").GetDouble();
            using var test = new TestWorkspace();
            (Tensor<double> x, Tensor<double> y) = Pair(test, Clip, "x", "y");
            Tensor<double> loss = x.InfoNce(y, temperature);
            (2.0 * loss).Backward();
            Close.Relative([loss.Item()], [expected.GetProperty("loss_mean_CLIP").GetDouble()], 1e-12);
            Close.Relative(x.Gradient!.ToArray(), expected.GetProperty("grad_x_of_sum").Numbers(), 1e-9);
            Close.Relative(y.Gradient!.ToArray(), expected.GetProperty("grad_y_of_sum").Numbers(), 1e-9);
        }
    }

    [Fact]
    public void TheScaleCanBeTrained()
    {
        JsonElement expected = Clip.GetProperty("learnable_scale");
        using var test = new TestWorkspace();
        (Tensor<double> x, Tensor<double> y) = Pair(test, Clip, "x", "y");
        Tensor<double> scale = test.Space.Parameter([expected.GetProperty("log_scale").GetDouble()], []);
        Tensor<double> loss = x.InfoNce(y, scale);
        loss.Backward();
        Close.Relative([loss.Item()], [expected.GetProperty("loss_mean_CLIP").GetDouble()], 1e-12);
        Close.Relative([scale.Gradient!.Item()], [expected.GetProperty("grad_log_scale").GetDouble()], 1e-9);
        Close.Relative(x.Gradient!.ToArray(), expected.GetProperty("grad_x").Numbers(), 1e-9);
        Close.Relative(y.Gradient!.ToArray(), expected.GetProperty("grad_y").Numbers(), 1e-9);
    }

    [Fact]
    public void RepeatedReportsAreNoFalseNegatives()
    {
        JsonElement expected = Clip.GetProperty("multi_positive");
        using var test = new TestWorkspace();
        (Tensor<double> x, Tensor<double> y) = Pair(test, Clip, "x", "y");
        Tensor<double> loss = x.InfoNce(y, 0.1, expected.GetProperty("keys").Integers());
        (2.0 * loss).Backward();
        double sum = expected.GetProperty("loss_x_to_y").GetDouble() + expected.GetProperty("loss_y_to_x").GetDouble();
        Close.Relative([2 * loss.Item()], [sum], 1e-9);
        Close.Relative(x.Gradient!.ToArray(), expected.GetProperty("grad_x_of_sum").Numbers(), 1e-9);
        Close.Relative(y.Gradient!.ToArray(), expected.GetProperty("grad_y_of_sum").Numbers(), 1e-9);
    }

    [Fact]
    public void ContrastOfViewsAgreesWithPyTorch()
    {
        foreach (JsonElement expected in NtXent.GetProperty("ntxent").EnumerateArray())
        {
            double temperature = expected.GetProperty("temperature").GetDouble();
            CheckViews(z => z.NtXent(temperature), expected, "loss_SimCLR_mean_2N", "_of_mean");
        }
        JsonElement patients = NtXent.GetProperty("patient_multi_positive_supcon");
        int[] identities = patients.GetProperty("patient_id").Integers();
        CheckViews(z => z.SupervisedContrast([.. identities, .. identities], 0.1), patients, "loss", "");
        JsonElement excluded = NtXent.GetProperty("same_patient_excluded");
        CheckViews(z => z.NtXent(0.1, identities), excluded, "loss", "");
        JsonElement rectangular = NtXent.GetProperty("rectangular_infonce");
        CheckViews(z => 2.0 * z.Slice(0, 0, 4).InfoNce(z.Slice(0, 4, 4), 0.1), rectangular, "loss_sum", "");
    }

    [Fact]
    public void Gradients()
    {
        using var test = new TestWorkspace();
        Tensor<double> x = test.Normal([6, 4]);
        Tensor<double> y = test.Normal([6, 4], "y");
        Tensor<double> scale = test.Space.Parameter([0.3], []);
        Tensor<double> mask = test.Space.From([.. Enumerable.Range(0, 24).Select(i => i % 3 == 0 ? 1.0 : 0)], [6, 4]);
        int[] identities = [0, 1, 0, 2, 1, 3];
        test.CheckGradient(() => x.InfoNce(y, scale, [0, 1, 2, 2, 3, 4]), x, y, scale);
        test.CheckGradient(() => x.NtXent(0.5, [0, 0, 1]), x);
        test.CheckGradient(() => x.SupervisedContrast(identities, 0.5), x);
        test.CheckGradient(() => x.CrossEntropy([0, 1, 2, 3, 0, 1], 0.1), x);
        test.CheckGradient(() => x.BinaryCrossEntropyWithLogits(mask), x);
        test.CheckGradient(() => x.MaskedMeanSquaredError(y, mask), x, y);
        test.CheckGradient(() => x.UnitRows(), x);
    }

    [Fact]
    public void ExtremeLogitsStayFinite()
    {
        using var test = new TestWorkspace();
        Tensor<double> x = test.Space.Parameter([-800, 800, 60, -60], [4]);
        Tensor<double> loss = x.BinaryCrossEntropyWithLogits(test.Space.From([0, 1, 1, 0], [4]));
        loss.Backward();
        Close.Relative([loss.Item()], [0.5 * Math.Exp(-60)], 1e-12);
        Assert.All(x.Gradient!.ToArray(), value => Assert.True(double.IsFinite(value)));
        Assert.Equal([0, 0], test.Space.Zeros([1, 2]).UnitRows().ToArray());
    }

    [Fact]
    public void SinglePrecisionAgrees()
    {
        using var single = new Workspace<float>();
        Tensor<float> x = single.FromDoubles(Entropies.GetProperty("x").Numbers(), [5, 7]);
        float loss = x.CrossEntropy(Entropies.GetProperty("classes").Integers(), 0.1).Item();
        Assert.Equal(Entropies.GetProperty("classes_smooth").GetProperty("loss").GetDouble(), loss, 1e-5);
        using var test = new TestWorkspace();
        Tensor<double> views = test.Normal([8, 3]);
        Tensor<float> same = single.FromDoubles(views.ToArray(), [8, 3]);
        Assert.Equal(views.NtXent(0.1).Item(), same.NtXent(0.1).Item(), 1e-4);
    }

    [Fact]
    public void ErrorsSayWhatIsWrong()
    {
        using var test = new TestWorkspace();
        Tensor<double> x = test.Normal([3, 4]);
        Says("class 4 of row 1", () => x.CrossEntropy([0, 4, 1]));
        Says("selects no element", () => x.MaskedMeanSquaredError(x, test.Space.Zeros([3, 4])));
        Says("element by element", () => x.MaskedMeanSquaredError(test.Space.Zeros([3, 1]), test.Space.Zeros([3, 4])));
        Says("pairs", () => x.NtXent(0.1));
        Says("bring together", () => x.SupervisedContrast([0, 1, 2], 0.1));
        Says("label smoothing", () => x.CrossEntropy([0, 1, 1], 1));

        static void Says(string words, Func<object> action) =>
            Assert.Contains(words, Assert.ThrowsAny<ArgumentException>(action).Message, StringComparison.Ordinal);
    }

    private static void CheckViews(
        Func<Tensor<double>, Tensor<double>> loss,
        JsonElement expected,
        string value,
        string suffix
    )
    {
        using var test = new TestWorkspace();
        double[] views = [.. NtXent.GetProperty("z1").Numbers(), .. NtXent.GetProperty("z2").Numbers()];
        Tensor<double> z = test.Space.Parameter(views, [8, 3]);
        Tensor<double> y = loss(z);
        y.Backward();
        Close.Relative([y.Item()], [expected.GetProperty(value).GetDouble()], 1e-9, value);
        double[] gradient =
        [
            .. expected.GetProperty($"grad_z1{suffix}").Numbers(),
            .. expected.GetProperty($"grad_z2{suffix}").Numbers(),
        ];
        Close.Relative(z.Gradient!.ToArray(), gradient, 1e-9, value);
    }

    private static (Tensor<double> X, Tensor<double> Y) Pair(
        TestWorkspace test,
        JsonElement golden,
        string x,
        string y
    ) => (golden.GetProperty(x).Tensor(test.Space), golden.GetProperty(y).Tensor(test.Space));
}
