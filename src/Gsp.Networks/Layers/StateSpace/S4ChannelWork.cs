using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using Gsp.Numerics;

namespace Gsp.Networks;

/// <summary>The work of one thread on an S4 kernel: memory for one channel, and the steps forwards and backwards.</summary>
/// <remarks>
/// Sums are numbered k_PB, k_PP, then k_CB and k_CP of each direction. With e = k_PB / (1 + k_PP) and c = 2/(1 + omega) the transform of
/// a kernel is c (k_CB - e k_CP).
/// </remarks>
internal unsafe ref struct S4ChannelWork
{
    private readonly S4Kernel plan;
    private readonly int modes;
    private readonly int padded;
    private readonly int sums;
    private readonly double[] numbers;
    private readonly Complex[] complexes;
    private readonly Complex[] spectrum;
    private readonly double[] time;
    private readonly GCHandle pinned;

    private readonly double* kappa;
    private readonly double* mu;
    private readonly double* tau;
    private readonly double* rho;
    private readonly double* turn;
    private readonly double* fractions;
    private readonly double* terms; // [sum][mode][4]
    private readonly double* real; // [sum][node]
    private readonly double* imaginary;
    private readonly double* realGradient; // [sum][node]
    private readonly double* imaginaryGradient;
    private readonly double* fractionGradients;
    private readonly double* termGradients; // [sum][mode][4][8]
    private readonly double* modeGradients; // [mode][2][8]
    private readonly double* nodeGradients; // tau and rho of a block, and the gradient of imaginary parts times T
    private readonly double* limitGradients; // of each direction's coefficient at omega = -1

    private double step;

    public S4ChannelWork(S4Kernel plan, bool adjoint)
    {
        this.plan = plan;
        modes = plan.Modes;
        padded = plan.Nodes.Padded;
        sums = 2 + 2 * plan.Directions;
        int doubles = 2 * modes + 3 * padded + CauchySums.FractionStride * modes + sums * (4 * modes + 2 * padded);
        int adjoints =
            sums * (2 * padded + 32 * modes)
            + (CauchySums.FractionStride + 16) * modes
            + 3 * CauchySums.Block
            + plan.Directions;
        numbers = ArrayPool<double>.Shared.Rent(doubles + (adjoint ? adjoints : 0) + 8 * 16);
        complexes = ArrayPool<Complex>.Shared.Rent((7 + sums + plan.Directions) * modes);
        spectrum = ArrayPool<Complex>.Shared.Rent(plan.Nodes.Count);
        time = ArrayPool<double>.Shared.Rent(plan.Length);
        pinned = GCHandle.Alloc(numbers, GCHandleType.Pinned);
        double* next = (double*)pinned.AddrOfPinnedObject();
        fractions = Take(ref next, CauchySums.FractionStride * modes);
        tau = Take(ref next, padded);
        rho = Take(ref next, padded);
        turn = Take(ref next, padded);
        real = Take(ref next, sums * padded);
        imaginary = Take(ref next, sums * padded);
        terms = Take(ref next, sums * 4 * modes);
        kappa = Take(ref next, modes);
        mu = Take(ref next, modes);
        if (adjoint)
        {
            fractionGradients = Take(ref next, CauchySums.FractionStride * modes);
            realGradient = Take(ref next, sums * padded);
            imaginaryGradient = Take(ref next, sums * padded);
            termGradients = Take(ref next, sums * 32 * modes);
            modeGradients = Take(ref next, 16 * modes);
            nodeGradients = Take(ref next, 3 * CauchySums.Block);
            limitGradients = Take(ref next, plan.Directions);
        }
    }

    /// <summary>The kernel computed last.</summary>
    public readonly ReadOnlySpan<double> Time => time.AsSpan(0, plan.Length);

    private readonly Span<Complex> Lambda => complexes.AsSpan(0, modes);

    private readonly Span<Complex> Input => complexes.AsSpan(modes, modes);

    private readonly Span<Complex> LowRank => complexes.AsSpan(2 * modes, modes);

    private readonly Span<Complex> Numerator(int sum) => complexes.AsSpan((3 + sum) * modes, modes);

    private readonly Span<Complex> Output(int direction) => complexes.AsSpan((3 + sums + direction) * modes, modes);

    private readonly Span<Complex> Scratch(int index) =>
        complexes.AsSpan((3 + sums + plan.Directions + index) * modes, modes);

    public readonly void Dispose()
    {
        pinned.Free();
        ArrayPool<double>.Shared.Return(numbers);
        ArrayPool<Complex>.Shared.Return(complexes);
        ArrayPool<Complex>.Shared.Return(spectrum);
        ArrayPool<double>.Shared.Return(time);
    }

    /// <summary>Takes over the parameters of a channel.</summary>
    public void Load<T>(StateSpacePointers<T> system, int channel)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long offset = 2L * channel * modes;
        step = Elementary.Exp(double.CreateTruncating(system.LogStep[channel]));
        ComplexPairs.Load(system.Lambda + offset, Lambda);
        ComplexPairs.Load(system.Input + offset, Input);
        ComplexPairs.Load(system.LowRank + offset, LowRank);
        CauchyTerms.Modes(plan.Mode, Lambda, kappa, mu);
        CauchyTerms.Nodes(plan.Mode, plan.Nodes.Tangents, step, tau, rho, turn);
        for (int d = 0; d < plan.Directions; d++)
        {
            ComplexPairs.Load(system.Output + offset + 2L * d * plan.Channels * modes, Output(d));
        }
        for (int n = 0; n < modes; n++)
        {
            Complex p = LowRank[n];
            Numerator(0)[n] = Complex.Conjugate(p) * Input[n];
            Numerator(1)[n] = p.Real * p.Real + p.Imaginary * p.Imaginary;
            for (int d = 0; d < plan.Directions; d++)
            {
                Numerator(2 + 2 * d)[n] = Output(d)[n] * Input[n];
                Numerator(3 + 2 * d)[n] = Output(d)[n] * p;
            }
        }
        for (int sum = 0; sum < sums; sum++)
        {
            for (int n = 0; n < modes; n++)
            {
                CauchyTerms.Set(plan.Mode, Lambda[n], Numerator(sum)[n], terms + 4 * (sum * modes + n));
            }
        }
    }

    /// <summary>The first sums at every node.</summary>
    public readonly void EvaluateSums(int count)
    {
        for (int j = 0; j < padded; j += CauchySums.Block)
        {
            CauchySums.Fractions(modes, kappa, mu, tau + j, rho + j, fractions);
            for (int sum = 0; sum < count; sum++)
            {
                CauchySums.Sum(
                    modes,
                    fractions,
                    terms + 4 * sum * modes,
                    turn + j,
                    real + sum * padded + j,
                    imaginary + sum * padded + j
                );
            }
        }
    }

    /// <summary>The kernel of one direction into <see cref="Time"/>.</summary>
    public readonly void Kernel(int direction)
    {
        Span<Complex> values = spectrum.AsSpan(0, plan.Nodes.Count);
        for (int j = 0; j < values.Length; j++)
        {
            Complex bracket = Sum(2 + 2 * direction, j) - Coupling(j) * Sum(3 + 2 * direction, j);
            values[j] = new Complex(1, plan.Nodes.Tangents[j]) * bracket;
        }
        if (plan.Nodes.MinusOne >= 0)
        {
            values[plan.Nodes.MinusOne] = Limit(direction);
        }
        plan.Transform.Inverse(values, time.AsSpan(0, plan.Length));
    }

    /// <summary>From a kernel's gradient to those of its sums, and of k_PB and k_PP (which the first direction begins).</summary>
    public readonly void SumGradients<T>(int direction, T* kernelGradient, bool systemWanted)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int l = 0; l < plan.Length; l++)
        {
            time[l] = double.CreateTruncating(kernelGradient[l]);
        }
        Span<Complex> values = spectrum.AsSpan(0, plan.Nodes.Count);
        plan.Transform.Forward(time.AsSpan(0, plan.Length), values);
        int first = 2 + 2 * direction;
        int minusOne = plan.Nodes.MinusOne;
        limitGradients[direction] = minusOne >= 0 ? values[minusOne].Real / plan.Length : 0;
        for (int j = 0; j < padded; j++)
        {
            // The inverse transform takes every coefficient but 0 and L/2 twice, as itself and as its conjugate.
            Complex g = j < values.Length && j != minusOne ? values[j] * ((j == 0 ? 1.0 : 2.0) / plan.Length) : 0;
            g *= new Complex(1, -plan.Nodes.Tangents[j]);
            Complex e = Coupling(j);
            SetGradient(first, j, g);
            SetGradient(first + 1, j, -Complex.Conjugate(e) * g);
            if (!systemWanted)
            {
                continue;
            }
            Complex ofE = -Complex.Conjugate(Sum(first + 1, j)) * g;
            Complex ofPb = ofE / Complex.Conjugate(1 + Sum(1, j));
            Complex ofPp = -Complex.Conjugate(e) * ofPb;
            SetGradient(0, j, direction == 0 ? ofPb : Gradient(0, j) + ofPb);
            SetGradient(1, j, direction == 0 ? ofPp : Gradient(1, j) + ofPp);
        }
    }

    /// <summary>From the gradients of the sums to those of the parameters.</summary>
    public readonly void AddParameterGradients<T>(StateSpacePointers<T> target, int channel, bool systemWanted)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        new Span<double>(termGradients, sums * 32 * modes).Clear();
        new Span<double>(modeGradients, 16 * modes).Clear();
        double logStep = 0;
        for (int j = 0; j < padded; j += CauchySums.Block)
        {
            CauchySums.Fractions(modes, kappa, mu, tau + j, rho + j, fractions);
            logStep += BlockGradients(j, systemWanted);
        }
        Span<Complex> ofLambda = Scratch(0);
        Span<Complex> ofInput = Scratch(1);
        Span<Complex> ofLowRank = Scratch(2);
        ofInput.Clear();
        ofLowRank.Clear();
        for (int n = 0; n < modes; n++)
        {
            ofLambda[n] = CauchyTerms.ModeGradient(plan.Mode, Lambda[n], modeGradients + 16 * n);
        }
        long offset = 2L * channel * modes;
        for (int d = 0; d < plan.Directions; d++)
        {
            Span<Complex> ofOutput = Scratch(3);
            Complex limit = LimitFactor * limitGradients[d];
            logStep += limitGradients[d] * Limit(d);
            for (int n = 0; n < modes; n++)
            {
                Complex cb = NumeratorGradient(2 + 2 * d, n, ref ofLambda[n]) + limit;
                Complex cp = NumeratorGradient(3 + 2 * d, n, ref ofLambda[n]);
                ofOutput[n] = cb * Complex.Conjugate(Input[n]) + cp * Complex.Conjugate(LowRank[n]);
                ofInput[n] += cb * Complex.Conjugate(Output(d)[n]);
                ofLowRank[n] += cp * Complex.Conjugate(Output(d)[n]);
            }
            ComplexPairs.Add(ofOutput, target.Output + offset + 2L * d * plan.Channels * modes);
        }
        if (!systemWanted)
        {
            return;
        }
        for (int n = 0; n < modes; n++)
        {
            Complex pb = NumeratorGradient(0, n, ref ofLambda[n]);
            Complex pp = NumeratorGradient(1, n, ref ofLambda[n]);
            ofInput[n] += pb * LowRank[n];
            ofLowRank[n] += Complex.Conjugate(pb) * Input[n] + 2 * pp.Real * LowRank[n];
        }
        ComplexPairs.Add(ofLambda, target.Lambda is null ? null : target.Lambda + offset);
        ComplexPairs.Add(ofInput, target.Input is null ? null : target.Input + offset);
        ComplexPairs.Add(ofLowRank, target.LowRank is null ? null : target.LowRank + offset);
        if (target.LogStep is not null)
        {
            target.LogStep[channel] += T.CreateTruncating(logStep);
        }
    }

    /// <summary>One block's share of the gradients of terms and modes; returns its share of the gradient of log Delta.</summary>
    private readonly double BlockGradients(int j, bool systemWanted)
    {
        double logStep = 0;
        double* turned = nodeGradients + 2 * CauchySums.Block;
        if (systemWanted)
        {
            new Span<double>(fractionGradients, CauchySums.FractionStride * modes).Clear();
        }
        for (int sum = systemWanted ? 0 : 2; sum < sums; sum++)
        {
            int at = sum * padded + j;
            for (int i = 0; i < CauchySums.Block; i++)
            {
                turned[i] = turn[j + i] * imaginaryGradient[at + i];
            }
            CauchySums.AddTermGradients(modes, fractions, realGradient + at, turned, termGradients + 32 * sum * modes);
            if (!systemWanted)
            {
                continue;
            }
            double* own = terms + 4 * sum * modes;
            CauchySums.AddFractionGradients(modes, own, realGradient + at, turned, fractionGradients);
            for (int i = 0; i < CauchySums.Block && plan.Mode == KernelMode.Full; i++)
            {
                logStep -= imaginaryGradient[at + i] * imaginary[at + i]; // through T = t, and dt / d log Delta = -t
            }
        }
        if (!systemWanted)
        {
            return 0;
        }
        double* ofTau = nodeGradients;
        double* ofRho = nodeGradients + CauchySums.Block;
        CauchySums.AddModeGradients(
            modes,
            kappa,
            mu,
            tau + j,
            rho + j,
            fractions,
            fractionGradients,
            modeGradients,
            ofTau,
            ofRho
        );
        for (int i = 0; i < CauchySums.Block; i++)
        {
            logStep -= tau[j + i] * (plan.Mode == KernelMode.Full ? 2 * (ofTau[i] + ofRho[i]) : ofTau[i]);
        }
        return logStep;
    }

    /// <summary>The coefficient at omega = -1 over Re Sum C~ B.</summary>
    private readonly double LimitFactor => plan.Mode == KernelMode.Full ? step : 0.5 * step;

    private readonly double Limit(int direction)
    {
        double sum = 0;
        foreach (Complex v in Numerator(2 + 2 * direction))
        {
            sum += v.Real;
        }
        return LimitFactor * sum;
    }

    private readonly Complex Sum(int sum, int j) => new(real[sum * padded + j], imaginary[sum * padded + j]);

    /// <summary>k_PB / (1 + k_PP).</summary>
    private readonly Complex Coupling(int j) => Sum(0, j) / (1 + Sum(1, j));

    private readonly Complex Gradient(int sum, int j) =>
        new(realGradient[sum * padded + j], imaginaryGradient[sum * padded + j]);

    private readonly void SetGradient(int sum, int j, Complex value) =>
        (realGradient[sum * padded + j], imaginaryGradient[sum * padded + j]) = (value.Real, value.Imaginary);

    private readonly Complex NumeratorGradient(int sum, int mode, ref Complex lambdaGradient) =>
        CauchyTerms.NumeratorGradient(
            plan.Mode,
            Lambda[mode],
            Numerator(sum)[mode],
            termGradients + 32 * (sum * modes + mode),
            ref lambdaGradient
        );

    /// <summary>Part of the pinned memory, aligned to a vector.</summary>
    private static double* Take(ref double* next, int count)
    {
        double* aligned = (double*)(((nint)next + 63) & ~63);
        next = aligned + count;
        return aligned;
    }
}
