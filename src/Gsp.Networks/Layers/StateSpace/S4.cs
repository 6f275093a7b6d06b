using System.Globalization;
using System.Numerics;
using Gsp.Random;

namespace Gsp.Networks;

/// <summary>The structured state-space layer: HiPPO-LegS systems in diagonal plus low-rank form, run as convolutions.</summary>
/// <remarks>
/// Gu, Goel and Re 2022; see <see cref="S4Kernel"/> for the kernel and <see cref="StateSpaceLayer{T}"/> for the rest. Names and shapes are those of SSSD's
/// checkpoints: <c>kernel.kernel.C</c> [directions, H, N/2, 2] (the length-corrected row C~ of kernels of length L), <c>.log_dt</c> [H], <c>.B</c> and
/// <c>.P</c> [1, H, N/2, 2], <c>.w</c> (Lambda) [H, N/2, 2]; what is not trained is a buffer. Such checkpoints also hold <c>.Q</c>, the conjugate of P,
/// which is to be ignored when they are loaded. Inputs may be shorter than L.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class S4<T> : StateSpaceLayer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly S4Options options;
    private readonly S4Kernel plan;

    /// <summary>Makes the layer.</summary>
    /// <param name="workspace">Where its parameters live.</param>
    /// <param name="channels">Number H of channels.</param>
    /// <param name="length">Length L of its kernels: the longest signal.</param>
    /// <param name="random">Draws the initial values.</param>
    /// <param name="options">Sizes and what is trained.</param>
    public S4(Workspace<T> workspace, int channels, int length, RandomStream random, S4Options? options = null)
        : base(workspace, channels, (options ?? new S4Options()).Directions, random)
    {
        this.options = options ??= new S4Options();
        int modes = options.Modes;
        plan = new S4Kernel(channels, modes, length, Directions, options.Mode);
        DiagonalPlusLowRank form = Hippo.LegS(options.StateSize);
        double[] steps = StateSpaceInitialisation.LogSteps(
            channels,
            random.Split("log_dt"),
            options.ShortestStep,
            options.LongestStep
        );
        double[] lambda = StateSpaceInitialisation.Repeat(form.Lambda, channels);
        double[] input = StateSpaceInitialisation.Repeat(form.Input, channels);
        double[] lowRank = StateSpaceInitialisation.Repeat(form.LowRank, channels);
        double[] output = LengthCorrection.Apply(
            new StateSpaceParameters<double>(steps, lambda, input, lowRank),
            StateSpaceInitialisation.Output(Directions * channels * modes, random.Split("C")),
            length,
            Environment.ProcessorCount
        );
        Output = Add("C", output, [Directions, channels, modes, 2], trained: true);
        LogStep = Add("log_dt", steps, [channels], options.TrainStep);
        Input = Add("B", input, [1, channels, modes, 2], options.TrainInput);
        LowRank = Add("P", lowRank, [1, channels, modes, 2], options.TrainLowRank);
        Lambda = Add("w", lambda, [channels, modes, 2], options.TrainLambda);
    }

    /// <summary>Length L of the kernels.</summary>
    public int Length => plan.Length;

    /// <summary>C~, [directions, H, N/2, 2].</summary>
    public Tensor<T> Output { get; }

    /// <summary>log Delta, [H].</summary>
    public Tensor<T> LogStep { get; }

    /// <summary>B, [1, H, N/2, 2].</summary>
    public Tensor<T> Input { get; }

    /// <summary>P, [1, H, N/2, 2].</summary>
    public Tensor<T> LowRank { get; }

    /// <summary>Lambda, [H, N/2, 2].</summary>
    public Tensor<T> Lambda { get; }

    private protected override Tensor<T>[] SystemParameters => Systems.All;

    private StateSpaceTensors<T> Systems => new(LogStep, Lambda, Input, LowRank, Output);

    /// <inheritdoc/>
    public override Tensor<T> Kernels(int length)
    {
        Require.That(
            length >= 1 && length <= Length,
            string.Create(
                CultureInfo.InvariantCulture,
                $"the layer was made for signals of up to {Length} samples; got {length}"
            ),
            nameof(length)
        );
        Tensor<T> kernels = Systems.Kernels(plan);
        return length == Length ? kernels : kernels.Slice(2, 0, length);
    }

    private protected override StateSpaceRecurrence Recurrence()
    {
        if (options.Mode == KernelMode.HalfSpectrum)
        {
            throw new InvalidOperationException(
                "a kernel of half a spectrum is not that of a system, which could be run"
            );
        }
        return StateSpaceRecurrence.OfS4(
            new StateSpaceParameters<double>(
                LogStep.ToDoubles(),
                Lambda.ToDoubles(),
                Input.ToDoubles(),
                LowRank.ToDoubles()
            ),
            Output.ToDoubles(),
            Length
        );
    }

    private Tensor<T> Add(string key, double[] values, Shape shape, bool trained)
    {
        T[] converted = Array.ConvertAll(values, T.CreateTruncating);
        key = "kernel.kernel." + key;
        return trained ? Parameter(key, converted, shape) : Buffer(key, converted, shape);
    }
}
