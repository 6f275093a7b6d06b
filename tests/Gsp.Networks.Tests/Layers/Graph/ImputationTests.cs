using Gsp.Networks.Tests.Operations.Sparse;
using Gsp.Numerics;
using Gsp.Testing;
using Xunit;

namespace Gsp.Networks.Tests.Layers.Graph;

/// <summary>What holds for the assembled networks whatever their weights.</summary>
public sealed class ImputationTests
{
    private const int Nodes = 6;
    private static readonly Shape Data = [2, 5, Nodes, 1];

    [Fact]
    public void HiddenInputsHaveNoInfluence() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            using var test = new TestWorkspace(seed: seed);
            double[] x = Numbers.Normal(Data.Elements, seed + 1);
            double[] mask = [.. Numbers.Normal(Data.Elements, seed + 2).Select(v => v > 0.5 ? 1.0 : 0)];
            double[] spoiled = [.. x.Select((v, i) => mask[i] == 0 ? (i % 2 == 0 ? 1e6 : double.NaN) : v)];
            var networks = new Networks(test.Space, seed);
            return networks.Grin(x, mask).SequenceEqual(networks.Grin(spoiled, mask))
                && networks.FibMap(x, mask).SequenceEqual(networks.FibMap(spoiled, mask));
        });

    [Fact]
    public void ReversedTimeExchangesTheDirections()
    {
        using var test = new TestWorkspace();
        var networks = new Networks(test.Space, 3);
        networks.ShareDirections();
        double[] mask = [.. Numbers.Normal(Data.Elements, 2).Select(v => v > 0 ? 1.0 : 0)];
        Tensor<double> x = test.Space.From(Numbers.Normal(Data.Elements, 1), Data);
        Tensor<double> m = test.Space.From(mask, Data);
        var backwards = new IndexList([4, 3, 2, 1, 0], 5);
        GrinOutput<double> plain = networks.GrinOutput(x, m);
        GrinOutput<double> reversed = networks.GrinOutput(x.Gather(backwards, 1), m.Gather(backwards, 1));
        Same(plain.ForwardImputation, reversed.BackwardImputation);
        Same(plain.ForwardPrediction, reversed.BackwardPrediction);
        Same(plain.BackwardImputation, reversed.ForwardImputation);
        Same(plain.BackwardPrediction, reversed.ForwardPrediction);

        void Same(Tensor<double> a, Tensor<double> b) => Assert.Equal(a.Gather(backwards, 1).ToArray(), b.ToArray());
    }

    private sealed class Networks
    {
        private readonly Workspace<double> space;
        private readonly Grin<double> grin;
        private readonly FibMapR<double> fibMap;
        private readonly GraphSupports<double> both;
        private readonly GraphSupports<double> one;
        private readonly Tensor<double> local;

        public Networks(Workspace<double> space, ulong seed)
        {
            this.space = space;
            SparseMatrix graph = RandomGraphs.Matrix(Nodes, Nodes, 2, seed);
            both = GraphSupports<double>.RandomWalk(space, graph);
            one = GraphSupports<double>.RandomWalk(space, graph, bothWays: false);
            grin = new Grin<double>(space, Nodes, channels: 1, hidden: 4, order: 2, ff: 5, embeddings: 2);
            fibMap = new FibMapR<double>(space, hidden: 4, local: 3, encoded: 4, order: 2, ff: 6);
            local = space.From(Numbers.Normal(Nodes * 3, seed + 9), [Nodes, 3]).Keep();
        }

        /// <summary>Gives GRIN's backward direction the weights of the forward one.</summary>
        public void ShareDirections()
        {
            Dictionary<string, Tensor<double>> byName = grin.NamedParameters().ToDictionary(p => p.Name, p => p.Tensor);
            foreach ((string name, Tensor<double> tensor) in byName)
            {
                if (name.StartsWith("b.", StringComparison.Ordinal))
                {
                    tensor.Set(byName[$"f{name[1..]}"].ToArray());
                }
            }
        }

        public GrinOutput<double> GrinOutput(Tensor<double> x, Tensor<double> mask) => grin.Forward(x, mask, both);

        public double[] Grin(double[] x, double[] mask)
        {
            using Scope<double> scope = space.Scope();
            GrinOutput<double> output = grin.Forward(space.From(x, Data), space.From(mask, Data), both);
            return [.. output.All.SelectMany(y => y.ToArray())];
        }

        public double[] FibMap(double[] x, double[] mask)
        {
            using Scope<double> scope = space.Scope();
            (Tensor<double> y, Tensor<double> f, Tensor<double> b) = fibMap.Forward(
                space.From(x, Data),
                space.From(mask, Data),
                local,
                one
            );
            return [.. y.ToArray(), .. f.ToArray(), .. b.ToArray()];
        }
    }
}
