using System.Globalization;
using Gsp.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Graphs;

/// <summary>What a greedy choice of sampled nodes makes large.</summary>
public enum SamplingRule
{
    /// <summary>The volume (determinant) spanned by the sampled rows of the modes: cheap and nearly always good.</summary>
    Volume,

    /// <summary>The smallest singular value of the sampled rows: best against the worst noise; dearer.</summary>
    SmallestSingularValue,
}

/// <summary>A bandlimited signal rebuilt from samples.</summary>
/// <remarks>Holds an array, so two results compare by reference.</remarks>
public sealed record BandlimitedReconstruction
{
    /// <summary>The signal at all nodes, N values.</summary>
    public required double[] Signal { get; init; }

    /// <summary>Largest over smallest singular value of the sampled modes: how much noise in the samples may grow; infinite where they do not determine the signal.</summary>
    public required double ConditionNumber { get; init; }

    /// <summary>Whether the samples determine every signal of this bandwidth.</summary>
    public required bool IsDetermined { get; init; }

    /// <summary>|samples - signal at the samples|: zero for a bandlimited signal without noise.</summary>
    public required double Residual { get; init; }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(IsDetermined ? "determined" : "NOT determined")} by its samples: condition number {ConditionNumber:g3}, residual {Residual:g3}"
        );
}

/// <summary>Chooses nodes to sample, and rebuilds bandlimited signals from them.</summary>
/// <remarks>A signal is bandlimited to k when it is a combination of the k modes of lowest frequency. Deterministic; ties go to the smaller node. Chen,
/// Varma, Sandryhaila and Kovacevic, "Discrete signal processing on graphs: sampling theory", IEEE TSP 63 (2015).</remarks>
public static class GraphSampling
{
    /// <summary>Keeps a volume defined while there are fewer samples than modes; far below any row that matters.</summary>
    private const double Ridge = 1e-10;

    /// <summary>Chooses nodes greedily.</summary>
    /// <param name="basis">The Fourier basis.</param>
    /// <param name="bandwidth">k in 1 .. N.</param>
    /// <param name="samples">How many nodes, bandwidth .. N.</param>
    /// <param name="rule">What to make large. Cost: O(samples N k^2) for the volume, O(samples N k^3) for the singular value.</param>
    /// <returns>The nodes in the order chosen.</returns>
    public static int[] Choose(FourierBasis basis, int bandwidth, int samples, SamplingRule rule = SamplingRule.Volume)
    {
        Require.InRange(bandwidth, 1, basis.Nodes);
        Require.InRange(samples, bandwidth, basis.Nodes, "fewer samples than modes cannot determine a signal");
        Func<List<int>, int, double> score = rule switch
        {
            SamplingRule.Volume => VolumeScore(basis, bandwidth),
            SamplingRule.SmallestSingularValue => (chosen, node) =>
                SmallestSingularValue(basis, bandwidth, [.. chosen, node]),
            _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "no such rule"),
        };
        var nodes = new List<int>(samples);
        while (nodes.Count < samples)
        {
            int best = -1;
            double highest = double.NegativeInfinity;
            for (int node = 0; node < basis.Nodes; node++)
            {
                if (nodes.Contains(node))
                {
                    continue;
                }
                double value = score(nodes, node);
                if (value > highest * (1 + 1e-12) || best < 0)
                {
                    (best, highest) = (node, value);
                }
            }
            nodes.Add(best);
        }
        return [.. nodes];
    }

    /// <summary>Rebuilds a bandlimited signal by least squares; exact for samples of such a signal that determine it.</summary>
    /// <param name="basis">The Fourier basis.</param>
    /// <param name="bandwidth">k in 1 .. N.</param>
    /// <param name="nodes">The distinct nodes sampled.</param>
    /// <param name="values">The samples, one a node of <paramref name="nodes"/>.</param>
    /// <returns>The signal with its condition number; the one of least norm where the samples do not determine it.</returns>
    public static BandlimitedReconstruction Reconstruct(
        FourierBasis basis,
        int bandwidth,
        ReadOnlySpan<int> nodes,
        ReadOnlySpan<double> values
    )
    {
        Require.InRange(bandwidth, 1, basis.Nodes);
        Require.SameLength(values.Length, nodes.Length, nameof(values), "one value a sampled node");
        Require.Finite(values, nameof(values));
        Require.Positive(nodes.Length, "at least one sample", nameof(nodes));
        int[] sampled = nodes.ToArray();
        Require.That(
            sampled.Distinct().Count() == sampled.Length,
            "a node is sampled twice; average its values first",
            nameof(nodes)
        );
        SingularValues decomposition = SingularValues.Of(Rows(basis, bandwidth, sampled));
        double[] coefficients = decomposition.Solve(values);
        var spectrum = new double[basis.Nodes];
        coefficients.CopyTo(spectrum, 0);
        double[] signal = basis.Inverse(spectrum);
        double residual = 0;
        for (int s = 0; s < sampled.Length; s++)
        {
            residual += Math.Pow(signal[sampled[s]] - values[s], 2);
        }
        bool determined = sampled.Length >= bandwidth && decomposition.Rank == bandwidth;
        return new BandlimitedReconstruction
        {
            Signal = signal,
            ConditionNumber = determined ? decomposition.ConditionNumber : double.PositiveInfinity,
            IsDetermined = determined,
            Residual = Math.Sqrt(residual),
        };
    }

    private static Matrix<double> Rows(FourierBasis basis, int bandwidth, IReadOnlyList<int> nodes) =>
        Matrix<double>.Build.Dense(nodes.Count, bandwidth, (s, k) => basis.Mode(k)[nodes[s]]);

    private static double SmallestSingularValue(FourierBasis basis, int bandwidth, int[] nodes) =>
        SingularValues.Of(Rows(basis, bandwidth, nodes)).Values[Math.Min(nodes.Length, bandwidth) - 1];

    /// <summary>Adding row u multiplies det(ridge I + sum of u u^T) by 1 + u^T (...)^-1 u; the inverse is updated by one rank at a time.</summary>
    private static Func<List<int>, int, double> VolumeScore(FourierBasis basis, int bandwidth)
    {
        double[][] rows =
        [
            .. Enumerable
                .Range(0, basis.Nodes)
                .Select(i => Enumerable.Range(0, bandwidth).Select(k => basis.Mode(k)[i]).ToArray()),
        ];
        Matrix<double> inverse = Matrix<double>.Build.DenseIdentity(bandwidth) / Ridge;
        int taken = 0;
        return (chosen, node) =>
        {
            for (; taken < chosen.Count; taken++)
            {
                Vector<double> image = inverse * Vector<double>.Build.Dense(rows[chosen[taken]]);
                double growth = 1 + Vectors.Dot<double>(rows[chosen[taken]], image.ToArray());
                inverse -= image.OuterProduct(image) / growth;
            }
            double[] u = rows[node];
            double sum = 0;
            for (int a = 0; a < bandwidth; a++)
            {
                for (int b = 0; b < bandwidth; b++)
                {
                    sum += u[a] * inverse[a, b] * u[b];
                }
            }
            return sum;
        };
    }
}
