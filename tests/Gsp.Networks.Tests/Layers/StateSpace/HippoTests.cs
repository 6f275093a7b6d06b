using System.Text.Json;
using Gsp.Testing;
using MathNet.Numerics.LinearAlgebra;
using Xunit;
using Complex = System.Numerics.Complex;

namespace Gsp.Networks.Tests;

public sealed class HippoTests
{
    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(16)]
    public void EqualsTheGoldenDecomposition(int order)
    {
        JsonElement golden = StateSpaceGolden.Load("hippo_legs_nplr.json").GetProperty($"N{order}");
        Close.Relative(Hippo.LegSMatrix(order).ToRowMajorArray(), golden.Numbers("A"), 1e-15, "A");
        Close.Relative(Hippo.LegSInput(order), golden.Numbers("B"), 1e-15, "B");
        Close.Relative(Hippo.LegSLowRank(order), golden.Numbers("P"), 1e-15, "P");
        DiagonalPlusLowRank form = Hippo.LegS(order);
        Equal(form.Lambda, golden.Complexes("Lambda_half_pos_imag"), "Lambda");
        Equal(form.Input, golden.Complexes("B_half_phase_normalised"), "V*B");
        Equal(form.LowRank, golden.Complexes("P_half_phase_normalised"), "V*P");
    }

    [Fact]
    public void FrequenciesOfOrder64EqualTheGoldenOnes() =>
        Close.Relative(
            [.. Hippo.LegS(64).Lambda.Select(value => value.Imaginary)],
            StateSpaceGolden.Load("hippo_legs_nplr.json").Numbers("N64_Lambda_imag_pos_sorted"),
            1e-12
        );

    [Theory]
    [InlineData(2)]
    [InlineData(6)]
    [InlineData(64)]
    [InlineData(256)]
    public void TheFormGivesTheMatrixBack(int order)
    {
        DiagonalPlusLowRank form = Hippo.LegS(order);
        // Two conjugate halves: A + P P^T = 2 Re V Lambda V*, and the same for vectors.
        Matrix<Complex> scaled = Matrix<Complex>.Build.DiagonalOfDiagonalArray([.. form.Lambda]);
        Matrix<double> normal = 2 * (form.Vectors * scaled * form.Vectors.ConjugateTranspose()).Real();
        Vector<double> p = Vector<double>.Build.Dense(Hippo.LegSLowRank(order));
        Matrix<double> expected = Hippo.LegSMatrix(order) + p.OuterProduct(p);
        Close.Relative(normal.ToRowMajorArray(), expected.ToRowMajorArray(), 1e-12, "A + P P^T");
        Vector<Complex> input = Vector<Complex>.Build.Dense([.. form.Input]);
        Close.Relative((2 * (form.Vectors * input).Real()).ToArray(), Hippo.LegSInput(order), 1e-12, "B");
        Assert.All(form.Lambda, value => Assert.Equal(-0.5, value.Real));
        Assert.All(
            form.Lambda.Zip(form.Lambda.Skip(1)),
            pair => Assert.True(pair.First.Imaginary < pair.Second.Imaginary)
        );
        Assert.True(form.Lambda[0].Imaginary > 0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void RefusesOddOrEmptyOrders(int order) => Assert.ThrowsAny<ArgumentException>(() => Hippo.LegS(order));

    private static void Equal(IEnumerable<Complex> actual, Complex[] expected, string what) =>
        Close.Relative(StateSpaceGolden.Pairs(actual), StateSpaceGolden.Pairs(expected), 1e-12, what);
}
