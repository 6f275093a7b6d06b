using Gsp.Compute;
using Gsp.Random;
using Xunit;

namespace Gsp.Networks.Tests.Operations;

public sealed class ActivationTests
{
    private static readonly Dictionary<
        string,
        (Func<Tensor<double>, Tensor<double>> Tensor, Func<double, double> Number)
    > Functions = new(StringComparer.Ordinal)
    {
        ["relu"] = (x => x.Relu(), v => Math.Max(v, 0)),
        ["leaky"] = (x => x.LeakyRelu(0.2), v => v > 0 ? v : 0.2 * v),
        ["elu"] = (x => x.Elu(0.7), v => v > 0 ? v : 0.7 * (Math.Exp(v) - 1)),
        ["silu"] = (x => x.Silu(), v => v / (1 + Math.Exp(-v))),
        ["gelu tanh"] = (
            x => x.GeluTanh(),
            v => v / 2 * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (v + (0.044715 * v * v * v))))
        ),
        ["sigmoid"] = (x => x.Sigmoid(), v => 1 / (1 + Math.Exp(-v))),
        ["tanh"] = (x => x.Tanh(), Math.Tanh),
        ["softplus"] = (x => x.Softplus(), v => Math.Log(1 + Math.Exp(v))),
        ["exp"] = (x => x.Exp(), Math.Exp),
        ["log"] = (x => x.Square().Log(), v => Math.Log(v * v)),
        ["sqrt"] = (x => x.Square().Affine(1, 1).Sqrt(), v => Math.Sqrt((v * v) + 1)),
        ["abs"] = (x => x.Abs(), Math.Abs),
        ["sin"] = (x => x.Sin(), Math.Sin),
        ["cos"] = (x => x.Cos(), Math.Cos),
        ["clamp"] = (x => x.Clamp(-0.05, 0.05) + x.Clamp(-30, 30), v => Math.Clamp(v, -0.05, 0.05) + v),
        ["affine"] = (x => x.Affine(-2, 3), v => (-2 * v) + 3),
        ["gelu"] = (x => x.Gelu(), v => v * MathNet.Numerics.Distributions.Normal.CDF(0, 1, v)),
    };

    public static TheoryData<string> Names => [.. Functions.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void ValuesAndGradients(string name)
    {
        using var test = new TestWorkspace();
        Tensor<double> x = test.AwayFromZero([3, 37]);
        Gsp.Testing.Close.Relative(
            Functions[name].Tensor(x).ToArray(),
            Array.ConvertAll(x.ToArray(), v => Functions[name].Number(v)),
            1e-13,
            name
        );
        test.CheckGradient(() => Functions[name].Tensor(x), x);
        test.CheckGradient(() => Functions[name].Tensor(x.Transpose(0, 1)) * x.Transpose(0, 1), x);
    }

    [Fact]
    public void BitsDoNotDependOnThreads()
    {
        var values = new float[100_003];
        Array.ConvertAll(Normal(values.Length), v => (float)v).CopyTo(values, 0);
        using var one = new Workspace<float>(Backend.ManagedWith(1));
        using var two = new Workspace<float>(Backend.ManagedWith(2));
        Assert.Equal(Values(one), Values(two));

        float[] Values(Workspace<float> space)
        {
            Tensor<float> x = space.Parameter(values, [values.Length]);
            Tensor<float> y = x.Silu() * x.Gelu().Tanh();
            y.Sum().Backward();
            return [.. y.ToArray(), .. x.Gradient!.ToArray(), y.Sum().Item()];
        }
    }

    private static double[] Normal(int count)
    {
        var values = new double[count];
        new RandomStream(5).FillNormal(values);
        return values;
    }
}
