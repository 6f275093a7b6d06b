using System.Globalization;
using System.Numerics;
using Gsp.Numerics;

namespace Gsp.Networks;

/// <summary>The convolution kernels of diagonal state-space layers (S4D), K_l = 2 Re Sum_n C_n B_n z_n^l with discretised B and Lambda.</summary>
/// <remarks>
/// Gu, Gupta, Goel and Re, "On the parameterization and initialization of diagonal state space models" (2022). Sums over powers are made
/// in vectors without storing them (<see cref="VandermondeSums"/>). Cost per channel: about 5 N/2 L operations for each output row, the
/// adjoint 8 N/2 L. Arithmetic is double for floats as well. The same bits for any number of threads. Once planned, calls do not
/// allocate. Immutable and thread-safe.
/// </remarks>
public sealed unsafe class S4DKernel
{
    /// <summary>Plans kernels of one shape.</summary>
    /// <param name="channels">Number H of independent systems.</param>
    /// <param name="modes">Kept modes N/2 of each.</param>
    /// <param name="length">Length L of the kernels.</param>
    /// <param name="directions">Output rows of each system: 1 for a causal layer, 2 for a two-sided one.</param>
    /// <param name="method">The discretisation.</param>
    /// <exception cref="ArgumentException">A number below 1, or an unknown method.</exception>
    public S4DKernel(
        int channels,
        int modes,
        int length,
        int directions = 1,
        Discretisation method = Discretisation.ZeroOrderHold
    )
    {
        Channels = Require.Positive(channels);
        Modes = Require.Positive(modes);
        Length = Require.Positive(length);
        Directions = Require.Positive(directions);
        Require.That(Enum.IsDefined(method), $"method is {method}; it must be ZeroOrderHold or Bilinear");
        Method = method;
    }

    /// <summary>Number H of channels.</summary>
    public int Channels { get; }

    /// <summary>Kept modes N/2.</summary>
    public int Modes { get; }

    /// <summary>Kernel length L.</summary>
    public int Length { get; }

    /// <summary>Output rows of each system.</summary>
    public int Directions { get; }

    /// <summary>The discretisation.</summary>
    public Discretisation Method { get; }

    /// <summary>The kernels of all channels.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="parameters">The systems, without P.</param>
    /// <param name="output">C, [direction, H, N/2, 2].</param>
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
                c = output,
                k = kernel
        )
        {
            ParallelFor.Run(Channels, threads, new ForwardBody<T>(this, new(step, lambda, input, null, c), k));
        }
    }

    /// <summary>Adds the gradients of a loss to those of C and, where wanted, of the systems.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="parameters">The systems, without P.</param>
    /// <param name="output">C, [direction, H, N/2, 2].</param>
    /// <param name="kernelGradient">Derivatives of the loss with respect to the kernels, [direction, H, L].</param>
    /// <param name="outputGradient">Derivatives with respect to C are added here, [direction, H, N/2, 2].</param>
    /// <param name="gradients">Those of the systems are added here where they are not empty.</param>
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
        gradients.RequireShapes(Channels, Modes, lowRank: false);
        fixed (
            T* step = parameters.LogStep,
                lambda = parameters.Lambda,
                input = parameters.Input,
                c = output,
                k = kernelGradient,
                gc = outputGradient,
                gStep = gradients.LogStep,
                gLambda = gradients.Lambda,
                gInput = gradients.Input
        )
        {
            var system = new StateSpacePointers<T>(step, lambda, input, null, c);
            var target = new StateSpacePointers<T>(gStep, gLambda, gInput, null, gc);
            ParallelFor.Run(Channels, threads, new BackwardBody<T>(this, system, k, target));
        }
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"S4D kernels: {Directions} x {Channels} of length {Length}, {Modes} modes, {Method}"
        );

    private void RequireShapes<T>(StateSpaceParameters<T> parameters, int output, int kernel)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        parameters.RequireShapes(Channels, Modes, lowRank: false);
        Require.SameLength(
            output,
            2 * Directions * Channels * Modes,
            nameof(output),
            "[direction, channel, mode, re and im]"
        );
        Require.SameLength(kernel, Directions * Channels * Length, nameof(kernel), "[direction, channel, time]");
    }

    private readonly struct ForwardBody<T>(S4DKernel plan, StateSpacePointers<T> system, T* kernel) : IRangeBody
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run(int start, int end)
        {
            using var work = new S4DChannelWork(plan);
            for (int h = start; h < end; h++)
            {
                work.Load(system, h);
                for (int d = 0; d < plan.Directions; d++)
                {
                    ComplexPairs.Store(work.Kernel(d), kernel + ((long)d * plan.Channels + h) * plan.Length);
                }
            }
        }
    }

    private readonly struct BackwardBody<T>(
        S4DKernel plan,
        StateSpacePointers<T> system,
        T* kernelGradient,
        StateSpacePointers<T> target
    ) : IRangeBody
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run(int start, int end)
        {
            using var work = new S4DChannelWork(plan);
            for (int h = start; h < end; h++)
            {
                work.Load(system, h);
                for (int d = 0; d < plan.Directions; d++)
                {
                    long row = (long)d * plan.Channels + h;
                    work.AddOutputGradient(d, kernelGradient + row * plan.Length, target.Output + 2 * row * plan.Modes);
                }
                work.AddSystemGradients(target, h);
            }
        }
    }
}
