using Gsp.Random;
using MathNet.Numerics.LinearAlgebra;
using Complex = System.Numerics.Complex;

namespace Gsp.Networks.Tests;

/// <summary>Random stable systems for property tests, and their kernels by dense powers.</summary>
internal sealed class RandomSystem
{
    public RandomSystem(
        RandomStream stream,
        int channels,
        int modes,
        int directions = 1,
        double lowRankScale = 1,
        double longest = 0.3
    )
    {
        (Channels, Modes, Directions) = (channels, modes, directions);
        LogStep = StateSpaceInitialisation.LogSteps(channels, stream, 0.01, longest);
        Lambda = new double[2 * channels * modes];
        for (int i = 0; i < Lambda.Length; i += 2)
        {
            // A - P P* stays stable: its Hermitian part is Re Lambda - P P* < 0.
            (Lambda[i], Lambda[i + 1]) = (stream.NextUniform(-1.5, -0.2), stream.NextUniform(0, 12));
        }
        Input = StateSpaceInitialisation.Output(channels * modes, stream);
        LowRank = [.. StateSpaceInitialisation.Output(channels * modes, stream).Select(x => x * lowRankScale)];
        Output = StateSpaceInitialisation.Output(directions * channels * modes, stream);
    }

    public int Channels { get; }

    public int Modes { get; }

    public int Directions { get; }

    public double[] LogStep { get; }

    public double[] Lambda { get; }

    public double[] Input { get; }

    public double[] LowRank { get; }

    public double[] Output { get; }

    public StateSpaceParameters<double> Dplr => new(LogStep, Lambda, Input, LowRank);

    public StateSpaceParameters<double> Diagonal => new(LogStep, Lambda, Input, default);

    /// <summary>C A^l B on the whole spectrum by dense complex matrices; C is the uncorrected output row.</summary>
    public double[] DensePowers(int channel, int length, bool lowRank, bool bilinear = true, int direction = 0)
    {
        int full = 2 * Modes;
        Complex[] lambda = Both(Lambda, channel);
        Complex[] p = lowRank ? Both(LowRank, channel) : new Complex[full];
        Complex[] c = Both(Output, direction * Channels + channel);
        Complex step = Math.Exp(LogStep[channel]);
        Matrix<Complex> a = Matrix<Complex>.Build.Dense(
            full,
            full,
            (i, k) => (i == k ? lambda[i] : 0) - p[i] * Complex.Conjugate(p[k])
        );
        Matrix<Complex> one = Matrix<Complex>.Build.DenseIdentity(full);
        Vector<Complex> b = Vector<Complex>.Build.Dense(Both(Input, channel));
        Matrix<Complex> power;
        Vector<Complex> x;
        if (bilinear)
        {
            Matrix<Complex> inverse = (one - step / 2 * a).Inverse();
            (power, x) = (inverse * (one + step / 2 * a), step * (inverse * b));
        }
        else
        {
            power = Matrix<Complex>.Build.DiagonalOfDiagonalArray([.. lambda.Select(z => Complex.Exp(step * z))]);
            x = (power - one) * a.Inverse() * b;
        }
        var kernel = new double[length];
        for (int l = 0; l < length; l++)
        {
            kernel[l] = x.Select((value, n) => value * c[n]).Aggregate(Complex.Zero, (sum, v) => sum + v).Real;
            x = power * x;
        }
        return kernel;
    }

    private Complex[] Both(double[] pairs, int row)
    {
        Complex[] half =
        [
            .. Enumerable.Range(row * Modes, Modes).Select(n => new Complex(pairs[2 * n], pairs[2 * n + 1])),
        ];
        return [.. half, .. half.Select(Complex.Conjugate)];
    }
}
