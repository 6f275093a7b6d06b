using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Gsp.Topology;

/// <summary>The constraint Jacobian A = [E 0; diag(sign) diag(s)] at slacks s, and the projections made of (A A^T)^-1.</summary>
/// <remarks>Eliminating the bounds leaves a system of N + 1 unknowns, E diag(s^2 / (1 + s^2)) E^T, so a projection costs O(N^2) after an
/// O(N^3) factorisation. Two rounds of refinement bring the error to rounding level.</remarks>
internal sealed class ScaledConstraints
{
    private readonly LaplacianProgramme programme;
    private readonly double[] slack;
    private readonly int q;
    private readonly int m;
    private readonly Cholesky<double> schur;

    public ScaledConstraints(LaplacianProgramme programme, ReadOnlySpan<double> slack)
    {
        this.programme = programme;
        this.slack = slack.ToArray();
        q = programme.Variables;
        m = programme.Equalities;
        schur = programme.WeightedGram([.. this.slack.Select(s => s * s / (1 + s * s))]).Cholesky();
    }

    /// <summary>A d.</summary>
    public double[] Apply(ReadOnlySpan<double> d)
    {
        var result = new double[m + q];
        programme.Apply(d[..q], result.AsSpan(0, m));
        for (int e = 0; e < q; e++)
        {
            result[m + e] = programme.Signs[e] * d[e] + slack[e] * d[q + e];
        }
        return result;
    }

    /// <summary>A^T v.</summary>
    public double[] ApplyTransposed(ReadOnlySpan<double> v)
    {
        var result = new double[2 * q];
        for (int e = 0; e < q; e++)
        {
            result[e] = programme.Signs[e] * v[m + e];
            result[q + e] = slack[e] * v[m + e];
        }
        programme.AddTransposed(v[..m], result.AsSpan(0, q));
        return result;
    }

    /// <summary>The least-squares multipliers (A A^T)^-1 A d.</summary>
    public double[] LeastSquares(ReadOnlySpan<double> d)
    {
        double[] v = Solve(Apply(d));
        for (int round = 0; round < 2; round++)
        {
            double[] correction = Solve(Apply(NewVectors.Subtract(d, ApplyTransposed(v))));
            v = NewVectors.Add(v, 1, correction);
        }
        return v;
    }

    /// <summary>The part of d in the null space of A.</summary>
    public double[] Project(ReadOnlySpan<double> d)
    {
        double[] z = NewVectors.Subtract(d, ApplyTransposed(Solve(Apply(d))));
        for (int round = 0; round < 2; round++)
        {
            z = NewVectors.Subtract(z, ApplyTransposed(Solve(Apply(z))));
        }
        return z;
    }

    /// <summary>The shortest d with A d = v.</summary>
    public double[] Shortest(ReadOnlySpan<double> v)
    {
        double[] u = Solve(v);
        double[] rest = NewVectors.Subtract(v, Apply(ApplyTransposed(u)));
        return ApplyTransposed(NewVectors.Add(u, 1, Solve(rest)));
    }

    private double[] Solve(ReadOnlySpan<double> right)
    {
        var scaled = new double[q];
        for (int e = 0; e < q; e++)
        {
            scaled[e] = programme.Signs[e] * right[m + e] / (1 + slack[e] * slack[e]);
        }
        var top = new double[m];
        programme.Apply(scaled, top);
        Vector<double> first = schur.Solve(Vector<double>.Build.DenseOfArray(NewVectors.Subtract(right[..m], top)));
        var u = new double[m + q];
        first.AsArray().CopyTo(u, 0);
        var back = new double[q];
        programme.AddTransposed(u.AsSpan(0, m), back);
        for (int e = 0; e < q; e++)
        {
            u[m + e] = (right[m + e] - programme.Signs[e] * back[e]) / (1 + slack[e] * slack[e]);
        }
        return u;
    }
}
