using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gsp.Networks;

/// <summary>Sums over modes of v_n / (i t_j - Lambda_n) for a block of frequencies, and their adjoint.</summary>
/// <remarks>
/// Both kinds of <see cref="KernelMode"/> take one real form. With s = a^2 + mu rho, a = kappa - tau, the fractions of mode n and frequency
/// j are p = a / s, q = rho / s and r = 1 / s, and a sum is
/// Re = Sum_n (A p + B q), Im = T Sum_n (C p + D r); see <see cref="CauchyTerms"/> for the numbers. The division, by far the costliest
/// operation, is shared by all sums. Vectors are eight doubles on every machine, so the bits do not depend on it.
/// </remarks>
internal static unsafe class CauchySums
{
    /// <summary>Frequencies worked on together: two vectors, which with four accumulators each hide the latency of a multiply-add.</summary>
    public const int Block = 16;

    /// <summary>Numbers kept of a mode in a block: p, q and r of each frequency.</summary>
    public const int FractionStride = 3 * Block;

    private const int Lanes = 8;

    /// <summary>Fills the fractions of every mode for one block.</summary>
    public static void Fractions(int modes, double* kappa, double* mu, double* tau, double* rho, double* fractions)
    {
        for (int half = 0; half < Block; half += Lanes)
        {
            Vector512<double> shift = Vector512.Load(tau + half);
            Vector512<double> weight = Vector512.Load(rho + half);
            for (int n = 0; n < modes; n++)
            {
                Vector512<double> a = Vector512.Create(kappa[n]) - shift;
                Vector512<double> s = Fused(a, a, Vector512.Create(mu[n]) * weight);
                Vector512<double> r = Vector512<double>.One / s;
                double* target = fractions + n * FractionStride + half;
                (a * r).Store(target);
                (weight * r).Store(target + Block);
                r.Store(target + 2 * Block);
            }
        }
    }

    /// <summary>One sum for one block.</summary>
    /// <param name="modes">Number of modes.</param>
    /// <param name="fractions">The block's fractions.</param>
    /// <param name="terms">A, B, C, D of every mode.</param>
    /// <param name="turn">T of the block's frequencies.</param>
    /// <param name="real">Receives the real parts.</param>
    /// <param name="imaginary">Receives the imaginary parts.</param>
    public static void Sum(int modes, double* fractions, double* terms, double* turn, double* real, double* imaginary)
    {
        Vector512<double> re0 = default;
        Vector512<double> re1 = default;
        Vector512<double> rest0 = default;
        Vector512<double> rest1 = default;
        Vector512<double> im0 = default;
        Vector512<double> im1 = default;
        Vector512<double> tail0 = default;
        Vector512<double> tail1 = default;
        for (int n = 0; n < modes; n++)
        {
            double* f = fractions + n * FractionStride;
            Vector512<double> a = Vector512.Create(terms[4 * n]);
            Vector512<double> b = Vector512.Create(terms[4 * n + 1]);
            Vector512<double> c = Vector512.Create(terms[4 * n + 2]);
            Vector512<double> d = Vector512.Create(terms[4 * n + 3]);
            Vector512<double> p0 = Vector512.Load(f);
            Vector512<double> p1 = Vector512.Load(f + Lanes);
            re0 = Fused(a, p0, re0);
            re1 = Fused(a, p1, re1);
            im0 = Fused(c, p0, im0);
            im1 = Fused(c, p1, im1);
            rest0 = Fused(b, Vector512.Load(f + Block), rest0);
            rest1 = Fused(b, Vector512.Load(f + Block + Lanes), rest1);
            tail0 = Fused(d, Vector512.Load(f + 2 * Block), tail0);
            tail1 = Fused(d, Vector512.Load(f + 2 * Block + Lanes), tail1);
        }
        (re0 + rest0).Store(real);
        (re1 + rest1).Store(real + Lanes);
        (Vector512.Load(turn) * (im0 + tail0)).Store(imaginary);
        (Vector512.Load(turn + Lanes) * (im1 + tail1)).Store(imaginary + Lanes);
    }

    /// <summary>Adds to the gradients of A, B, C, D what one block contributes, kept as vectors until <see cref="Reduce"/>.</summary>
    /// <param name="modes">Number of modes.</param>
    /// <param name="fractions">The block's fractions.</param>
    /// <param name="real">Gradient of the real parts.</param>
    /// <param name="turned">Gradient of the imaginary parts times T.</param>
    /// <param name="gradients">Four vectors a mode, updated.</param>
    public static void AddTermGradients(int modes, double* fractions, double* real, double* turned, double* gradients)
    {
        Vector512<double> re0 = Vector512.Load(real);
        Vector512<double> re1 = Vector512.Load(real + Lanes);
        Vector512<double> im0 = Vector512.Load(turned);
        Vector512<double> im1 = Vector512.Load(turned + Lanes);
        for (int n = 0; n < modes; n++)
        {
            double* f = fractions + n * FractionStride;
            double* g = gradients + 4 * Lanes * n;
            Vector512<double> p0 = Vector512.Load(f);
            Vector512<double> p1 = Vector512.Load(f + Lanes);
            Accumulate(g, re0, p0, re1, p1);
            Accumulate(g + Lanes, re0, Vector512.Load(f + Block), re1, Vector512.Load(f + Block + Lanes));
            Accumulate(g + 2 * Lanes, im0, p0, im1, p1);
            Accumulate(g + 3 * Lanes, im0, Vector512.Load(f + 2 * Block), im1, Vector512.Load(f + 2 * Block + Lanes));
        }
    }

    /// <summary>Adds to the gradients of the fractions what one sum of one block contributes.</summary>
    /// <param name="modes">Number of modes.</param>
    /// <param name="terms">A, B, C, D of every mode.</param>
    /// <param name="real">Gradient of the real parts.</param>
    /// <param name="turned">Gradient of the imaginary parts times T.</param>
    /// <param name="gradients">Gradients of p, q and r, laid out like the fractions; updated.</param>
    public static void AddFractionGradients(int modes, double* terms, double* real, double* turned, double* gradients)
    {
        for (int half = 0; half < Block; half += Lanes)
        {
            Vector512<double> re = Vector512.Load(real + half);
            Vector512<double> im = Vector512.Load(turned + half);
            for (int n = 0; n < modes; n++)
            {
                double* g = gradients + n * FractionStride + half;
                Vector512<double> p = Fused(Vector512.Create(terms[4 * n]), re, Vector512.Load(g));
                Fused(Vector512.Create(terms[4 * n + 2]), im, p).Store(g);
                Fused(Vector512.Create(terms[4 * n + 1]), re, Vector512.Load(g + Block)).Store(g + Block);
                Fused(Vector512.Create(terms[4 * n + 3]), im, Vector512.Load(g + 2 * Block)).Store(g + 2 * Block);
            }
        }
    }

    /// <summary>From the gradients of the fractions of a block to those of kappa, mu, tau and rho.</summary>
    /// <param name="modes">Number of modes.</param>
    /// <param name="kappa">Kappa of every mode.</param>
    /// <param name="mu">Mu of every mode.</param>
    /// <param name="tau">Tau of the block.</param>
    /// <param name="rho">Rho of the block.</param>
    /// <param name="fractions">The block's fractions.</param>
    /// <param name="gradients">Gradients of p, q and r.</param>
    /// <param name="modeGradients">Two vectors a mode, kappa's and mu's; updated.</param>
    /// <param name="tauGradient">Receives the gradient of the block's tau.</param>
    /// <param name="rhoGradient">Receives the gradient of the block's rho.</param>
    public static void AddModeGradients(
        int modes,
        double* kappa,
        double* mu,
        double* tau,
        double* rho,
        double* fractions,
        double* gradients,
        double* modeGradients,
        double* tauGradient,
        double* rhoGradient
    )
    {
        for (int half = 0; half < Block; half += Lanes)
        {
            Vector512<double> shift = Vector512.Load(tau + half);
            Vector512<double> weight = Vector512.Load(rho + half);
            Vector512<double> tauSum = default;
            Vector512<double> rhoSum = default;
            for (int n = 0; n < modes; n++)
            {
                double* f = fractions + n * FractionStride + half;
                double* g = gradients + n * FractionStride + half;
                Vector512<double> a = Vector512.Create(kappa[n]) - shift;
                Vector512<double> r = Vector512.Load(f + 2 * Block);
                Vector512<double> gp = Vector512.Load(g);
                Vector512<double> gq = Vector512.Load(g + Block);
                // p = a r, q = rho r, r = 1/s, s = a^2 + mu rho.
                Vector512<double> gr = Fused(weight, gq, Fused(a, gp, Vector512.Load(g + 2 * Block)));
                Vector512<double> gs = -(r * r) * gr;
                Vector512<double> ga = Fused(r, gp, (a + a) * gs);
                double* mode = modeGradients + 2 * Lanes * n;
                (Vector512.Load(mode) + ga).Store(mode);
                Fused(weight, gs, Vector512.Load(mode + Lanes)).Store(mode + Lanes);
                tauSum -= ga;
                rhoSum = Fused(Vector512.Create(mu[n]), gs, Fused(r, gq, rhoSum));
            }
            tauSum.Store(tauGradient + half);
            rhoSum.Store(rhoGradient + half);
        }
    }

    /// <summary>The sum of the eight lanes of an accumulator, by halves.</summary>
    public static double Reduce(double* vector)
    {
        double low = (vector[0] + vector[4]) + (vector[2] + vector[6]);
        double high = (vector[1] + vector[5]) + (vector[3] + vector[7]);
        return low + high;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Accumulate(
        double* sum,
        Vector512<double> x0,
        Vector512<double> y0,
        Vector512<double> x1,
        Vector512<double> y1
    ) => Fused(x0, y0, Fused(x1, y1, Vector512.Load(sum))).Store(sum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Fused(Vector512<double> a, Vector512<double> b, Vector512<double> c) =>
        Vector512.FusedMultiplyAdd(a, b, c);
}
