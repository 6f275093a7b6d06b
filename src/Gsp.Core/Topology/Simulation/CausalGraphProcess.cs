using System.Globalization;
using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Topology;

/// <summary>A causal graph process: x_t = Psi_1 x_(t-1) + ... + Psi_P x_(t-P) + w_t, every Psi_p a polynomial of one shift operator.</summary>
/// <remarks>
/// <para>Psi_p = sum over j = 0 .. p of h[p, j] W^j (Mei and Moura, "Signal processing on graphs: causal modeling of unstructured data",
/// IEEE TSP 65(8), 2017). W[i, j] is the effect of node j on node i. Since all filters are polynomials of W they commute, and the process
/// splits over the eigenvalues of W: its companion eigenvalues are the roots z of z^P = psi_1(l) z^(P-1) + ... + psi_P(l) for the
/// eigenvalues l of W, which is how stability is decided here (cost O(N^3) instead of O((NP)^3)).</para>
/// <para>Immutable and thread-safe; compares by reference. Matrices returned are fresh copies.</para>
/// </remarks>
public sealed class CausalGraphProcess
{
    private readonly Matrix<double> shift;
    private readonly Matrix<double> filters;

    /// <summary>Builds the process and examines its stability; an unstable one is made and says so.</summary>
    /// <param name="shiftOperator">W, N x N, finite.</param>
    /// <param name="coefficients">h, of order P.</param>
    /// <exception cref="ArgumentException">W is not square or not finite.</exception>
    public CausalGraphProcess(Matrix<double> shiftOperator, FilterCoefficients coefficients)
    {
        Require.That(
            shiftOperator.RowCount == shiftOperator.ColumnCount,
            string.Create(
                CultureInfo.InvariantCulture,
                $"the shift operator is {shiftOperator.RowCount} x {shiftOperator.ColumnCount}; it must be square (N x N; filters of several lags are made from it, not given)"
            ),
            nameof(shiftOperator)
        );
        Require.Finite(shiftOperator.ToRowMajorArray(), nameof(shiftOperator));
        shift = Matrix<double>.Build.DenseOfMatrix(shiftOperator);
        Coefficients = coefficients;
        filters = Polynomials(shift, coefficients);
        CompanionRadius = CompanionEigenvalues(shift, coefficients).Select(Complex.Abs).Max();
    }

    /// <summary>The coefficients h.</summary>
    public FilterCoefficients Coefficients { get; }

    /// <summary>Number of nodes N.</summary>
    public int Nodes => shift.RowCount;

    /// <summary>Number of lags P.</summary>
    public int Order => Coefficients.Order;

    /// <summary>Largest modulus of the companion eigenvalues; the process is stable below 1.</summary>
    public double CompanionRadius { get; }

    /// <summary>Whether the process forgets its past.</summary>
    public bool IsStable => CompanionRadius < 1;

    /// <summary>The shift operator.</summary>
    /// <returns>W, N x N.</returns>
    public Matrix<double> ShiftOperator() => shift.Clone();

    /// <summary>The true filters, lag-major.</summary>
    /// <returns>[Psi_1 ... Psi_P], N x NP.</returns>
    public Matrix<double> Filters() => filters.Clone();

    internal Matrix<double> SharedFilters => filters;

    /// <summary>The share of the later lags: the Frobenius norm of [Psi_2 ... Psi_P] over that of Psi_1.</summary>
    public double LaterLagShare
    {
        get
        {
            double first = filters.SubMatrix(0, Nodes, 0, Nodes).FrobeniusNorm();
            return Order == 1 ? 0 : filters.SubMatrix(0, Nodes, Nodes, Nodes * (Order - 1)).FrobeniusNorm() / first;
        }
    }

    /// <summary>The process with its memory stretched so that the companion radius takes a given value.</summary>
    /// <remarks>Psi_p becomes r^p Psi_p, which multiplies every companion eigenvalue by r exactly. As a process on a graph that is W' = r W
    /// with h'[p, j] = r^(p-j) h[p, j]: support, signs and commutation are kept.</remarks>
    /// <param name="radius">The companion radius wanted, above 0 and below 1.</param>
    /// <returns>A new, stable process.</returns>
    /// <exception cref="InvalidOperationException">The process has radius 0 (W is nilpotent or zero), which no scaling changes.</exception>
    public CausalGraphProcess ScaledToRadius(double radius)
    {
        Require.That(
            radius > 0 && radius < 1,
            FormattableString.Invariant($"radius is {radius}; a stable process needs 0 < radius < 1"),
            nameof(radius)
        );
        if (CompanionRadius < 1e-12)
        {
            throw new InvalidOperationException(
                "the process has companion radius 0 (a nilpotent or zero shift operator); scaling cannot change that"
            );
        }
        double r = radius / CompanionRadius;
        var scaled = new List<double>();
        for (int p = 1; p <= Order; p++)
        {
            for (int j = 0; j <= p; j++)
            {
                scaled.Add(Coefficients[p, j] * Math.Pow(r, p - j));
            }
        }
        return new CausalGraphProcess(shift * r, new FilterCoefficients(scaled));
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"causal graph process: {Nodes} nodes, order {Order}, companion radius {CompanionRadius:g4} ({(IsStable ? "stable" : "UNSTABLE")})"
        );

    /// <summary>[Psi_1 ... Psi_P] of a shift operator and coefficients.</summary>
    /// <param name="shiftOperator">W, N x N.</param>
    /// <param name="coefficients">h, of order P.</param>
    /// <returns>N x NP, lag-major.</returns>
    public static Matrix<double> Polynomials(Matrix<double> shiftOperator, FilterCoefficients coefficients)
    {
        int n = shiftOperator.RowCount;
        int order = coefficients.Order;
        Matrix<double> result = Matrix<double>.Build.Dense(n, n * order);
        Matrix<double> power = Matrix<double>.Build.DenseIdentity(n);
        for (int j = 0; j <= order; j++)
        {
            for (int p = Math.Max(1, j); p <= order; p++)
            {
                double h = coefficients[p, j];
                for (int c = 0; h != 0 && c < n; c++)
                {
                    for (int r = 0; r < n; r++)
                    {
                        result[r, (p - 1) * n + c] += h * power[r, c];
                    }
                }
            }
            power =
                j == order ? power
                : j == 0 ? shiftOperator
                : power * shiftOperator;
        }
        return result;
    }

    /// <summary>The N P eigenvalues of the process's companion matrix.</summary>
    internal static IEnumerable<Complex> CompanionEigenvalues(Matrix<double> shift, FilterCoefficients h)
    {
        var polynomial = new Complex[h.Order];
        foreach (Complex eigenvalue in Spectra.Eigenvalues(shift))
        {
            for (int p = 1; p <= h.Order; p++)
            {
                Complex value = 0;
                for (int j = p; j >= 0; j--)
                {
                    value = value * eigenvalue + h[p, j];
                }
                polynomial[p - 1] = -value;
            }
            foreach (Complex root in PolynomialRoots.OfMonic(polynomial))
            {
                yield return root;
            }
        }
    }
}
