using Gsp.Random;

namespace Gsp.Topology;

/// <summary>The coefficients h of a causal graph process: Psi_p = sum over j = 0 .. p of h[p, j] W^j, for p = 1 .. P.</summary>
/// <remarks>
/// Kept flat in the order (p=1: j=0,1), (p=2: j=0,1,2), ..., P(P+3)/2 numbers. Identifiability convention of simulated data: h[1, 0] = 0
/// and h[1, 1] = 1, so that Psi_1 = W. Immutable; compares by reference.
/// </remarks>
public sealed class FilterCoefficients
{
    private readonly double[] values;

    /// <summary>Takes a copy of a flat list.</summary>
    /// <param name="values">P(P+3)/2 finite numbers for some order P: 2, 5, 9, 14, ...</param>
    /// <exception cref="ArgumentException">Another count, or a number that is not finite.</exception>
    public FilterCoefficients(params IReadOnlyList<double> values)
    {
        int order = 1;
        while (Count(order) < values.Count)
        {
            order++;
        }
        Require.SameLength(
            values.Count,
            Count(order),
            nameof(values),
            "an order P has P(P+3)/2 coefficients: 2, 5, 9, 14, ..."
        );
        this.values = [.. values];
        Require.Finite(this.values, nameof(values));
        Order = order;
    }

    /// <summary>The order P: number of lags, and degree of the last filter.</summary>
    public int Order { get; }

    /// <summary>All coefficients in their flat order.</summary>
    public IReadOnlyList<double> Values => values;

    /// <summary>The coefficient h[p, j].</summary>
    /// <param name="lag">p in 1 .. P.</param>
    /// <param name="power">j in 0 .. p.</param>
    public double this[int lag, int power] =>
        values[Offset(Require.InRange(lag, 1, Order)) + Require.InRange(power, 0, lag)];

    /// <summary>Number of coefficients of an order, P(P+3)/2.</summary>
    /// <param name="order">P, at least 1.</param>
    /// <returns>The number.</returns>
    public static int Count(int order) => Offset(Require.Positive(order) + 1);

    /// <summary>h[1, 1] = 1 and all others 0: x_t = W x_(t-1) + noise, whatever the order.</summary>
    /// <param name="order">P, at least 1.</param>
    /// <returns>The coefficients.</returns>
    public static FilterCoefficients FirstLagOnly(int order) => Make(order, (_, _) => 0);

    /// <summary>The small random coefficients of the published study (AdaCGP, arXiv 2411.01567, released code): for p = 2 .. P the mean
    /// of a number in [-1, -0.45] and one in [0.45, 1], divided by 1.5 * 2^(p+j), each kept with probability one half.</summary>
    /// <remarks>They are so small that the process is a first-order autoregression in all but name; see <see cref="HigherOrder"/>.</remarks>
    /// <param name="order">P, at least 1.</param>
    /// <param name="stream">The randomness.</param>
    /// <returns>The coefficients.</returns>
    public static FilterCoefficients Published(int order, RandomStream stream) =>
        Published(order, stream.NextUniform, stream.NextUniform);

    /// <summary>Coefficients of a size that matters in every lag: for p = 2 .. P numbers of random sign and of a magnitude in
    /// [0.45, 1] times <paramref name="strength"/> / (p (p+1)).</summary>
    /// <param name="order">P, at least 1.</param>
    /// <param name="stream">Two words a coefficient.</param>
    /// <param name="strength">Zero or more; 1 makes the later lags about as strong as the first.</param>
    /// <returns>The coefficients; combine with <see cref="CausalGraphProcess.ScaledToRadius"/> for a stable process.</returns>
    public static FilterCoefficients HigherOrder(int order, RandomStream stream, double strength = 1)
    {
        Require.NotNegative(strength);
        return Make(
            order,
            (p, _) =>
            {
                double sign = stream.NextUniform() < 0.5 ? -1 : 1;
                return sign * stream.NextUniform(0.45, 1) * strength / (p * (p + 1.0)) * 2;
            }
        );
    }

    /// <summary>The published law with any source of uniform numbers; first all values, then all the coin flips.</summary>
    internal static FilterCoefficients Published(int order, Func<double, double, double> uniform, Func<double> flip)
    {
        double[] drawn =
        [
            .. Make(
                order,
                (p, j) =>
                {
                    double low = uniform(-1, -0.45);
                    double high = uniform(0.45, 1);
                    return (0.5 * low + 0.5 * high) / Math.ScaleB(1, p + j) / 1.5;
                }
            ).values,
        ];
        for (int k = 2; k < drawn.Length; k++)
        {
            drawn[k] *= flip() < 0.5 ? 0 : 1;
        }
        return new FilterCoefficients(drawn);
    }

    private static FilterCoefficients Make(int order, Func<int, int, double> later)
    {
        var values = new List<double>(Count(order)) { 0, 1 };
        for (int p = 2; p <= order; p++)
        {
            for (int j = 0; j <= p; j++)
            {
                values.Add(later(p, j));
            }
        }
        return new FilterCoefficients(values);
    }

    /// <summary>Where the coefficients of lag p start: 2 + 3 + ... + p of them lie before.</summary>
    private static int Offset(int lag) => (lag - 1) * (lag + 2) / 2;
}
