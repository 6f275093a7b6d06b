using System.Globalization;
using System.Numerics;
using Gsp.Numerics;

namespace Gsp.Networks;

/// <summary>State-space systems run sample by sample, x_l = A x_(l-1) + B u_l, y_l = C x_l: what convolving with their kernels gives.</summary>
/// <remarks>Only causal layers can be run so. O(N) operations a sample and channel, by the Woodbury identity where the system has a low-rank
/// part. Holds the state; not thread-safe. Does not allocate once made.</remarks>
public sealed class StateSpaceRecurrence
{
    private readonly IStateStep[] systems;
    private readonly Complex[] output;
    private readonly Complex[] state;
    private readonly int modes;

    private StateSpaceRecurrence(IStateStep[] systems, ReadOnlySpan<double> output)
    {
        this.systems = systems;
        this.output = DplrSystem.Pairs(output);
        modes = this.output.Length / systems.Length;
        state = new Complex[this.output.Length];
    }

    /// <summary>Number H of channels.</summary>
    public int Channels => systems.Length;

    /// <summary>The recurrence of S4 kernels (<see cref="KernelMode.Full"/>).</summary>
    /// <param name="parameters">The systems, with P.</param>
    /// <param name="output">C~, [H, N/2, 2].</param>
    /// <param name="length">Kernel length L that C~ belongs to.</param>
    /// <returns>The recurrence at state zero; its kernel goes on beyond L.</returns>
    /// <exception cref="ArgumentException">A wrong number of values, or a length below 1.</exception>
    public static StateSpaceRecurrence OfS4(
        StateSpaceParameters<double> parameters,
        ReadOnlySpan<double> output,
        int length
    )
    {
        Require.SameLength(output.Length, parameters.Lambda.Length, nameof(output), "one output row a channel");
        double[] row = LengthCorrection.Invert(parameters, output, length);
        int channels = parameters.LogStep.Length;
        var systems = new IStateStep[channels];
        for (int h = 0; h < channels; h++)
        {
            systems[h] = DplrSystem.Of(parameters, h, row.Length / (2 * channels));
        }
        return new StateSpaceRecurrence(systems, row);
    }

    /// <summary>The recurrence of S4D kernels.</summary>
    /// <param name="parameters">The systems, without P.</param>
    /// <param name="output">C, [H, N/2, 2].</param>
    /// <param name="method">The discretisation.</param>
    /// <returns>The recurrence at state zero.</returns>
    /// <exception cref="ArgumentException">A wrong number of values.</exception>
    public static StateSpaceRecurrence OfS4D(
        StateSpaceParameters<double> parameters,
        ReadOnlySpan<double> output,
        Discretisation method = Discretisation.ZeroOrderHold
    )
    {
        int channels = Require.Positive(parameters.LogStep.Length);
        int modes = output.Length / (2 * channels);
        parameters.RequireShapes(channels, modes, lowRank: false);
        Require.SameLength(output.Length, 2 * channels * modes, nameof(output), "one output row a channel");
        var systems = new IStateStep[channels];
        for (int h = 0; h < channels; h++)
        {
            systems[h] = DiagonalSystem.Of(parameters, h, modes, method);
        }
        return new StateSpaceRecurrence(systems, output);
    }

    /// <summary>The next sample of every channel.</summary>
    /// <param name="input">u, [H].</param>
    /// <param name="result">Receives y, [H]; may be the input.</param>
    /// <exception cref="ArgumentException">A wrong number of values.</exception>
    public void Step(ReadOnlySpan<double> input, Span<double> result)
    {
        Require.SameLength(input.Length, Channels, nameof(input), "one sample a channel");
        Require.SameLength(result.Length, Channels, nameof(result), "one sample a channel");
        for (int h = 0; h < Channels; h++)
        {
            Span<Complex> x = state.AsSpan(h * modes, modes);
            ReadOnlySpan<Complex> c = output.AsSpan(h * modes, modes);
            systems[h].Step(x, input[h]);
            double y = 0;
            for (int n = 0; n < modes; n++)
            {
                y += c[n].Real * x[n].Real - c[n].Imaginary * x[n].Imaginary;
            }
            result[h] = 2 * y;
        }
    }

    /// <summary>Back to state zero.</summary>
    public void Reset() => Array.Clear(state);

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"recurrence of {Channels} channels with {modes} modes");
}
