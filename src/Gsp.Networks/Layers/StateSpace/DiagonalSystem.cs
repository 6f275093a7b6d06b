using System.Numerics;
using Gsp.Numerics;

namespace Gsp.Networks;

/// <summary>A discretised diagonal system: each mode is multiplied by its factor.</summary>
internal sealed class DiagonalSystem : IStateStep
{
    private readonly Complex[] factors;
    private readonly Complex[] input;

    private DiagonalSystem(Complex[] factors, Complex[] input) => (this.factors, this.input) = (factors, input);

    public static DiagonalSystem Of(
        StateSpaceParameters<double> parameters,
        int channel,
        int modes,
        Discretisation method
    )
    {
        double step = Elementary.Exp(parameters.LogStep[channel]);
        Complex[] lambda = DplrSystem.Pairs(parameters.Lambda.Slice(2 * channel * modes, 2 * modes));
        Complex[] input = DplrSystem.Pairs(parameters.Input.Slice(2 * channel * modes, 2 * modes));
        DiscreteMode[] discrete = [.. lambda.Select(value => DiscreteMode.Of(step * value, method))];
        return new DiagonalSystem(
            [.. discrete.Select(mode => mode.Factor)],
            [.. discrete.Select((mode, n) => step * mode.Gain * input[n])]
        );
    }

    public void Step(Span<Complex> state, double u)
    {
        for (int n = 0; n < state.Length; n++)
        {
            state[n] = factors[n] * state[n] + u * input[n];
        }
    }
}
