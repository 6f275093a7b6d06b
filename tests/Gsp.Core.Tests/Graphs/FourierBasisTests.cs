using System.Numerics;
using Gsp.Graphs;
using Gsp.Testing;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Gsp.Core.Tests.Graphs;

public sealed class FourierBasisTests
{
    public static TheoryData<string> Shapes => ["path", "ring", "complete", "star", "grid", "torus"];

    /// <summary>Closed-form Laplacian spectra.</summary>
    [Theory]
    [MemberData(nameof(Shapes))]
    public void TheSpectrumIsTheTextbooks(string shape)
    {
        static IEnumerable<double> Path(int n) => Enumerable.Range(0, n).Select(k => 2 - 2 * Math.Cos(Math.PI * k / n));
        static IEnumerable<double> Ring(int n) =>
            Enumerable.Range(0, n).Select(k => 2 - 2 * Math.Cos(2 * Math.PI * k / n));
        (Graph graph, IEnumerable<double> expected) = shape switch
        {
            "path" => (GraphGenerators.Path(9), Path(9)),
            "ring" => (GraphGenerators.Ring(10), Ring(10)),
            "complete" => (GraphGenerators.Complete(7), Enumerable.Repeat(7.0, 6).Append(0)),
            "star" => (GraphGenerators.Star(8), Enumerable.Repeat(1.0, 6).Append(0).Append(8)),
            "grid" => (GraphGenerators.Grid(3, 5), from a in Path(3) from b in Path(5) select a + b),
            _ => (GraphGenerators.Torus(4, 5), from a in Ring(4) from b in Ring(5) select a + b),
        };
        FourierBasis basis = FourierBasis.Of(graph.Laplacian());
        Assert.Equal(0, RandomGraphs.Distance([.. basis.Frequencies], [.. expected.Order()]), 1e-12);
    }

    [Fact]
    public void ParsevalHoldsAndTheInverseUndoesTheTransform() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            Graph graph = RandomGraphs.Undirected(seed);
            FourierBasis basis = FourierBasis.Of(graph.Laplacian());
            double[] x = RandomGraphs.Signal(graph, seed);
            double[] spectrum = basis.Transform(x);
            return Math.Abs(RandomGraphs.Norm(spectrum) - RandomGraphs.Norm(x)) < 1e-12
                && RandomGraphs.Distance(basis.Inverse(spectrum), x) < 1e-12
                && basis.Coherence >= 1 / Math.Sqrt(graph.Nodes) - 1e-12
                && basis.Coherence <= 1 + 1e-12;
        });

    [Fact]
    public void TheSpectrumDoesNotDependOnLabels() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            Graph graph = RandomGraphs.Undirected(seed);
            FourierBasis a = FourierBasis.Of(graph.Laplacian());
            FourierBasis b = FourierBasis.Of(graph.Relabel(RandomGraphs.Order(graph, seed)).Laplacian());
            return RandomGraphs.Distance([.. a.Frequencies], [.. b.Frequencies]) < 1e-11;
        });

    [Fact]
    public void TheFirstModeOfAConnectedGraphIsConstant() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            FourierBasis basis = FourierBasis.Of(RandomGraphs.Undirected(seed).Laplacian());
            double expected = 1 / Math.Sqrt(basis.Nodes);
            return basis.Frequencies[0] == 0 && basis.Mode(0).ToArray().All(v => Math.Abs(v - expected) < 1e-10);
        });

    [Fact]
    public void TheMagneticBasisIsUnitaryAndDiagonalises() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            MagneticLaplacian laplacian = MagneticLaplacian.Of(RandomGraphs.Directed(seed), 0.1 + 0.05 * (seed % 5));
            MagneticFourierBasis basis = MagneticFourierBasis.Of(laplacian);
            Matrix<Complex> u = basis.Modes();
            Matrix<Complex> identity = Matrix<Complex>.Build.DenseIdentity(basis.Nodes);
            Matrix<Complex> back =
                u
                * Matrix<Complex>.Build.DenseOfDiagonalArray([.. basis.Frequencies.Select(f => new Complex(f, 0))])
                * u.ConjugateTranspose();
            return (u.ConjugateTranspose() * u - identity).FrobeniusNorm() < 1e-11
                && (back - laplacian.ToMatrix()).FrobeniusNorm() < 1e-11;
        });

    [Fact]
    public void TheMagneticTransformKeepsEnergyEvenWithRepeatedFrequencies() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            Graph graph = seed % 2 == 0 ? RandomGraphs.Directed(seed) : GraphGenerators.Complete(6);
            MagneticFourierBasis basis = MagneticFourierBasis.Of(MagneticLaplacian.Of(graph));
            double[] x = RandomGraphs.Signal(graph, seed);
            Complex[] spectrum = basis.Transform(x);
            Complex[] back = basis.Inverse(spectrum);
            return Math.Abs(spectrum.Sum(c => c.Magnitude * c.Magnitude) - RandomGraphs.Dot(x, x)) < 1e-10
                && back.Zip(x, (a, b) => (a - b).Magnitude).Max() < 1e-11;
        });

    [Fact]
    public void TheMagneticFilterOfTheIdentityKernelReturnsTheSignalAndOfTheFrequencyAppliesTheOperator() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            Graph graph = RandomGraphs.Directed(seed);
            MagneticLaplacian laplacian = MagneticLaplacian.Of(graph);
            double[] x = RandomGraphs.Signal(graph, seed);
            Complex[] filtered = MagneticFourierBasis.Of(laplacian).Filter(new GraphKernel("identity", f => f), x);
            Complex[] applied = laplacian.Apply([.. x.Select(v => new Complex(v, 0))]);
            return filtered.Zip(applied, (a, b) => (a - b).Magnitude).Max() < 1e-11;
        });

    /// <summary>On a directed cycle the graph Fourier transform is the discrete one: eigenvalues are the roots of unity, and the modes are orthonormal.</summary>
    [Fact]
    public void TheDirectedBasisOfACycleIsTheDiscreteFourierTransform()
    {
        DirectedFourierBasis basis = DirectedFourierBasis.Of(
            GraphGenerators.DirectedRing(8).Shift(ShiftKind.Adjacency)
        );
        Assert.Equal(FourierConditioning.Good, basis.Conditioning);
        Assert.Equal(1, basis.ConditionNumber, 1e-10);
        Assert.All(basis.Frequencies, f => Assert.Equal(1, f.Magnitude, 1e-12));
        Assert.Equal(1, basis.Frequencies[0].Real, 1e-12);
        Assert.Equal(-1, basis.Frequencies[7].Real, 1e-12);
        Assert.All(basis.Modes().Enumerate(), v => Assert.Equal(1 / Math.Sqrt(8), v.Magnitude, 1e-10));
    }

    [Fact]
    public void TheDirectedTransformIsUndoneByItsInverseAsFarAsItsConditionNumberPromises() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            Graph graph = RandomGraphs.Directed(seed);
            DirectedFourierBasis basis = DirectedFourierBasis.Of(graph.Shift(ShiftKind.Adjacency));
            if (basis.Conditioning == FourierConditioning.Defective)
            {
                return double.IsPositiveInfinity(basis.ConditionNumber);
            }
            double[] x = RandomGraphs.Signal(graph, seed);
            double error = basis.Inverse(basis.Transform(x)).Zip(x, (a, b) => (a - b).Magnitude).Max();
            return basis.ConditionNumber >= 1 - 1e-10 && error < 1e-13 * basis.ConditionNumber * graph.Nodes;
        });

    [Fact]
    public void ADefectiveShiftIsReportedNotInverted()
    {
        Graph path = Graph.FromEdges(4, [new(0, 1), new(1, 2), new(2, 3)], directed: true);
        DirectedFourierBasis basis = DirectedFourierBasis.Of(path.Shift(ShiftKind.Adjacency));
        Assert.Equal(FourierConditioning.Defective, basis.Conditioning);
        Assert.Contains(
            "MagneticFourierBasis",
            Assert.Throws<InvalidOperationException>(() => basis.Transform([1, 2, 3, 4])).Message,
            StringComparison.Ordinal
        );
    }
}
