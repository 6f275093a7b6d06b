using System.Numerics;
using Gsp.Random;
using Gsp.Testing;
using Xunit;

namespace Gsp.Core.Tests.Numerics;

/// <summary>Identities of single-precision functions.</summary>
public sealed class SingleIdentityTests : VectorMathIdentityTests<float>;

/// <summary>Identities of double-precision functions.</summary>
public sealed class DoubleIdentityTests : VectorMathIdentityTests<double>;

/// <summary>What the functions of VectorMath are known by: symmetries, monotonicity and the equations between them.</summary>
public abstract class VectorMathIdentityTests<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Count = 37;

    private static T Epsilon => T.BitIncrement(T.One) - T.One;

    [Fact]
    public void OddFunctionsAreOddAndTheCosineIsEven() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            T[] x = Uniform(seed, -8, 8);
            return new[] { "Tanh", "Erf", "Sin" }.All(name => Of(name, Negated(x)).SequenceEqual(Negated(Of(name, x))))
                && Of("Cos", Negated(x)).SequenceEqual(Of("Cos", x));
        });

    [Fact]
    public void TheCheapExponentialHasTheBitsOfTheFullOneInTheNormalRange() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            T[] x = Uniform(seed, typeof(T) == typeof(double) ? -708 : -87.3, 0);
            return Of("ExpOfNegative", x).SequenceEqual(Of("Exp", x));
        });

    /// <summary>Of multiples of 2^-16, whose sums are exact also as floats.</summary>
    [Fact]
    public void TheExponentialOfASumIsTheProduct() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            T grain = T.CreateTruncating(65_536);
            T[] a = [.. Uniform(seed, -20, 20).Select(x => T.Round(x * grain) / grain)];
            T[] b = [.. a.Reverse()];
            return Close(Of("Exp", Each(a, b, (x, y) => x + y)), Each(Of("Exp", a), Of("Exp", b), (x, y) => x * y), 5);
        });

    [Fact]
    public void LogarithmsUndoExponentials() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            T[] x = Uniform(seed, -80, 80);
            T[] near = Uniform(seed, -1, 3);
            return Close(Of("Log", Of("Exp", x)), x, 2, 2) && Close(Of("LogOnePlus", Of("ExpMinusOne", near)), near, 8);
        });

    [Fact]
    public void SigmoidSoftplusAndTangentFollowFromOneAnother() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            T[] x = Uniform(seed, -30, 30);
            T[] minus = Negated(x);
            T[] sigmoid = Of("Sigmoid", x);
            T[] twice = Of("Sigmoid", [.. x.Select(value => value + value)]);
            return Close(Each(sigmoid, Of("Sigmoid", minus), (a, b) => a + b), [.. x.Select(_ => T.One)], 3)
                && Close(Each(Of("Softplus", x), Of("Softplus", minus), (a, b) => a - b), x, 3, 3)
                && Close(Of("Tanh", x), [.. twice.Select(s => s + s - T.One)], 0, 5)
                && Close(Of("Log", sigmoid), Negated(Of("Softplus", minus)), 4, 4);
        });

    [Fact]
    public void SineAndCosineAreOnTheUnitCircle() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            T[] x = Uniform(seed, -1e5, 1e5);
            T[] squares = Each(Of("Sin", x), Of("Cos", x), (s, c) => s * s + c * c);
            return Close(squares, [.. x.Select(_ => T.One)], 5);
        });

    /// <summary>Between arguments side by side, also where formulas change, no function goes down by more than its error twice.</summary>
    [Fact]
    public void IncreasingFunctionsIncrease() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var stream = new RandomStream(seed);
            double[] changes =
            [
                0.55,
                1,
                4,
                0.34657359027997264,
                1.0397207708399179,
                1.4142135623730951,
                0.41421356237309503,
            ];
            T[] x = new T[Count];
            x[0] = T.CreateTruncating(
                seed % 2 == 0 ? stream.NextUniform(0, 9) : changes[stream.NextInt(changes.Length)]
            );
            for (int back = 0; back < Count / 2; back++)
            {
                x[0] = T.BitDecrement(x[0]);
            }
            for (int i = 1; i < Count; i++)
            {
                x[i] = T.BitIncrement(x[i - 1]);
            }
            T[] falling = [.. Negated(x).Reverse()];
            return new[] { "Exp", "ExpMinusOne", "Log", "LogOnePlus", "Softplus", "Tanh", "Sigmoid", "Erf" }.All(name =>
                Rises(Of(name, x)) && (name.StartsWith("Log", StringComparison.Ordinal) || Rises(Of(name, falling)))
            );
        });

    private static bool Rises(T[] y) =>
        y.Zip(y.Skip(1)).All(pair => pair.Second >= pair.First - T.CreateTruncating(4) * Epsilon * T.Abs(pair.First));

    private static T[] Of(string name, T[] x) => VectorFunctions.Apply(name, x, 512);

    private static T[] Negated(T[] x) => [.. x.Select(value => -value)];

    private static T[] Each(T[] a, T[] b, Func<T, T, T> join) => [.. a.Zip(b, join)];

    private static T[] Uniform(ulong seed, double low, double high)
    {
        var values = new double[Count];
        new RandomStream(seed).FillUniform(values, low, high);
        return [.. values.Select(T.CreateTruncating)];
    }

    /// <summary>Whether each differs by at most so many epsilons, of its size and of one.</summary>
    private static bool Close(T[] actual, T[] expected, double relative, double absolute = 0) =>
        actual
            .Zip(expected)
            .All(pair =>
                T.Abs(pair.First - pair.Second)
                <= Epsilon * (T.CreateTruncating(relative) * T.Abs(pair.Second) + T.CreateTruncating(absolute))
            );
}
