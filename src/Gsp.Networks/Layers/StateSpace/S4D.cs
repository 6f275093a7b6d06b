using System.Numerics;
using Gsp.Random;

namespace Gsp.Networks;

/// <summary>The diagonal state-space layer: as <see cref="S4{T}"/> without the low-rank part, for signals of any length.</summary>
/// <remarks>
/// Gu, Gupta, Goel and Re 2022; see <see cref="S4DKernel"/> for the kernel and <see cref="StateSpaceLayer{T}"/> for the rest. Parameters <c>kernel.C</c>
/// [directions, H, N/2, 2], <c>kernel.log_dt</c> [H], <c>kernel.log_A_real</c> and <c>kernel.A_imag</c> [H, N/2] with Lambda = -exp(log_A_real) +
/// i A_imag, which is stable whatever they become, and <c>kernel.B</c> [H, N/2, 2]; what is not trained is a buffer.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class S4D<T> : StateSpaceLayer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly S4DOptions options;
    private S4DKernel? plan;

    /// <summary>Makes the layer.</summary>
    /// <param name="workspace">Where its parameters live.</param>
    /// <param name="channels">Number H of channels.</param>
    /// <param name="random">Draws the initial values.</param>
    /// <param name="options">Sizes and what is trained.</param>
    public S4D(Workspace<T> workspace, int channels, RandomStream random, S4DOptions? options = null)
        : base(workspace, channels, (options ?? new S4DOptions()).Directions, random)
    {
        this.options = options ??= new S4DOptions();
        int modes = options.Modes;
        (IReadOnlyList<Complex> lambda, IReadOnlyList<Complex> input) = options.System();
        double[] output = StateSpaceInitialisation.Output(Directions * channels * modes, random.Split("C"));
        double[] steps = StateSpaceInitialisation.LogSteps(
            channels,
            random.Split("log_dt"),
            options.ShortestStep,
            options.LongestStep
        );
        double[] decay = [.. lambda.Select(value => PortableMath.Log(-value.Real))];
        double[] frequency = [.. lambda.Select(value => value.Imaginary)];
        Output = Add("C", output, [Directions, channels, modes, 2], trained: true);
        LogStep = Add("log_dt", steps, [channels], options.TrainStep);
        LogDecay = Add("log_A_real", Repeat(decay, channels), [channels, modes], options.TrainLambda);
        Frequency = Add("A_imag", Repeat(frequency, channels), [channels, modes], options.TrainLambda);
        Input = Add("B", StateSpaceInitialisation.Repeat(input, channels), [channels, modes, 2], options.TrainInput);
    }

    /// <summary>C, [directions, H, N/2, 2].</summary>
    public Tensor<T> Output { get; }

    /// <summary>log Delta, [H].</summary>
    public Tensor<T> LogStep { get; }

    /// <summary>log(-Re Lambda), [H, N/2].</summary>
    public Tensor<T> LogDecay { get; }

    /// <summary>Im Lambda, [H, N/2].</summary>
    public Tensor<T> Frequency { get; }

    /// <summary>B, [H, N/2, 2].</summary>
    public Tensor<T> Input { get; }

    private protected override Tensor<T>[] SystemParameters => [Output, LogStep, LogDecay, Frequency, Input];

    /// <inheritdoc/>
    public override Tensor<T> Kernels(int length)
    {
        Require.Positive(length);
        if (plan?.Length != length)
        {
            plan = new S4DKernel(Channels, options.Modes, length, Directions, options.Discretisation);
        }
        return new StateSpaceTensors<T>(LogStep, Lambda(), Input, null, Output).Kernels(plan);
    }

    private protected override StateSpaceRecurrence Recurrence()
    {
        using Scope<T> scope = Workspace.Scope();
        using IDisposable noGradient = Workspace.NoGradient();
        return StateSpaceRecurrence.OfS4D(
            new StateSpaceParameters<double>(LogStep.ToDoubles(), Lambda().ToDoubles(), Input.ToDoubles(), []),
            Output.ToDoubles(),
            options.Discretisation
        );
    }

    /// <summary>-exp(log decay) + i frequency as pairs, [H, N/2, 2].</summary>
    private Tensor<T> Lambda()
    {
        Tensor<T> real = Workspace.From([-T.One, T.Zero]);
        Tensor<T> imaginary = Workspace.From([T.Zero, T.One]);
        return LogDecay.Exp().Unsqueeze(-1) * real + Frequency.Unsqueeze(-1) * imaginary;
    }

    private static double[] Repeat(double[] values, int channels) =>
        [.. Enumerable.Range(0, channels).SelectMany(_ => values)];

    private Tensor<T> Add(string key, double[] values, Shape shape, bool trained)
    {
        T[] converted = Array.ConvertAll(values, T.CreateTruncating);
        key = "kernel." + key;
        return trained ? Parameter(key, converted, shape) : Buffer(key, converted, shape);
    }
}
