using System.Globalization;
using System.Numerics;
using Gsp.Numerics;

namespace Gsp.Networks;

/// <summary>The convolution kernels of S4 layers: diagonal plus low-rank systems, discretised bilinearly, through the generating function.</summary>
/// <remarks>
/// K_l = C A^l B (discretised A and B), l = 0 .. L-1, of the system Lambda - P P*, with the parameter C~ = C (I - A^L) (see
/// <see cref="LengthCorrection"/>). With omega_j = exp(-2 pi i j / L) and g_j = (2/Delta)(1 - omega_j)/(1 + omega_j), its transform is
/// 2/(1 + omega_j) [k_CB - k_CP k_PB / (1 + k_PP)], k_ab = Sum_n a_n b_n / (g_j - Lambda_n), and Delta/2 Sum C~ B at omega = -1
/// (Gu, Goel and Re 2022, appendix C.3; here for any length, odd ones too). Powers of the eigenvalues of A - P P* are no way round the
/// sums: HiPPO's eigenvectors have condition 8e10 at N = 16 and beyond 1e16 from N = 24 on. Cost per channel: about 4 N L operations for
/// each output row and as many for P, and a transform of length L; the adjoint costs up to three times that. Arithmetic is double for
/// floats as well, so that results are rounded once. The same bits for any number of threads. Once planned, calls do not allocate.
/// Immutable and thread-safe.
/// </remarks>
public sealed unsafe class S4Kernel
{
    /// <summary>Plans kernels of one shape.</summary>
    /// <param name="channels">Number H of independent systems.</param>
    /// <param name="modes">Kept modes N/2 of each.</param>
    /// <param name="length">Length L of the kernels.</param>
    /// <param name="directions">Output rows of each system: 1 for a causal layer, 2 for a two-sided one.</param>
    /// <param name="mode">The modes that sums run over.</param>
    /// <exception cref="ArgumentException">A number below 1, or an unknown mode.</exception>
    public S4Kernel(int channels, int modes, int length, int directions = 1, KernelMode mode = KernelMode.Full)
    {
        Channels = Require.Positive(channels);
        Modes = Require.Positive(modes);
        Require.Positive(length);
        Directions = Require.Positive(directions);
        Require.That(Enum.IsDefined(mode), $"mode is {mode}; it must be Full or HalfSpectrum");
        Mode = mode;
        Nodes = new FrequencyNodes(length);
        Transform = new FourierTransform(length);
    }

    /// <summary>Number H of channels.</summary>
    public int Channels { get; }

    /// <summary>Kept modes N/2.</summary>
    public int Modes { get; }

    /// <summary>Kernel length L.</summary>
    public int Length => Nodes.Length;

    /// <summary>Output rows of each system.</summary>
    public int Directions { get; }

    /// <summary>The modes that sums run over.</summary>
    public KernelMode Mode { get; }

    internal FrequencyNodes Nodes { get; }

    internal FourierTransform Transform { get; }

    /// <summary>The kernels of all channels.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="parameters">The systems, with P.</param>
    /// <param name="output">C~, [direction, H, N/2, 2].</param>
    /// <param name="kernel">Receives the kernels, [direction, H, L].</param>
    /// <param name="threads">The most threads to use.</param>
    /// <exception cref="ArgumentException">A wrong number of values.</exception>
    public void Forward<T>(StateSpaceParameters<T> parameters, ReadOnlySpan<T> output, Span<T> kernel, int threads = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireShapes(parameters, output.Length, kernel.Length);
        fixed (
            T* step = parameters.LogStep,
                lambda = parameters.Lambda,
                input = parameters.Input,
                lowRank = parameters.LowRank,
                c = output,
                k = kernel
        )
        {
            ParallelFor.Run(Channels, threads, new ForwardBody<T>(this, new(step, lambda, input, lowRank, c), k));
        }
    }

    /// <summary>Adds the gradients of a loss to those of C~ and, where wanted, of the systems.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="parameters">The systems, with P.</param>
    /// <param name="output">C~, [direction, H, N/2, 2].</param>
    /// <param name="kernelGradient">Derivatives of the loss with respect to the kernels, [direction, H, L].</param>
    /// <param name="outputGradient">Derivatives with respect to C~ are added here, [direction, H, N/2, 2].</param>
    /// <param name="gradients">Those of the systems are added here; leave it out for frozen systems, which costs half.</param>
    /// <param name="threads">The most threads to use.</param>
    /// <exception cref="ArgumentException">A wrong number of values.</exception>
    public void Backward<T>(
        StateSpaceParameters<T> parameters,
        ReadOnlySpan<T> output,
        ReadOnlySpan<T> kernelGradient,
        Span<T> outputGradient,
        StateSpaceGradients<T> gradients = default,
        int threads = 1
    )
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireShapes(parameters, output.Length, kernelGradient.Length);
        Require.SameLength(outputGradient.Length, output.Length, nameof(outputGradient));
        gradients.RequireShapes(Channels, Modes, lowRank: true);
        fixed (
            T* step = parameters.LogStep,
                lambda = parameters.Lambda,
                input = parameters.Input,
                lowRank = parameters.LowRank,
                c = output,
                k = kernelGradient,
                gc = outputGradient,
                gStep = gradients.LogStep,
                gLambda = gradients.Lambda,
                gInput = gradients.Input,
                gLowRank = gradients.LowRank
        )
        {
            var system = new StateSpacePointers<T>(step, lambda, input, lowRank, c);
            var target = new StateSpacePointers<T>(gStep, gLambda, gInput, gLowRank, gc);
            ParallelFor.Run(Channels, threads, new BackwardBody<T>(this, system, k, target, gradients.Wanted));
        }
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"S4 kernels: {Directions} x {Channels} of length {Length}, {Modes} modes, {Mode}"
        );

    private void RequireShapes<T>(StateSpaceParameters<T> parameters, int output, int kernel)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        parameters.RequireShapes(Channels, Modes, lowRank: true);
        Require.SameLength(
            output,
            2 * Directions * Channels * Modes,
            nameof(output),
            "[direction, channel, mode, re and im]"
        );
        Require.SameLength(kernel, Directions * Channels * Length, nameof(kernel), "[direction, channel, time]");
    }

    private readonly struct ForwardBody<T>(S4Kernel plan, StateSpacePointers<T> system, T* kernel) : IRangeBody
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run(int start, int end)
        {
            using var work = new S4ChannelWork(plan, adjoint: false);
            for (int h = start; h < end; h++)
            {
                work.Load(system, h);
                work.EvaluateSums(2 + 2 * plan.Directions);
                for (int d = 0; d < plan.Directions; d++)
                {
                    work.Kernel(d);
                    ComplexPairs.Store(work.Time, kernel + ((long)d * plan.Channels + h) * plan.Length);
                }
            }
        }
    }

    private readonly struct BackwardBody<T>(
        S4Kernel plan,
        StateSpacePointers<T> system,
        T* kernelGradient,
        StateSpacePointers<T> target,
        bool systemWanted
    ) : IRangeBody
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run(int start, int end)
        {
            using var work = new S4ChannelWork(plan, adjoint: true);
            for (int h = start; h < end; h++)
            {
                work.Load(system, h);
                work.EvaluateSums(systemWanted ? 2 + 2 * plan.Directions : 2);
                for (int d = 0; d < plan.Directions; d++)
                {
                    work.SumGradients(d, kernelGradient + ((long)d * plan.Channels + h) * plan.Length, systemWanted);
                }
                work.AddParameterGradients(target, h, systemWanted);
            }
        }
    }
}
