using System.Numerics;
using Gsp.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Networks;

/// <summary>One bilinearly discretised system Lambda - P P* with its conjugate half, stepped in O(N) by the Woodbury identity.</summary>
/// <remarks>(2/Delta - A) x' = (2/Delta + A) x + 2 B u with A = Lambda - P P*; P* x over both halves is 2 Re of the kept one. A diagonal system
/// has P = 0. Immutable.</remarks>
internal sealed class DplrSystem : IStateStep
{
    private readonly Complex[] grow; // 2/Delta + Lambda
    private readonly Complex[] shrink; // 1 / (2/Delta - Lambda)
    private readonly Complex[] lowRank;
    private readonly Complex[] input;
    private readonly double denominator; // 1 + P* (2/Delta - Lambda)^-1 P

    private DplrSystem(double step, Complex[] lambda, Complex[] input, Complex[] lowRank)
    {
        this.lowRank = lowRank;
        this.input = input;
        grow = [.. lambda.Select(value => 2 / step + value)];
        shrink = [.. lambda.Select(value => 1 / (2 / step - value))];
        denominator = 1 + LowRankOf([.. shrink.Select((value, n) => value * lowRank[n])]);
    }

    public int Modes => grow.Length;

    public static DplrSystem Of(StateSpaceParameters<double> parameters, int channel, int modes)
    {
        int at = 2 * channel * modes;
        return new DplrSystem(
            Elementary.Exp(parameters.LogStep[channel]),
            Pairs(parameters.Lambda.Slice(at, 2 * modes)),
            Pairs(parameters.Input.Slice(at, 2 * modes)),
            parameters.LowRank.IsEmpty ? new Complex[modes] : Pairs(parameters.LowRank.Slice(at, 2 * modes))
        );
    }

    /// <summary>x becomes A x + B u (discretised A and B).</summary>
    public void Step(Span<Complex> state, double u)
    {
        double projected = LowRankOf(state);
        for (int n = 0; n < state.Length; n++)
        {
            state[n] = shrink[n] * (grow[n] * state[n] - projected * lowRank[n] + 2 * u * input[n]);
        }
        double correction = LowRankOf(state) / denominator;
        for (int n = 0; n < state.Length; n++)
        {
            state[n] -= correction * shrink[n] * lowRank[n];
        }
    }

    /// <summary>The discretised A on (Re x, Im x).</summary>
    public Matrix<double> Transition()
    {
        Matrix<double> matrix = Matrix<double>.Build.Dense(2 * Modes, 2 * Modes);
        var state = new Complex[Modes];
        for (int k = 0; k < 2 * Modes; k++)
        {
            Array.Clear(state);
            state[k % Modes] = k < Modes ? Complex.One : Complex.ImaginaryOne;
            Step(state, 0);
            for (int n = 0; n < Modes; n++)
            {
                (matrix[n, k], matrix[Modes + n, k]) = (state[n].Real, state[n].Imaginary);
            }
        }
        return matrix;
    }

    public static Complex[] Pairs(ReadOnlySpan<double> pairs)
    {
        var values = new Complex[pairs.Length / 2];
        for (int n = 0; n < values.Length; n++)
        {
            values[n] = new Complex(pairs[2 * n], pairs[2 * n + 1]);
        }
        return values;
    }

    private double LowRankOf(ReadOnlySpan<Complex> state)
    {
        double sum = 0;
        for (int n = 0; n < state.Length; n++)
        {
            sum += lowRank[n].Real * state[n].Real + lowRank[n].Imaginary * state[n].Imaginary;
        }
        return 2 * sum;
    }
}
