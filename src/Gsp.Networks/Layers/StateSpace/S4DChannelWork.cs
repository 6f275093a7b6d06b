using System.Buffers;
using System.Numerics;
using Gsp.Numerics;

namespace Gsp.Networks;

/// <summary>The work of one thread on an S4D kernel: memory for one channel, and the steps forwards and backwards.</summary>
internal unsafe ref struct S4DChannelWork
{
    private readonly S4DKernel plan;
    private readonly int modes;
    private readonly int paddedModes;
    private readonly int paddedLength;
    private readonly double[] numbers; // g or the kernel, then the ramped g
    private readonly Complex[] complexes;
    private readonly DiscreteMode[] discrete;
    private double step;

    public S4DChannelWork(S4DKernel plan)
    {
        this.plan = plan;
        modes = plan.Modes;
        paddedModes = (modes + VandermondeSums.Group - 1) / VandermondeSums.Group * VandermondeSums.Group;
        paddedLength = (plan.Length + VandermondeSums.Lanes - 1) / VandermondeSums.Lanes * VandermondeSums.Lanes;
        numbers = ArrayPool<double>.Shared.Rent(2 * paddedLength);
        complexes = ArrayPool<Complex>.Shared.Rent(2 * paddedModes + (4 + plan.Directions) * modes);
        discrete = ArrayPool<DiscreteMode>.Shared.Rent(modes);
    }

    private readonly Span<Complex> Factors => complexes.AsSpan(0, paddedModes);

    private readonly Span<Complex> Weights => complexes.AsSpan(paddedModes, paddedModes);

    private readonly Span<Complex> Lambda => Part(0);

    private readonly Span<Complex> Input => Part(1);

    private readonly Span<Complex> FactorGradient => Part(2);

    private readonly Span<Complex> InputGradient => Part(3); // of the discretised B

    private readonly Span<Complex> Output(int direction) => Part(4 + direction);

    private readonly Span<Complex> Part(int index) => complexes.AsSpan(2 * paddedModes + index * modes, modes);

    public readonly void Dispose()
    {
        ArrayPool<double>.Shared.Return(numbers);
        ArrayPool<Complex>.Shared.Return(complexes);
        ArrayPool<DiscreteMode>.Shared.Return(discrete);
    }

    /// <summary>Takes over the parameters of a channel.</summary>
    public void Load<T>(StateSpacePointers<T> system, int channel)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long offset = 2L * channel * modes;
        step = Elementary.Exp(double.CreateTruncating(system.LogStep[channel]));
        ComplexPairs.Load(system.Lambda + offset, Lambda);
        ComplexPairs.Load(system.Input + offset, Input);
        for (int d = 0; d < plan.Directions; d++)
        {
            ComplexPairs.Load(system.Output + offset + 2L * d * plan.Channels * modes, Output(d));
        }
        Factors.Clear();
        Weights.Clear();
        FactorGradient.Clear();
        InputGradient.Clear();
        for (int n = 0; n < modes; n++)
        {
            discrete[n] = DiscreteMode.Of(step * Lambda[n], plan.Method);
            Factors[n] = discrete[n].Factor;
        }
    }

    /// <summary>The kernel of one direction.</summary>
    public readonly ReadOnlySpan<double> Kernel(int direction)
    {
        for (int n = 0; n < modes; n++)
        {
            Weights[n] = 2 * Output(direction)[n] * DiscreteInput(n);
        }
        numbers.AsSpan(0, paddedLength).Clear();
        fixed (
            Complex* factors = Factors,
                weights = Weights
        )
        fixed (double* kernel = numbers)
        {
            VandermondeSums.Add(paddedModes, factors, weights, paddedLength, kernel);
        }
        return numbers.AsSpan(0, plan.Length);
    }

    /// <summary>Adds the gradient of one direction's C, and keeps what it contributes to the gradients of the discrete system.</summary>
    public readonly void AddOutputGradient<T>(int direction, T* kernelGradient, T* target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Span<double> plain = numbers.AsSpan(0, paddedLength);
        Span<double> ramped = numbers.AsSpan(paddedLength, paddedLength);
        plain.Clear();
        ramped.Clear();
        for (int l = 0; l < plan.Length; l++)
        {
            plain[l] = double.CreateTruncating(kernelGradient[l]);
            if (l > 0)
            {
                ramped[l - 1] = l * plain[l];
            }
        }
        Complex* sums = stackalloc Complex[4];
        fixed (Complex* factors = Factors)
        fixed (double* g = plain)
        {
            for (int n = 0; n < modes; n += 2)
            {
                VandermondeSums.OverTime(factors + n, paddedLength, g, g + paddedLength, sums);
                KeepGradients(direction, n, sums[0], sums[1]);
                if (n + 1 < modes)
                {
                    KeepGradients(direction, n + 1, sums[2], sums[3]);
                }
            }
        }
        ComplexPairs.Add(Weights[..modes], target);
    }

    /// <summary>K_l = 2 Re(w z^l), w = C B: the gradients of w and z are 2 conj(Sum g_l z^l) and 2 conj(w Sum l g_l z^(l-1)).</summary>
    private readonly void KeepGradients(int direction, int n, Complex sum, Complex slope)
    {
        Complex b = DiscreteInput(n);
        Complex c = Output(direction)[n];
        Complex ofWeight = 2 * Complex.Conjugate(sum);
        FactorGradient[n] += 2 * Complex.Conjugate(c * b * slope);
        InputGradient[n] += ofWeight * Complex.Conjugate(c);
        Weights[n] = ofWeight * Complex.Conjugate(b);
    }

    /// <summary>Through the discretisation to the gradients of log Delta, Lambda and B.</summary>
    public readonly void AddSystemGradients<T>(StateSpacePointers<T> target, int channel)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double logStep = 0;
        for (int n = 0; n < modes; n++)
        {
            DiscreteMode mode = discrete[n];
            Complex ofInput = InputGradient[n];
            Complex ofX =
                Complex.Conjugate(mode.GainSlope * step * Input[n]) * ofInput
                + Complex.Conjugate(mode.FactorSlope) * FactorGradient[n];
            logStep += RealProduct(ofInput, DiscreteInput(n)) + RealProduct(ofX, step * Lambda[n]);
            InputGradient[n] = Complex.Conjugate(step * mode.Gain) * ofInput;
            FactorGradient[n] = step * ofX;
        }
        long offset = 2L * channel * modes;
        ComplexPairs.Add(FactorGradient, target.Lambda is null ? null : target.Lambda + offset);
        ComplexPairs.Add(InputGradient, target.Input is null ? null : target.Input + offset);
        if (target.LogStep is not null)
        {
            target.LogStep[channel] += T.CreateTruncating(logStep);
        }
    }

    private readonly Complex DiscreteInput(int n) => step * discrete[n].Gain * Input[n];

    private static double RealProduct(Complex gradient, Complex change) =>
        gradient.Real * change.Real + gradient.Imaginary * change.Imaginary;
}
