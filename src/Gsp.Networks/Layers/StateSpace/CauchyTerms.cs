using System.Numerics;

namespace Gsp.Networks;

/// <summary>The real numbers of <see cref="CauchySums"/> for each mode, from Lambda and the numerators v, and back for gradients.</summary>
/// <remarks>
/// Full: a pair v/(it - L) + v~/(it - L~) = (alpha + i beta t)/(|L|^2 - t^2 + i m t) with alpha = -2 Re(v L~), beta = 2 Re v, m = -2 Re L;
/// so kappa = |L|^2, mu = m^2, tau = rho = t^2, T = t and A = alpha, B = beta m, C = beta, D = -alpha m.
/// Half: v/(it - L) = v (x - iy)/(x^2 + y^2) with x = -Re L, y = t - Im L; so kappa = -Im L, mu = x^2, tau = -t, rho = T = 1 and
/// A = Im v, B = x Re v, C = -Re v, D = x Im v.
/// A gradient g of a complex z means d loss = Re(conj(g) dz).
/// </remarks>
internal static unsafe class CauchyTerms
{
    public static void Modes(KernelMode mode, ReadOnlySpan<Complex> lambda, double* kappa, double* mu)
    {
        for (int n = 0; n < lambda.Length; n++)
        {
            (double re, double im) = (lambda[n].Real, lambda[n].Imaginary);
            kappa[n] = mode == KernelMode.Full ? re * re + im * im : -im;
            mu[n] = (mode == KernelMode.Full ? 4 : 1) * re * re;
        }
    }

    public static void Nodes(
        KernelMode mode,
        ReadOnlySpan<double> tangents,
        double step,
        double* tau,
        double* rho,
        double* turn
    )
    {
        for (int j = 0; j < tangents.Length; j++)
        {
            double t = 2 / step * tangents[j];
            (tau[j], rho[j], turn[j]) = mode == KernelMode.Full ? (t * t, t * t, t) : (-t, 1, 1);
        }
    }

    public static void Set(KernelMode mode, Complex lambda, Complex v, double* terms)
    {
        if (mode == KernelMode.Full)
        {
            double m = -2 * lambda.Real;
            double alpha = -2 * (v.Real * lambda.Real + v.Imaginary * lambda.Imaginary);
            double beta = 2 * v.Real;
            (terms[0], terms[1], terms[2], terms[3]) = (alpha, beta * m, beta, -alpha * m);
        }
        else
        {
            double x = -lambda.Real;
            (terms[0], terms[1], terms[2], terms[3]) = (v.Imaginary, x * v.Real, -v.Real, x * v.Imaginary);
        }
    }

    /// <summary>The gradients of v and Lambda from those of A, B, C, D (four accumulators of eight lanes).</summary>
    public static Complex NumeratorGradient(
        KernelMode mode,
        Complex lambda,
        Complex v,
        double* gradients,
        ref Complex lambdaGradient
    )
    {
        double a = CauchySums.Reduce(gradients);
        double b = CauchySums.Reduce(gradients + 8);
        double c = CauchySums.Reduce(gradients + 16);
        double d = CauchySums.Reduce(gradients + 24);
        if (mode == KernelMode.Full)
        {
            double m = -2 * lambda.Real;
            double alpha = a - m * d;
            double beta = m * b + c;
            double ofM = 2 * v.Real * b + 2 * (v.Real * lambda.Real + v.Imaginary * lambda.Imaginary) * d;
            lambdaGradient += new Complex(-2 * ofM - 2 * v.Real * alpha, -2 * v.Imaginary * alpha);
            return new Complex(2 * beta - 2 * lambda.Real * alpha, -2 * lambda.Imaginary * alpha);
        }
        double x = -lambda.Real;
        lambdaGradient -= v.Real * b + v.Imaginary * d;
        return new Complex(x * b - c, a + x * d);
    }

    /// <summary>The gradient of Lambda from those of kappa and mu (two accumulators).</summary>
    public static Complex ModeGradient(KernelMode mode, Complex lambda, double* gradients)
    {
        double kappa = CauchySums.Reduce(gradients);
        double mu = CauchySums.Reduce(gradients + 8);
        return mode == KernelMode.Full
            ? new Complex(2 * lambda.Real * kappa + 8 * lambda.Real * mu, 2 * lambda.Imaginary * kappa)
            : new Complex(2 * lambda.Real * mu, -kappa);
    }
}
