using Gsp.Statistics;

namespace Gsp.Topology;

/// <summary>One of the random graph families of the AdaCGP study (arXiv 2411.01567, released code), with its parameters.</summary>
/// <remarks>
/// All give a dense N x N weight matrix, signed and in general asymmetric, divided by a factor times max |Re lambda| of its eigenvalues
/// (not by its spectral radius: <see cref="CausalGraphProcess.CompanionRadius"/> tells what that leaves).
/// </remarks>
public abstract record PublishedFamily
{
    private PublishedFamily() { }

    /// <summary>The name used in the study's tables.</summary>
    public abstract string Name { get; }

    /// <summary>W = W / (factor * max |Re lambda|).</summary>
    internal abstract double ScalingFactor { get; }

    /// <summary>The unscaled weights, row-major.</summary>
    internal abstract double[] Draw(int nodes, IFamilyDraws draws);

    /// <summary>Normal weights with the large (above 0.7 of the largest) and the small (below 0.3 of it) set to zero, diagonal included;
    /// about 23 % remain at N = 50.</summary>
    /// <param name="NonZeroFraction">Instead of that, the fraction of largest weights to keep, in (0, 1]; null for the thresholds.</param>
    public sealed record Random(double? NonZeroFraction = null) : PublishedFamily
    {
        /// <inheritdoc/>
        public override string Name => "RANDOM";

        internal override double ScalingFactor => 1.5;

        internal override double[] Draw(int nodes, IFamilyDraws draws)
        {
            double[] w = Array(nodes * nodes, draws.Normal);
            double[] sizes = [.. w.Select(Math.Abs)];
            if (NonZeroFraction is { } fraction)
            {
                double threshold = Descriptive.Quantile(
                    sizes,
                    1 - Require.InHalfOpen(fraction, 0, 1, "", nameof(NonZeroFraction))
                );
                return [.. w.Select(v => Math.Abs(v) < threshold ? 0 : v)];
            }
            double largest = sizes.Max();
            return [.. w.Select(v => Math.Abs(v) > 0.7 * largest || Math.Abs(v) < 0.3 * largest ? 0 : v)];
        }
    }

    /// <summary>Erdos-Renyi: normal weights kept where 1.6 &lt; |w| &lt; 1.8 (probability 0.0377) and shrunk by 1.5.</summary>
    public sealed record ErdosRenyi : PublishedFamily
    {
        /// <inheritdoc/>
        public override string Name => "ER";

        internal override double ScalingFactor => 1.5;

        internal override double[] Draw(int nodes, IFamilyDraws draws) =>
            [
                .. Array(nodes * nodes, draws.Normal)
                    .Select(w => Math.Abs(w) is > 1.6 and < 1.8 ? Math.Sign(w) * Math.Max(Math.Abs(w) - 1.5, 0) : 0),
            ];
    }

    /// <summary>K-regular: -1 on the diagonal and weights uniform in [0.5, 1] to the nearest nodes of a ring, equal on both sides of a row.</summary>
    /// <param name="Neighbours">Neighbours on each side, at least 1; 2 * Neighbours + 1 non-zeros a row.</param>
    public sealed record KRegular(int Neighbours = 3) : PublishedFamily
    {
        /// <inheritdoc/>
        public override string Name => "KR";

        internal override double ScalingFactor => 1.1;

        internal override double[] Draw(int nodes, IFamilyDraws draws)
        {
            Require.InRange(Neighbours, 1, (nodes - 1) / 2, "2 * Neighbours + 1 nodes at least");
            double[] weights = Array(nodes * Neighbours, () => draws.Uniform(0.5, 1));
            var w = new double[nodes * nodes];
            for (int i = 0; i < nodes; i++)
            {
                w[i * nodes + i] = -1;
                for (int j = 1; j <= Neighbours; j++)
                {
                    double weight = weights[i * Neighbours + j - 1];
                    w[i * nodes + (i - j + nodes) % nodes] = weight;
                    w[i * nodes + (i + j) % nodes] = weight;
                }
            }
            return w;
        }
    }

    /// <summary>Stochastic block model with random block probabilities (0.05 extra inside a block, below 0.025 set to zero), undirected support and
    /// Laplace weights drawn for each direction apart. Very sparse.</summary>
    /// <param name="Clusters">Number of equal blocks; must divide the number of nodes.</param>
    public sealed record StochasticBlock(int Clusters = 10) : PublishedFamily
    {
        /// <inheritdoc/>
        public override string Name => "SBM";

        internal override double ScalingFactor => 1.1;

        internal override double[] Draw(int nodes, IFamilyDraws draws)
        {
            Require.That(
                Clusters >= 1 && nodes % Clusters == 0,
                FormattableString.Invariant($"{nodes} nodes do not split into {Clusters} equal clusters"),
                nameof(Clusters)
            );
            double[] p = Array(Clusters * Clusters, () => draws.Uniform(0, 0.04));
            for (int a = 0; a < Clusters; a++)
            {
                for (int b = 0; b < Clusters; b++)
                {
                    double value = (a == b ? 0.05 : 0) + p[a * Clusters + b];
                    value = value < 0.025 ? 0 : value;
                    p[a * Clusters + b] = b < a ? p[b * Clusters + a] : value;
                }
            }
            double[] w = Array(nodes * nodes, () => draws.Laplace(2));
            bool[] support = BlockSupport.Draw(nodes, Clusters, p, draws.SupportUniform);
            for (int k = 0; k < w.Length; k++)
            {
                w[k] = support[k] ? w[k] : 0;
            }
            return w;
        }
    }

    /// <summary>Preferential attachment with signed weights, as the study describes it; its released code cannot run, so there is no data to match.</summary>
    /// <param name="InitialNodes">Nodes of the Erdos-Renyi start, at least 2.</param>
    /// <param name="InitialProbability">Probability of an edge in the start.</param>
    /// <param name="Links">Distinct nodes that each newcomer attaches to, each by one edge either way with a weight of its own.</param>
    public sealed record PowerLaw(int InitialNodes = 15, double InitialProbability = 0.8, int Links = 2)
        : PublishedFamily
    {
        /// <inheritdoc/>
        public override string Name => "PL";

        internal override double ScalingFactor => 1.5;

        internal override double[] Draw(int nodes, IFamilyDraws draws)
        {
            Require.InRange(InitialNodes, 2, nodes, "at least two nodes to begin with");
            Require.InRange(InitialProbability, 0, 1);
            Require.InRange(Links, 1, InitialNodes, "a newcomer attaches to nodes that exist");
            var w = new double[nodes * nodes];
            for (int i = 0; i < InitialNodes; i++)
            {
                for (int j = 0; j < i; j++)
                {
                    double edge = draws.Uniform(0, 1) < InitialProbability ? 1 : 0;
                    w[i * nodes + j] = w[j * nodes + i] = edge;
                }
            }
            for (int node = InitialNodes; node < nodes; node++)
            {
                foreach (int target in Attach(w, nodes, node, draws))
                {
                    w[node * nodes + target] = AwayFromZero(draws.Normal());
                    w[target * nodes + node] = AwayFromZero(draws.Normal());
                }
            }
            for (int i = 0; i < nodes; i++)
            {
                w[i * nodes + i] = -0.5;
            }
            return w;
        }

        private List<int> Attach(double[] w, int nodes, int existing, IFamilyDraws draws)
        {
            double[] degrees =
            [
                .. Enumerable
                    .Range(0, existing)
                    .Select(i => (double)Enumerable.Range(0, existing).Count(j => w[i * nodes + j] != 0)),
            ];
            var targets = new List<int>();
            while (targets.Count < Links)
            {
                // Where no degree is left to go by, every node is as good as another.
                double[] shares =
                    degrees.Sum() > 0 ? degrees : [.. degrees.Select((_, i) => targets.Contains(i) ? 0.0 : 1)];
                double aim = draws.Uniform(0, 1) * shares.Sum();
                int target = 0;
                for (; target < existing - 1 && (aim >= shares[target] || shares[target] == 0); target++)
                {
                    aim -= shares[target];
                }
                if (!targets.Contains(target))
                {
                    targets.Add(target);
                    degrees[target] = 0;
                }
            }
            return targets;
        }

        private static double AwayFromZero(double weight) => weight + 0.25 * Math.Sign(weight);
    }

    private static double[] Array(int count, Func<double> draw)
    {
        var values = new double[count];
        for (int k = 0; k < count; k++)
        {
            values[k] = draw();
        }
        return values;
    }
}
