using Gsp.Graphs;
using Gsp.Random;
using Gsp.Testing;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Gsp.Core.Tests.Graphs;

public sealed class FilterTests
{
    private static readonly Func<double, FilterBank>[] Tight =
    [
        max => FilterBanks.Meyer(max),
        max => FilterBanks.Meyer(max, 2),
        max => FilterBanks.HalfCosine(max),
        max => FilterBanks.HalfCosine(max, 3),
        max => FilterBanks.Itersine(max),
        max => FilterBanks.Itersine(max, 2),
        max => FilterBanks.Held(max),
        max => FilterBanks.Simoncelli(max),
        max => FilterBanks.Papadakis(max),
        max => FilterBanks.MexicanHat(max).Tightened(),
    ];

    private static readonly Func<double, FilterBank>[] Loose =
    [
        max => FilterBanks.MexicanHat(max),
        max => FilterBanks.Abspline(max),
        max => FilterBanks.Heat(max, 1, 5),
        max => FilterBanks.Tikhonov(max, 0.5),
        max => FilterBanks.Expwin(max, 0.9),
    ];

    [Fact]
    public void FiltersCommuteWithTheShift() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            Graph graph = RandomGraphs.Directed(seed);
            GraphShift shift = graph.Shift(ShiftKind.RandomWalk);
            var c = new double[6];
            new RandomStream(seed).Split("c").FillNormal(c);
            var filter = new PolynomialFilter(c);
            double[] x = RandomGraphs.Signal(graph, seed);
            return RandomGraphs.Distance(filter.Filter(shift, shift.Apply(x)), shift.Apply(filter.Filter(shift, x)))
                < 1e-12 * (1 + RandomGraphs.Norm(c)) * RandomGraphs.Norm(x);
        });

    [Fact]
    public void HornersRuleIsThePolynomialOfTheMatrix() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            Graph graph = RandomGraphs.Directed(seed);
            GraphShift shift = graph.Shift(ShiftKind.Adjacency);
            var filter = new PolynomialFilter(1, -2, 0.5, 0.25);
            Matrix<double> s = shift.ToMatrix();
            Matrix<double> h = Matrix<double>.Build.DenseIdentity(graph.Nodes) - 2 * s + 0.5 * s * s + 0.25 * s * s * s;
            double[] x = RandomGraphs.Signal(graph, seed);
            double scale = 1 + h.FrobeniusNorm();
            return RandomGraphs.Distance(filter.Filter(shift, x), RandomGraphs.Times(h, x)) < 1e-12 * scale
                && (filter.ToMatrix(shift) - h).FrobeniusNorm() < 1e-12 * scale;
        });

    [Fact]
    public void PolynomialFiltersReachNoFurtherThanTheirOrder()
    {
        var impulse = new double[11];
        impulse[5] = 1;
        double[] y = new PolynomialFilter(1, 1, 1).Filter(GraphGenerators.Path(11).Laplacian(), impulse);
        Assert.Equal([3, 4, 5, 6, 7], Enumerable.Range(0, 11).Where(i => y[i] != 0));
    }

    [Fact]
    public void FiltersAreEquivariantUnderRelabelling() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            Graph graph = RandomGraphs.Undirected(seed);
            int[] order = RandomGraphs.Order(graph, seed);
            double[] x = RandomGraphs.Signal(graph, seed);
            GraphKernel heat = FilterBanks.Heat(10, 3).Kernels[0];
            double[] direct = heat.Filter(
                FourierBasis.Of(graph.Relabel(order).Laplacian()),
                RandomGraphs.Pick(x, order)
            );
            return RandomGraphs.Distance(
                    direct,
                    RandomGraphs.Pick(heat.Filter(FourierBasis.Of(graph.Laplacian()), x), order)
                ) < 1e-10;
        });

    [Fact]
    public void ChebyshevAgreesWithTheExactFilter() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            Graph graph = RandomGraphs.Undirected(seed);
            GraphShift shift = graph.Laplacian();
            FourierBasis basis = FourierBasis.Of(shift);
            double max = shift.EstimateLargestEigenvalue().UpperBound;
            double[] x = RandomGraphs.Signal(graph, seed);
            GraphKernel kernel = FilterBanks.Heat(max, 1 + seed % 7).Kernels[0];
            double[] approximate = ChebyshevFilter.Of(kernel, max, 30).Filter(shift, x);
            return RandomGraphs.Distance(approximate, kernel.Filter(basis, x)) < 1e-12 * RandomGraphs.Norm(x);
        });

    [Fact]
    public void ChebyshevSeriesConvergeForEverySmoothBank()
    {
        Graph graph = GraphGenerators.RandomSensor(40, new RandomStream(1));
        GraphShift shift = graph.Laplacian();
        FourierBasis basis = FourierBasis.Of(shift);
        double max = basis.LargestFrequency;
        double[] x = RandomGraphs.Signal(graph, 1);
        foreach (
            Func<double, FilterBank> make in (Func<double, FilterBank>[])
                [.. Tight[..^1], .. Loose, m => FilterBanks.Wave(m, [3.0])]
        )
        {
            FilterBank bank = make(max);
            Matrix<double> exact = bank.Analyse(basis, x);
            double Error(int order) => (bank.Analyse(shift, x, order) - exact).FrobeniusNorm() / exact.FrobeniusNorm();
            Assert.True(Error(300) < 2e-3, $"{bank.Name}: {Error(300)}");
            Assert.True(Error(300) <= Error(20) + 1e-12, bank.Name);
        }
    }

    [Fact]
    public void ChebyshevCoefficientsOfAPolynomialAreExactAndItsValueTheKernels()
    {
        var kernel = new GraphKernel("square", x => x * x);
        ChebyshevFilter filter = ChebyshevFilter.Of(kernel, 4, 2);
        // (2 + 2 y)^2 = 4 + 8 y + 4 y^2 = 6 + 8 T_1 + 2 T_2, and c_0 enters by half.
        Close.Relative([.. filter.Coefficients], [12, 8, 2], 1e-14);
        Assert.Equal(9, filter.Evaluate(3), 1e-13);
    }

    [Fact]
    public void TightFramesReconstructBySynthesisAlone() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            Graph graph = RandomGraphs.Undirected(seed);
            FourierBasis basis = FourierBasis.Of(graph.Laplacian());
            FilterBank bank = Tight[seed % (ulong)Tight.Length](basis.LargestFrequency);
            FrameBounds bounds = bank.Bounds(basis);
            double[] x = RandomGraphs.Signal(graph, seed);
            double[] back = bank.Synthesise(basis, bank.Analyse(basis, x));
            double tolerance = bank.Name.Contains("Mexican", StringComparison.Ordinal) ? 1e-5 : 1e-11;
            return bounds.Upper - bounds.Lower <= tolerance
                && RandomGraphs.Distance([.. back.Select(v => v / bounds.Upper)], x)
                    <= 10 * tolerance * RandomGraphs.Norm(x);
        });

    [Fact]
    public void EveryFrameReconstructsByItsDual() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            Graph graph = RandomGraphs.Undirected(seed);
            FourierBasis basis = FourierBasis.Of(graph.Laplacian());
            FilterBank bank = Loose[seed % (ulong)Loose.Length](basis.LargestFrequency);
            FrameBounds bounds = bank.Bounds(basis);
            if (!bounds.IsFrame || bounds.Upper / bounds.Lower > 1e6)
            {
                return true;
            }
            double[] x = RandomGraphs.Signal(graph, seed);
            return RandomGraphs.Distance(bank.Reconstruct(basis, bank.Analyse(basis, x)), x) < 1e-9;
        });

    [Fact]
    public void TheFrameBoundsBoundTheEnergyOfTheCoefficients() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            Graph graph = RandomGraphs.Undirected(seed);
            FourierBasis basis = FourierBasis.Of(graph.Laplacian());
            FilterBank bank = Loose[seed % (ulong)Loose.Length](basis.LargestFrequency);
            double[] x = RandomGraphs.Signal(graph, seed);
            double energy = Math.Pow(bank.Analyse(basis, x).FrobeniusNorm(), 2);
            double own = RandomGraphs.Dot(x, x);
            FrameBounds bounds = bank.Bounds(basis);
            return energy >= bounds.Lower * own * (1 - 1e-10) && energy <= bounds.Upper * own * (1 + 1e-10);
        });

    [Fact]
    public void TightNamesAreTightForEveryGraph() =>
        Assert.All(Tight[..^1], make => Assert.True(make(3.7).Bounds().IsTight, make(3.7).ToString()));

    [Fact]
    public void SynthesisIsTheAdjointOfAnalysis() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            Graph graph = RandomGraphs.Undirected(seed);
            GraphShift shift = graph.Laplacian();
            FourierBasis basis = FourierBasis.Of(shift);
            FilterBank bank = FilterBanks.MexicanHat(basis.LargestFrequency, 4);
            double[] x = RandomGraphs.Signal(graph, seed);
            Matrix<double> c = Matrix<double>.Build.Dense(
                graph.Nodes,
                4,
                RandomGraphs.Signal(GraphGenerators.Path(4 * graph.Nodes), seed + 1)
            );
            double left = bank.Analyse(basis, x).PointwiseMultiply(c).Enumerate().Sum();
            double exact = RandomGraphs.Dot(x, bank.Synthesise(basis, c));
            double fast = RandomGraphs.Dot(x, bank.Synthesise(shift, c, 20));
            double fastLeft = bank.Analyse(shift, x, 20).PointwiseMultiply(c).Enumerate().Sum();
            return Math.Abs(left - exact) < 1e-10 && Math.Abs(fast - fastLeft) < 1e-10;
        });

    [Fact]
    public void TheGramMatrixOfATightFrameIsAProjectionAndAtomsAreItsColumns()
    {
        FourierBasis basis = FourierBasis.Of(GraphGenerators.Path(6).Laplacian());
        FilterBank bank = FilterBanks.Held(basis.LargestFrequency);
        Matrix<double> gram = bank.Gram(basis);
        Assert.True((gram * gram - gram).FrobeniusNorm() < 1e-12);
        Assert.Equal(6, gram.Trace(), 1e-12);
        double[] atom = bank.Localise(basis, 2, 1);
        Close.Relative(atom, (bank.Frame(basis).SubMatrix(6, 6, 0, 6).Column(2) * Math.Sqrt(6)).ToArray(), 1e-12);
    }

    /// <summary>The values of PyGSP's published formulas at hand-computed places.</summary>
    [Fact]
    public void KernelsHaveTheirDefiningValues()
    {
        Assert.Equal(Math.Exp(-1.5), FilterBanks.Heat(4, 3).Evaluate(2)[0], 1e-15);
        Assert.Equal(1 / 1.6, FilterBanks.Tikhonov(4, 0.2).Evaluate(3)[0], 1e-15);
        Assert.Equal(
            [1, 0.0],
            FilterBanks
                .Rectangular(4, 0.25, 0.5)
                .Evaluate(1)
                .Concat(FilterBanks.Rectangular(4, 0.25, 0.5).Evaluate(2.1))
        );
        Assert.Equal(0.5, FilterBanks.Expwin(4, 0.3).Evaluate(1.2)[0], 1e-15);
        Assert.Equal(Math.Cos(3 * Math.Acos(0.75)), FilterBanks.Wave(4, [3.0]).Evaluate(2)[0], 1e-15);
        Assert.Equal(0.5 * Math.Sqrt(2), FilterBanks.Simoncelli(2).Evaluate(2 / 3.0 * Math.Sqrt(2))[0], 1e-15);
        Assert.Equal(Math.Exp(-1), FilterBanks.MexicanHat(8, 6).Evaluate(8)[5], 1e-15);
        Assert.Equal(1, FilterBanks.Abspline(8, 6).Evaluate(8)[5], 1e-12);
        Assert.Equal(1, FilterBanks.Meyer(8).Evaluate(8)[5], 1e-12);
    }

    [Fact]
    public void MistakesAreNamed()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => FilterBanks.Heat(1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => FilterBanks.Heat(0, 1));
        Assert.Throws<ArgumentException>(() => FilterBanks.Wave(1, [1.0], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => FilterBanks.Held(1, 1.1));
        Assert.Contains(
            "'bad'",
            Assert.Throws<InvalidOperationException>(() => new GraphKernel("bad", x => 1 / x).Evaluate(0)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "PolynomialFilter",
            Assert
                .Throws<InvalidOperationException>(() =>
                    ChebyshevFilter
                        .Of(new GraphKernel("one", _ => 1), 2, 3)
                        .Filter(GraphGenerators.DirectedRing(3).Laplacian(), [1, 2, 3])
                )
                .Message,
            StringComparison.Ordinal
        );
    }
}
